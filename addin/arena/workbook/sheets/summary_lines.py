"""How the summary shows what the sheet of calculations holds: each formula with the value that it gives today.

A line is found by its place in an order (the list, a form, the signals, the open questions), so the summary needs no
button: whoever types in the table changes what stands here.
"""

from __future__ import annotations

from arena.locale import Catalogue, catalogue
from arena.workbook.description import Formula, Scalar
from arena.workbook.fitting import CUT, shortened
from arena.workbook.formulas import quoted
from arena.workbook.model import Result
from arena.workbook.sheets import calculation


class Line:
    """One line of the calculations, found by its place in an order; there may be none at that place."""

    def __init__(self, of: Calculated, order: str, place: int) -> None:
        values = of.values[order]
        self._of = of
        self._at = f"MATCH({place},{calculation.column(of.texts, order)},0)"
        self._number = values.index(place) if place in values else None

    def __getitem__(self, key: str) -> Formula:
        """Return a column of the line, by key; its value is an empty text where there is no such line."""
        value: Scalar = "" if self._number is None else self._of.values[key][self._number]
        return Formula(f"INDEX({calculation.column(self._of.texts, key)},{self._at})", value)

    def shown(self, formula: Formula) -> Formula:
        """Return a formula about the line as a cell holds it: an empty text where there is no such line."""
        return Formula(f'IFERROR({formula.text},"")', "" if self._number is None else formula.value)


class Calculated:
    """The sheet of calculations of one analysis.

    Attributes:
        texts: the catalogue in its language.
        values: the values of each of its columns, by key, a line each.
    """

    def __init__(self, result: Result) -> None:
        self.texts: Catalogue = catalogue(result.analysis.language)
        self.values = calculation.values(result)
        self._totals = calculation.totals(result)

    def total(self, key: str) -> Formula:
        """Return a figure about the whole sheet."""
        return Formula(calculation.total(self.texts, key), self._totals[key])

    def number(self, key: str) -> int:
        """Return the value of a figure that is a whole number."""
        value = self._totals[key]
        assert isinstance(value, int)  # noqa: S101 - counts are
        return value

    def line(self, order: str, place: int) -> Line:
        """Return the line that stands at a place (from 1, see the calculations) of an order, by the order's key."""
        return Line(self, order, place)

    def more(self, count: Formula, room: int, key: str) -> Formula:
        """Return how many did not fit in a room, in the words of a text with ``{count}``; empty where all did."""
        assert isinstance(count.value, int)  # noqa: S101
        before, after = map(quoted, self.texts(key).split("{count}"))
        rest = count.value - room
        said = self.texts(key, count=rest) if rest > 0 else ""
        return Formula(f'IF({count.text}>{room},{before}&({count.text}-{room})&{after},"")', said)


def cut(text: Formula, most: int) -> Formula:
    """Return a text of at most so many characters, as Excel counts them; a longer one ends in ``…``.

    What is no text, as a day where a text belongs, stays what it is.
    """
    value = shortened(text.value, most) if isinstance(text.value, str) else text.value
    return Formula(f"IF(LEN({text.text})>{most},LEFT({text.text},{most - 1})&{quoted(CUT)},{text.text})", value)


def or_else(text: Formula, otherwise: str) -> Formula:
    """Return a text, and another where it is empty."""
    return Formula(f'IF({text.text}="",{quoted(otherwise)},{text.text})', text.value or otherwise)


def place_of(line: Line) -> Formula:
    """Return the place of an actor as users read it: the group's own, else the computed one, with ``?`` if not certain.

    Of an actor that is not rated and has no own place: an empty text.
    """
    own, rank, reach, order = (line[key] for key in ("own_rank_read", "rank", "range", "order"))
    provisional = f'INT({order.text}/2)&" ?"'  # the order of a computed place is twice that place
    computed = f'IF({rank.text}<>"",{rank.text},IF({reach.text}="","",{provisional}))'
    value: Scalar = own.value
    if not isinstance(own.value, int):
        value = rank.value
        if rank.value == "" and reach.value != "":
            assert isinstance(order.value, int)  # noqa: S101 - a rated row has an order
            value = f"{order.value // 2} ?"
    return Formula(f"IF(ISNUMBER({own.text}),{own.text},{computed})", value)
