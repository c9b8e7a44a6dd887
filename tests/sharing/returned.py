"""Collecting one file or a folder in tests, and what came of it in plain words."""

from __future__ import annotations

from pathlib import Path

from arena.locale import catalogue
from arena.sharing.collecting import Estimate, Rejection, collect

TYPED = ("actor", "importance", "replaceability", "dependency", "replaced_by")
TEXTS = catalogue("nl")


def collected(*paths: Path, language: str = "nl") -> list[Estimate | Rejection]:
    return list(collect(paths, texts=catalogue(language)))


def estimate(path: Path) -> Estimate:
    """Return the estimate that a file holds; it must be read."""
    (found,) = collected(path)
    assert isinstance(found, Estimate), found
    return found


def rejection(path: Path, language: str = "nl") -> Rejection:
    """Return why a file is refused; it must be."""
    (found,) = collected(path, language=language)
    assert isinstance(found, Rejection), found
    return found


def rows(of: Estimate) -> list[tuple[object, ...]]:
    """Return the five columns of a form, row by row; a level as text, as whichever program saved it."""
    listed = of.table[list(TYPED)].astype(object).where(of.table[list(TYPED)].notna(), None)
    return [tuple(None if value is None else str(value) for value in row) for row in listed.itertuples(index=False)]
