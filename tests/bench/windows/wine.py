"""Where Wine 10 stands: on this machine, or in a Debian 13 of its own inside one folder.

Wine 8, which Debian 12 has, lacks too much: its `cmd` runs both sides of `&&`, its `tasklist` is a stub, Python dies
in its `_wmi`. So on any other machine that can make one, a Debian 13 is made in a folder. A program in it runs in a
mount namespace of its own, so that nothing stays mounted and nothing outside the folder is written.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[3] / ".windows"
"""All that `make windows` makes."""

_RELEASE = "trixie"
_ROOT = FOLDER / f"debian-{_RELEASE}"
_INSIDE = Path("/arena")
"""Under this name a program in that root finds FOLDER."""

_PROGRAM = "/usr/lib/wine/wine64"
_SERVER = "/usr/lib/wine/wineserver64"
_OLDEST = 10
PACKAGES = ("wine", "wine64", "gcc-mingw-w64-x86-64-win32", "locales")
"""What is installed: Wine, what compiles the stand-ins for Excel and for a library that Wine lacks, and languages."""

_ENTER = """
mount --bind "$2" "$1$3"; mount --rbind /proc "$1/proc"; mount --rbind /dev "$1/dev"
root="$1"; shift 3; exec chroot "$root" "$@"
"""


class NotSetUp(Exception):
    """The Windows is not here and cannot be set up; the message says why, and what it takes where that is known."""


@dataclass(frozen=True)
class Wine:
    """Wine on this machine (`root` is None) or in a root of its own."""

    root: Path | None

    def command(self, *command: str) -> list[str]:
        """Return the command that runs a Unix command where this Wine stands."""
        if self.root is None:
            return list(command)
        enter = ["unshare", "--mount", "--propagation", "private", "sh", "-ec", _ENTER, "enter"]
        return [*enter, str(self.root), str(FOLDER), str(_INSIDE), *command]

    def windows_command(self, *command: str) -> list[str]:
        """Return the command that runs a program of Windows; `environment` has to be its environment."""
        return self.command(_PROGRAM, *command)

    def path(self, path: Path) -> str:
        """Return how a program of this Wine names a path in FOLDER."""
        return str(path if self.root is None else _INSIDE / path.relative_to(FOLDER))

    def compile_for_windows(self, made: Path, *sources_and_options: Path | str) -> None:
        """Compile C for Windows, a .dll where the name says so."""
        words = [self.path(each) if isinstance(each, Path) else each for each in sources_and_options]
        kind = ["-shared"] if made.suffix == ".dll" else []
        compiler = ["x86_64-w64-mingw32-gcc", "-O1", "-Wall", "-Werror", "-static-libgcc", *kind]
        quiet(*self.command(*compiler, "-o", self.path(made), *words))

    def end_all(self, environment: Mapping[str, str]) -> None:
        """End every program of a prefix; it is no failure that none ran."""
        subprocess.run(self.command(_SERVER, "-k"), check=False, env=environment, capture_output=True)

    def environment(self, prefix: Path, locales: Path, language: str) -> dict[str, str]:
        """Return the whole environment for programs of Windows: nothing of whoever runs the tests is in it."""
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": self.path(prefix.parent),
            "WINEPREFIX": self.path(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;winedbg.exe=d;mshtml=;mscoree=",
            "LOCPATH": self.path(locales),
            "LC_ALL": language,
            "XDG_RUNTIME_DIR": "/run",  # without one, what looks for a screen complains in the midst of the output
        }


def found() -> Wine | None:
    """Return the Wine that is here and new enough; None where none is."""
    if _version(_PROGRAM) >= _OLDEST and shutil.which("x86_64-w64-mingw32-gcc"):
        return Wine(None)
    return Wine(_ROOT) if _ROOT.is_dir() and os.geteuid() == 0 else None


def set_up() -> Wine:
    """Return a Wine, installing it where it is not here. Raises ``NotSetUp``."""
    there = found()
    if there is not None:
        return there
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        by_hand = f"or Wine {_OLDEST} installed by hand, with: {' '.join(PACKAGES)}"
        raise NotSetUp(f"it takes a Debian, root on it, and the right to mount; {by_hand}")
    print("Installing Wine 10 with Debian's packages", flush=True)
    if f"VERSION_CODENAME={_RELEASE}\n" in Path("/etc/os-release").read_text():
        _install([], *PACKAGES)
        return Wine(None)
    _install([], "debootstrap")
    made = _ROOT.with_suffix(".part")
    shutil.rmtree(made, ignore_errors=True)
    made.parent.mkdir(exist_ok=True)
    quiet("debootstrap", "--variant=minbase", _RELEASE, str(made), _mirror())
    (made / _INSIDE.name).mkdir()
    _install(Wine(made).command(), *PACKAGES)
    quiet(*Wine(made).command("apt-get", "clean"))
    made.rename(_ROOT)
    return Wine(_ROOT)


def quiet(*command: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command of the set-up; what it says is heard only where it fails. Raises ``NotSetUp``."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    )
    if done.returncode != 0:
        raise NotSetUp(f"a step of it failed: {' '.join(command)}\n{done.stdout.decode(errors='replace')}")


def _install(where: list[str], *packages: str) -> None:
    quiet(*where, "apt-get", "update", "-qq")
    silent = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    quiet(*where, *silent, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def _mirror() -> str:
    """Return the address from which this machine has its Debian."""
    said = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)"], check=True, capture_output=True, text=True
    )
    mirrors = re.findall(r"^Debian (\S+)$", said.stdout, re.MULTILINE)
    if not mirrors:
        raise NotSetUp("this system's packages are not Debian's, and so it cannot make a Debian 13 in a folder")
    return str(mirrors[0])


def _version(program: str) -> int:
    """Return the first part of a Wine's version; 0 where it does not stand there."""
    if not Path(program).is_file():
        return 0
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    number = re.search(r"\d+", said.stdout)
    return int(number[0]) if number else 0
