"""What `arena check` names in a file, and what other commands say that they left out: no actor is lost in silence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from arena.cli_outcome import TEXTS
from arena.locale import LANGUAGES, catalogue
from arena.workbook.description import Cell, Formula
from arena.workbook.model import LINES, Analysis
from arena.workbook.sheets import arena as sheet
from arena.workbook.sheets.columns import POSITION
from tests.command import arena, really
from tests.workbook.crafted import cells_xml, parts, sheet_xml, zipped
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file

HEADINGS = ["Actoren", "Machts- en hulpbronnen", "Belangrijkheid", "Vervangbaarheid", "Door wie", "Onze rangorde"]


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV file: the headings in the first line, an actor a line."""

    def write(*lines: str) -> Path:
        path = tmp_path / "lijst.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def points(path: Path) -> list[dict[str, object]]:
    made: list[dict[str, object]] = json.loads(arena("check", path, "--json").out)
    return made


def sentences(path: Path, code: str) -> list[str]:
    return [str(point["message"]) for point in points(path) if point["code"] == code]


class TestRowsBeyondTheLastThatCounts:
    @pytest.fixture
    def full(self, tmp_path: Path) -> Path:
        """A workbook with an actor below its table, and two below the last row that its formulas read."""
        book = described(analysis("actor | imp | repl\nOCMW | 4 | klein"))
        page = book.sheet("arena")
        beyond = sheet.FIRST_ROW + LINES
        for row, name in ((sheet.FIRST_ROW + 40, "Onder de tabel"), (beyond, "Verloren"), (beyond + 4, "Ook")):
            page.cells[row, POSITION["actor"]] = Cell(name, "form_actor")
            page.cells[row, POSITION["importance"]] = Cell(4, "row_center")
        path = tmp_path / "map.xlsx"
        paint(book, path)
        return path

    SAID = TEXTS("file.beyond", cell=f"A{sheet.FIRST_ROW + LINES + 1}", count=2, most=LINES)

    def test_are_named_by_check(self, full: Path) -> None:
        [point] = [point for point in points(full) if point["code"] == "rows_beyond"]
        assert (point["row"], point["weight"], point["message"]) == (None, "attention", self.SAID)
        assert self.SAID[:30] in " ".join(arena("check", full).out.split())

    def test_are_named_by_rank_beside_an_unchanged_result(self, full: Path) -> None:
        for options in ([], ["--json"]):
            ran = arena("rank", full, *options)
            assert (ran.code, ran.err) == (0, f"{self.SAID}\n")
        names = [actor["actor"] for actor in json.loads(arena("rank", full, "--json").out)["actors"]]
        assert names == ["OCMW", "Onder de tabel"]

    def test_are_not_spoken_of_where_there_are_none(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis("actor | imp\nOCMW | 4"))
        assert arena("rank", path).err == ""
        assert sentences(path, "rows_beyond") == []


class TestFormulas:
    def test_in_an_entry_cell_are_named(self, tmp_path: Path) -> None:
        book = described(analysis("actor | imp | repl | resources\nOCMW | 4 | klein | geld\nCAW | 3 | klein | geld"))
        for row, key in ((0, "importance"), (1, "actor")):
            value = Formula("1+3", 4) if row == 0 else Formula('"CAW"', "CAW")
            book.sheet("arena").cells[sheet.FIRST_ROW + row, POSITION[key]] = Cell(value, "entry")
        path = tmp_path / "map.xlsx"
        paint(book, path)
        assert sentences(path, "formula") == [TEXTS("file.formula", cell="C5"), TEXTS("file.formula", cell="A6")]
        assert arena("check", path).code == 0
        assert arena("rank", path).err == ""

    def test_without_a_result_are_no_cells_that_were_left_empty(self, tmp_path: Path) -> None:
        rows = cells_xml(
            *(f"{letter}1 <is><t>{heading}</t></is>" for letter, heading in zip("ABCDEF", HEADINGS, strict=True)),
            "A2 <is><t>OCMW</t></is>", "C2 <f>X1</f>", "D2 <is><t>klein</t></is>", "A3 <f>X2</f>", "C3 4",
        ).replace("><is>", ' t="inlineStr"><is>')  # fmt: skip
        path = zipped(tmp_path / "map.xlsx", parts(sheet_xml(rows)))
        found = [(point["row"], point["code"], point["weight"]) for point in points(path) if point["weight"] != "info"]
        assert (2, "formula_without_result", "fault") in found
        assert (3, "formula_without_result", "fault") in found
        assert (2, "missing_importance", "attention") not in found
        assert (3, "missing_name", "fault") not in found
        assert (3, "missing_replaceability", "attention") in found
        assert arena("check", path).code == 1
        ran = arena("rank", path, "--json")
        assert ran.err == TEXTS("file.formula.uncalculated", cell="C2, A3") + "\n"
        assert [actor["actor"] for actor in json.loads(ran.out)["actors"]] == ["OCMW", None]


