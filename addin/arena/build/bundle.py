"""A folder, and a zip of it, from which the double click installs on a computer that reaches nothing.

Beside both double clicks stands one folder with uv, which installs; a Python for Windows; every wheel; and a list of
these by name, version and hash, by which uv installs them and nothing else. The Python is of the kind that uv fetches
itself (python-build-standalone), as its makers publish it: uv unpacks it from this folder and holds it against its
hash. So a computer without internet gets what one with internet gets, by the same steps. Python's own "embeddable"
lacks what makes a virtual environment, and is no Python that uv can fetch.

The wheels are fetched with pip, which knows the index and the proxy of whoever runs this; each by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from arena import __version__
from arena.build import sources
from arena.workbook.errors import OutputExists, SentenceError, shown_name

FOLDER = "bundle"
"""In it stands all that the double click needs; ``Installeer Arena.cmd`` knows these names."""

LIST = "list.txt"
WHEELS = "wheels"
PYTHON = "python.tar.gz"
PYTHON_LIST = "python.json"
HASHES = "sha256.txt"
"""The hash of every other file of the bundle, as ``sha256sum -c`` reads them; it stands beside the double clicks."""

INSTALLER = "uv"
"""In the lock as every package is; it stands in the bundle as the program that its wheel holds."""

_DISTRIBUTION = "arena-analyse"
_LOCK = "requirements-bundle.lock"
_DOUBLE_CLICKS = ("Installeer Arena.cmd", "Verwijder Arena.cmd")
_FOR_IT = "it.md"
_MINOR = "3.13"
_RELEASES = "https://github.com/astral-sh/python-build-standalone/releases/download"
_SECONDS = 60
_DATE = (1980, 1, 1, 0, 0, 0)
_PUBLISHED = re.compile(r"(METADATA|WHEEL|entry_points\.txt|licenses/.+)")
"""What a wheel holds of its own in its folder ``.dist-info``; the rest was put there by who installed it."""


class BundleRefused(SentenceError):
    """No bundle could be made: something could not be fetched, or is not what it should be. Nothing is left of it."""


@dataclass(frozen=True)
class Archive:
    """A Python for Windows as its makers publish it, in a release of a day (``20261110``)."""

    version: str
    release: str
    sha256: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"cpython-{self.version}+{self.release}-x86_64-pc-windows-msvc-install_only_stripped.tar.gz"

    @property
    def url(self) -> str:
        """Where its makers publish it."""
        return f"{_RELEASES}/{self.release}/{quote(self.name)}"

    def as_uv_reads(self) -> str:
        """Return it as uv reads which Pythons there are to fetch: this one alone, by the name that it has in a bundle.

        In place of the address of all releases, uv is told the folder in which that file stands.
        """
        major, minor, patch = (int(part) for part in self.version.split("."))
        described = {
            "name": "cpython",
            "arch": {"family": "x86_64", "variant": None},
            "os": "windows",
            "libc": "none",
            "major": major,
            "minor": minor,
            "patch": patch,
            "prerelease": "",
            "url": f"{_RELEASES}/{PYTHON}",
            "sha256": self.sha256,
            "variant": None,
            "build": self.release,
        }
        return json.dumps({f"cpython-{self.version}-windows-x86_64-none": described}, indent=1)


@dataclass(frozen=True)
class Contents:
    """What a bundle is made of: the lock of its wheels, its Python, and how the product's own wheel is made."""

    lock: str
    python: Archive
    product: Callable[[Path], Path]


PYTHON_FOR_WINDOWS = Archive("3.13.18", "20261110", "2e0fed09d48989f64c9305da9ff2d37a41c0d13ab2aa6283405b2b620dfbf805")
"""The one that the pinned uv fetches, by the hash that this uv holds it against."""


def shipped_contents() -> Contents:
    """Return what this version's bundle is made of."""
    lock = sources.file(_LOCK).read_text(encoding="utf-8")
    return Contents(lock, PYTHON_FOR_WINDOWS, lambda folder: own_wheel(metadata.distribution(_DISTRIBUTION), folder))


def pins(lock: str) -> dict[str, str]:
    """Return the lines of a lock file by the name of the package that they pin, with its hashes."""
    blocks = re.split(r"(?m)^(?=\w)", lock)
    return {re.split(r"[=\s]", block, maxsplit=1)[0]: block for block in blocks if block.strip()}


def make(out: Path, contents: Contents, python: Path | None = None) -> tuple[Path, Path]:
    """Make the bundle in a folder that is there, and return its own folder and the zip of it.

    ``python`` is the archive of Python where somebody fetched it already; else it is fetched from its makers. Raises
    ``BundleRefused``, or ``OutputExists`` where one of the two is there already: nothing is ever replaced.
    """
    name = f"Arena-analyse {__version__}"
    made, zipped = out / name, out / f"{name}.zip"
    for target in (made, zipped):
        if target.exists():
            raise OutputExists("bundle.error.exists", file=target.name)
    with tempfile.TemporaryDirectory(dir=out) as beside:
        whole = Path(beside, name)
        inside = whole / FOLDER
        wheels = inside / WHEELS
        wheels.mkdir(parents=True)
        _fetch_wheels(contents.lock, wheels)
        _take_out_installer(wheels, inside)
        (inside / LIST).write_text(_listed(contents.lock, contents.product(wheels)), encoding="utf-8")
        _put_python(contents.python, python, inside / PYTHON)
        (inside / PYTHON_LIST).write_text(contents.python.as_uv_reads(), encoding="utf-8")
        for file in (*map(sources.file, _DOUBLE_CLICKS), sources.folder("docs") / _FOR_IT):
            shutil.copyfile(file, whole / file.name)
        (whole / HASHES).write_text("".join(_hashes(whole)), encoding="utf-8")
        _zip(whole, packed := Path(beside, zipped.name))
        whole.rename(made)
        packed.rename(zipped)
    return made, zipped


