"""The VBA project of the add-in, from the sources of its modules: what [MS-OVBA] asks of who writes one.

pyOpenVBA begins with a project that an Excel saved, with what that Excel compiled of it. None of that is kept: Excel
compiles the sources when it opens the add-in, as it does whenever it finds a project of another version.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB
from pyopenvba.vba import VBAModuleKind, compress, decompress

PART = "xl/vbaProject.bin"

_NOTHING_COMPILED = bytes.fromhex("CC61 FFFF 00 0000")
"""The stream _VBA_PROJECT as it is written ([MS-OVBA] 2.3.4.1): of version 0xFFFF, and without a performance cache."""

_COOKIE = 0xFFFF
"""What is written in the stream dir where Excel counts its own versions (2.3.4.2.3.1, 2.3.4.2.3.2.7)."""

_END = bytes.fromhex("1000 00000000")
"""The last record of the stream dir (2.3.4.2); pyOpenVBA writes four bytes more."""

_COLOUR, _BLACK = 67, b"\x01"
"""Where an entry of the directory says its colour, and what it then says ([MS-CFB] 2.6.1)."""


def vba_project(sources: Mapping[str, str]) -> bytes:
    """Return the project's file, with a module of each source; one that begins with VERSION is a class."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.xlsm"
        with ExcelFile.create_new(path) as empty:
            project = empty.vba_project()
            project.delete_module("Module1")
            for name, source in sources.items():
                is_class = source.startswith("VERSION")
                project.add_module(name, source, kind=VBAModuleKind.other if is_class else VBAModuleKind.standard)
            project.project_cookie = _COOKIE
            for module in project.modules:
                module.cookie = _COOKIE
                module.dirty = True  # so it is written anew, without what was compiled of it
            empty.save()
        with ZipFile(path) as made:
            return _without_cache(made.read(PART))


def _without_cache(project: bytes) -> bytes:
    """Return a project that says that nothing of it is compiled, in a directory whose tree is valid.

    [MS-CFB] 2.6.4 asks for the order of the names and that no two reds follow each other; pyOpenVBA keeps the order,
    and leaves colours as they happen to be. So every one becomes black.
    """
    container = CFB.from_bytes(project)
    modules = decompress(container.get_stream_in_storage("VBA", "dir"))
    container.write_stream_in_storage("VBA", "dir", compress(modules[: modules.rindex(_END) + len(_END)]))
    container.write_stream_in_storage("VBA", "_VBA_PROJECT", _NOTHING_COMPILED)
    for entry in container._directory:
        entry.raw = entry.raw[:_COLOUR] + _BLACK + entry.raw[_COLOUR + 1 :]
    return bytes(container.to_bytes())