class TestColumnsThatAreNotThere:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_named_by_their_heading(self, language: str, csv: Callable[..., Path]) -> None:
        path = csv("Actoren;Belangrijkheid;Vervangbaarheid;Afhankelijkheidsrelatie", "A;4;groot;klein")
        said = " ".join(really("check", path, language=language).out.split())
        words = catalogue(language)
        absent = ("resources", "replaced_by", "explanation")
        for key in absent:
            heading = words(f"column.{key}.heading")
            assert words("note.absent_column", column=heading, row=2) in said
            assert f"{key}2" not in said
        messages = [str(point["message"]) for point in points(path)]
        assert messages
        assert not any(f"{key}2" in message for key in absent for message in messages)

    def test_are_no_column_signaal(self, csv: Callable[..., Path], workbook: Callable[[Analysis], Path]) -> None:
        without = csv("Actoren;Belangrijkheid", "A;1")
        assert sentences(without, "no_critical_actor") == [TEXTS("note.no_critical_actor.no_column")]
        with_it = workbook(analysis("actor | imp | repl\nA | 1 | groot"))
        assert sentences(with_it, "no_critical_actor") == [TEXTS("note.no_critical_actor")]


class TestSaidOnce:
    def test_of_a_circular_pair(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "A;x;4;klein;B;", "C;x;4;klein;;", "B;x;4;klein;A;")
        assert sentences(path, "substitute_circular") == [TEXTS("note.substitute_circular", cell="E2", names="A en B")]
        actors = json.loads(arena("rank", path, "--json").out)["actors"]
        assert ["substitute_circular" in actor["notes"] for actor in actors] == [True, False, True]

    def test_of_three_of_one_name_keeps_the_third(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "A;x;4;klein;;", "a;x;4;klein;;", " A;x;4;klein;;")
        assert sentences(path, "duplicate_actor") == [
            TEXTS("note.duplicate_actor", cell="A2", other="A3"),
            TEXTS("note.duplicate_actor", cell="A4", other="A2"),
        ]

    def test_of_a_circle_of_three_names_them_all(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "A;x;4;klein;B;", "B;x;4;klein;C;", "C;x;4;klein;A;")
        text = TEXTS("note.substitute_circular", cell="E2", names="A, B en C")
        assert sentences(path, "substitute_circular") == [text]


MORE = (
    "Houding;Hebben zij ons ook nodig?;Onze vorm;Waarom anders?;In het netwerk?;Waarom deze keuze?;"
    "Gesprek tegen;Laatst gesproken op;Criterium 1"
)


