"""The second half of the sheet of the network: the six evolutions, the characteristics, the points of attention.

In the handout's words; those for 1 and 4 are ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from arena.locale import Catalogue, in_every_language
from arena.method import network
from arena.method.levels import HIGHEST, LOWEST
from arena.method.text import as_text
from arena.workbook import fitting, names
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Condition, Sheet, Validation, Value, as_typed
from arena.workbook.formulas import quoted
from arena.workbook.model import Network
from arena.workbook.sheet import SheetCells

WIDTHS = (25, 16, 20, *(7,) * network.LOOKS, 26)
NAMES = (names.EVOLUTIONS, names.CHARACTERISTICS, names.ATTENTION)
_NAME, _LOWEST, _HIGHEST, _LOOK = range(4)
_OWN = _LOOK + network.LOOKS
"""The column of what users write in their own words."""

_NOW = _OWN - 2
"""The column of the answers to the characteristics: two columns wide, so that the words fit."""


class _Page:
    """The half of the sheet while it is written from top to bottom: ``row`` is the next one."""

    def __init__(self, sheet: Sheet, texts: Catalogue, row: int, column: int) -> None:
        self.sheet = sheet
        self.texts = texts
        self.row = row
        self.column = column

    def put(self, column: int, value: Value, style: str) -> None:
        self.sheet.put(self.row, self.column + column, value, style)

    def section(self, key: str, heads: Mapping[int, str], *, typed_from: int) -> None:
        """Put a heading, and the headings of the columns below it; from a column on, users write."""
        self.put(_NAME, self.texts(key), "network_section")
        self.row += 1
        for column in range(_OWN + 1):
            text = self.texts(heads[column]) if column in heads else None
            self.put(column, text, "network_head_write" if column >= typed_from else "network_head")
        self.row += 1

    def area(self, rows: int, first: int, last: int) -> Area:
        """Return an area of so many rows from the next one on."""
        return Area(self.row, self.column + first, self.row + rows - 1, self.column + last)

    def ask(self, area: Area, key: str, **options: Any) -> None:
        """Say at cells what to write there."""
        title, message = self.texts(f"{key}.title"), self.texts(f"{key}.message")
        self.sheet.validations.append(Validation(area, title=title, message=message, **options))

    def fit(self, *written: tuple[object, float]) -> None:
        """Make the row high enough for texts, each with the width of its column."""
        needed = fitting.height_for([(as_text(text), width) for text, width in written])
        self.sheet.fitted[self.row] = max(self.sheet.fitted.get(self.row, 0), needed)


def put(sheet: Sheet, typed: Network, texts: Catalogue, *, first_column: int, first_row: int) -> None:
    """Put this half on a described sheet, from a column on; its title stands in the first rows."""
    sheet.put(0, first_column, texts("network.looks.title"), "page_title")
    sheet.put(1, first_column, texts("network.looks.how"), "page_pale")
    page = _Page(sheet, texts, first_row, first_column)
    _put_evolutions(page, typed)
    _put_characteristics(page, typed)
    _put_attention(page, typed)
    sheet.beside = (Area(0, first_column, page.row - 1, first_column + _OWN),)


def _put_evolutions(page: _Page, typed: Network) -> None:
    texts = page.texts
    page.put(_LOOK, texts("network.looks.dates"), "page_pale")
    heads = {_NAME: "network.evolutions.column", _LOWEST: "network.evolutions.lowest"}
    heads |= {_HIGHEST: "network.evolutions.highest", _OWN: "network.evolutions.own"}
    page.section("network.evolutions.title", heads, typed_from=_OWN)
    page.row -= 1
    for number, look in enumerate(typed.looks):
        day: Value = look if isinstance(look, dt.date) else as_typed(look)
        page.put(_LOOK + number, day, "network_look")
    page.ask(page.area(1, _LOOK, _OWN - 1), "network.look")
    rows = len(network.EVOLUTIONS)
    page.sheet.names[names.EVOLUTIONS] = page.area(rows + 1, _LOOK, _OWN)
    page.row += 1
    page.sheet.names[names.EVOLUTIONS_RATED] = page.area(rows, _LOOK, _OWN - 1)
    for key, line in zip(network.EVOLUTIONS, typed.evolutions, strict=True):
        lowest, highest = (texts(f"network.evolution.{key}.{end}") for end in ("lowest", "highest"))
        page.put(_NAME, texts(f"network.evolution.{key}"), "network_name")
        page.put(_LOWEST, lowest, "network_word")
        page.put(_HIGHEST, highest, "network_word")
        for number, value in enumerate(line[: network.LOOKS]):
            page.put(_LOOK + number, as_typed(value), "network_number")
        page.put(_OWN, as_typed(line[network.LOOKS]), "network_text")
        page.sheet.validations.append(
            Validation(
                page.area(1, _LOOK, _OWN - 1),
                whole=(LOWEST, HIGHEST),
                title=texts("network.evolution.title"),
                message=f"{LOWEST} = {lowest}\n{HIGHEST} = {highest}",
                error_title=texts("network.evolution.error.title"),
                error=texts("network.evolution.error"),
                stops=True,
            )
        )
        page.fit((line[network.LOOKS], WIDTHS[_OWN]))
        page.row += 1


def _put_characteristics(page: _Page, typed: Network) -> None:
    texts = page.texts
    heads = {_NAME: "network.characteristics.column", _NOW: "network.characteristics.now"}
    heads |= {_OWN: "network.characteristics.own"}
    page.section("network.characteristics.title", heads, typed_from=_NOW)
    answers = page.area(len(network.CHARACTERISTICS), _NOW, _OWN)
    page.sheet.names[names.CHARACTERISTICS] = answers
    not_yet = map(quoted, in_every_language("network.characteristic.not_yet"))
    now = f"${cell_name(answers.first_row, answers.first_column)}"
    shown = f"OR({','.join(f'{now}={word}' for word in not_yet)})"
    of_answers = answers._replace(last_column=answers.first_column + 1)
    page.sheet.conditions.append(Condition(of_answers, shown, "late"))
    for key, (answer, seen) in zip(network.CHARACTERISTICS, typed.characteristics, strict=True):
        page.put(_NAME, texts(f"network.characteristics.{key}"), "network_line")
        for column in range(_LOWEST, _NOW):
            page.put(column, None, "network_line")
        page.put(_NOW, as_typed(answer), "network_answer")
        page.put(_NOW + 1, None, "network_answer_rest")
        page.put(_OWN, as_typed(seen), "network_text")
        its_list = key if key in network.LISTS else "characteristic"
        page.ask(page.area(1, _NOW, _NOW), f"network.{its_list}", source=names.list_of(its_list))
        page.fit((seen, WIDTHS[_OWN]))
        page.row += 1


def _put_attention(page: _Page, typed: Network) -> None:
    texts = page.texts
    heads = {_NAME: "network.attention.column", _OWN: "network.attention.own"}
    page.section("network.attention.title", heads, typed_from=_OWN)
    area = page.area(len(network.ATTENTION), _OWN, _OWN)
    page.sheet.names[names.ATTENTION] = area
    page.ask(area, "network.attention")
    for key, noticed in zip(network.ATTENTION, typed.attention, strict=True):
        page.put(_NAME, texts(f"network.attention.{key}"), "network_line")
        for column in range(_LOWEST, _OWN):
            page.put(column, None, "network_line")
        page.put(_OWN, as_typed(noticed), "network_text")
        page.fit((noticed, WIDTHS[_OWN]))
        page.row += 1


def read(cells: SheetCells) -> dict[str, Any]:
    """Return what was typed in this half, by the fields of :class:`arena.workbook.model.Network`."""
    looks, *evolutions = _block(cells, names.EVOLUTIONS, len(network.EVOLUTIONS) + 1, network.LOOKS + 1)
    characteristics = _block(cells, names.CHARACTERISTICS, len(network.CHARACTERISTICS), _OWN - _NOW + 1)
    attention = _block(cells, names.ATTENTION, len(network.ATTENTION), 1)
    return {
        "looks": looks[: network.LOOKS],
        "evolutions": tuple(evolutions),
        "characteristics": tuple((answer, seen) for answer, _, seen in characteristics),
        "attention": tuple(noticed for (noticed,) in attention),
    }


def _block(cells: SheetCells, name: str, rows: int, columns: int) -> list[tuple[object, ...]]:
    """Return the cells behind a name, so many of them whatever there is."""
    found: Sequence[Sequence[object]] = cells.block(name, rows, columns)
    lines = [(*line, *(None,) * (columns - len(line))) for line in found]
    return [*lines, *[(None,) * columns] * (rows - len(lines))]
