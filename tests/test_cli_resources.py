"""``arena resources``: the JSON contract to the letter, and what a person reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from arena.workbook import book, file_painter
from arena.workbook.example import example
from arena.workbook.model import evaluate
from arena.workbook.sheets import resources
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.resources_written import NEEDED
from tests.command import arena

pytestmark = pytest.mark.file

HOLDERS = ["resource", "needed", "asked", "holders", "stand_ins", "objecting", "in_network", "promised"]


def with_answers(folder: Path, answers: Mapping[str, str], language: str = "nl") -> Path:
    """The worked example with its sheet of resources, on which it was answered what is needed."""
    result = evaluate(example(language))
    described = book.describe(result)
    agreed = [Agreement(NEEDED, name, answer) for name, answer in answers.items()]
    made_from = replace(book.made_from(result, dt.date(2026, 2, 3)), agreed=agreed)
    described.sheets.append(resources.describe(made_from))
    path = folder / "Voorbeeld.xlsx"
    file_painter.paint(described, path)
    return path


class TestContract:
    """docs/method.md, "arena resources INPUT --json", to the letter."""

    def test_has_these_keys_in_this_order(self, filled: Path) -> None:
        ran = arena("resources", filled, "--json")
        answer = json.loads(ran.out)
        assert (ran.code, ran.err) == (0, "")
        assert list(answer) == [
            "resources", "any_in_network", "circle", "actors", "pairs", "unheld", "near_names",
        ]  # fmt: skip
        assert all(list(one) == HOLDERS for one in answer["resources"])
        assert list(answer["circle"]) == ["size", "lower_bound", "exact", "count", "more", "circles"]
        assert all(list(one) == ["row", "actor", "in_circles", "sole_of", "lost"] for one in answer["actors"])
        assert all(list(one) == ["actors", "lost"] for one in answer["pairs"])

    def test_of_the_example(self, filled: Path) -> None:
        answer = json.loads(arena("resources", filled, "--json").out)
        circle = answer["circle"]
        assert [circle[key] for key in ("size", "lower_bound", "exact", "count", "more")] == [6, 6, True, 1, False]
        assert "Oudergroep De Linde" in circle["circles"][0]
        assert answer["any_in_network"] is True
        assert answer["resources"][0] == {
            "resource": "contact met gezinnen", "needed": True, "asked": None, "holders": ["Basisschool De Linde"],
            "stand_ins": [], "objecting": [], "in_network": 1, "promised": True,
        }  # fmt: skip
        assert [one["row"] for one in answer["actors"]] == sorted(one["row"] for one in answer["actors"])
        assert answer["actors"][0] == {
            "row": 5, "actor": "Basisschool De Linde", "in_circles": "sole", "sole_of": ["contact met gezinnen"],
            "lost": ["contact met gezinnen"],
        }  # fmt: skip
        assert answer["pairs"][0] == {
            "actors": ["Basisschool De Linde", "Kunstacademie Lindegem"],
            "lost": ["leerkrachten"],
        }
        assert ["lokalen", "lokaal"] in answer["near_names"]
        assert answer["unheld"] == []

    def test_counts_what_was_answered_on_the_sheet_of_resources(self, tmp_path: Path) -> None:
        path = with_answers(tmp_path, {"trainers": "ja", "vervoer": "Ja ", "subsidie": "neen", "lokalen": "?"})
        answer = json.loads(arena("resources", path, "--json").out)
        asked = {one["resource"]: one["asked"] for one in answer["resources"] if one["asked"] is not None}
        assert asked == {"trainers": True, "vervoer": True, "subsidie": False}
        assert (answer["circle"]["size"], answer["circle"]["count"]) == (7, 6)

    def test_names_what_was_asked_for_and_nobody_has(self, tmp_path: Path) -> None:
        path = with_answers(tmp_path, {"Een boot": "ja", "tent": "neen"})
        answer = json.loads(arena("resources", path, "--json").out)
        assert answer["unheld"] == ["Een boot"]
        assert answer["circle"]["size"] == 6


def test_says_it_to_people(filled: Path) -> None:
    ran = arena("resources", filled)
    assert (ran.code, ran.err) == (0, "")
    assert "Op papier brengen deze 6 actoren samen alle 8 nodige hulpbronnen in:" in ran.out
    assert "in elke kring (doelgroep)" in ran.out
    assert "Haken Basisschool De Linde en Kunstacademie Lindegem samen af" in ran.out


def test_says_that_there_is_nothing_yet(tmp_path: Path) -> None:
    table = tmp_path / "leeg.csv"
    table.write_text("Actoren;Belangrijkheid\nA;4\n", encoding="utf-8")
    ran = arena("resources", table)
    assert (ran.code, ran.out.strip()) == (0, "Geen ingeschatte actor met een hulpbron in deze tabel.")
