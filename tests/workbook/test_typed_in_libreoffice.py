"""A whole case typed in LibreOffice, cell by cell: every result is then what Python computes.

Nobody asks there for a hard recalculation, so a result that is not told of what was typed stays wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES
from arena.workbook.description import Book, Formula, Link, RichText
from arena.workbook.example import example
from arena.workbook.model import Analysis
from tests.bench.judges import cached_values, differences
from tests.bench.typist import Typed, type_in
from tests.workbook.filled_in import filled_in
from tests.workbook.recalculated import expected
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.formulas


def from_nothing(language: str) -> Analysis:
    """What people begin with."""
    return analysis(language=language)


def the_example(language: str) -> Analysis:
    """The worked example, as somebody would type it over."""
    return replace(example(language), example=False)


def odd_entries(language: str) -> Analysis:
    """An entry in every cell that takes one, half of them faulty."""
    return replace(filled_in(language), example=False)


CASES = {
    f"{name}, {language}": (described(before(language)), described(after(language)))
    for language in LANGUAGES
    for name, before, after in (
        ("the example", from_nothing, the_example),
        ("odd entries", from_nothing, odd_entries),
        ("odd entries over the example", the_example, odd_entries),
    )
}


def entries(before: Book, after: Book) -> Iterator[Typed]:
    """What is typed to make one workbook of another, sheet by sheet, row by row; what is left of the first is wiped."""
    for sheet in after.sheets:
        old, new = before.sheet(sheet.key).cells, sheet.cells
        for place in sorted(old.keys() | new.keys()):
            was, is_ = (cells[place].value if place in cells else None for cells in (old, new))
            if was != is_ and not isinstance(was, Formula) and not isinstance(is_, Formula | Link | RichText):
                yield Typed(sheet.name, *place, is_ if is_ is not None else "")


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook of each case as LibreOffice saves it after somebody typed."""
    folder = tmp_path_factory.mktemp("getypt")
    books = []
    for number, (before, after) in enumerate(CASES.values()):
        path = folder / f"{number}.xlsx"
        paint(before, path)
        books.append((path, list(entries(before, after))))
    return dict(zip(CASES, type_in(books, folder), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_every_result_is_that_of_python(case: str, typed: dict[str, Path]) -> None:
    before, after = map(expected, CASES[case])
    both = {(sheet, *place) for sheet, cells in before.items() for place in cells.keys() & after[sheet].keys()}
    assert len(both) > 15_000
    assert differences(after, cached_values(typed[case]), both) == []
