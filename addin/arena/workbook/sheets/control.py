"""The control block of a generated sheet: what the page was made from, and by formulas whether that still holds.

It stands beside what is printed: a seal, by which buttons know the sheet as theirs and see whether its user changed
it (:mod:`arena.workbook.sheets.seal`), the lines of the table, and single facts such as an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arena.locale import Catalogue
from arena.method.text import fold
from arena.workbook import names
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Formula, Sheet, Value
from arena.workbook.formulas import quoted
from arena.workbook.model import Result
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import COLUMNS, heading

_TOP = 2
"""The row of the block's headings."""

_WIDTH = 14


@dataclass(frozen=True)
class Source:
    """The table that a page is made from: its sheet, its name, the heading of each column by key, its first row.

    A column that the user took out of the table is not in ``headings``, and is not compared. The first row below the
    headings counts from 0.
    """

    sheet: str
    table: str
    headings: Mapping[str, str]
    first_row: int

    @classmethod
    def of_described_sheet(cls, texts: Catalogue) -> Source:
        """The table on a sheet that this product writes."""
        headings = {column.key: heading(texts, column.key) for column in COLUMNS}
        return cls(texts("sheet.arena.tab"), names.TABLE, headings, arena.FIRST_ROW)

    def column(self, key: str) -> str:
        """Return the reference to all cells of a column."""
        return f"{self.table}[{self.headings[key]}]"


@dataclass(frozen=True)
class Verdict:
    """What the page says of itself: while it fits, and once it does not."""

    fits: str
    outdated: str


def in_any_row(source: Source, names_of_cells: Mapping[str, str], equal_lines: str = "1") -> str:
    """Return the formula that looks for a line anywhere in the table: the order of its rows does not matter.

    Args:
        source: the table.
        names_of_cells: the cell of the line by the key of its column.
        equal_lines: the formula of how many lines of the block are equal to this one; so many rows must be as well,
            or one of two rows that were alike could change unseen.
    """
    equal = "*".join(f"({source.column(key)}={cell})" for key, cell in names_of_cells.items())
    return f"IFERROR(IF(SUMPRODUCT({equal})={equal_lines},1,0),0)"


def _equal_lines(areas_of_cells: Mapping[str, str]) -> str:
    """The formula of how many lines of the block are equal to one, from the area of each column and its cell in it."""
    return f"SUMPRODUCT({'*'.join(f'({area}={cell})' for area, cell in areas_of_cells.items())})"


def in_the_same_row(source: Source, names_of_cells: Mapping[str, str], row: int) -> str:
    """Return the formula that looks for a line in its own row of the table, counted from 1."""
    equal = ",".join(f"INDEX({source.column(key)},{row})={cell}" for key, cell in names_of_cells.items())
    return f"IFERROR(IF(AND({equal}),1,0),0)"


@dataclass(frozen=True)
class Contents:
    """What a page was made from.

    Attributes:
        columns: the table's columns that its lines compare, by key.
        rows: the row of the table (counted from 1) in which each row of the analysis must still stand; ``None``
            where the order of the rows does not matter.
        facts: formulas of what else it was made from, with the value that each had.
    """

    columns: Sequence[str]
    rows: Sequence[int] | None = None
    facts: Sequence[tuple[str, Value]] = ()


def put(
    sheet: Sheet, result: Result, texts: Catalogue, source: Source, contents: Contents, verdict: Verdict, first: int
) -> Formula:
    """Put the control block from a column on; return the formula of the verdict, for a cell in sight."""
    values = arena.calculated_values(result)
    typed = result.analysis.table
    used = [row for row, in_use in enumerate((result.actors["order"] > 0).tolist()) if in_use]
    keys = [key for key in contents.columns if key in source.headings]
    columns = {key: values[key] if key in values else [arena.as_typed(v) for v in typed[key]] for key in keys}
    sheet.put(0, first, texts("summary.control"), "pale_line")
    for offset, text in enumerate((*(source.headings[key] for key in keys), texts("summary.control.same"))):
        sheet.put(_TOP, first + offset, text, "header_calculation")
        sheet.widths[first + offset] = _WIDTH
    same = first + len(keys)
    bottom = _TOP + max(1, len(used))
    areas = {key: Area(_TOP + 1, first + offset, bottom, first + offset).address for offset, key in enumerate(keys)}
    alike = Counter(fold(result.entries.actor[row]).casefold() for row in used)
    for line, row in enumerate(used, start=_TOP + 1):
        cells = {}
        for offset, key in enumerate(keys):
            value = columns[key][row]
            sheet.put(line, first + offset, value if value != "" else None, "calculation_left")
            cells[key] = cell_name(line, first + offset)
        if contents.rows is not None:
            formula = in_the_same_row(source, cells, contents.rows[row])
        elif alike[fold(result.entries.actor[row]).casefold()] == 1:
            formula = in_any_row(source, cells)
        else:
            formula = in_any_row(source, cells, _equal_lines({areas[key]: cell for key, cell in cells.items()}))
        sheet.put(line, same, Formula(formula, 1), "calculation")
    facts = _put_facts(sheet, contents.facts, same + 2)
    lines = f"SUM({Area(_TOP + 1, same, bottom, same).address})={len(used)}"
    tests = [lines, *facts]
    if "order" in source.headings:
        tests.insert(1, f"COUNT({source.column('order')})={len(used)}")
    fits, outdated = quoted(verdict.fits), quoted(verdict.outdated)
    return Formula(f"IFERROR(IF(AND({','.join(tests)}),{fits},{outdated}),{outdated})", verdict.fits)


def _put_facts(sheet: Sheet, facts: Sequence[tuple[str, Value]], column: int) -> list[str]:
    """Single facts, one below the other; returns the formula that compares each."""
    if not facts:
        return []
    sheet.put(_TOP, column, sheet.name, "header_calculation")
    sheet.widths[column] = _WIDTH
    tests = []
    for line, (reference, value) in enumerate(facts, start=_TOP + 1):
        sheet.put(line, column, value, "calculation_left")
        tests.append(f"{reference}={cell_name(line, column)}")
    return tests
