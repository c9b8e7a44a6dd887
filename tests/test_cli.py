"""The command line: what each command says, writes and ends with, and input that cannot be read."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from arena import cli, terminal
from arena.cli_outcome import TEXTS
from arena.locale import LANGUAGES, catalogue
from arena.workbook.model import Analysis
from arena.workbook.sheets import summary_block
from tests.command import arena, really
from tests.workbook import crafted
from tests.workbook.crafted import digest
from tests.workbook.typed import analysis

pytestmark = pytest.mark.file


TABLE = "Actoren,Belangrijkheid\nOCMW,4\n"


def unreadable(folder: Path) -> dict[str, Path]:
    """Inputs that cannot be read, each for another reason."""
    made = {
        "not there": folder / "weg.xlsx",
        "in no folder": folder / "weg" / "map.xlsx",
        "a folder": folder / "map.d.xlsx",
        "empty": folder / "leeg.xlsx",
        "not a workbook": folder / "tekst.xlsx",
        "another kind": folder / "brief.pdf",
        "damaged": folder / "stuk.xlsx",
        "a password": folder / "slot.xlsx",
        "wrong encoding": folder / "latin.csv",
        "no heading": folder / "lijst.csv",
        "no heading in a workbook": folder / "cijfers.xlsx",
        "two tables": folder / "twee.csv",
        "a hostile name": folder / "a\nb\x1b[31m\u202egnp.xlsx",
    }
    made["a folder"].mkdir()
    made["empty"].touch()
    made["not a workbook"].write_text("Actoren", encoding="utf-8")
    made["another kind"].write_bytes(b"%PDF-1.7")
    whole = crafted.zipped(folder / "heel.xlsx", crafted.parts())
    made["damaged"].write_bytes(whole.read_bytes()[:-200])
    made["a password"].write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    made["wrong encoding"].write_bytes(TABLE.replace("OCMW", "École").encode("utf-16-le"))
    made["no heading"].write_text("Naam,Cijfer\nOCMW,4\n", encoding="utf-8")
    crafted.zipped(made["no heading in a workbook"], crafted.parts())
    made["two tables"].write_text(f"{TABLE}\n{TABLE}", encoding="utf-8")
    return made


REASONS = [
    "not there", "in no folder", "a folder", "empty", "not a workbook", "another kind", "damaged", "a password",
    "wrong encoding", "no heading", "no heading in a workbook", "two tables", "a hostile name",
]  # fmt: skip


def files_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


class TestInputThatCannotBeRead:
    @pytest.mark.parametrize("reason", REASONS)
    def test_is_refused_in_one_sentence_with_nothing_written(self, reason: str, tmp_path: Path) -> None:
        path = unreadable(tmp_path)[reason]
        before = files_in(tmp_path)
        for command in (["rank"], ["rank", "--json"], ["check"], ["summary", "--out", tmp_path / "uit.xlsx"]):
            ran = arena(*command, path)
            assert (ran.code, ran.out) == (2, ""), command
            assert len(ran.err.splitlines()) == 1
            assert ran.err.endswith(".\n")
            assert "\x1b" not in ran.err
            assert "\u202e" not in ran.err
        assert files_in(tmp_path) == before

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("reason", ["not there", "a password", "no heading"])
    def test_is_refused_in_the_language_of_the_locale(self, reason: str, language: str, tmp_path: Path) -> None:
        ran = really("rank", unreadable(tmp_path)[reason], language=language)
        assert (ran.code, ran.out) == (2, "")
        [line] = ran.err.splitlines()
        assert line.endswith({"nl": "Er is niets gewijzigd.", "en": "Nothing was changed."}[language])

    @pytest.mark.parametrize("locale", ["C", "POSIX", "fr_BE.UTF-8", ""])
    def test_is_refused_in_dutch_where_the_locale_says_nothing_else(self, locale: str, tmp_path: Path) -> None:
        assert "niets gewijzigd" in really("rank", tmp_path / "weg.xlsx", language=locale).err


class TestOutput:
    def test_new_makes_an_empty_workbook(self, tmp_path: Path) -> None:
        for language in LANGUAGES:
            out = tmp_path / f"{language}.xlsx"
            ran = arena("new", out, "--lang", language)
            assert (ran.code, ran.err) == (0, "")
            assert ran.out == TEXTS("cli.made", file=out) + "\n"
            assert json.loads(arena("rank", out, "--json").out)["actors"] == []

    def test_summary_makes_a_new_workbook_and_leaves_its_source(self, filled: Path, tmp_path: Path) -> None:
        before = digest(filled)
        out = tmp_path / "samen.xlsx"
        assert arena("summary", filled, "--out", out).code == 0
        assert digest(filled) == before
        assert arena("rank", out, "--json").out == arena("rank", filled, "--json").out
        book = openpyxl.load_workbook(out, read_only=True, data_only=True)
        assert book.active is not None
        assert book.active.title == "Samenvatting"
        (head,) = (
            row[0] for row in book.active.iter_rows(max_col=1, values_only=True) if summary_block.is_head(row[0])
        )
        assert str(dt.date.today().year) in head

    def test_demo_makes_five_files_and_says_what_to_look_at(self, tmp_path: Path) -> None:
        ran = arena("demo", "--out", tmp_path / "a" / "b", "--lang", "nl")
        assert (ran.code, ran.err) == (0, "")
        made = sorted(path.name for path in (tmp_path / "a" / "b").iterdir())
        copies = ["Invulblad arena.xlsx", "Ons netwerk voor partners.xlsx"]
        assert made == ["Arena-analyse.xlsx", *copies, "Voorbeeld brede school.xlsx", "rangorde.json"]
        assert all(name in ran.out for name in made)
        assert "Basisschool De Linde" in ran.out
        ranked = json.loads((tmp_path / "a" / "b" / "rangorde.json").read_text(encoding="utf-8"))
        assert ranked == json.loads(arena("rank", tmp_path / "a" / "b" / "Voorbeeld brede school.xlsx", "--json").out)

    @pytest.mark.parametrize("command", ["new", "summary", "demo", "build"])
    def test_that_exists_is_never_overwritten_unless_forced(self, command: str, filled: Path, tmp_path: Path) -> None:
        out = {"new": "uit.xlsx", "summary": "uit.xlsx", "demo": "rangorde.json", "build": "Arena-analyse.xlsx"}[
            command
        ]
        (tmp_path / out).write_text("van de gebruiker", encoding="utf-8")
        arguments: dict[str, list[object]] = {
            "new": ["new", tmp_path / out],
            "summary": ["summary", filled, "--out", tmp_path / out],
            "demo": ["demo", "--out", tmp_path, "--lang", "nl"],
            "build": ["build", "--out", tmp_path],
        }
        before = files_in(tmp_path)
        ran = arena(*arguments[command])
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert out in ran.err
        assert files_in(tmp_path) == before
        assert arena(*arguments[command], "--force").code == 0
        assert files_in(tmp_path)[out] != before[out]

    def test_never_replaces_its_own_source(self, filled: Path, tmp_path: Path) -> None:
        source = tmp_path / "map.xlsx"
        source.write_bytes(filled.read_bytes())
        before = digest(source)
        ran = arena("summary", source, "--out", source, "--force")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert digest(source) == before

    @pytest.mark.parametrize(
        ("command", "out"),
        [
            ("new", "uit.xls"),
            ("new", "uit"),
            ("new", "weg/uit.xlsx"),
            ("summary", "uit.pdf"),
            ("summary", "weg/uit.xlsx"),
        ],
    )
    def test_that_cannot_be_is_refused(self, command: str, out: str, filled: Path, tmp_path: Path) -> None:
        more: list[object] = [tmp_path / out] if command == "new" else [filled, "--out", tmp_path / out]
        ran = arena(command, *more)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("command", ["demo", "build"])
    def test_folder_that_is_a_file_is_refused(self, command: str, tmp_path: Path) -> None:
        (tmp_path / "map").touch()
        for out in (tmp_path / "map", tmp_path / "map" / "onder"):
            ran = arena(command, "--out", out)
            assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)

    def test_of_an_unknown_language_is_refused(self, tmp_path: Path) -> None:
        for command in (["new", tmp_path / "uit.xlsx"], ["demo", "--out", tmp_path / "demo"]):
            ran = arena(*command, "--lang", "fr")
            assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert list(tmp_path.iterdir()) == []


class TestCheck:
    def test_ends_with_one_where_there_is_a_fault(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis("actor | imp | repl | resources\nOCMW | veel | klein | geld"))
        ran = arena("check", path)
        assert ran.code == 1
        assert "C5" in ran.out
        notes = json.loads(arena("check", path, "--json").out)
        assert [(note["row"], note["code"], note["weight"]) for note in notes] == [
            (5, "invalid_importance", "fault"),
            (None, "few_actors", "info"),
            (None, "no_critical_actor", "info"),
        ]

    def test_ends_with_nought_where_there_is_none(self, filled: Path) -> None:
        ran = arena("check", filled)
        assert (ran.code, ran.err) == (0, "")

    def test_of_nobody_finds_nothing(self, workbook: Callable[[Analysis], Path]) -> None:
        ran = arena("check", workbook(analysis()))
        assert (ran.code, ran.out.strip()) == (0, TEXTS("cli.check.nothing"))


class TestTerminal:
    def test_shows_hostile_text_plainly(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text(
            "Actoren,Belangrijkheid\n[red]Rood[/red],4\n[link=file:///x]Y,x\n\x1b[2J\x07wis,3\n{naam} %s,2\n",
            encoding="utf-8",
        )
        for command in ("rank", "check"):
            shown = arena(command, path).out
            assert "\x1b" not in shown
            assert "\x07" not in shown
        shown = arena("rank", path).out
        assert "[red]Rood[/red]" in shown
        assert "[link=file:///x]Y" in shown
        assert "{naam} %s" in shown

    def test_of_a_user_who_typed_nothing_shows_the_help(self) -> None:
        assert "demo" in really().out + really().err

    def test_keeps_names_whole_in_a_pipe(self, workbook: Callable[[Analysis], Path]) -> None:
        name = "Stedelijke dienst Buitenschoolse Opvang"
        assert name in arena("rank", workbook(analysis(f"actor | imp\n{name} | 4"))).out

    def test_says_so_where_there_are_no_actors(self, workbook: Callable[[Analysis], Path]) -> None:
        assert arena("rank", workbook(analysis())).out.strip() == TEXTS("cli.rank.nobody")

    def test_that_lacks_signs_still_ends_well(self, filled: Path) -> None:
        ran = really("rank", filled, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
        assert (ran.code, ran.err) == (0, "")
        assert "Basisschool De Linde" in ran.out


class TestHelp:
    COMMANDS = ("rank", "check", "summary", "new", "build", "demo", "doctor")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_in_the_language_of_the_locale(self, language: str) -> None:
        other = catalogue("en" if language == "nl" else "nl")
        ran = really("--help", language=language)
        assert (ran.code, ran.err) == (0, "")
        flat = " ".join(ran.out.split())
        for command in self.COMMANDS:
            assert catalogue(language)(f"cli.{command}.help").split(".")[0][:40] in flat
            assert other(f"cli.{command}.help")[:30] not in flat

    def test_has_no_docstring_of_ours_in_it(self) -> None:
        for command in self.COMMANDS:
            ran = arena(command, "--help")
            assert ran.code == 0
            said = getattr(cli, command).__doc__.strip()
            assert said not in ran.out

    def test_of_each_option_is_translated(self) -> None:
        for command in self.COMMANDS:
            lines = arena(command, "--help").out.splitlines()
            for line in lines:
                found = re.match(r"  (--[a-z-]+|[A-Z]+)(?: [A-Z,]+)?  +(.+)", line)
                if found and found[1] != "--help":
                    assert any(found[2].split("  ")[0][:25] in text for text in self.known()), line

    @staticmethod
    def known() -> list[str]:
        keys = ("input", "output", "folder", "force", "json", "weights")
        known = [TEXTS(f"cli.{key}") for key in keys]
        known.append(TEXTS("cli.language", languages=", ".join(LANGUAGES)))
        known.append(TEXTS("cli.priority", priorities="dependency, importance, equal, custom"))
        return [
            *known,
            TEXTS("cli.issue_kind", kinds="complex, action, exchange"),
            *(TEXTS(f"cli.{c}.help") for c in TestHelp.COMMANDS),
        ]


class TestDoctor:
    def test_finds_this_installation_in_order(self) -> None:
        ran = really("doctor")
        assert (ran.code, ran.err) == (0, "")
        assert catalogue("nl")("cli.doctor.problem") not in ran.out
        assert catalogue("nl")("cli.doctor.excel") in " ".join(ran.out.split())

    def test_says_the_version(self) -> None:
        ran = arena("--version")
        assert ran.code == 0
        assert re.fullmatch(r"arena \d+\.\d+\.\d+\S*\n", ran.out)


class TestNarrowTerminal:
    @pytest.mark.parametrize("width", [30, 40, 60, 80, 100])
    @pytest.mark.parametrize("command", ["rank", "check"])
    def test_cuts_no_word(self, command: str, width: int, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(terminal, "_WIDTH_OF_A_PIPE", width)
        shown = arena(command, filled).out
        assert "…" not in shown
        assert max(map(len, shown.splitlines())) <= width

    @pytest.mark.parametrize(("width", "sign"), [(120, "┃"), (80, "─"), (40, "Mogelijke plaats: ")])
    def test_gives_up_the_frame_first_and_then_the_table(
        self, width: int, sign: str, filled: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(terminal, "_WIDTH_OF_A_PIPE", width)
        shown = arena("rank", filled).out
        signs = {"┃", "─", "Mogelijke plaats: "} - ({"─"} if sign == "┃" else set())
        assert {each for each in signs if each in shown} == {sign}
        for name in ("Basisschool", "Kinderopvang", "op afstand", "onmisbaar"):
            assert name in shown
