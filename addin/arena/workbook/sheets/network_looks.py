"""The first half of the sheet of the network: the six evolutions, the characteristics, the points of attention.

In the handout's words; those for 1 and 4 are ours. It stands above the actions, in their columns: rows that somebody
deletes or inserts there never touch it.
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
from arena.workbook.description import Condition, RichText, Sheet, Validation, Value, as_typed
from arena.workbook.formulas import quoted
from arena.workbook.model import Network
from arena.workbook.sheet import SheetCells

WIDTHS = (42, 24, 20, 10, 12)
"""Of the columns of the whole sheet, in characters: the third one as wide as a day with a word needs."""

NAMES = (names.EVOLUTIONS, names.CHARACTERISTICS, names.ATTENTION)
_NAME, _OWN, _LOOK = range(3)
"""What it is about, what users write in their own words, and the first of what they rate or answer."""

_LAST_LOOK = _LOOK + network.LOOKS - 1

_SECTIONS = (network.EVOLUTIONS, network.CHARACTERISTICS, network.ATTENTION)
_HEADINGS = 2
ROWS = sum(_HEADINGS + len(lines) for lines in _SECTIONS)
"""Rows from the first heading to the last line."""

_LINE_HEIGHT, _HEAD_HEIGHT, _SECTION_HEIGHT = 26.25, 22.5, 25.5


class _Page:
    """The half of the sheet while it is written from top to bottom: ``row`` is the next one."""

    def __init__(self, sheet: Sheet, texts: Catalogue, row: int) -> None:
        self.sheet = sheet
        self.texts = texts
        self.row = row

    def put(self, column: int, value: Value, style: str) -> None:
        self.sheet.put(self.row, column, value, style)

    def section(self, key: str, heads: Mapping[int, str]) -> None:
        """Put a heading, and the headings of the columns below it: of the first, and of those in which users write."""
        self.put(_NAME, self.texts(key), "network_section")
        self.sheet.heights[self.row] = _SECTION_HEIGHT
        self.row += 1
        for column in range(max(heads) + 1):
            text = self.texts(heads[column]) if column in heads else None
            typed = column != _NAME and column in heads
            self.put(column, text, "network_head_write" if typed else "network_head")
        self.sheet.heights[self.row] = _HEAD_HEIGHT
        self.row += 1

    def area(self, rows: int, first: int, last: int) -> Area:
        """Return an area of so many rows from the next one on."""
        return Area(self.row, first, self.row + rows - 1, last)

    def ask(self, area: Area, key: str, **options: Any) -> None:
        """Say at cells what to write there."""
        title, message = self.texts(f"{key}.title"), self.texts(f"{key}.message")
        self.sheet.validations.append(Validation(area, title=title, message=message, **options))

    def fit(self, *written: tuple[str, int]) -> None:
        """Make the row high enough for texts, each with its column."""
        needed = fitting.height_for([(text, WIDTHS[column]) for text, column in written])
        self.sheet.fitted[self.row] = max(_LINE_HEIGHT, needed)


def put(sheet: Sheet, typed: Network, texts: Catalogue, *, first_row: int) -> None:
    """Put this half on a described sheet, :data:`ROWS` rows from a row on."""
    page = _Page(sheet, texts, first_row)
    _put_evolutions(page, typed)
    _put_characteristics(page, typed)
    _put_attention(page, typed)


def _put_evolutions(page: _Page, typed: Network) -> None:
    texts = page.texts
    page.put(_LOOK, texts("network.looks.dates"), "page_pale")
    page.section("network.evolutions.title", {_NAME: "network.evolutions.column", _OWN: "network.evolutions.own"})
    page.row -= 1
    for number, look in enumerate(typed.looks):
        day: Value = look if isinstance(look, dt.date) else as_typed(look)
        page.put(_LOOK + number, day, "network_look")
    page.ask(page.area(1, _LOOK, _LAST_LOOK), "network.look")
    rows = len(network.EVOLUTIONS)
    page.sheet.names[names.EVOLUTIONS] = page.area(rows + 1, _OWN, _LAST_LOOK)
    page.row += 1
    page.sheet.names[names.EVOLUTIONS_RATED] = page.area(rows, _LOOK, _LAST_LOOK)
    for key, line in zip(network.EVOLUTIONS, typed.evolutions, strict=True):
        name = texts(f"network.evolution.{key}")
        lowest, highest = (texts(f"network.evolution.{key}.{end}") for end in ("lowest", "highest"))
        meaning = f"\n{LOWEST} = {lowest}\n{HIGHEST} = {highest}"
        parts = ((name, "network_name"), (meaning, "network_meaning"))
        page.put(_NAME, RichText(parts), "network_name")
        for number, value in enumerate(line[: network.LOOKS]):
            page.put(_LOOK + number, as_typed(value), "network_number")
        page.put(_OWN, as_typed(line[network.LOOKS]), "network_text")
        page.sheet.validations.append(
            Validation(
                page.area(1, _LOOK, _LAST_LOOK),
                whole=(LOWEST, HIGHEST),
                title=texts("network.evolution.title"),
                message=meaning.lstrip(),
                error_title=texts("network.evolution.error.title"),
                error=texts("network.evolution.error"),
                stops=True,
            )
        )
        page.fit((f"{name}{meaning}", _NAME), (as_text(line[network.LOOKS]), _OWN))
        page.row += 1


def _put_characteristics(page: _Page, typed: Network) -> None:
    texts = page.texts
    heads = {_NAME: "network.characteristics.column", _OWN: "network.characteristics.own"}
    page.section("network.characteristics.title", heads | {_LOOK: "network.characteristics.now"})
    answers = page.area(len(network.CHARACTERISTICS), _OWN, _LOOK)
    page.sheet.names[names.CHARACTERISTICS] = answers
    not_yet = map(quoted, in_every_language("network.characteristic.not_yet"))
    now = f"${cell_name(answers.first_row, _LOOK)}"
    shown = f"OR({','.join(f'{now}={word}' for word in not_yet)})"
    page.sheet.conditions.append(Condition(answers._replace(first_column=_LOOK), shown, "late"))
    for key, (answer, seen) in zip(network.CHARACTERISTICS, typed.characteristics, strict=True):
        line = texts(f"network.characteristics.{key}")
        page.put(_NAME, line, "network_line")
        page.put(_OWN, as_typed(seen), "network_text")
        page.put(_LOOK, as_typed(answer), "network_answer")
        its_list = key if key in network.LISTS else "characteristic"
        page.ask(page.area(1, _LOOK, _LOOK), f"network.{its_list}", source=names.list_of(its_list))
        page.fit((line, _NAME), (as_text(seen), _OWN))
        page.row += 1


def _put_attention(page: _Page, typed: Network) -> None:
    texts = page.texts
    heads = {_NAME: "network.attention.column", _OWN: "network.attention.own"}
    page.section("network.attention.title", heads)
    area = page.area(len(network.ATTENTION), _OWN, _OWN)
    page.sheet.names[names.ATTENTION] = area
    page.ask(area, "network.attention")
    for key, noticed in zip(network.ATTENTION, typed.attention, strict=True):
        line = texts(f"network.attention.{key}")
        page.put(_NAME, line, "network_line")
        page.put(_OWN, as_typed(noticed), "network_text")
        page.fit((line, _NAME), (as_text(noticed), _OWN))
        page.row += 1


def read(cells: SheetCells) -> dict[str, Any]:
    """Return what was typed in this half, by the fields of :class:`arena.workbook.model.Network`."""
    looks, *evolutions = _block(cells, names.EVOLUTIONS, len(network.EVOLUTIONS) + 1, network.LOOKS + 1)
    characteristics = _block(cells, names.CHARACTERISTICS, len(network.CHARACTERISTICS), _LOOK - _OWN + 1)
    attention = _block(cells, names.ATTENTION, len(network.ATTENTION), 1)
    return {
        "looks": looks[_LOOK - _OWN :],
        "evolutions": tuple((*rated, own) for own, *rated in evolutions),
        "characteristics": tuple((answer, seen) for seen, answer in characteristics),
        "attention": tuple(noticed for (noticed,) in attention),
    }


def _block(cells: SheetCells, name: str, rows: int, columns: int) -> list[tuple[object, ...]]:
    """Return the cells behind a name, so many of them whatever there is."""
    found: Sequence[Sequence[object]] = cells.block(name, rows, columns)
    lines = [(*line, *(None,) * (columns - len(line))) for line in found]
    return [*lines, *[(None,) * columns] * (rows - len(lines))]
