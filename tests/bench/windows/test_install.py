"""Installing on a Windows with a registry: what stands there is what VBA would read, and afterwards none of it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.install import locations as at
from tests.bench.windows.clicking import click, said, starting
from tests.bench.windows.machine import changes, machine_of
from tests.bench.windows.session import Windows

pytestmark = pytest.mark.windows

OUR_PROGRAM = Path("AppData", "Local", "Programs")
"""Not the installation's to make or to take away: that of the double click."""
NAMES = ("Zoë De Smet", "Jan & Zoë O'Neil!")


@pytest.mark.parametrize("name", NAMES)
def test_installing_and_uninstalling_leave_registry_and_files_as_they_were(windows: Windows, name: str) -> None:
    machine = machine_of(windows, name, with_python=True)
    user, before = machine.user, machine.state(but_for=OUR_PROGRAM)

    ran = user.arena("install", "--server", python=machine.python)
    assert ran.code == 0, ran.said
    pythonw = machine.setting("python.txt")
    assert pythonw == machine.python.replace("python.exe", "pythonw.exe")
    assert machine.value(at.RUN_AT_LOGON, at.RUN_NAME) == f'"{pythonw}" -I -B -m arena.excel.server'
    assert (user.home / "AppData/Roaming/Microsoft/Excel/XLSTART/arena.xlam").is_file()
    templates = machine.value(at.EXCEL_OPTIONS, at.PERSONAL_TEMPLATES)
    assert {path.suffix for path in windows.path(templates).iterdir()} == {".xlsx", ".xltx"}

    ran = user.arena("install", "--no-server", python=machine.python)
    assert ran.code == 0, ran.said
    assert machine.value(at.RUN_AT_LOGON, at.RUN_NAME) == ""
    ran = user.arena("doctor", python=machine.python)
    assert "Nog niet geïnstalleerd" not in ran.said

    clicked = click(user, starting(pythonw), dll=pythonw.replace("pythonw.exe", "xlwings64-0.37.8.dll"))
    assert clicked.code == 0, clicked.said
    assert said(clicked, "answer") != []

    ran = user.arena("uninstall", python=machine.python)
    assert ran.code == 0, ran.said
    left = changes(before, machine.state(but_for=OUR_PROGRAM))
    assert left == [], "\n".join(left)


def test_a_name_that_the_code_page_lacks_is_refused_by_its_own_letter_and_nothing_changes(windows: Windows) -> None:
    machine = machine_of(windows, "Łukasz Żółć", with_python=True)
    before = machine.state(but_for=OUR_PROGRAM)
    ran = machine.user.run(machine.python, "-I", "-X", "utf8", "-m", "arena", "install")
    assert ran.code != 0
    assert "‘Ł’" in (ran.out + ran.err).decode()
    assert changes(before, machine.state(but_for=OUR_PROGRAM)) == []
