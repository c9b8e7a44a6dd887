"""The model, quicker with workbooks as large as ours; what it works out stays the same (`test_quicker.py`).

To find the cells of a block that hold something, the model looks through every cell of the sheet; to find the formulas
that read a cell which was written, through every formula of the workbook; to find a sheet, through the names of all.
With a thousand rows of formulas that is most of a test's time.

It also reads each formula anew in every workbook that holds it, and takes it apart several times to do so, one that is
filled down once for each cell; and each tag of each cell. Tests open the same few workbooks again and again, so what
was read is kept by its text, from one Excel to the next. In a workbook in which nothing was written yet no formula is
read at all: each value is the one in the file.

And it looks formats up by all that stands in them, for each cell on opening and on measuring rows: what a format hashes
to is kept too.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from pyopenvba import _xml
from pyopenvba.apps.excel import _engine_book, _io
from pyopenvba.apps.excel._calc import Calculator
from pyopenvba.apps.excel._engine_book import EngineBook
from pyopenvba.apps.excel._model import Worksheet
from pyopenvba.apps.excel._styles import Style
from pyopenvba.formula import _parse, _prefixes, _structured
from pyopenvba.formula._calc.nodes import (
    AreaReference,
    AxisReference,
    Call,
    CellReference,
    NameReference,
    StructuredReference,
)
from pyopenvba.formula._calc.values import Area, Empty

from .amendments import Replacement

_KEPT = 32_768
"""So many formulas are kept: those of the largest workbooks of the tests, which have seventeen thousand each."""

_TAGS = 131_072
"""So many tags of XML: those of the cells of some workbooks."""

_FORMATS = 4_096
"""So many formats have their hash kept: a workbook of ours has some hundreds."""

_REFERENCES = (CellReference, AreaReference, AxisReference, NameReference, StructuredReference)

_keeping = cache(lru_cache(maxsize=_KEPT))
_keeping_many = cache(lru_cache(maxsize=_TAGS))

#: Where a calculator keeps which formulas read blocks of a sheet.
_INDEX = "_bench_readers_of_blocks"

#: Where it keeps which sheet has a name.
_SHEETS = "_bench_sheets"


def _cells_of_small_areas(cells: Callable[..., Any]) -> Callable[..., Any]:
    def found(self: EngineBook, area: Area) -> Iterator[tuple[int, int, Any]]:
        owner = self._sheet(area.sheet)
        if owner.array_formulas or area.height * area.width >= len(owner.cells_):
            yield from cells(self, area)
            return
        held = [place for place in area.cells() if place in owner.cells_]
        for row, column in held:
            value = self.cell(area.sheet, row, column)
            if not isinstance(value, Empty):
                yield row, column, value

    return found


def _reading_by_sheet(_: Callable[..., Any]) -> Callable[..., Any]:
    def reading(self: Calculator, name: str, row: int, column: int) -> set[Any]:
        found = set(self._readers.get((name, row, column), ()))
        by_sheet = vars(self).get(_INDEX)
        if by_sheet is None:
            by_sheet = vars(self)[_INDEX] = _by_sheet(self)
        for key, areas in by_sheet.get(name, {}).items():
            if any(area.contains(row, column) for area in areas):
                found.add(key)
        return found

    return reading


def _by_sheet(calculator: Calculator) -> dict[str, dict[Any, list[Area]]]:
    """For each sheet, the formulas that read blocks of it, and these blocks."""
    found: dict[str, dict[Any, list[Area]]] = {}
    for key, areas in calculator._blocks.items():
        for area in areas:
            found.setdefault(area.sheet.lower(), {}).setdefault(key, []).append(area)
    return found


def _keeping_blocks(keep: Callable[..., None]) -> Callable[..., None]:
    def kept(self: Calculator, key: Any, compiled: Any) -> None:
        before = key in self._blocks
        keep(self, key, compiled)
        if before or key in self._blocks:
            vars(self).pop(_INDEX, None)

    return kept


def _rebuilding(rebuild: Callable[..., None]) -> Callable[..., None]:
    def rebuilt(self: Calculator) -> None:
        vars(self).pop(_INDEX, None)
        rebuild(self)

    return rebuilt


@cache
def _keeping_tokens(tokenize: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    @lru_cache(maxsize=256)  # a formula is taken apart several times in a row, one that is filled down for each cell
    def kept(source: str, spaces: bool) -> tuple[Any, ...]:
        return tuple(tokenize(source, spaces=spaces))

    return lambda source, *, spaces=False: list(kept(source, spaces))


@cache
def _keeping_trees(read: Callable[..., Any]) -> Callable[..., Any]:
    @lru_cache(maxsize=_KEPT)
    def kept(formula: str, tables: tuple[str, ...]) -> Any:
        return read(_Tables(tables), formula)

    return lambda self, formula: kept(formula, tuple(self.table_names()))


@cache
def _each_once(walk: Callable[[Any], Iterator[Any]]) -> Callable[[Any], Iterable[Any]]:
    """What a formula refers to and which functions it calls: all that is asked of its nodes where this stands."""

    def named(tree: object) -> Iterable[Any]:
        nodes = list(walk(tree))
        calls = {node.function: node for node in nodes if isinstance(node, Call)}
        return *dict.fromkeys(node for node in nodes if isinstance(node, _REFERENCES)), *calls.values()

    return _kept_of_each(named, _KEPT)


def _kept_by_name(find: Callable[[Calculator, str], Worksheet | None]) -> Callable[..., Worksheet | None]:
    def found(self: Calculator, name: str) -> Worksheet | None:
        kept = vars(self).setdefault(_SHEETS, {})
        sheet, spelled = kept.get(name, (None, ""))
        if sheet is None or sheet.name is not spelled or sheet not in self.book.sheets_:
            sheet = find(self, name)
            kept[name] = (sheet, sheet.name if sheet is not None else "")
        return sheet

    return found


def _of_the_sheet(_: Callable[..., Any]) -> Callable[..., Any]:
    def found(self: Calculator, key: tuple[str, int, int]) -> Any:
        sheet = self._sheet_named(key[0])
        return None if sheet is None else sheet.cells_.get(key[1:])

    return found


def _at_once_where_known(value_of: Callable[..., Any]) -> Callable[..., Any]:
    def found(self: Calculator, sheet: str, row: int, column: int, *, force: bool = False) -> Any:
        key = (sheet.lower(), row, column)
        cell = None if force else self._cell(key)
        if cell is not None and cell.formula and not cell.stale:
            if not self._built:  # the model's own first step, and that of each write, is to read all formulas
                return cell.value
            compiled = self.compiled.get(key)
            if compiled is not None and not compiled.volatile:
                return cell.value
        return value_of(self, sheet, row, column, force=force)

    return found


@cache
def _keeping_attributes(read: Callable[[str], dict[str, str]]) -> Callable[[str], dict[str, str]]:
    kept = lru_cache(maxsize=_TAGS)(read)
    return lambda element: dict(kept(element))


def _where_an_entity_stands(unescape: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: unescape(text) if "&" in text else text


def _keeping_hashes(hash_of: Callable[[Style], int]) -> Callable[[Style], int]:
    return _kept_of_each(hash_of, _FORMATS)


def _kept_of_each(work: Callable[[Any], Any], most: int) -> Callable[[Any], Any]:
    """A function of an object that never changes, which keeps what it gave for those that it was asked for."""
    kept: dict[int, tuple[object, Any]] = {}  # with the object itself: no other one can come to stand in its place

    def found(of: Any) -> Any:
        known = kept.get(id(of))
        if known is None:
            if len(kept) == most:
                kept.clear()
            known = kept[id(of)] = (of, work(of))
        return known[1]

    return found


def keep_out_of_collections() -> None:
    """Have no later collection of garbage look through what is there now: all that was read of formulas, above all."""
    gc.collect()
    gc.freeze()


class _Tables:
    """All of a workbook on which it depends how a formula is read: the names of its tables."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def table_names(self) -> list[str]:
        return list(self._names)


