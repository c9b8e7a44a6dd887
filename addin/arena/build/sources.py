"""What the add-in and the manual are made from: inside this package where it was installed, beside it in the repo."""

from __future__ import annotations

from pathlib import Path


def folder(kind: str) -> Path:
    """Return the folder of a kind of sources: ``vba`` or ``docs``.

    Raises ``FileNotFoundError`` where it is in neither.
    """
    package = Path(__file__).parent
    addin, repo = package.parents[1], package.parents[2]
    for parent in (package, addin, repo):
        if (parent / kind).is_dir():
            return parent / kind
    raise FileNotFoundError(kind)
