"""No input makes a command take long, take much memory, or say much: measured with real processes.

Source of the limits: docs/security.md, "Files that come back".
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from arena import cli_files
from arena.cli_outcome import TEXTS
from arena.workbook import actor_table, reading
from arena.workbook.errors import LONGEST_SHOWN
from tests.command import arena
from tests.workbook import heavy

pytestmark = pytest.mark.file

SECONDS, MEGABYTES = 20, 600

# Runs a command; prints its exit code, the seconds of processor that it and its children took, and its largest memory.
# Linux counts in a process's memory what its parent held when it was started. So its parent must be a small one: of the
# tests' own process, which may have grown past the limit, the memory would be measured instead.
MEASURED = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="only POSIX tells what a process took")


class Took:
    """A command that ran in a process of its own: its exit code, what it said on stderr, and what it took."""

    def __init__(self, command: str, path: Path) -> None:
        name, *options = command.split()
        if name in ("summary", "update"):
            options += ["--out", str(path.with_name("uit.xlsx"))]
        with path.with_name("err").open("wb") as err:
            measured = subprocess.run(
                [sys.executable, "-I", "-S", "-c", MEASURED, sys.executable, "-m", "arena", name, str(path), *options],
                stdout=subprocess.PIPE,
                stderr=err,
                env=os.environ | {"LC_ALL": "nl_BE.UTF-8", "PYTHONUTF8": "1"},
                check=True,
            )
        self.code, self.seconds, largest = json.loads(measured.stdout)
        self.megabytes = largest / (1024 if sys.platform == "linux" else 1024 * 1024)
        self.said = path.with_name("err").read_text(encoding="utf-8")


@posix
class TestAnInputThatIsHeavy:
    def within(self, command: str, path: Path) -> Took:
        took = Took(command, path)
        assert took.seconds < SECONDS
        assert took.megabytes < MEGABYTES
        assert "Traceback" not in took.said
        return took

    @pytest.mark.parametrize("name", heavy.REFUSED)
    def test_is_refused_in_one_short_sentence(self, name: str, tmp_path: Path) -> None:
        took = self.within("check", heavy.REFUSED[name](tmp_path / "map.xlsx"))
        assert took.code == 2
        assert len(took.said.splitlines()) == 1
        assert len(took.said) < 500

    def test_that_is_read_but_makes_too_much_of_a_workbook_leaves_none(self, tmp_path: Path) -> None:
        path = heavy.READ["long names"][1](tmp_path / "map.xlsx")
        took = self.within("summary", path)
        assert (took.code, took.said) == (2, TEXTS("output.too_large", file="uit.xlsx", most=2_000) + "\n")
        assert not path.with_name("uit.xlsx").exists()

    @pytest.mark.parametrize("name", heavy.READ)
    def test_within_the_limits_is_worked_through_within_them(self, name: str, tmp_path: Path) -> None:
        command, make = heavy.READ[name]
        took = self.within(command, make(tmp_path / "map.xlsx"))
        assert took.code in (0, 1)

    def test_of_as_many_actors_as_a_workbook_is_made_of_makes_one_that_is_read(self, tmp_path: Path) -> None:
        path = heavy.listed(
            tmp_path / "map.xlsx",
            cli_files.MOST_IN_A_WORKBOOK,
            lambda row: (f"a{row}", f"r{row}", "4", "groot", f"a{row + 1}", "klein", "3"),
        )
        assert self.within("summary", path).code == 0
        assert self.within("rank --json", tmp_path / "uit.xlsx").code == 0


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str) -> Path:
        path = tmp_path / "lijst.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


class TestAMessage:
    def test_quotes_at_most_sixty_signs_of_what_was_typed(self, listed: Callable[..., Path]) -> None:
        essay = "een alinea in een cel " * 200
        path = listed(
            "Actoren;Belangrijkheid;Vervangbaarheid;Door wie;Afhankelijkheidsrelatie;Onze rangorde",
            f"Bib;{essay};{essay};;{essay};{essay}",
            f"{essay};4;klein;;groot;",
            f"School;4;groot;{essay};groot;",
        )
        said = [point["message"] for point in json.loads(arena("check", path, "--json").out)]
        quoted = [text for text in said if "een alinea" in text]
        assert len(quoted) >= 5
        assert essay[: LONGEST_SHOWN - 1] in quoted[0]
        assert all(essay[:LONGEST_SHOWN] not in text for text in said)
        assert all(len(text) < 300 for text in said)
        actors = json.loads(arena("rank", path, "--json").out)["actors"]
        assert actors[1]["actor"] == essay.strip()

    def test_names_no_more_than_a_few_of_many_tables(self, listed: Callable[..., Path]) -> None:
        said = arena("rank", listed(*["Actoren;Belangrijkheid", "Bib;4"] * 50)).err
        assert "A9" in said
        assert "A11" not in said
        assert "…" in said


class TestTooMany:
    def test_rows_are_refused_with_their_number(
        self, listed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actor_table, "MOST_ACTORS", 2)
        path = listed("Actoren;Belangrijkheid", "OCMW;4", "Bib;3")
        assert arena("rank", path).code == 0
        path = listed("Actoren;Belangrijkheid", "OCMW;4", "", "Bib;3", "School;2")
        for command in ("rank", "check"):
            ran = arena(command, path)
            assert (ran.code, ran.out) == (2, "")
            assert ran.err == TEXTS("input.too_many_actors", file="lijst.csv", count=3, most=2) + "\n"

    def test_actors_for_a_workbook_are_refused_before_anything_is_written(
        self, listed: Callable[..., Path], tmp_path: Path
    ) -> None:
        most = cli_files.MOST_IN_A_WORKBOOK
        path = listed("Actoren;Belangrijkheid", *(f"a{number};4" for number in range(most + 1)))
        ran = arena("summary", path, "--out", tmp_path / "uit.xlsx")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == TEXTS("output.too_large", file="uit.xlsx", most=most) + "\n"
        assert list(tmp_path.iterdir()) == [path]


def test_too_little_memory_is_one_sentence(listed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "read_whole", full)
    ran = arena("rank", listed("Actoren;Belangrijkheid", "OCMW;4"))
    assert (ran.code, ran.out, ran.err) == (2, "", TEXTS("cli.error.memory") + "\n")
