"""A text that starts like a formula stays text: in a file that is written, in a form, and when the form comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from arena.sharing import copies, return_form
from arena.workbook import book, file_painter
from arena.workbook.audience import Audience
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from tests.sharing.forms import BACK_BY, Filled
from tests.sharing.returned import estimate, rows
from tests.workbook.crafted import digest

pytestmark = pytest.mark.file

ODD = ("=1+1", "+32 9 000", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x";"klik")', "'=1", "=", "＝1+1")
"""Also one with the wide equals sign, which some versions of Excel take for the plain one."""

OF_THE_FORMAT = ("<r><t>Iemand anders</t></r>", "<r></si></sst></r>", "_x000D_", "<r>_x0041_</r>")
"""What stands in files around texts, and in the place of what XML cannot hold."""


def odd(texts: Sequence[str] = ODD) -> Analysis:
    """The example with odd names, resources and issue."""
    filled = example("nl")
    table = filled.table.head(len(texts)).copy()
    table["actor"] = list(texts)
    table["resources"] = [f"{text}; zaal" for text in texts]
    table["replaced_by"] = list(reversed(texts))
    return replace(filled, table=table.astype(object), answers=dict(filled.answers) | {"subject": ODD[4]})


def workbook(path: Path) -> None:
    file_painter.paint(book.describe(evaluate(odd())), path)


def form(path: Path) -> None:
    result = evaluate(odd())
    file_painter.paint(return_form.describe(result, return_form.rows(result), BACK_BY), path)


@pytest.mark.parametrize("write", [workbook, form])
class TestAFileThatIsWritten:
    def test_holds_each_such_text_as_text(self, write: Callable[[Path], None], tmp_path: Path) -> None:
        write(tmp_path / "a.xlsx")
        cells = [
            cell
            for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx")
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.split("\n")[0] in ODD
        ]
        assert {cell.value.split("\n")[0] for cell in cells} == set(ODD)
        assert {cell.data_type for cell in cells} == {"s"}
        marked = [cell for cell in cells if cell.value[0] in "=+-@"]
        assert [cell.coordinate for cell in marked if not cell.quotePrefix] == []

    def test_holds_no_formula_that_such_a_text_is_part_of(self, write: Callable[[Path], None], tmp_path: Path) -> None:
        write(tmp_path / "a.xlsx")
        formulas = [
            str(getattr(cell.value, "text", cell.value))
            for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx")
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        assert [text for text in formulas if any(odd in text for odd in ("cmd|", 'HYPERLINK("http', "@SUM"))] == []


def test_a_form_that_comes_back_gives_the_same_texts(tmp_path: Path) -> None:
    form(tmp_path / "a.xlsx")
    before = digest(tmp_path / "a.xlsx")
    found = estimate(tmp_path / "a.xlsx")
    assert [name for name, *_ in rows(found)] == list(ODD)
    assert digest(tmp_path / "a.xlsx") == before


def test_a_copy_holds_what_was_typed_where_it_looks_like_a_part_of_the_file(tmp_path: Path) -> None:
    """XlsxWriter takes such a text for the XML of its own, which would put in the file what somebody typed."""
    result = evaluate(odd(OF_THE_FORMAT))
    for audience in Audience:
        content = copies.make(result, audience, copies.usual(result, "nl"), made_on=BACK_BY)
        (tmp_path / f"{audience}.xlsx").write_bytes(content)
    found = estimate(tmp_path / f"{Audience.RETURN}.xlsx")
    assert [name for name, *_ in rows(found)] == list(OF_THE_FORMAT)
    assert found.table["resources"].tolist() == [f"{text}; zaal" for text in OF_THE_FORMAT]


def test_what_a_colleague_types_comes_back_as_the_text_that_it_is(tmp_path: Path) -> None:
    typed = Filled(name="=1+1", missed=("@CLB",), rate=lambda row: (4, "klein", "groot", "-niemand"))
    found = estimate(typed.write(tmp_path / "a.xlsx"))
    assert (found.name, found.missed, found.table["replaced_by"].iloc[0]) == ("=1+1", ("@CLB",), "-niemand")
