"""What was typed in a workbook is found again, to the letter, in the one that `arena update` makes of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from arena.cli_outcome import TEXTS
from arena.locale import catalogue
from arena.workbook.intake.book import RawBook, RawSheet
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import SCHEMA, ReadAnalysis
from arena.workbook.reading import interpret
from arena.workbook.sheets.columns import COLUMNS
from tests.command import arena
from tests.workbook import heavy
from tests.workbook.crafted import digest, zipped
from tests.workbook.test_frozen import FROZEN
from tests.workbook.test_intake_hostile import DAMAGED, TOO_LARGE, UNSAFE

pytestmark = pytest.mark.file

NL = catalogue("nl")
LIST = NL("sheet.brought.tab")
CANARY = "Kanarie 7f3a"

Edit = Callable[[openpyxl.Workbook], object]


def updated(source: Path, out: Path) -> RawBook:
    """The cells of the new workbook; nothing is refused, and the old one stays as it is."""
    before = digest(source)
    ran = arena("update", source, "--out", out)
    assert (ran.code, digest(source)) == (0, before), ran.err
    return read_cells(out)


def sheet(book: RawBook, name: str) -> RawSheet:
    return next(one for one in book.sheets if one.name == name)


def listed(book: RawBook) -> list[tuple[object, ...]]:
    """What stands in the list of what was typed elsewhere: sheet, cell, actor, value."""
    names = {one.name for one in book.sheets}
    tab = next((tab for tab in (LIST, catalogue("en")("sheet.brought.tab")) if tab in names), None)
    if tab is None:
        return []
    cells = sheet(book, tab).cells
    rows = sorted({row for row, _ in cells if row > 3})
    return [tuple(cells.get((row, column)) for column in range(1, 5)) for row in rows]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """The frozen Dutch workbook after its user did something more to it."""

    def edit(change: Edit, language: str = "nl") -> Path:
        book = openpyxl.load_workbook(FROZEN / f"schema-1-{language}.xlsx")
        change(book)
        path = tmp_path / "map.xlsx"
        book.save(path)
        return path

    return edit


@pytest.fixture(scope="module", params=["nl", "en", "nl-saved-by-libreoffice"])
def frozen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A workbook of schema 1, the one that was made of it, and what was said then."""
    source = FROZEN / f"schema-1-{request.param}.xlsx"
    out = tmp_path_factory.mktemp("bijgewerkt") / "nieuw.xlsx"
    before = digest(source)
    ran = arena("update", source, "--out", out)
    assert (ran.code, digest(source)) == (0, before), ran.err
    return source, out, ran.out


