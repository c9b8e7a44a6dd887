"""The commands `arena install`, `arena uninstall` and `arena selftest` as somebody types them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arena import cli
from arena.build import parts as shipping
from arena.cli_outcome import TEXTS
from arena.install import interpreter
from arena.install import locations as at
from arena.selftest import trial as selftest
from arena.selftest.wording import wording
from tests.bench.excel_model import ExcelBench

from .imagined import ImaginedMachine, parts, windows_machine

pytestmark = pytest.mark.pure


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImaginedMachine:
    """The machine on which the commands run."""
    made = windows_machine(tmp_path)
    monkeypatch.setattr(at, "here", lambda: made.locations)
    monkeypatch.setattr(interpreter, "this_interpreter", lambda: made.python)
    monkeypatch.setattr(shipping, "shipped_parts", parts)
    return made


def arena(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=typed)


class TestInstall:
    def test_says_what_it_did_and_what_to_do_next(self, machine: ImaginedMachine) -> None:
        ran = arena("install")
        assert ran.exit_code == 0
        assert machine.locations.addin.exists()
        assert str(machine.locations.start) in ran.output
        assert TEXTS("install.next") in ran.output
        assert TEXTS("install.server") not in ran.output

    def test_says_that_the_server_starts_at_logon(self, machine: ImaginedMachine) -> None:
        assert TEXTS("install.server") in arena("install", "--server").output
        assert TEXTS("install.server") not in arena("install", "--no-server").output

    def test_warns_of_a_start_folder_on_a_network(self, machine: ImaginedMachine) -> None:
        warning = TEXTS("install.network", folder="").splitlines()[0]
        assert warning not in arena("install").output
        machine.environment["APPDATA"] = "/" + machine.environment["APPDATA"]  # \\server\share\... here
        assert warning in arena("install").output

    def test_names_what_it_left_alone(self, machine: ImaginedMachine) -> None:
        arena("install")
        assert machine.locations.templates is not None
        (machine.locations.templates / "Arena-analyse.xltx").write_bytes(b"eigen")
        assert TEXTS("install.left", file="Arena-analyse.xltx") in arena("install").output

    def test_says_where_the_templates_are_not(self, machine: ImaginedMachine) -> None:
        machine.registry.keys.clear()
        assert TEXTS("install.no_templates_folder") in arena("install").output

    def test_ends_with_2_and_one_sentence_where_it_is_refused(self, machine: ImaginedMachine) -> None:
        machine.locations.made_by_excel.rmdir()
        ran = arena("install")
        assert ran.exit_code == 2
        assert TEXTS("install.error.excel_never_started", folder="Excel") in ran.output


class TestUninstall:
    def test_takes_everything_away_and_says_so(self, machine: ImaginedMachine) -> None:
        before = machine.dump()
        arena("install", "--server")
        ran = arena("uninstall")
        assert ran.exit_code == 0
        assert TEXTS("uninstall.done") in ran.output
        assert TEXTS("uninstall.program", folder=sys.prefix) in ran.output
        assert TEXTS("uninstall.unlisted") not in ran.output
        assert machine.dump() == before

    def test_says_nothing_of_the_program_to_who_takes_it_away_too(self, machine: ImaginedMachine) -> None:
        arena("install")
        ran = arena("uninstall", "--program-too")
        assert TEXTS("uninstall.done") in ran.output
        assert TEXTS("uninstall.program", folder=sys.prefix) not in ran.output

    def test_lets_the_server_of_the_logon_end(self, machine: ImaginedMachine, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[bool] = []
        monkeypatch.setattr("arena.excel.server.stop", lambda: told.append(machine.locations.addin.exists()))
        arena("install", "--server")
        arena("uninstall")
        assert told == [False]

    def test_says_that_the_list_was_lost(self, machine: ImaginedMachine) -> None:
        arena("install")
        machine.locations.ledger.unlink()
        assert TEXTS("uninstall.unlisted") in arena("uninstall").output

    def test_names_a_template_that_the_user_changed(self, machine: ImaginedMachine) -> None:
        arena("install")
        assert machine.locations.templates is not None
        (machine.locations.templates / "Arena-analyse.xltx").write_bytes(b"eigen")
        assert TEXTS("uninstall.left", file="Arena-analyse.xltx") in arena("uninstall").output

    def test_says_so_where_nothing_is_installed_and_how_the_program_goes(self, machine: ImaginedMachine) -> None:
        ran = arena("uninstall")
        assert ran.exit_code == 0
        assert TEXTS("install.error.not_installed") in ran.output
        assert TEXTS("uninstall.program", folder=sys.prefix) in ran.output

    def test_ends_with_2_where_excel_holds_the_addin_open(
        self, machine: ImaginedMachine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        arena("install")

        def held(path: Path, missing_ok: bool = False) -> None:
            raise PermissionError(13, "in use", str(path))

        monkeypatch.setattr(Path, "unlink", held)
        assert arena("uninstall").exit_code == 2


class TestSelftest:
    """A few rows only: tests/selftest/test_rows.py tries them all."""

    @pytest.fixture
    def excel(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExcelBench]:
        rows = tuple(row for row in selftest.ROWS if row.key in ("enabled", "file_new"))
        monkeypatch.setattr(selftest, "ROWS", rows)
        with ExcelBench() as bench:
            yield bench

    @pytest.mark.parametrize(
        ("typed", "code"),
        [("ja\nyes\n", 0), ("ja\nneen\n", 1), ("?\n\n", 1), ("", 1)],
        ids=["all", "one", "?", "nobody"],
    )
    def test_asks_prints_a_table_and_writes_the_report(
        self, excel: ExcelBench, tmp_path: Path, typed: str, code: int
    ) -> None:
        out = tmp_path / "verslag.txt"
        ran = arena("selftest", "--excel", "--out", str(out), typed=typed)
        assert ran.exit_code == code, ran.output
        assert wording("nl")("report", file=out)[:9] in ran.output
        assert out.read_text(encoding="utf-8").count("[") == 2
