"""Both double clicks by `cmd`, from a bundle and from the sources, on computers that reach nothing.

Where a user is not wanted at the keys they end by `/stil`, and by the code that `docs/it.md` says.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from arena import __version__
from tests.bench.windows.clicking import click, said, starting
from tests.bench.windows.double_clicks import INSTALL, REMOVE, SECONDS, internet, make_bundle, put_sources, put_uv
from tests.bench.windows.machine import Machine, changes, machine_of
from tests.bench.windows.session import PYTHON, Ran, Windows

pytestmark = pytest.mark.windows

DONE, REFUSED, NOTHING_TO_INSTALL, NOT_PUT, IN_USE = 0, 1, 2, 3, 1618
"""The codes of docs/it.md."""

VERSION = "version.txt"


@pytest.fixture(scope="module")
def bundle(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_bundle(windows, tmp_path_factory.mktemp("bundle"))


@pytest.fixture
def from_bundle(windows: Windows, bundle: Path, request: pytest.FixtureRequest) -> tuple[Machine, str]:
    """A user who unpacked a bundle, and in which folder."""
    machine = machine_of(windows, request.param)
    folder = machine.user.environment["USERPROFILE"] + r"\Downloads\Arena-analyse 0.1.0 (1), #2"
    shutil.copytree(bundle, windows.path(folder), copy_function=os.link)
    return machine, folder


def double_click(machine: Machine, folder: str, file: str, *options: str, keys: bytes = b"", **environment: str) -> Ran:
    return machine.user.run(f"{folder}\\{file}", *options, seconds=SECONDS, given=keys, **environment)


def assert_as_before(machine: Machine, before: tuple[dict[str, str], dict[str, str]]) -> None:
    left = changes(before, machine.state())
    assert left == [], "\n".join(left)


@pytest.mark.parametrize("from_bundle", ["Zoë De Smet"], indirect=True)
def test_a_bundle_installs_without_internet_and_goes_without_a_trace(from_bundle: tuple[Machine, str]) -> None:
    machine, folder = from_bundle
    user, before = machine.user, machine.state()

    ran = double_click(machine, folder, INSTALL, "/stil")
    assert ran.code == DONE, ran.said
    pythonw = machine.setting("python.txt")
    assert pythonw == machine.python.replace("python.exe", "pythonw.exe")
    assert machine.setting(VERSION) == __version__
    dll = pythonw.replace(r"Scripts\pythonw.exe", "xlwings64-0.37.8.dll")
    clicked = click(user, starting(pythonw), dll=dll)
    assert clicked.code == 0, clicked.said
    assert said(clicked, "answer") != []
    installed = machine.state()

    # while a program has its folder open nothing is touched
    program = machine.python.removesuffix(r"\venv\Scripts\python.exe")
    holds = user.start(PYTHON, "-c", f"import time; time.sleep({SECONDS})", folder=program)
    for file in (INSTALL, REMOVE):
        ran = double_click(machine, folder, file, "/stil")
        assert ran.code == IN_USE, ran.said
        assert "nog in gebruik" in ran.said
    holds.end()
    holds.output.unlink()
    assert changes(installed, machine.state()) == []

    # a new version that cannot be put there leaves the one that works
    wheel = next((user.windows.path(folder) / "bundle" / "wheels").glob("pandas-*.whl"))
    wheel.rename(wheel.with_suffix(".away"))
    ran = double_click(machine, folder, INSTALL, "/stil")
    assert ran.code == NOT_PUT, ran.said
    assert "pandas" in ran.said
    wheel.with_suffix(".away").rename(wheel)
    assert [each for each in changes(installed, machine.state()) if "__pycache__" not in each] == []

    # a server that is only just starting is told to end, and does
    server = user.start(pythonw, "-I", "-B", "-m", "arena.excel.server")
    time.sleep(1)
    ran = double_click(machine, folder, REMOVE, "/stil")
    assert ran.code == DONE, ran.said
    assert server.wait() == 0, server.said
    server.output.unlink()
    assert_as_before(machine, before)
    ran = double_click(machine, folder, REMOVE, "/stil")
    assert ran.code == DONE, ran.said
    assert "werd hier niet" in ran.said


def test_the_sources_install_for_whoever_presses_a_key_and_go_without_a_trace(windows: Windows) -> None:
    machine = machine_of(windows, "Jan & Zoë O'Neil!")
    user = machine.user
    folder = user.environment["USERPROFILE"] + r"\Downloads\arena-analyse-main (1)"
    put_sources(windows, folder)
    put_uv(user.home / ".local" / "bin")
    before = machine.state()

    ran = double_click(machine, folder, INSTALL, keys=b"\r\n", **internet(windows))
    assert ran.code == DONE, ran.said
    assert "Druk op een toets" in ran.said
    assert machine.setting("python.txt") == machine.python.replace("python.exe", "pythonw.exe")
    ran = double_click(machine, folder, REMOVE, keys=b"\r\n")
    assert ran.code == DONE, ran.said
    assert_as_before(machine, before)


@pytest.mark.parametrize("from_bundle", ["Łukasz Żółć"], indirect=True)
def test_of_an_installation_that_is_refused_nothing_stays(from_bundle: tuple[Machine, str]) -> None:
    machine, folder = from_bundle
    before = machine.state()
    ran = double_click(machine, folder, INSTALL, "/stil")
    assert ran.code == REFUSED, ran.said
    assert "U+0141" in ran.said
    assert_as_before(machine, before)


def test_beside_nothing_it_says_so(windows: Windows) -> None:
    machine = machine_of(windows, "Zoë De Smet")
    folder = machine.user.environment["TEMP"]
    here = windows.path(folder)
    shutil.copy(Path(__file__).parents[3] / INSTALL, here)
    ran = double_click(machine, folder, INSTALL, "/STIL")
    (here / INSTALL).unlink()
    assert ran.code == NOTHING_TO_INSTALL
    assert "Alles uitpakken" in ran.said
