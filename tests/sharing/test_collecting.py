"""Files and folders that came back: each file read or refused by itself, in order, and none touched."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from arena.locale import LANGUAGES, catalogue
from arena.sharing import collecting
from arena.sharing.collecting import Estimate, Rejection, collect
from arena.workbook import book, file_painter, names
from arena.workbook.description import Cell
from arena.workbook.example import example
from arena.workbook.model import SCHEMA, Analysis, Settings, evaluate
from tests.sharing.forms import Filled
from tests.sharing.returned import TEXTS, collected, estimate, rejection, rows
from tests.workbook.crafted import digest

pytestmark = pytest.mark.file

FROZEN = Path(__file__).parents[1] / "workbook" / "frozen"


def workbook(path: Path, analysis: Analysis) -> Path:
    file_painter.paint(book.describe(evaluate(analysis)), path)
    return path


class TestAFolder:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "ingezonden").mkdir()
        folder = tmp_path / "ingezonden"
        for name in ("b", "C", "a"):
            Filled(name=name).write(folder / f"{name}.xlsx")
        (folder / "kapot.xlsx").write_bytes(b"PK\x03\x04" + b"a" * 100)
        (folder / "brief.pdf").write_bytes(b"%PDF-1.7")
        (folder / "oud").mkdir()
        Filled(name="oud").write(folder / "oud" / "d.xlsx")
        for name in ("~$a.xlsx", ".~lock.a.xlsx#", ".DS_Store", "Thumbs.db", "desktop.ini"):
            (folder / name).write_bytes(b"x")
        return folder

    def test_is_read_in_the_order_of_names_and_what_cannot_be_stops_nothing(self, folder: Path) -> None:
        before = {path: digest(path) for path in folder.rglob("*") if path.is_file()}
        found = collected(folder)
        assert [one.file for one in found] == ["a.xlsx", "b.xlsx", "brief.pdf", "C.xlsx", "kapot.xlsx", "oud"]
        read = [one for one in found if isinstance(one, Estimate)]
        assert [one.name for one in read] == ["a", "b", "C"]
        assert [one.path for one in read] == [folder / f"{name}.xlsx" for name in ("a", "b", "C")]
        assert {path: digest(path) for path in folder.rglob("*") if path.is_file()} == before

    def test_says_of_each_file_that_is_not_read_why(self, folder: Path) -> None:
        refused = {one.file: one.reason for one in collected(folder) if isinstance(one, Rejection)}
        assert refused == {
            "brief.pdf": TEXTS("intake.unsupported_kind", file="brief.pdf"),
            "kapot.xlsx": TEXTS("intake.damaged", file="kapot.xlsx"),
            "oud": TEXTS("collect.folder", file="oud"),
        }

    def test_tells_how_far_it_is(self, folder: Path) -> None:
        told: list[tuple[int, int]] = []
        list(collect([folder], texts=TEXTS, progress=lambda done, of: told.append((done, of))))
        assert told == [(done, 6) for done in range(1, 7)]

    def test_and_a_file_in_it_are_the_file_once(self, folder: Path) -> None:
        found = collected(folder / "a.xlsx", folder, folder / "oud" / "d.xlsx")
        assert [one.file for one in found] == ["a.xlsx", "b.xlsx", "brief.pdf", "C.xlsx", "d.xlsx", "kapot.xlsx", "oud"]

    def test_that_is_closed_to_the_user_is_said_and_the_others_are_read(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def closed(self: Path) -> None:
            raise PermissionError(13, "closed")

        monkeypatch.setattr(Path, "iterdir", closed)
        found = collected(folder, folder / "a.xlsx")
        assert [(type(one), one.file) for one in found] == [(Rejection, "ingezonden"), (Estimate, "a.xlsx")]

    def test_that_holds_nothing_gives_nothing(self, tmp_path: Path) -> None:
        assert collected(tmp_path) == []


class TestAFile:
    def test_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        assert rejection(tmp_path / "weg.xlsx").reason == TEXTS("intake.not_found", file="weg.xlsx")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_that_is_refused_is_so_in_the_language_of_the_user(self, tmp_path: Path, language: str) -> None:
        (tmp_path / "a.xlsx").write_bytes(b"Actoren;3")
        refused = rejection(tmp_path / "a.xlsx", language)
        assert refused.reason == catalogue(language)("intake.not_a_workbook", file="a.xlsx")

    def test_whose_name_deceives_is_shown_without_what_deceives(self, tmp_path: Path) -> None:
        path = Filled().write(tmp_path / "a\u202excod\x1b[31m.xlsx")
        assert estimate(path).file == "a�xcod�[31m.xlsx"

    def test_in_which_the_product_has_a_fault_stops_no_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in "ab":
            Filled(name=name).write(tmp_path / f"{name}.xlsx")
        found_in = collecting.returned_form.find

        def faulty(of: object, file: str) -> object:
            if file == "a.xlsx":
                raise RuntimeError
            return found_in(of, file)  # type: ignore[arg-type]

        monkeypatch.setattr(collecting.returned_form, "find", faulty)
        first, second = collected(tmp_path)
        assert first == Rejection("a.xlsx", TEXTS("intake.reader_failed", file="a.xlsx"))
        assert isinstance(second, Estimate)


class TestAWorkbook:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_today_is_read_in_any_language(self, tmp_path: Path, language: str) -> None:
        found = estimate(workbook(tmp_path / "a.xlsx", example(language)))
        assert (found.kind, found.schema, found.language, found.name) == ("workbook", SCHEMA, language, None)
        assert found.table["actor"].tolist() == example(language).table["actor"].tolist()
        assert found.problems == ()

    @pytest.mark.parametrize("path", sorted(FROZEN.glob("*.xlsx")), ids=lambda path: path.name)
    def test_of_the_first_layout_is_read(self, path: Path) -> None:
        found = estimate(path)
        assert (found.kind, found.schema) == ("workbook", 1)
        assert len(found.table) > 15

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_which_only_the_cells_of_one_sheet_are_left_is_a_list_of_the_same(
        self, tmp_path: Path, language: str
    ) -> None:
        """As CSV: its calculated columns are known, and no reason to say anything."""
        path = workbook(tmp_path / "a.xlsx", example(language))
        sheet = openpyxl.load_workbook(path, data_only=True)[catalogue(language)("sheet.arena.tab")]
        lines = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
        with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)
        found, whole = estimate(tmp_path / "b.csv"), estimate(path)
        assert (found.kind, found.language, found.problems) == ("list", language, ())
        assert rows(found) == rows(whole)

    def test_whose_scale_is_reversed_says_so(self, tmp_path: Path) -> None:
        reversed_ = replace(example("nl"), settings=Settings(scale=TEXTS("settings.scale.reversed")))
        assert estimate(workbook(tmp_path / "a.xlsx", reversed_)).importance_reversed
        assert not estimate(workbook(tmp_path / "b.xlsx", example("nl"))).importance_reversed

    def test_of_a_newer_version_is_refused(self, tmp_path: Path) -> None:
        described = book.describe(evaluate(example("nl")))
        page = described.sheet("settings")
        area = page.names[names.SCHEMA]
        page.cells[area.first_row, area.first_column] = Cell(SCHEMA + 1, "computed")
        file_painter.paint(described, tmp_path / "a.xlsx")
        assert rejection(tmp_path / "a.xlsx").reason == TEXTS("input.newer", file="a.xlsx")

    def test_with_a_form_of_a_newer_version_is_refused(self, tmp_path: Path) -> None:
        described = Filled().book()
        file_painter.paint(replace(described, names=described.names | {names.FORM: "2"}), tmp_path / "a.xlsx")
        assert rejection(tmp_path / "a.xlsx").reason == TEXTS("input.newer", file="a.xlsx")


class TestAList:
    HEADINGS = ("Actoren", "Belangrijkheid", "Vervangbaarheid", "Eigen kolom")

    def test_in_a_plain_workbook_is_read(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
            page = made.add_worksheet("Lijst")
            page.write_row(3, 1, self.HEADINGS)
            page.write_row(4, 1, ["OCMW", 4, "klein", "x"])
            page.write_row(5, 1, ["=1+1", "heel veel", "groot", "y"])
            made.add_worksheet("Nota's").write(0, 0, "tekst")
        found = estimate(tmp_path / "a.xlsx")
        assert (found.kind, found.schema, found.language) == ("list", None, "nl")
        assert rows(found)[0] == ("OCMW", "4", "klein", None, None)
        assert found.problems == (
            "C6 bevat ‘heel veel’ en dat telt niet mee: kies 1, 2, 3, 4 of ‘?’.",
            "Formules, waarvan alleen de uitkomst telt, in B6.",
            "Er is geen kolom ‘Afhankelijkheidsrelatie’: daarvan is niets gelezen.",
            "Niet gelezen: wat onder ‘Eigen kolom’ staat.",
            "Niet gelezen: wat op ‘Nota's’ staat. De tabel staat op ‘Lijst’.",
        )  # fmt: skip

    def test_in_csv_keeps_what_looks_like_a_formula_as_the_text_that_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text('Actoren;Belangrijkheid\n"=HYPERLINK(""http://x"")";4\n@SUM(A1);3\n', encoding="utf-8")
        found = estimate(path)
        assert [name for name, *_ in rows(found)] == ['=HYPERLINK("http://x")', "@SUM(A1)"]
        assert found.kind == "list"

    def test_of_something_else_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("Naam;Leeftijd\nSara;12\n")
        assert rejection(tmp_path / "a.csv").reason == TEXTS("input.no_table", file="a.csv")

    def test_of_which_many_cells_are_no_level_names_some_and_counts_the_rest(self, tmp_path: Path) -> None:
        lines = "".join(f"a{number};x{number}\n" for number in range(50))
        (tmp_path / "a.csv").write_text(f"Actoren;Belangrijkheid\n{lines}")
        said = estimate(tmp_path / "a.csv").problems
        assert sum("telt niet mee: kies" in one for one in said) == 20
        assert "Andere cellen waarin geen niveau staat en die niet meetellen: 30." in said


def test_two_forms_in_one_file_are_not_guessed_at(tmp_path: Path) -> None:
    form = Filled().write(tmp_path / "a.xlsx")
    made = openpyxl.load_workbook(form)
    made.copy_worksheet(made.worksheets[0])
    for sheet in made.worksheets:
        sheet.tables.clear()
    made.save(form)
    assert "meer tabellen" in rejection(form).reason


def test_a_form_without_its_headings_says_what_is_missing(tmp_path: Path) -> None:
    described = Filled().book()
    (sheet,) = described.sheets
    assert sheet.table is not None
    sheet.table = None
    for at, cell in list(sheet.cells.items()):
        if cell.style.startswith("fill_head"):
            del sheet.cells[at]
    file_painter.paint(described, tmp_path / "a.xlsx")
    assert rejection(tmp_path / "a.xlsx").reason == TEXTS("input.no_table", file="a.xlsx")


def test_a_copy_of_the_file_elsewhere_is_another_file(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    form = Filled().write(tmp_path / "a.xlsx")
    shutil.copy(form, tmp_path / "x" / "a.xlsx")
    assert len(collected(form, tmp_path / "x")) == 2