def quicker_amendments() -> Iterator[Replacement]:
    """The quicker ways, ready to be put in the model."""
    yield Replacement(EngineBook, "cells", _cells_of_small_areas)
    yield Replacement(Calculator, "_reading", _reading_by_sheet)
    yield Replacement(Calculator, "_keep", _keeping_blocks)
    yield Replacement(Calculator, "rebuild", _rebuilding)
    yield Replacement(Calculator, "value_of", _at_once_where_known)
    yield Replacement(Calculator, "_sheet_named", _kept_by_name)
    yield Replacement(Calculator, "_cell", _of_the_sheet)
    yield Replacement(EngineBook, "read", _keeping_trees)
    yield Replacement(_engine_book, "walk", _each_once)
    yield Replacement(Style, "__hash__", _keeping_hashes)
    yield Replacement(_xml, "attributes", _keeping_attributes)
    yield Replacement(_xml, "unescape", _where_an_entity_stands)
    yield Replacement(_io, "_unescape", _where_an_entity_stands)
    yield Replacement(_io, "_split_reference", _keeping_many)
    yield Replacement(_io, "_formula_read", _keeping)
    yield Replacement(_parse, "shift_text", _keeping)
    for module in (_parse, _prefixes, _structured):
        yield Replacement(module, "tokenize", _keeping_tokens)