class TestStepsThreeToFive:
    @pytest.mark.parametrize(
        ("typed", "code", "sentence"),
        [
            ("veel", "invalid_attitude", {"cell": "G2", "value": "veel"}),
            (";soms", "invalid_needs_us", {"cell": "H2", "value": "soms"}),
            (";;lunch", "invalid_own_form", {"cell": "I2", "value": "lunch"}),
            (";;overleg", "form_differs", {"cell": "I2", "form": "overleg", "proposal": "netwerk"}),
            (";;overleg;;JA", "form_and_choice_clash", {"cell": "K2", "form": "overleg", "choice": "JA"}),
            (";;;;nu niet", "form_and_choice_clash", {"cell": "K2", "form": "netwerk", "choice": "nu niet"}),
            (";;;;nu niet", "flagged_left_out", {"cell": "K2"}),
            (";;;;;;3 februari", "invalid_date", {"cell": "M2", "value": "3 februari"}),
            (";;;;;;;;ja", "criterion_missing", {}),
        ],
    )
    def test_each_note_has_its_sentence(
        self, typed: str, code: str, sentence: dict[str, str], csv: Callable[..., Path]
    ) -> None:
        path = csv(f"{';'.join(HEADINGS)};{MORE}", f"A;x;4;klein;;;{typed}")
        assert sentences(path, code) == [TEXTS(f"note.{code}", **sentence)]

    def test_a_substitute_that_is_not_in_the_list_is_named(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "A;x;4;groot;B, Buurtsport;", "B;x;4;klein;niemand;")
        assert sentences(path, "substitute_unknown") == [TEXTS("note.substitute_unknown", cell="E2", name="Buurtsport")]

    def test_a_talk_whose_day_went_by_is_late(self, tmp_path: Path) -> None:
        path = tmp_path / "gesprek.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Actoren", "Belangrijkheid", "Vervangbaarheid", "Gesprek tegen"])
            sheet.write_row(1, 0, ["A", 4, "klein"])
            sheet.write_datetime(1, 3, dt.datetime(2020, 2, 3), book.add_format({"num_format": "d mmm yyyy"}))
        assert sentences(path, "talk_late") == [TEXTS("note.talk_late", cell="D2", date="03/02/2020")]
        assert "talk_late" in json.loads(arena("rank", path, "--json").out)["actors"][0]["notes"]

    def test_a_rank_typed_over_its_formula_is_a_fault(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis("actor | imp | repl\nA | 4 | klein\nB | 1 | groot\nC | |"))
        assert sentences(path, "rank_overwritten") == []
        book = openpyxl.load_workbook(path)
        sheet = book["Arena-analyse"]
        sheet["G5"], sheet["G6"], sheet["G7"] = 1, 1, 7  # the first says what the formula did
        book.save(path)
        assert sentences(path, "rank_overwritten") == [
            TEXTS("note.rank_overwritten", cell="G6"), TEXTS("note.rank_overwritten", cell="G7"),
        ]  # fmt: skip
        again = json.loads(arena("rank", path, "--json", "--priority", "importance").out)["actors"]
        assert ["rank_overwritten" in actor["notes"] for actor in again] == [False, True, True]


class TestOtherPoints:
    def test_a_row_with_nothing_but_an_invalid_own_place_is_in_json(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "A;x;4;klein;;1", ";;;;;eerst", "B;;;;;", ";geld;;;;")
        actors = json.loads(arena("rank", path, "--json").out)["actors"]
        assert [(actor["actor"], actor["notes"]) for actor in actors] == [
            ("A", ["dependency_derived"]),
            (None, ["invalid_own_rank", "missing_name"]),
            ("B", []),
            (None, ["missing_name"]),
        ]
        assert arena("check", path).code == 1

    def test_a_name_of_more_than_200_characters_is_named_and_kept_whole(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), f"{'a' * 200};x;4;klein;;", f"{'b' * 201};x;4;klein;;")
        assert sentences(path, "long_name") == [TEXTS("file.long_name", cell="A3", length=201, most=200)]
        actors = json.loads(arena("rank", path, "--json").out)["actors"]
        assert actors[1]["actor"] == "b" * 201
        assert actors[1]["notes"] == ["dependency_derived"]

    def test_names_that_look_the_same_are_the_same(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), "e\u0301cole;x;4;klein;;", "\u202aÉco\u200ble\u202c;x;4;klein;;")
        assert len(sentences(path, "duplicate_actor")) == 1

    def test_the_gravest_come_first_and_the_whole_sheet_last(self, csv: Callable[..., Path]) -> None:
        path = csv(";".join(HEADINGS), f"{'b' * 201};;4;klein;;", "A;x;veel;klein;;")
        assert [point["code"] for point in points(path)] == [
            "invalid_importance", "missing_resource", "long_name", "dependency_derived", "few_actors",
        ]  # fmt: skip


