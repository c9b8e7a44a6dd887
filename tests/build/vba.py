"""The add-in's VBA as its judges see it, on Windows and on a Mac."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pyvbaanalysis

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from vbalidator import precheck

PLATFORMS = {
    "windows": {"Mac": False, "Win64": True},
    "windows 32": {"Mac": False, "Win64": False},
    "mac": {"Mac": True},
}

_LICENCE = re.compile(r"^' xlwings is distributed.*?OF SUCH DAMAGE\.$", re.DOTALL | re.MULTILINE)
_EXPORT_HEADER = re.compile(r"^VERSION 1\.0 CLASS\nBEGIN\n(?:.*\n)*?END\n|^Attribute VB_\w+ = .*\n", re.MULTILINE)


def findings(sources: dict[str, str], platform: str, folder: Path) -> list[str]:
    """What pyvbaanalysis and vbalidator have against a project, with the platform's branch of every ``#If``."""
    paths = []
    for name, source in sources.items():
        path = folder / f"{name}.{'cls' if source.startswith('VERSION') else 'bas'}"
        path.write_bytes(source.encode())
        paths.append(path)
    constants = {**pyvbaanalysis.DEFAULT_COMPILER_CONSTANTS, **PLATFORMS[platform]}
    branch = pyvbaanalysis.ConditionalCompilationEnvironment(compiler_constants=constants)
    analysed = pyvbaanalysis.analyze_loose_files(paths, conditional_compilation=branch)
    said = [f"{module}: {one.message}" for module, found in analysed.items() for one in found]
    checked = precheck(folder, host="excel", defines={"VBA7": True, **PLATFORMS[platform]})
    return said + [f"{one['file']}: {one['message']}" for one in checked.issues]


def own_lines(source: str) -> int:
    """How many lines of a module are our own: none that are blank, that Excel's export adds, or of xlwings' licence."""
    text = _LICENCE.sub("", _EXPORT_HEADER.sub("", source.replace("\r\n", "\n")))
    return sum(1 for line in text.splitlines() if line.strip(" '"))