def own_wheel(distribution: metadata.Distribution, folder: Path) -> Path:
    """Put the product together again as the wheel from which it was installed, and return its path.

    Raises ``BundleRefused`` where a file is not as it was installed, or where it runs from a folder of sources.
    """
    held: list[tuple[str, bytes]] = []
    for file in distribution.files or ():
        if _is_of_the_wheel(file):
            content = Path(str(distribution.locate_file(file))).read_bytes()
            if file.hash is None or file.hash.value != _record_hash(content):
                raise BundleRefused("bundle.error.not_whole", file=file.name)
            held.append((file.as_posix(), content))
    if "arena/__init__.py" not in (name for name, _ in held):
        raise BundleRefused("bundle.error.sources")
    info = next(PurePosixPath(name).parts[0] for name, _ in held if name.endswith(".dist-info/WHEEL"))
    held.sort()
    lines = [f"{name},sha256={_record_hash(content)},{len(content)}\n" for name, content in held]
    held.append((f"{info}/RECORD", "".join([*lines, f"{info}/RECORD,,\n"]).encode()))
    wheel = folder / f"{info.removesuffix('.dist-info')}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held:
            archive.writestr(_entry(name), content)
    return wheel


def _is_of_the_wheel(file: metadata.PackagePath) -> bool:
    if file.parts[0] == "arena":
        return "__pycache__" not in file.parts
    return file.parts[0].endswith(".dist-info") and bool(_PUBLISHED.fullmatch("/".join(file.parts[1:])))


def _record_hash(content: bytes) -> str:
    """Return a hash as a wheel's RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def _fetch_wheels(lock: str, folder: Path) -> None:
    """Fetch every wheel that a lock names, as for Windows. Raises ``BundleRefused``."""
    if importlib.util.find_spec("pip") is None:
        raise BundleRefused("bundle.error.no_pip", python=sys.executable)
    wanted = folder / _LOCK
    wanted.write_text(lock, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    exactly = ["--require-hashes", "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", _MINOR]
    ran = subprocess.run(  # noqa: S603 - our own interpreter, constants, and a folder that was just made
        [*pip, *exactly, "--dest", str(folder), "--requirement", str(wanted)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    wanted.unlink()
    if ran.returncode != 0:
        said = [line for line in ran.stderr.splitlines() if line.startswith("ERROR:")] or ran.stderr.splitlines()
        raise BundleRefused("bundle.error.wheels", said=said[0] if said else "–")


def _take_out_installer(wheels: Path, folder: Path) -> None:
    """Put the program that installs beside the wheels instead of its own wheel."""
    wheel = next(wheels.glob(f"{INSTALLER}-*.whl"))
    program = f"{INSTALLER}.exe"
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if PurePosixPath(each).name == program)
        (folder / program).write_bytes(archive.read(name))
    wheel.unlink()


def _listed(lock: str, product: Path) -> str:
    """Return the list of all that is installed: the lock without the installer, and the product."""
    rest = [lines for name, lines in pins(lock).items() if name != INSTALLER]
    own = f"{_DISTRIBUTION}=={__version__} \\\n    --hash=sha256:{_sha256(product)}\n"
    return "".join(["--no-index\n", f"--find-links {WHEELS}\n", *rest, own])


def _put_python(archive: Archive, given: Path | None, target: Path) -> None:
    """Put the archive of Python there, held against its hash. Raises ``BundleRefused``."""
    try:
        if given is not None:
            shutil.copyfile(given, target)
        else:
            # a constant address; urllib knows the proxy of this machine
            with urllib.request.urlopen(archive.url, timeout=_SECONDS) as answer, target.open("wb") as file:  # noqa: S310
                shutil.copyfileobj(answer, file)
    except OSError as refused:
        if given is not None:
            raise BundleRefused("bundle.error.python_given", file=shown_name(given)) from refused
        raise BundleRefused("bundle.error.python_fetched", url=archive.url) from refused
    if _sha256(target) != archive.sha256:
        raise BundleRefused("bundle.error.python_other", url=archive.url, name=archive.name, sha256=archive.sha256)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hashes(folder: Path) -> Iterator[str]:
    for path in _files(folder):
        yield f"{_sha256(path)} *{path.relative_to(folder).as_posix()}\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _zip(folder: Path, target: Path) -> None:
    """Pack a folder with its name, each file of the same date, so that the same files give the same zip."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in _files(folder):
            packed = path.suffix in (".whl", ".gz")
            entry = _entry(path.relative_to(folder.parent).as_posix())
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w") as file:
                shutil.copyfileobj(source, file)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same wherever it is made
    return entry
