"""Every button, its undo and every function, from the ribbon's callback through VBA, xlwings' DLL, a Python server and
real COM to the workbook and back: all that the same clicks come to in bench 2.

Nothing here names a button or a function: the scenario takes them from the product's own tables.
"""

from __future__ import annotations

import json
import os
import shutil
import webbrowser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arena.build import addin as addin_file
from arena.excel.buttons.table import BUTTONS
from arena.excel.functions.registry import FUNCTIONS
from arena.sharing import pdf
from tests.bench.excel_model import ExcelBench, difference
from tests.bench.windows import scenario
from tests.bench.windows.over_com.place import answers, with_windows
from tests.bench.windows.scenario import Step
from tests.bench.windows.session import Windows
from tests.bench.windows.wine import Wine
from tests.excel import returned, workbooks
from tests.excel.clicking import start_anew
from tests.excel.installed import LOCAL, InstalledAddin

pytestmark = pytest.mark.windows

SAYS_OF_THE_MACHINE = ("trouble",)
"""Buttons whose message is about the machine: that there is one is all that is compared."""

NEXT, WALK = "_newenum.next", "_newenum"
OFTENER = {
    NEXT: "pywin32 asks once more, to hear that there is no next one; the stand-in knows from the count",
    "application.statusbar=": "what takes longer than some seconds says that it is busy, and here it takes longer",
}
"""What real COM asks more often than bench 2, by the member, and why. Nothing may be asked less often."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenario")
    workbooks.of_values(folder / scenario.ANALYSIS, workbooks.table_of(workbooks.ACTORS))
    scenario.write_cells(folder / scenario.CELLS)
    shutil.copytree(folder, folder / scenario.SHARED, ignore=shutil.ignore_patterns(scenario.CELLS, scenario.SHARED))
    returned.some(folder / scenario.RETURNED)
    return folder


@pytest.fixture(scope="module")
def over_com(made: tuple[Wine, Path], files: Path) -> dict[str, Step]:
    """What each step came to in a Windows of its own: with windows, which it has from its start or not at all."""
    with Windows(*made) as windows:
        renee = with_windows(windows)
        installed = renee.arena("install")
        assert installed.code == 0, installed.said
        told = answers(renee, files)
    assert told["failures"] == [], "\n".join(told["failures"])
    assert told["asked anew"]
    assert set(told["asked anew"].values()) == {0}, "pywin32 asked again what it had learnt of Excel's types"
    return by_name(told["steps"], renee.environment["LOCALAPPDATA"])


@pytest.fixture(scope="module")
def in_one_process(tmp_path_factory: pytest.TempPathFactory, files: Path) -> Iterator[dict[str, Step]]:
    """What each step came to in bench 2."""
    local = tmp_path_factory.mktemp("local")
    (local / "Arena-analyse").mkdir()
    (local / "Arena-analyse" / "manual.nl.html").touch()
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("LOCALAPPDATA", str(local))
        machine.setenv("LC_ALL", "nl_BE.UTF-8")
        machine.setattr(webbrowser, "open", lambda _: False)  # as in a Windows without a browser
        machine.setattr(pdf, "program", lambda: None)  # and without LibreOffice, but with a program for messages
        machine.setattr(os, "startfile", lambda _: None, raising=False)
        start_anew()
        with ExcelBench() as excel:
            InstalledAddin(excel, addin_file.build(tmp_path_factory.mktemp("addin")))
            yield by_name(json.loads(json.dumps(list(scenario.walk(excel, files)))), str(local), LOCAL)
        start_anew()


def by_name(steps: list[Step], *local: str) -> dict[str, Step]:
    """The steps by what they are, without the folder of the user's own data in what they say."""
    for step in steps:
        for folder in local:
            step["messages"] = [said.replace(folder, "...").replace("\\", "/") for said in step["messages"]]
    return {step["what"]: step for step in steps}


def test_each_button_and_each_function_is_among_the_steps(over_com: dict[str, Step]) -> None:
    clicked = {what.partition(",")[0].split()[0] for what in over_com} | {"undo"}
    assert clicked == {*BUTTONS, *(one.name for one in FUNCTIONS)}
    assert over_com.keys() >= {f"{button}, undo" for button in ("rank", "summary")}


def test_each_step_comes_to_what_it_comes_to_in_bench_2(
    over_com: dict[str, Step], in_one_process: dict[str, Step]
) -> None:
    assert over_com.keys() == in_one_process.keys()
    found = []
    for what, here in over_com.items():
        there: dict[str, Any] = in_one_process[what]
        for part in ("answer", "messages", "workbook", "settings", "undoable", "files"):
            if part != "messages" or what not in SAYS_OF_THE_MACHINE:
                found += [f"{what}: {part}: {line}" for line in difference(there.get(part), here.get(part))]
    assert found == [], "\n".join(found[:40])
    assert all(over_com[what]["messages"] for what in SAYS_OF_THE_MACHINE)


def test_copies_are_made_and_a_message_holds_the_one_beside_the_workbook(over_com: dict[str, Step]) -> None:
    made = {what: one["files"] for what, one in over_com.items() if "files" in one}
    assert len(made) == len(scenario.AUDIENCES) * len(scenario.MAKE_FILES)
    for what, files in made.items():
        (name,) = files.keys() - {"draft.eml"}
        assert ("draft.eml" in files) == what.startswith("share_mail"), what
        if "draft.eml" in files:
            assert files["draft.eml"]["attached"] == {name: files[name]}
        assert over_com[what]["messages"][-1].count(name) == 1, what


def test_clicks_change_the_workbook_and_their_undo_gives_it_back(over_com: dict[str, Step]) -> None:
    for button in [what.removesuffix(", undo") for what in over_com if what.endswith(", undo")]:
        clicked, back, again = (over_com[what]["workbook"] for what in (button, f"{button}, Ctrl+Z", f"{button} again"))
        assert difference(back, clicked) != [], button
        assert difference(clicked, again) == [], button
        assert over_com[button]["undoable"], button
        assert not over_com[f"{button}, Ctrl+Z"]["undoable"], button


def test_the_same_is_asked_of_excel_but_for_what_has_a_reason(
    over_com: dict[str, Step], in_one_process: dict[str, Step]
) -> None:
    unexpected, reasons = [], set()
    for what, here in over_com.items():
        asked, before = (counted(one["dispatches"]) for one in (here, in_one_process[what]))
        for member in asked | before:
            more = asked[member] - before[member]
            kind = NEXT if member.endswith(NEXT) else member
            at_most = asked[member.removesuffix(".next")] if kind == NEXT else 5 if kind in OFTENER else 0
            at_least = -5 if kind in OFTENER else 0  # which of both took longer, the machine decides
            if not at_least <= more <= at_most:
                unexpected.append(f"{what}: {member}: {before[member]} -> {asked[member]}")
            if more:
                reasons.add(kind)
    assert unexpected == [], "\n".join(unexpected)
    assert NEXT in reasons


def counted(dispatches: dict[str, int]) -> Counter[str]:
    """Dispatches by member; COM does not look at capitals, and members that are only recorded have none."""
    found: Counter[str] = Counter()
    for member, count in dispatches.items():
        found[member.lower()] += count
    return found
