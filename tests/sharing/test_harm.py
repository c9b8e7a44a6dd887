"""A folder of files made to harm, with forms between them: each is refused or read, and nothing else happens."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.sharing.collecting import Estimate, Rejection, collect
from arena.workbook.intake import limits
from tests.sharing.forms import Filled
from tests.sharing.harmful import ALL, HARMS
from tests.sharing.harmful.making import ACTOR, LEVEL
from tests.sharing.returned import rejection
from tests.workbook.crafted import digest

pytestmark = pytest.mark.file

FORM_EACH = 20
"""So many harmful files stand between two forms."""


@dataclass
class Folder:
    """What became of it.

    Attributes:
        found: by what is wrong with the file.
        forms: what became of the forms between.
        seconds: how long each took to come, whatever was read meanwhile.
        changed: the files that are not as they were.
        ended: the exit codes of the reading processes; ``None`` for one that still runs.
    """

    found: dict[str, Estimate | Rejection]
    forms: list[Estimate | Rejection]
    seconds: dict[str, float]
    changed: list[Path]
    ended: list[int | None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    place = tmp_path_factory.mktemp("ingezonden")
    names: dict[str, str] = {}
    for number, (name, harm) in enumerate(ALL.items()):
        path = place / f"{number:04}{harm.suffix}"
        harm.write(path)
        names[path.name] = name
        if number % FORM_EACH == 0:
            Filled(name=str(number)).write(place / f"{number:04}-formulier.xlsx")
    before = {path: digest(path) for path in place.iterdir()}
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            subprocess, "Popen", lambda *args, **more: processes.append(popen(*args, **more)) or processes[-1]
        )
        whole = Folder({}, [], {}, [], [])
        began = time.perf_counter()
        for one in collect([place], texts=catalogue("nl")):
            name = names.get(one.file)
            if name is None:
                whole.forms.append(one)
            else:
                whole.found[name] = one
                whole.seconds[name] = time.perf_counter() - began
            began = time.perf_counter()
    whole.ended = [process.poll() for process in processes]
    whole.changed = [path for path in place.iterdir() if before.pop(path, None) != digest(path)] + list(before)
    return whole


def test_of_them_there_are_more_than_sixty_of_our_own() -> None:
    assert len(HARMS) > 60


@pytest.mark.parametrize("name", ALL)
def test_each_is_read_right_or_refused_in_a_sentence(name: str, folder: Folder) -> None:
    found = folder.found[name]
    assert isinstance(found, Estimate) == ALL[name].read, found
    if isinstance(found, Estimate):
        assert found.table["actor"].tolist() == [ACTOR]
        assert str(found.table["importance"].iloc[0]) == LEVEL
    else:
        assert found.reason.startswith(("‘", "In ‘", "De inhoud van ‘", "Hoe de letters", "Regel ", "Het lezen van ‘"))
        assert "onverwacht" not in found.reason, "a fault of ours is no reason"
        assert len(found.reason) < 500


def test_none_takes_longer_than_it_may(folder: Folder) -> None:
    assert max(folder.seconds.values()) < limits.SECONDS
    late = catalogue("nl")("intake.took_too_long", file="x").partition("x")[2]
    assert [name for name, one in folder.found.items() if isinstance(one, Rejection) and late in one.reason] == []


def test_the_forms_between_them_are_read(folder: Folder) -> None:
    assert [one.name for one in folder.forms if isinstance(one, Estimate)] == [
        str(number) for number in range(0, len(ALL), FORM_EACH)
    ]


def test_no_file_was_touched_and_none_came_to_stand_there(folder: Folder) -> None:
    assert folder.changed == []


def test_no_reading_process_is_left(folder: Folder) -> None:
    assert folder.ended
    assert None not in folder.ended


@pytest.mark.parametrize("name", ["a billion laughs", "a zip of zips", "a quote that does not close", "a program"])
def test_the_reason_is_in_the_language_of_the_user(name: str, tmp_path: Path) -> None:
    harm = HARMS[name]
    path = tmp_path / f"a{harm.suffix}"
    harm.write(path)
    assert "Nothing was changed." in rejection(path, "en").reason
    assert "Er is niets gewijzigd." in rejection(path, "nl").reason
