"""What tells whether a generated sheet still fits what it was made from, without a copy of any rating.

Beside what is printed stand the short number of the analysis and single facts such as how many actors there were. A
formula on the page works them out anew and compares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from arena.locale import Catalogue
from arena.method import short_number
from arena.method.levels import LEVELS
from arena.workbook.cells import cell_name
from arena.workbook.description import Formula, Scalar, Sheet
from arena.workbook.formulas import cleaned, quoted, times
from arena.workbook.model import Result
from arena.workbook.sheet import MadeFrom, Source
from arena.workbook.sheets import arena

GAP = 1
"""Columns between what is printed and what is compared."""

_TOP = 2
"""The row of the heading over what is compared."""

_WIDTH = 14

_NUMBERED = (
    "order", "name_read", "resources", "replaced_by",
    "importance_read", "hardness_read", "dependency_read", "own_rank_read",
)  # fmt: skip
"""The columns from which the short number is worked out."""

_TEXTS = ("actor", "resources", "replaced_by")
"""Those of which the length counts."""

Fact = tuple[str, Scalar]
"""A formula of what a page was made from, and the value that it had: never a rating, a name or a resource."""


@dataclass(frozen=True)
class Verdict:
    """What the page says of itself: while it fits, once it does not, and where a changed rating would not show."""

    fits: str
    outdated: str
    unseen: str


def put(
    sheet: Sheet,
    made_from: MadeFrom,
    texts: Catalogue,
    verdict: Verdict,
    column: int,
    *,
    facts: Sequence[Fact] = (),
    rows: Sequence[int] | None = None,
) -> Formula:
    """Put what is compared in a column; return the formula of the verdict, for a cell in sight.

    Args:
        sheet: the generated sheet.
        made_from: what it was made from.
        texts: the catalogue in its language.
        verdict: what the formula says.
        column: the column, beside what is printed.
        facts: what else the page was made from than the table.
        rows: the row of the sheet (counted from 1) in which each row of the analysis must still stand; ``None`` where
            the order of the rows does not matter.
    """
    result, source = made_from.result, made_from.source
    number = short_number.short_number(result.entries, rows)
    compared = [*_facts_of_table(result, source), *facts]
    fits = verdict.unseen
    if number is not None and source.headings.keys() >= set(_NUMBERED) and not _any_date(result):
        compared.append((number_formula(source, by_row=rows is not None), number))
        fits = verdict.fits
    sheet.put(0, column, texts("generated.compared"), "pale_line")
    sheet.put(_TOP, column, texts("generated.compared.values"), "header_calculation")
    sheet.widths[column] = _WIDTH
    tests = []
    for line, (formula, value) in enumerate(compared, start=_TOP + 1):
        sheet.put(line, column, value, "calculation_left")
        tests.append(f"{formula}={cell_name(line, column)}")
    said, otherwise = quoted(fits), quoted(verdict.outdated)
    return Formula(f"IFERROR(IF(AND({','.join(tests)}),{said},{otherwise}),{otherwise})", fits)


def _any_date(result: Result) -> bool:
    """Return True if a date stands where a text belongs, as Excel makes of ``3-4``: formulas take another length."""
    table = result.analysis.table
    return any(isinstance(value, dt.date) for key in _TEXTS for value in table[key])


def _facts_of_table(result: Result, source: Source) -> list[Fact]:
    """Return how many actors are in use, rated and target groups, and how long all texts of attention are."""
    entries, actors = result.entries, result.actors
    said = sum(short_number.length(str(text)) for text in arena.calculated_values(result)["attention"])
    facts = {
        "order": ("COUNT({})", int((actors["order"] > 0).sum())),
        "key": ("COUNT({})", result.assessment.rated_count),
        "target_group_read": ("COUNT({})", int(entries.target_group.sum())),
        "attention": ("SUMPRODUCT(LEN({}))", said),
    }
    return [
        (formula.format(source.column(key)), value) for key, (formula, value) in facts.items() if key in source.headings
    ]


def number_formula(source: Source, *, by_row: bool = False) -> str:
    """Return the formula of the short number over the rows of a table (docs/method.md, "The short number").

    Args:
        source: the table, with all columns that the number takes.
        by_row: whether the number also tells in which rows they stand.
    """
    column = source.column
    levels = ("importance_read", "hardness_read", "dependency_read")
    rated = [
        "+".join(times(factor * level, f"({column(key)}={level})") for level in LEVELS)
        for key, factor in zip(levels, short_number.OF_LEVELS, strict=True)
    ]
    # "" and "!" count 0; the column holds nothing else than these and whole numbers
    own_place = f'{short_number.OF_OWN_PLACE}*SUBSTITUTE("0"&{column("own_rank_read")},"!","")'
    lengths = [
        times(factor, f"LEN({text})")
        for text, factor in zip(
            (column("name_read"), cleaned(column("resources")), cleaned(column("replaced_by"))),
            short_number.OF_LENGTHS,
            strict=True,
        )
    ]
    modulus = short_number.MODULUS
    of_row = f"MOD((1+{'+'.join([*rated, own_place])})*({short_number.WITHOUT_TEXTS}+{'+'.join(lengths)}),{modulus})"
    if by_row:
        of_row = f"MOD({of_row}*ROW({column('order')}),{modulus})"
    return f'MOD(SUMPRODUCT(({column("order")}<>"")*{of_row}),{modulus})'
