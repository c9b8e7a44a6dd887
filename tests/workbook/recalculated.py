"""Native formulas against Python: workbooks painted with wrong cached values, so that only a recalculation is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest

from arena.workbook.description import Book, Cell, Formula
from arena.workbook.sheets import arena, calculation
from tests.bench.judges import IRONCALC, JUDGES, Judge, Value, Values, differences
from tests.thorough import one_in
from tests.workbook.typed import paint

JUDGES_OF_MAPS = tuple(judge for judge in JUDGES if judge is not IRONCALC)
"""Those who work out LEN and MOD for every cell of a column: IronCalc takes one cell (``known_wrong``)."""

Case = TypeVar("Case")

LINED = ("lines", "cached", "page")
"""The modules of the sheet of calculations that know how many lines it has."""


def set_lines(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Give the sheet of calculations another number of lines than users have; the table no more blank rows than that.

    The model of Excel and HyperFormula take their time for each; and a product of many answers needs more.
    """
    for module in (calculation, arena, *(import_module(f"{calculation.__name__}.{name}") for name in LINED)):
        monkeypatch.setattr(module, "LINES", count)
    monkeypatch.setattr(arena, "BLANK_ROWS", 2)
    monkeypatch.setattr(arena, "SPARE_ROWS", 2)


def asked_of(judge: Judge, cases: Mapping[str, Case]) -> dict[str, Case]:
    """The cases that a judge works out: all by IronCalc, the quickest; by others each second (or `make test-all`)."""
    return dict(cases) if judge is IRONCALC else dict(one_in(2, cases.items()))


WRONG = -777
"""Stands in every formula cell before the recalculation; no formula gives it."""


def expected(book: Book) -> Values:
    """What Python computes for every formula of a description."""
    return {
        sheet.name: {
            (row + 1, column + 1): _value(cell.value.value)
            for (row, column), cell in sheet.cells.items()
            if isinstance(cell.value, Formula)
        }
        for sheet in book.sheets
    }


def _value(value: object) -> Value:
    assert isinstance(value, str | int | float | bool)
    return value


def paint_without_results(book: Book, path: Path) -> Path:
    """Paint a workbook in which every formula's cached value is wrong."""
    sheets = [
        replace(
            sheet,
            cells={
                place: Cell(Formula(cell.value.text, WRONG), cell.style) if isinstance(cell.value, Formula) else cell
                for place, cell in sheet.cells.items()
            },
        )
        for sheet in book.sheets
    ]
    paint(replace(book, sheets=sheets), path)
    return path


def recalculated(books: Mapping[str, Book], judge: Judge, folder: Path) -> dict[str, Values]:
    """What a judge makes of each workbook, in one go."""
    paths = [paint_without_results(book, folder / f"{number}.xlsx") for number, book in enumerate(books.values())]
    return dict(zip(books, judge.recalculate_many(paths), strict=True))


def disagreements(
    books: Mapping[str, Book], judge: Judge, folder: Path, *, leaving_out: Sequence[str] = ()
) -> list[str]:
    """Where a judge computes otherwise than Python, one sentence a cell, with the name of the case."""
    found = []
    for name, values in recalculated(books, judge, folder).items():
        wanted = expected(books[name])
        cells = {(sheet, *place) for sheet, places in wanted.items() if sheet not in leaving_out for place in places}
        assert cells, f"{name} has no formula"
        found += [f"{name}: {each}" for each in differences(wanted, values, cells)]
    return found