class TestAWorkbookOfSchemaOne:
    @pytest.fixture
    def source(self, frozen: tuple[Path, Path, str]) -> Path:
        return frozen[0]

    @pytest.fixture
    def typed(self, source: Path) -> dict[str, Any]:
        """What was typed in it, as it was written down when it was made."""
        kept = (FROZEN / f"schema-1-{source.stem.split('-')[2]}.json").read_text(encoding="utf-8")
        return json.loads(kept)  # type: ignore[no-any-return]

    @pytest.fixture
    def book(self, frozen: tuple[Path, Path, str]) -> RawBook:
        return read_cells(frozen[1])

    @pytest.fixture
    def read(self, book: RawBook) -> ReadAnalysis:
        return interpret(book, "nieuw.xlsx")

    def test_keeps_every_entry_of_the_table(self, read: ReadAnalysis, typed: dict[str, Any]) -> None:
        rows = read.analysis.table.to_dict("records")
        assert [{key: value for key, value in row.items() if value is not None} for row in rows] == typed["table"]
        assert (read.schema, read.analysis.language, read.formulas) == (SCHEMA, typed["language"], ())

    def test_keeps_every_answer_and_setting(self, read: ReadAnalysis, typed: dict[str, Any]) -> None:
        answers = {key: answer for key, answer in read.analysis.answers.items() if answer is not None}
        assert answers == {key: answer for key, answer in typed["answers"].items() if answer is not None}
        settings, wanted = read.analysis.settings, typed["settings"]
        assert settings.priority == wanted["priority"]
        assert list(settings.custom_weights) == wanted["custom_weights"]
        assert [[*place, word] for place, word in settings.forms.items()] == wanted["forms"]

    def test_keeps_what_no_sheet_asks_for_and_lists_nothing_of_ours(
        self, source: Path, book: RawBook, typed: dict[str, Any]
    ) -> None:
        old, places = read_cells(source), typed["beside"]
        (own,) = set(places) - {old.tables[0].sheet}
        cells = {coordinate_to_tuple(cell): value for cell, value in places[own].items()}
        assert sheet(book, own).cells == cells
        beside = dict(places[old.tables[0].sheet])
        (column,) = (number for number, one in enumerate(old.tables[0].headers, 1) if one == beside.get("AL4"))
        held = {row: value for (row, at), value in sheet(book, old.tables[0].sheet).cells.items() if at == 40}
        kept = {row: value for (row, at), value in sheet(old, old.tables[0].sheet).cells.items() if at == column}
        assert column == 38
        assert held == kept
        rest = {cell: value for cell, value in beside.items() if not cell.startswith("AL")}
        assert {str(cell): value for _, cell, _, value in listed(book)} == rest
        assert {row[0] for row in listed(book)} == {old.tables[0].sheet}

    def test_names_the_actor_beside_whom_it_was_typed(self, book: RawBook, typed: dict[str, Any]) -> None:
        actors = {str(cell): actor for _, cell, actor, _ in listed(book)}
        assert (actors["AN5"], actors["AN1"]) == (typed["table"][0]["actor"], None)

    def test_comes_to_the_same(self, frozen: tuple[Path, Path, str]) -> None:
        old, new = (json.loads(arena("rank", path, "--json").out) for path in frozen[:2])
        before, after = ([{**actor, "row": None} for actor in one.pop("actors")] for one in (old, new))
        noted = [actor["notes"] for actor in before]
        assert [one for one in noted if "rank_overwritten" in one]
        for notes in noted:  # the number is in the list now, and the formula is back
            notes[:] = [code for code in notes if code != "rank_overwritten"]
        assert before == after
        assert old.pop("schema") == 1
        assert new.pop("schema") == SCHEMA
        assert old == new

    def test_says_what_did_not_come_along(self, frozen: tuple[Path, Path, str]) -> None:
        said = frozen[2]
        assert NL("update.left.looks") in said
        assert "‘Telefoon’" in said or "‘Telephone’" in said
        assert "C8" in said


PLACES = {
    "beside a question": ("Issue", "F6"),
    "over a text of ours": ("Issue", "A6"),
    "below the steps": ("Start", "B40"),
    "over a formula of ours": ("Start", "B6"),
    "beside a setting": ("Instellingen", "C7"),
    "far away": ("Issue", "XFD1048576"),
    "below the table, after blank rows": ("Arena-analyse", "A60"),
    "in a row of the table without an actor": ("Arena-analyse", "AL33"),
    "over a result": ("Arena-analyse", "I9"),
    "beside the headings": ("Arena-analyse", "AN4"),
    "an answer": ("Issue", "B5"),
    "in the table": ("Arena-analyse", "E9"),
    "on a sheet of the user's own, with a name that is ours now": ("Rekenblad", "D4"),
    "on a generated sheet": ("Samenvatting", "C60"),
    "as an agreement": ("Samenvatting", "Y9"),
    "as an agreement with nobody": ("Samenvatting", "Y3"),
}
"""Where something more is typed in the frozen workbook."""


