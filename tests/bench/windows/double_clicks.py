"""What the double clicks are tried with: a bundle, a folder of sources, and a computer that reaches nothing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from pathlib import Path
from unittest import mock

from arena.build.bundle import PYTHON, Archive, Contents, make
from tests.bench.windows import making
from tests.bench.windows.making import BUNDLE_LOCK, PYTHON_ARCHIVE, ROOT, WHEELS
from tests.bench.windows.session import Windows

INSTALL, REMOVE = "Installeer Arena.cmd", "Verwijder Arena.cmd"
OF_THE_SOURCES = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    INSTALL,
    REMOVE,
    "requirements-bundle.lock",
    "addin",
    "docs",
)
SECONDS = 400.0
"""How long an installation may take where the machine does other things too; on a calm one it takes twenty."""


def patched(lock: str) -> str:
    """A lock that names numpy by the hash of the wheel that is patched for Wine."""
    wheel = next((making.base() / WHEELS).glob("numpy-*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return re.sub(r"(?m)^(numpy==.*\\\n)(?: .*\n)+", rf"\1    --hash=sha256:{digest}\n", lock)


def python_archive() -> Archive:
    """The Python of the bench, as if its makers had published it."""
    content = (making.base() / PYTHON_ARCHIVE).read_bytes()
    return Archive("3.13.2", "20250204", hashlib.sha256(content).hexdigest())


def make_bundle(windows: Windows, out: Path) -> Path:
    """What `arena bundle` makes, of the wheels that the bench fetched and of its Python."""

    def product(folder: Path) -> Path:
        return Path(shutil.copy(windows.wheel, folder))

    contents = Contents(patched(BUNDLE_LOCK.read_text()), python_archive(), product)
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(making.base() / WHEELS)}
    with mock.patch.dict(os.environ, offline):
        folder, _ = make(out, contents, making.base() / PYTHON_ARCHIVE)
    return folder


def put_sources(windows: Windows, folder: str) -> None:
    """The folder that somebody downloads and unpacks."""
    target = windows.path(folder)
    target.mkdir(parents=True)
    for name in OF_THE_SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    (target / "requirements.lock").write_text(patched((ROOT / "requirements.lock").read_text()))


def internet(windows: Windows) -> dict[str, str]:
    """The variables by which uv finds in folders of `C:\\net` what it would fetch."""
    python = python_archive()
    folder = windows.path("C:\\net")
    shutil.copytree(making.base() / WHEELS, folder / "wheels", copy_function=os.link)
    os.link(making.base() / PYTHON_ARCHIVE, folder / PYTHON)
    (folder / "python.json").write_text(python.as_uv_reads())
    return {
        "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": r"C:\net\wheels",
        "UV_PYTHON_DOWNLOADS_JSON_URL": r"C:\net\python.json",
        "UV_PYTHON_INSTALL_MIRROR": "file:///C:/net",
    }


def put_uv(folder: Path) -> None:
    """Put uv in a folder, as its own installer does."""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(next((making.base() / WHEELS).glob("uv-*.whl"))) as wheel:
        name = next(each for each in wheel.namelist() if each.endswith("/uv.exe"))
        (folder / "uv.exe").write_bytes(wheel.read(name))
