"""Workbooks of schema 1, as users have them, are read to the letter by whatever version reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from arena.workbook.intake.reading import read_cells
from arena.workbook.model import ReadAnalysis
from arena.workbook.reading import interpret
from tests.bench.judges import cached_values
from tests.command import arena

pytestmark = pytest.mark.file

FROZEN = Path(__file__).parent / "frozen"
FILLED_IN = ("nl", "en", "nl-saved-by-libreoffice")


@pytest.fixture(params=FILLED_IN)
def path(request: pytest.FixtureRequest) -> Path:
    return FROZEN / f"schema-1-{request.param}.xlsx"


@pytest.fixture
def typed(path: Path) -> dict[str, Any]:
    """What was typed, as it was written down when the workbook was made."""
    language = path.stem.split("-")[2]
    return json.loads((FROZEN / f"schema-1-{language}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture
def read(path: Path) -> ReadAnalysis:
    return interpret(read_cells(path), path.name)


class TestSchemaOne:
    def test_is_what_it_still_is(self, path: Path) -> None:
        book = openpyxl.load_workbook(path)
        ((sheet, cell),) = book.defined_names["arena_schema"].destinations
        assert book[sheet][cell].value == 1

    def test_keeps_every_entry_of_the_table(self, read: ReadAnalysis, typed: dict[str, Any]) -> None:
        rows = read.analysis.table.to_dict("records")
        filled = [{key: value for key, value in row.items() if value is not None} for row in rows]
        assert filled == typed["table"]
        assert [formula.column for formula in read.formulas] == ["importance", "actor"]

    def test_keeps_every_answer(self, read: ReadAnalysis, typed: dict[str, Any]) -> None:
        answered = {question: answer for question, answer in read.analysis.answers.items() if answer is not None}
        assert answered == {question: answer for question, answer in typed["answers"].items() if answer is not None}
        assert read.analysis.language == typed["language"]
        assert not read.analysis.example

    def test_keeps_every_setting(self, read: ReadAnalysis, typed: dict[str, Any]) -> None:
        settings, wanted = read.analysis.settings, typed["settings"]
        assert settings.priority == wanted["priority"]
        assert list(settings.custom_weights) == wanted["custom_weights"]
        assert [[*place, word] for place, word in settings.forms.items()] == wanted["forms"]

    def test_holds_what_the_product_knows_nothing_of(self, path: Path, typed: dict[str, Any]) -> None:
        values = cached_values(path)
        found = {
            sheet: {name: values[sheet].get(coordinate_to_tuple(name)) for name in cells}
            for sheet, cells in typed["beside"].items()
        }
        assert found == typed["beside"]

    def test_is_ranked_as_it_was(self, path: Path, typed: dict[str, Any]) -> None:
        ran = arena("rank", path, "--json")
        assert ran.code == 0, ran.err
        actors = json.loads(ran.out)["actors"]
        wanted = {name: rest for name, *rest in typed["results"]}
        for actor in actors:
            if actor["target_group"] and actor["replaceability"] is None:
                wanted[actor["actor"]][1] = "none"  # since then: nobody has to rate how replaceable they are
        assert {actor["actor"]: [actor["place"], actor["flag"]] for actor in actors} == wanted


def test_two_hundred_actors_are_all_ranked() -> None:
    ran = arena("rank", FROZEN / "schema-1-200-actors.xlsx", "--json")
    assert ran.code == 0, ran.err
    actors = json.loads(ran.out)["actors"]
    assert len(actors) == 200
    assert all(actor["rated"] for actor in actors)