class TestEveryCharacter:
    def test_is_found_again_wherever_it_was_typed(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        def write(book: openpyxl.Workbook) -> None:
            book.create_sheet("Rekenblad")
            for place, (tab, cell) in PLACES.items():
                book[tab][cell] = f"{CANARY}: {place}"

        book = updated(edited(write), tmp_path / "nieuw.xlsx")
        found = {value for one in book.sheets for value in one.cells.values()}
        assert [place for place in PLACES if f"{CANARY}: {place}" not in found] == []
        assert sheet(book, "Rekenblad (2)").cells == {(4, 4): f"{CANARY}: {list(PLACES)[12]}"}

    def test_of_a_word_of_ours_that_was_typed_once_more_too(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        book = updated(edited(lambda book: book["Issue"].__setitem__("F6", "Vraag")), tmp_path / "nieuw.xlsx")
        assert ("Issue", "F6", None, "Vraag") in listed(book)

    @pytest.mark.parametrize("tab", ["Start", "Issue", "Instellingen"])
    def test_is_all_that_is_listed_after_rows_were_inserted(
        self, tab: str, edited: Callable[..., Path], tmp_path: Path
    ) -> None:
        def insert(book: openpyxl.Workbook) -> None:
            page: Worksheet = book[tab]
            page.insert_rows(2, 3)
            page["A3"] = CANARY
            for name in book.defined_names.values():  # as Excel does it
                if f"'{tab}'!" in name.attr_text:
                    name.attr_text = re.sub(r"\$(\d+)", lambda row: f"${int(row[1]) + 3}", name.attr_text)

        listing = listed(updated(edited(insert), tmp_path / "nieuw.xlsx"))
        assert [row for row in listing if row[0] == tab] == [(tab, "A3", None, CANARY)]

    def test_that_begins_as_a_formula_stays_a_text(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        signs = ("=1+1", "+32 9 000 00 00", "-niets", "@naam", "=cmd|' /C calc'!A0")
        places = {"Arena-analyse": ("B6", "AL6", "AN6"), "Issue": ("B4",), "Nota's & taken": ("D4",)}

        def write(book: openpyxl.Workbook) -> None:
            for (tab, cells), sign in zip(places.items(), signs, strict=False):
                for name in cells:
                    book[tab][name] = sign
                    book[tab][name].data_type = "s"

        path = edited(write)
        assert sum(value in signs for one in read_cells(path).sheets for value in one.cells.values()) == 5
        updated(path, tmp_path / "nieuw.xlsx")
        found = [
            (cell.value, cell.data_type, cell.quotePrefix)
            for page in openpyxl.load_workbook(tmp_path / "nieuw.xlsx")
            for row in page.iter_rows()
            for cell in row
            if cell.value in signs
        ]
        assert len(found) == 5
        assert {(kind, quoted) for _, kind, quoted in found} == {("s", True)}

    def test_of_a_day_is_that_day(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        days = {"AL6": dt.datetime(2026, 3, 12), "AN6": dt.datetime(2026, 3, 12, 14, 30)}
        book = updated(
            edited(lambda book: [book["Arena-analyse"].__setitem__(*day) for day in days.items()]),
            tmp_path / "nieuw.xlsx",
        )
        assert sheet(book, "Arena-analyse").cells[6, 40] == days["AL6"]
        assert days["AN6"] in [row[3] for row in listed(book)]


class TestAgreements:
    def test_follow_their_actor_into_the_table(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        def agree(book: openpyxl.Workbook) -> None:
            page = book["Samenvatting"]
            page["Y9"], page["Y11"], page["Y19"] = "elke maand overleg", dt.datetime(2026, 3, 12), 3

        book = updated(edited(agree), tmp_path / "nieuw.xlsx")
        table = interpret(book, "nieuw.xlsx").analysis.table.set_index("actor")["agreed"].dropna()
        assert table.to_dict() == {
            "Basisschool De Linde": "elke maand overleg",
            "Buurtwerk Ter Linden": "12/03/2026",
            "Jeugdhuis De Kelder": 3,
        }
        assert "Samenvatting (2)" not in [one.name for one in book.sheets]  # nothing else on it was the user's

    def test_of_who_is_gone_are_listed(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        def agree(book: openpyxl.Workbook) -> None:
            book["Samenvatting"]["Y9"] = CANARY
            book["Arena-analyse"]["A5"] = "Andere school"

        said = listed(updated(edited(agree), tmp_path / "nieuw.xlsx"))
        assert ("Basisschool De Linde", CANARY) in [(actor, value) for _, _, actor, value in said]


class TestWhatIsNotTaken:
    def test_is_said_by_name(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        def note(book: openpyxl.Workbook) -> None:
            book["Issue"]["B4"].comment = Comment("een notitie", "iemand")

        ran = arena("update", edited(note), "--out", tmp_path / "nieuw.xlsx")
        assert NL("update.left.notes", sheets="‘Issue’") in ran.out

    def test_is_not_said_where_there_is_none(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text("Actoren;Belangrijkheid\nOCMW;4\n", encoding="utf-8")
        ran = arena("update", path, "--out", tmp_path / "nieuw.xlsx")
        assert ran.out == TEXTS("cli.made", file=tmp_path / "nieuw.xlsx") + "\n"

    def test_counts_rows_that_no_line_reads(self, tmp_path: Path) -> None:
        path = heavy.listed(tmp_path / "map.xlsx", 235, lambda row: (f"a{row}", "r", "4", "groot", "", "klein", ""))
        book = updated(path, tmp_path / "nieuw.xlsx")
        assert {f"a{row}" for row in range(235)} - {*sheet(book, "Arena-analyse").cells.values()} <= {"a0"}
        assert "A235" in arena("rank", tmp_path / "nieuw.xlsx").err


class TestAFileOfSomebodyElses:
    @pytest.fixture
    def book(self, tmp_path: Path) -> RawBook:
        path = tmp_path / "lijst.csv"
        lines = ("ons netwerk", "Actoren;Rangorde;Belangrijkheid;Sinds;Houding", "OCMW;1;4;2019;wacht af", "Bib;;3;;")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return updated(path, tmp_path / "nieuw.xlsx")

    def test_keeps_its_columns_under_names_that_are_free(self, book: RawBook) -> None:
        headers = book.tables[0].headers
        assert headers[len(COLUMNS) :] == ("Rangorde (2)", "Sinds")
        cells = sheet(book, "Arena-analyse").cells
        assert [cells[5, len(COLUMNS) + 1], cells[5, len(COLUMNS) + 2]] == [1, 2019]

    def test_has_what_it_heads_as_we_do_where_we_have_it(self, book: RawBook) -> None:
        assert interpret(book, "nieuw.xlsx").analysis.table["attitude"].tolist() == ["wacht af", None]

    def test_lists_what_stands_above_the_table(self, book: RawBook) -> None:
        assert listed(book) == [("lijst", "A1", None, "ons netwerk")]


HOSTILE = {**UNSAFE, **TOO_LARGE, **DAMAGED}


class TestAnInputThatRankRefuses:
    def both(self, path: Path, tmp_path: Path) -> None:
        ranked, out = arena("rank", path), tmp_path / "nieuw.xlsx"
        ran = arena("update", path, "--out", out)
        assert (ran.code, ran.err, ran.out) == (ranked.code, ranked.err, "") == (2, ranked.err, "")
        assert not out.exists()

    @pytest.mark.parametrize("name", sorted(HOSTILE)[::5])
    def test_is_refused_alike(self, name: str, tmp_path: Path) -> None:
        content = HOSTILE[name]
        made = content[1]() if isinstance(content, tuple) else content()
        self.both(zipped(tmp_path / "map.xlsx", made), tmp_path)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("leeg.xlsx", b""),
            ("foto.xlsx", b"\xff\xd8\xff"),
            ("oud.xls", bytes.fromhex("D0CF11E0A1B11AE1")),
            ("brief.pdf", b"%PDF-1.7"),
            ("zonder.csv", b"naam;getal\nBib;4\n"),
            ("twee.csv", b"Actoren;Belangrijkheid\nBib;4\nActoren;Belangrijkheid\nBib;4\n"),
            ("dubbel.csv", b"Actoren;Belangrijkheid;Belangrijkheid\nBib;4;3\n"),
        ],
    )
    def test_is_refused_alike_whatever_it_is(self, name: str, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        self.both(path, tmp_path)

    def test_of_a_newer_version_too(self, edited: Callable[..., Path], tmp_path: Path) -> None:
        self.both(edited(lambda book: book["Instellingen"].__setitem__("B30", 99)), tmp_path)

    def test_is_never_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.xlsx"
        path.write_bytes((FROZEN / "schema-1-nl.xlsx").read_bytes())
        ran = arena("update", path, "--out", path, "--force")
        assert (ran.code, ran.err) == (2, TEXTS("output.is_source", file="lijst.xlsx") + "\n")
