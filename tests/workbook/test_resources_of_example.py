"""The circles of the worked example: as it stood at version 0.1, and as it is today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from arena.method.resources import Resources, resources_of
from arena.method.what_if import what_if
from arena.workbook.example import example
from arena.workbook.model import Result, evaluate

pytestmark = pytest.mark.pure

ALL = ["De Linde", "Gemeente", "Buurtwerk", "’t Zonnetje", "Welzijnshuis", "Oudergroep"]


def at_version_0_1() -> Result:
    """The example without what version 0.1 had no column for: who has objections."""
    analysis = example("nl")
    return evaluate(replace(analysis, table=analysis.table.assign(attitude=None)))


def short(result: Result, row: int) -> str:
    name = result.entries.actor[row]
    return next((one for one in [*ALL, "Wijkcomité", "Sportclub", "Turnkring", "Jeugdhuis"] if one in name), name)


def found(result: Result, asked: Mapping[str, bool] | None = None) -> tuple[Resources, list[set[str]]]:
    resources = resources_of(result.assessment, asked)
    # both the school and the parents have De Linde in their name
    named = [
        {"Oudergroep" if "Oudergroep" in result.entries.actor[row] else short(result, row) for row in circle}
        for circle in resources.listed
    ]
    return resources, named


def test_of_version_0_1_are_one_of_seven() -> None:
    resources, circles = found(at_version_0_1())
    assert len(resources.needed) == 9
    assert (resources.size, resources.found.more) == (7, False)
    assert circles == [{*ALL, "Wijkcomité"}]


def test_with_objections_and_what_is_asked_for_are_three_of_seven() -> None:
    result = evaluate(example("nl"))
    resources, circles = found(result, {"trainers": True, "vervoer": True})
    assert (resources.size, len(circles), resources.found.more) == (7, 3, False)
    assert {frozenset(circle) for circle in circles} == {
        frozenset({*ALL, one}) for one in ("Sportclub", "Turnkring", "Jeugdhuis")
    }
    pairs = {tuple(resources.names(pair.lost)) for pair in resources.pairs}
    assert pairs == {("leerkrachten",), ("vervoer",), ("jonge begeleiders",)}
    assert [one.name for one in resources.resources if one.only_with_objections] == ["contact met buren"]


def test_without_the_child_care_everyone_behind_it_moves_up() -> None:
    analysis = example("nl")
    now = evaluate(analysis)
    row = next(row for row, name in enumerate(now.entries.actor) if "Zonnetje" in name)
    without = evaluate(replace(analysis, table=analysis.table.drop(analysis.table.index[row])))
    resources = resources_of(now.assessment)
    told = what_if(now.assessment, without.assessment, resources, row)
    assert resources.names(told.lost) == ["begeleiders"]
    assert {one.now - one.then for one in told.moved} == {1}
    assert [code for _, code, _ in told.appearing] == ["substitute_unknown"]
    assert [now.entries.actor[other] for other in told.named] == ["Speelpleinwerking Joepie"]


@pytest.mark.parametrize("asked", [{}, {"coaches": True, "transport": True}])
def test_are_of_one_size_in_both_languages(asked: Mapping[str, bool]) -> None:
    dutch = {"trainers": True, "vervoer": True} if asked else {}
    sizes = [
        resources_of(evaluate(example(language)).assessment, answers).size
        for language, answers in (("nl", dutch), ("en", asked))
    ]
    assert sizes[0] == sizes[1] == (7 if asked else 6)
