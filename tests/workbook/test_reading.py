"""What a file holds is what was typed: through painting and reading, and from sheets that others made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

from arena.locale import LANGUAGES, catalogue
from arena.method.levels import COLUMNS as TYPED_COLUMNS
from arena.workbook import names
from arena.workbook.actor_table import HeadingTwice, NoTable, SeveralTables
from arena.workbook.description import Cell, Formula
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import LINES, SCHEMA, Analysis, Beyond, EntryFormula, ReadAnalysis, Settings, evaluate
from arena.workbook.reading import NewerSchema, interpret
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import POSITION
from tests.bench.specimen import patched
from tests.thorough import one_in
from tests.workbook import formula_cases
from tests.workbook.crafted import cells_xml, parts, sheet_xml, zipped
from tests.workbook.typed import analysis, cell, described, paint

pytestmark = pytest.mark.file

NL = {key: catalogue("nl")(f"column.{key}.heading") for key in TYPED_COLUMNS}
EN = {key: catalogue("en")(f"column.{key}.heading") for key in TYPED_COLUMNS}


def read(path: Path) -> ReadAnalysis:
    return interpret(read_cells(path), path.name)


def rows(table: pd.DataFrame) -> list[dict[str, object]]:
    """The rows in which something stands, and of each the cells in which something stands."""
    kept = [{k: v for k, v in row.items() if v is not None and v == v} for row in table.to_dict("records")]
    return [{str(key): value for key, value in row.items()} for row in kept if row]


@pytest.fixture
def again(tmp_path: Path) -> Callable[[Analysis], ReadAnalysis]:
    """Paint an analysis and read it."""

    def paint_and_read(of: Analysis) -> ReadAnalysis:
        paint(described(of, summary_on=dt.date(2026, 3, 1)), tmp_path / "map.xlsx")
        return read(tmp_path / "map.xlsx")

    return paint_and_read


class TestRoundTrip:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_the_example(self, language: str, again: Callable[[Analysis], ReadAnalysis]) -> None:
        written = example(language)
        found = again(written)
        assert rows(found.analysis.table) == rows(written.table)
        assert {q: a for q, a in found.analysis.answers.items() if a} == dict(written.answers)
        assert found.analysis.language == language
        assert found.analysis.example
        assert not again(replace(written, example=False)).analysis.example
        assert found.sheet == catalogue(language)("sheet.arena.tab")
        assert evaluate(found.analysis).actors.equals(evaluate(written).actors)

    @pytest.mark.parametrize("name", ["levels", "words", "spaces", "no levels", "names", "gaps", "long names"])
    def test_of_what_nobody_expected(self, name: str, again: Callable[[Analysis], ReadAnalysis]) -> None:
        written = formula_cases.tables()[name]
        found = again(written)
        expected = [
            {k: v for k, v in row.items() if not (isinstance(v, str) and not v.strip("\u00a0\u202f\t\n\r "))}
            for row in rows(written.table)
        ]
        assert rows(found.analysis.table) == [row for row in expected if row]

    def test_of_texts_that_a_file_could_mistake(self, again: Callable[[Analysis], ReadAnalysis]) -> None:
        odd = [
            "=1+1",
            "+geld",
            "-3",
            "@x",
            "_x0041_",
            "<b>&amp;",
            "a\x01b",
            "'tekst",
            "a\nb",
            "http://x.be",
            "TRUE",
            "#N/A",
            "0",
        ]
        table = pd.DataFrame([{"actor": text, "importance": 4} for text in odd], columns=list(TYPED_COLUMNS))
        found = again(Analysis(table=table.astype(object)))
        assert found.analysis.table["actor"].tolist() == [text.replace("\x01", "") for text in odd]

    @pytest.mark.parametrize(
        "chosen",
        [
            Settings(),
            Settings(priority="alles even zwaar", scale=catalogue("nl")("settings.scale.reversed")),
            Settings(priority="eigen gewichten", custom_weights=(7, 8, 9)),
            Settings(priority="eigen gewichten", custom_weights=(7, None, "x")),
            Settings(priority="junk", scale="junk"),
            Settings(
                forms={("complex", "core"): "ad hoc", ("action", "context"): "Network", ("exchange", "core"): "x"}
            ),
        ],
        ids=str,
    )
    def test_of_the_settings(self, chosen: Settings, again: Callable[[Analysis], ReadAnalysis]) -> None:
        found = again(analysis("actor | imp\nOCMW | 4", settings=chosen)).analysis.settings
        assert found.weights == chosen.weights or not chosen.weights[2]
        assert found.weights[:2] == chosen.weights[:2]
        assert found.custom_weights == chosen.custom_weights
        assert found.importance_reversed == chosen.importance_reversed
        assert found.form_table == chosen.form_table

    @pytest.mark.parametrize(
        "answers", one_in(4, formula_cases.every_answer()[::7] + formula_cases.every_answer()[-6:]), ids=str
    )
    def test_of_the_kind_of_issue(self, answers: dict[str, object], again: Callable[[Analysis], ReadAnalysis]) -> None:
        written = analysis(answers=answers)
        assert again(written).analysis.issue == written.issue


class TestArenaWorkbook:
    """Changed by its user in every way that Excel allows."""

    @pytest.fixture
    def changed(self, tmp_path: Path) -> Callable[..., ReadAnalysis]:
        def paint_change_and_read(change: Callable[[Any], object], text: str = formula_cases.LEVELS) -> ReadAnalysis:
            book = described(analysis(text))
            change(book)
            paint(book, tmp_path / "map.xlsx")
            return read(tmp_path / "map.xlsx")

        return paint_change_and_read

    @staticmethod
    def put(book: Any, row: int, key: str, value: object) -> None:
        book.sheet("arena").cells[row, POSITION[key]] = Cell(value, "entry")  # type: ignore[arg-type]

    def test_with_rows_typed_below_the_table(self, changed: Callable[..., ReadAnalysis]) -> None:
        below = arena.FIRST_ROW + arena.BLANK_ROWS

        def type_below(book: Any) -> None:
            for offset, name in enumerate(("Nieuw", "Nieuwer")):
                self.put(book, below + offset, "actor", name)
            self.put(book, below + 5, "actor", "Bron: eigen onderzoek")

        found = changed(type_below)
        assert found.analysis.table["actor"].tolist() == [*"ABCDEFG", "Nieuw", "Nieuwer", "Bron: eigen onderzoek"]
        assert list(found.where.rows)[-3:] == [below + 1, below + 2, below + 6], "each row counts, as for the formulas"
        assert (found.unread, found.beyond) == (None, None)

    def test_with_rows_beyond_the_last_that_counts(self, changed: Callable[..., ReadAnalysis]) -> None:
        def type_beyond(book: Any) -> None:
            for offset in (-1, 0, 7):
                self.put(book, arena.FIRST_ROW + LINES + offset, "actor", f"Rij {offset}")

        found = changed(type_beyond)
        assert found.analysis.table["actor"].tolist() == [*"ABCDEFG", "Rij -1"]
        assert found.beyond == Beyond(f"A{arena.FIRST_ROW + LINES + 1}", 2)

    def test_with_nothing_below_the_table_leaves_nothing_unread(self, changed: Callable[..., ReadAnalysis]) -> None:
        assert changed(lambda book: None).unread is None

    def test_with_blank_rows_between(self, changed: Callable[..., ReadAnalysis]) -> None:
        found = changed(lambda book: self.put(book, arena.FIRST_ROW + 20, "actor", "Ver weg"))
        assert found.analysis.table["actor"].tolist() == [*"ABCDEFG", "Ver weg"]
        assert found.where.cell(7, "actor") == f"A{arena.FIRST_ROW + 21}"

    def test_with_sheets_renamed(self, tmp_path: Path) -> None:
        book = described(analysis(formula_cases.LEVELS, answers={"complex": "neen"}))
        for sheet in book.sheets:
            sheet.name = f"Mijn {sheet.name}"
        references = {name: sheet.reference(area) for sheet in book.sheets for name, area in sheet.names.items()}
        paint(replace(book, names=book.names | references), tmp_path / "map.xlsx")
        found = read(tmp_path / "map.xlsx")
        assert found.sheet == f"Mijn {catalogue('nl')('sheet.arena.tab')}"
        assert found.analysis.answers["complex"] == "neen"

    def test_with_an_error_in_an_entry_cell(self, changed: Callable[..., ReadAnalysis], tmp_path: Path) -> None:
        def break_it(book: Any) -> None:
            for key in ("resources", "importance", "own_rank", "explanation"):
                self.put(book, arena.FIRST_ROW, key, Formula("1/0", "#DIV/0!"))

        changed(break_it)
        sheet = "xl/worksheets/sheet3.xml"
        broken = patched(tmp_path / "map.xlsx", tmp_path / "stuk.xlsx", sheet, 't="str"(><f>1/0)', r't="e"\1')
        row = rows(read(broken).analysis.table)[0]
        assert row == {
            "actor": "A",
            "importance": "#DIV/0!",
            "replaceability": "klein",
            "dependency": "groot",
            "own_rank": "#DIV/0!",
        }

    def test_with_a_formula_in_an_entry_cell_counts_by_its_value(self, changed: Callable[..., ReadAnalysis]) -> None:
        found = changed(lambda book: self.put(book, arena.FIRST_ROW, "importance", Formula("1+1", 2)))
        assert found.analysis.table["importance"].iloc[0] == 2
        assert found.formulas == (EntryFormula(0, "importance", calculated=True),)

    def test_with_formulas_without_results_keeps_their_rows(self, tmp_path: Path) -> None:
        lines = cells_xml(
            "A1 <is><t>Actoren</t></is>", "B1 <is><t>Belangrijkheid</t></is>", "A2 <f>X9</f>", "B2 4", "B3 <f>X10</f>"
        ).replace("><is>", ' t="inlineStr"><is>')
        found = read(zipped(tmp_path / "map.xlsx", parts(sheet_xml(lines))))
        assert list(found.where.rows) == [2, 3]
        assert found.formulas == (EntryFormula(0, "actor", False), EntryFormula(1, "importance", False))

    def test_with_a_date_in_an_entry_cell_has_no_level_there(self, changed: Callable[..., ReadAnalysis]) -> None:
        def date(book: Any) -> None:
            book.sheet("arena").cells[arena.FIRST_ROW, POSITION["importance"]] = Cell(
                dt.date(2026, 4, 3), "agreement_date"
            )

        found = evaluate(changed(date).analysis)
        assert found.assessment.notes["code"].iloc[0] == "invalid_importance"

    @pytest.mark.parametrize(("version", "is_read"), [(SCHEMA, True), (SCHEMA + 1, False), ("oud", True), (None, True)])
    def test_of_another_version(self, version: object, is_read: bool, tmp_path: Path) -> None:
        book = described(analysis(formula_cases.LEVELS))
        page = book.sheet("settings")
        area = page.names[names.SCHEMA]
        page.cells[area.first_row, area.first_column] = Cell(version, "computed")  # type: ignore[arg-type]
        paint(book, tmp_path / "map.xlsx")
        if is_read:
            assert len(read(tmp_path / "map.xlsx").analysis.table) == 7
        else:
            with pytest.raises(NewerSchema):
                read(tmp_path / "map.xlsx")


class TestOtherWorkbook:
    """A plain .xlsx that somebody made, with the headings somewhere."""

    @pytest.fixture
    def found(self, tmp_path: Path) -> Callable[..., ReadAnalysis]:
        def write_and_read(*sheets: str) -> ReadAnalysis:
            """Each sheet a text: cells parted by ``|``, from the first line and the first column on."""
            with xlsxwriter.Workbook(tmp_path / "map.xlsx") as book:
                for text in sheets:
                    page = book.add_worksheet()
                    for row, line in enumerate(text.split("\n")):
                        for column, typed in enumerate(line.split("|")):
                            page.write(row, column, cell(typed))
            return read(tmp_path / "map.xlsx")

        return write_and_read

    def test_with_the_headings_lower_down_and_in_another_order(self, found: Callable[..., ReadAnalysis]) -> None:
        made = found(
            f"Onze analyse\n\n| | {NL['importance']} | Eigen kolom | {NL['actor']}\n"
            "| | 4 | x | OCMW\n\n| | 3 | y | School"
        )
        assert rows(made.analysis.table) == [{"actor": "OCMW", "importance": 4}, {"actor": "School", "importance": 3}]
        assert made.where.cell(1, "actor") == "E6"
        assert made.analysis.language == "nl"
        assert made.analysis.settings == Settings()

    def test_with_english_headings(self, found: Callable[..., ReadAnalysis]) -> None:
        made = found(f"{EN['actor']} | {EN['replaceability']}\nSchool | rather small")
        assert made.analysis.language == "en"
        assert evaluate(made.analysis).entries.hardness.tolist() == [3]

    def test_with_headings_in_other_letters_and_spaces(self, found: Callable[..., ReadAnalysis]) -> None:
        made = found(f"{NL['actor'].upper()}␣⍽ | ⏎{NL['dependency'].lower()}\nSchool | groot")
        assert rows(made.analysis.table) == [{"actor": "School", "dependency": "groot"}]

    def test_with_every_column_of_the_contract(self, found: Callable[..., ReadAnalysis]) -> None:
        typed = {
            "actor": "OCMW",
            "importance": "4",
            "replaceability": "klein",
            "needs_us": "neen",
            "own_form": "overleg",
        }
        values = [typed.get(key, f"{key} getypt") for key in NL]
        made = found("|".join(NL.values()) + "\n" + "|".join(values))
        assert [str(value) for value in made.analysis.table.iloc[0]] == values
        found_in_it = evaluate(made.analysis)
        assert not found_in_it.entries.needs_us[0]
        assert found_in_it.actors["form_that_counts"][0] == "consultation"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Actoren",
            "Actoren | Rol\nOCMW | kern",
            "Belangrijkheid | Vervangbaarheid\n4 | klein",
            "Actoren\n| Belangrijkheid",
        ],
    )
    def test_without_a_table_is_said_to_have_none(self, text: str, found: Callable[..., ReadAnalysis]) -> None:
        with pytest.raises(NoTable):
            found(text)

    def test_with_two_tables_is_not_guessed_at(self, found: Callable[..., ReadAnalysis]) -> None:
        text = f"{NL['actor']} | {NL['importance']}\nOCMW | 4"
        with pytest.raises(SeveralTables) as caught:
            found(text, "", f"\n | {text}")
        assert "‘Sheet1’ (A1), ‘Sheet3’ (B2)" in caught.value.sentence("nl")

    @pytest.mark.parametrize("between", ["", "| ", f"| {NL['resources']} | "])
    def test_with_two_tables_side_by_side_is_not_guessed_at(
        self, between: str, found: Callable[..., ReadAnalysis]
    ) -> None:
        block = f"{NL['actor']} | {NL['importance']}"
        with pytest.raises(SeveralTables) as caught:
            found(f"{block} {between}| {EN['actor']} | {EN['dependency']}\nOCMW | 4")
        second = "CDE"[between.count("|")]
        assert f"‘Sheet1’ (A1), ‘Sheet1’ ({second}1)" in caught.value.sentence("nl")

    @pytest.mark.parametrize(
        ("headings", "named"),
        [
            (("nl actor", "nl importance", "nl importance"), ("Belangrijkheid", "B1", "C1")),
            (("nl actor", "nl importance", "nl basis", "en importance"), ("Importance", "B1", "D1")),
            (("nl actor", "en actor", "nl importance"), ("Actors", "A1", "B1")),
            (("nl importance", "nl actor", "nl importance", "nl actor"), ("Belangrijkheid", "A1", "C1")),
        ],
        ids=["twice", "in two languages", "two names", "before the actors"],
    )
    def test_with_a_heading_twice_is_not_guessed_at(
        self, headings: tuple[str, ...], named: tuple[str, str, str], found: Callable[..., ReadAnalysis]
    ) -> None:
        words = {"nl": NL, "en": EN}
        line = " | ".join(words[heading[:2]][heading[3:]] for heading in headings)
        with pytest.raises(HeadingTwice) as caught:
            found(f"{line}\nOCMW | 4 | 3")
        sentence = caught.value.sentence("nl")
        assert all(part in sentence for part in named)
        assert sentence.endswith("Er is niets gewijzigd.")

    def test_with_a_heading_of_the_table_once_more_beside_it_is_read(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "map.xlsx") as book:
            page = book.add_worksheet()
            columns = [{"header": NL["actor"]}, {"header": NL["importance"]}]
            page.add_table(0, 0, 1, 1, {"columns": columns, "data": [["OCMW", 4]]})
            page.write_column(0, 4, [NL["importance"], 1])
        assert rows(read(tmp_path / "map.xlsx").analysis.table) == [{"actor": "OCMW", "importance": 4}]

    @pytest.mark.parametrize(("below", "unread"), [((), None), (("Bron", 1), "A4")])
    def test_with_a_row_of_totals_has_no_actor_there(
        self, below: tuple[object, ...], unread: str | None, tmp_path: Path
    ) -> None:
        with xlsxwriter.Workbook(tmp_path / "map.xlsx") as book:
            page = book.add_worksheet()
            columns = [{"header": NL["actor"], "total_string": "Totaal"}, {"header": NL["importance"]}]
            page.add_table(0, 0, 2, 1, {"columns": columns, "data": [["OCMW", 4]], "total_row": True})
            page.write_row(3, 0, below)
        found = read(tmp_path / "map.xlsx")
        assert rows(found.analysis.table) == [{"actor": "OCMW", "importance": 4}]
        assert found.unread == unread

    def test_with_headings_alone_has_no_actors(self, found: Callable[..., ReadAnalysis]) -> None:
        assert len(found(f"{NL['actor']} | {NL['importance']}").analysis.table) == 0


class TestCsv:
    @pytest.mark.parametrize("separator", [";", ","])
    @pytest.mark.parametrize("start", ["", "\ufeff"], ids=["without mark", "with byte order mark"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
    def test_is_read_with_each_separator(self, separator: str, start: str, end: str, tmp_path: Path) -> None:
        lines = [
            separator.join((NL["actor"], NL["importance"], NL["replaceability"], NL["replaced_by"])),
            separator.join(('"Dienst Vrije Tijd; jeugd, sport"', "4", "eerder klein", '"CAW\nVDAB"')),
            separator.join(("É", "?", "", "")),
        ]
        path = tmp_path / "lijst.csv"
        path.write_bytes((start + end.join(lines) + end).encode())
        found = evaluate(read(path).analysis)
        assert found.entries.actor == ["Dienst Vrije Tijd; jeugd, sport", "É"]
        assert found.entries.importance.tolist() == [4, -1]
        assert found.entries.hardness.tolist() == [3, 0]
        assert found.entries.replaced_by[0].split() == ["CAW", "VDAB"]

    def test_knows_its_sheet_by_the_name_of_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text(f"{EN['actor']},{EN['importance']}\nA,4\n", encoding="utf-8")
        assert read(path).sheet == "lijst"
