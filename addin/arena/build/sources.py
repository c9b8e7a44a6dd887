"""What is made from text: in this package where it was installed, else in the repo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def folder(kind: str) -> Path:
    """Return the folder of a kind of sources: ``vba`` or ``docs``.

    Raises ``FileNotFoundError`` where it is in neither.
    """
    return _found(kind, Path.is_dir)


def file(name: str) -> Path:
    """Return a file that stands in the root of the repo, of those that the package holds too.

    Raises ``FileNotFoundError`` where it is in neither.
    """
    return _found(name, Path.is_file)


def _found(name: str, is_there: Callable[[Path], bool]) -> Path:
    package = Path(__file__).parent
    for parent in (package, package.parents[1], package.parents[2]):
        if is_there(parent / name):
            return parent / name
    raise FileNotFoundError(name)
