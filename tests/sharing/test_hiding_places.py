"""Whatever a workbook keeps where nobody looks, none of it is in a copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from arena.workbook.example import example
from tests.command import arena
from tests.sharing.canaries import hits
from tests.sharing.hiding_places import hide
from tests.workbook.crafted import digest
from tests.workbook.typed import described, paint

pytestmark = pytest.mark.file


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("verstopt")
    paint(described(example("nl")), folder / "voorbeeld.xlsx")
    return hide(folder / "voorbeeld.xlsx", folder)


def test_are_more_than_twenty_and_each_holds_its_word(source: tuple[Path, Mapping[str, str]]) -> None:
    path, words = source
    assert len(words) > 20
    named = {words["the name of the file"]}
    assert hits(path.read_bytes(), {*words.values()} - named) == {*words.values()} - named
    assert named == {path.stem}


COPIES = (["team"], ["team", "--talks"], ["partners"], ["return", "--back-by", "2026-02-13"])


@pytest.mark.parametrize("options", COPIES, ids=" ".join)
def test_are_empty_in_a_copy(source: tuple[Path, Mapping[str, str]], options: list[str], tmp_path: Path) -> None:
    path, words = source
    before = digest(path)
    ran = arena("share", path, "--audience", *options, "--out", tmp_path / "kopie.xlsx")
    assert ran.code == 0, ran.err
    assert hits((tmp_path / "kopie.xlsx").read_bytes(), words.values()) == set()
    assert digest(path) == before


def test_what_is_the_users_own_is_named_as_staying_here(source: tuple[Path, Mapping[str, str]]) -> None:
    path, words = source
    ran = arena("share", path, "--audience", "team", "--json")
    own = json.loads(ran.out)["stays"][-1]
    assert words["a column of the user's own"] in own
    for sheet in ("‘Blad hidden", "‘Blad veryHidden"):
        assert sheet in own
