"""Every line of the handout is served: what docs/method.md names beside it exists, and says what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method import network
from arena.workbook.book import GENERATED, STANDING
from arena.workbook.model import QUESTIONS
from arena.workbook.sheets.columns import POSITION

pytestmark = pytest.mark.pure

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## The handout, line by line\n")[2].partition("\n## ")[0]
LINES = [line.strip("|").split(" | ") for line in SECTION.splitlines() if line.startswith("| ")][1:]
NAMED = re.compile(r"(\w+) `(\w+)`")


def has_text(key: str) -> bool:
    return all(key in catalogue(language) for language in LANGUAGES)


EXISTS: dict[str, Callable[[str], bool]] = {
    "sheet": lambda key: key in {one.key for one in (*STANDING, *GENERATED)} and has_text(f"sheet.{key}.tab"),
    "column": lambda key: key in POSITION and has_text(f"column.{key}.heading"),
    "question": lambda key: key in QUESTIONS and has_text(f"issue.question.{key}"),
    "banner": lambda key: has_text(f"banner.{key.replace('_', '.')}.sentence"),
    "dimension": lambda key: key in network.DIMENSIONS and has_text(f"network.dimension.{key}.meaning"),
    "evolution": lambda key: key in network.EVOLUTIONS and has_text(f"network.evolution.{key}"),
    "characteristic": lambda key: key in network.CHARACTERISTICS and has_text(f"network.characteristics.{key}"),
    "attention": lambda key: key in network.ATTENTION and has_text(f"network.attention.{key}"),
}


def test_the_table_is_there() -> None:
    assert len(LINES) > 50


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0].strip()[:40])
def test_a_line_is_served_by_what_exists(line: list[str]) -> None:
    _, served = line
    named = NAMED.findall(served)
    assert ", ".join(f"{kind} `{key}`" for kind, key in named) == served.strip()
    assert [f"{kind} {key}" for kind, key in named if not EXISTS[kind](key)] == []


@pytest.mark.parametrize("kind", ["dimension", "evolution", "characteristic", "attention"])
def test_every_line_about_the_network_is_in_the_table(kind: str) -> None:
    keys = {"dimension": network.DIMENSIONS, "evolution": network.EVOLUTIONS}
    keys |= {"characteristic": network.CHARACTERISTICS, "attention": network.ATTENTION}
    named = {key for _, served in LINES for found, key in NAMED.findall(served) if found == kind}
    assert named == set(keys[kind])


def test_the_characteristics_and_points_of_attention_are_in_the_words_of_the_handout() -> None:
    texts = catalogue("nl")
    rows = {tuple(NAMED.findall(served)): said.strip() for said, served in LINES}
    for named, said in rows.items():
        for kind, key in named:
            if kind == "attention":
                assert texts(f"network.attention.{key}").rstrip(".") == said