class TestSummary:
    def test_keeps_what_is_the_user_s_own_and_says_where_it_is(self, csv: Callable[..., Path], tmp_path: Path) -> None:
        path = csv("Actoren;Machts- en hulpbronnen;Belangrijkheid;Houding;Sinds", "A;x;4;staat erachter;2019")
        out = tmp_path / "uit.xlsx"
        ran = arena("summary", path, "--out", out)
        assert TEXTS("update.columns", columns="‘Sinds’") in ran.out
        assert ran.out.splitlines()[-1] == TEXTS("cli.update.left_behind", what=TEXTS("update.left.looks"))
        attitudes = [json.loads(arena("rank", each, "--json").out)["actors"][0]["attitude"] for each in (path, out)]
        assert attitudes == ["supports", "supports"]

    def test_says_nothing_of_it_where_there_is_none(self, filled: Path, tmp_path: Path) -> None:
        out = tmp_path / "uit.xlsx"
        assert arena("summary", filled, "--out", out).out == TEXTS("cli.made", file=out) + "\n"


class TestReadOnlyOutput:
    @pytest.mark.parametrize("command", ["new", "summary"])
    def test_is_not_replaced_even_when_forced(self, command: str, filled: Path, tmp_path: Path) -> None:
        out = tmp_path / "uit.xlsx"
        out.write_bytes(b"van de gebruiker")
        out.chmod(0o444)
        ran = arena(*(["new", out] if command == "new" else ["summary", filled, "--out", out]), "--force")
        assert (ran.code, ran.out, out.read_bytes()) == (2, "", b"van de gebruiker")
        assert ran.err == TEXTS("output.protected", file="uit.xlsx") + "\n"
        out.chmod(0o644)


def test_a_long_list_costs_as_much_per_actor_as_a_short_one(csv: Callable[..., Path]) -> None:
    """Counted, not timed: how often a name of the list is folded does not grow with the square of the list."""
    from arena.method import levels
    from arena.workbook.contract import as_contract
    from arena.workbook.model import evaluate

    folded = []
    real = levels.fold

    def counting(value: object) -> str:
        folded.append(value)
        return real(value)

    lines = "\n".join(f"A{row} | 4 | klein | B{row}" for row in range(500))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "fold", counting)
        made = as_contract(evaluate(analysis(f"actor | imp | repl | by\n{lines}")), range(500), None)
    assert len(made["actors"]) == 500
    assert len(folded) < 3 * 500


class TestLettersThatWereGuessed:
    @pytest.fixture
    def guessed(self, tmp_path: Path) -> Path:
        path = tmp_path / "lijst.csv"
        path.write_bytes("Actoren;Belangrijkheid\nÉcole;4\n".encode("cp1252"))
        return path

    def test_are_named_by_check(self, guessed: Path) -> None:
        [point] = [point for point in points(guessed) if point["code"] == "letters_guessed"]
        assert (point["row"], point["weight"]) == (None, "attention")
        assert point["message"] == TEXTS("file.letters_guessed")

    def test_are_named_beside_every_result(self, guessed: Path, tmp_path: Path) -> None:
        for command in (["rank"], ["rank", "--json"], ["summary", "--out", tmp_path / "uit.xlsx"]):
            ran = arena(*command, guessed)
            assert (ran.code, ran.err) == (0, TEXTS("file.letters_guessed") + "\n")
        assert json.loads(arena("rank", guessed, "--json").out)["actors"][0]["actor"] == "École"

    def test_are_not_spoken_of_where_the_file_tells(self, csv: Callable[..., Path]) -> None:
        path = csv("Actoren;Belangrijkheid", "École;4")
        assert arena("rank", path).err == ""
        assert sentences(path, "letters_guessed") == []
