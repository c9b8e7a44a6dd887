"""What is noted on the sheet of step 6: rows that people can read, and a state that the next time is compared with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.workbook import noting
from arena.workbook.example import example
from arena.workbook.intake.reading import read_cells
from arena.workbook.model import Analysis, Result, evaluate
from arena.workbook.reading import interpret
from tests.workbook.typed import described, paint

pytestmark = pytest.mark.file

DAY, LATER = dt.date(2026, 2, 3), dt.date(2026, 5, 12)


def kept(language: str = "nl") -> Analysis:
    """The example, with its state of a day kept and nothing noted."""
    of = replace(example(language), adjustments=Analysis().adjustments)
    return replace(of, adjustments=noting.state_of(evaluate(of), DAY))


def changed(of: Analysis, **cells: object) -> Result:
    """The analysis after cells of its third actor changed."""
    table = of.table.copy()
    for key, value in cells.items():
        table.loc[table.index[2], key] = value
    return evaluate(replace(of, table=table))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_that_was_written_and_read_back_shows_no_change(language: str, tmp_path: Path) -> None:
    paint(described(kept(language)), tmp_path / "map.xlsx")
    read = interpret(read_cells(tmp_path / "map.xlsx"), "map.xlsx").analysis
    assert len(read.adjustments.stood) == len(read.table)
    assert noting.noted(evaluate(read), LATER) == []


def test_without_a_state_nothing_changed() -> None:
    of = example("nl")
    assert noting.noted(evaluate(replace(of, adjustments=Analysis().adjustments)), LATER) == []


def test_a_changed_level_tells_from_what_to_what_and_how_the_place_moved() -> None:
    of = kept()
    name = of.table["actor"].iloc[2]
    before = noting.place_and_signal(evaluate(of), 2)
    result = changed(of, replaceability="groot", dependency="eerder klein")
    after = noting.place_and_signal(result, 2)
    told = [
        ("Vervangbaarheid", of.table["replaceability"].iloc[2], "groot"),
        ("Afhankelijkheidsrelatie", of.table["dependency"].iloc[2], "eerder klein"),
    ]
    places = f"{before} → {after}"
    assert noting.noted(result, LATER) == [(LATER, name, *one, places, None, None) for one in told]
    assert before != after


def test_who_came_and_who_went_and_what_was_answered() -> None:
    of = kept()
    gone = of.table["actor"].iloc[0]
    table = of.table.iloc[1:].reset_index(drop=True)
    table.loc[len(table)] = {"actor": "Nieuwe vzw"}
    answers = dict(of.answers) | {"benefit": "Elk kind kan meedoen."}
    rows = noting.noted(evaluate(replace(of, table=table, answers=answers)), LATER)
    assert [row[1:5] for row in rows] == [
        ("Nieuwe vzw", "nieuw in de lijst", None, None),
        (gone, "niet meer in de lijst", None, None),
        ("(issue)", catalogue("nl")("issue.question.benefit"), rows[2][3], "Elk kind kan meedoen."),
    ]
    assert str(rows[2][3]).endswith("…")
    assert str(of.answers["benefit"]).startswith(str(rows[2][3])[:-1])
    assert rows[0][5] == "–"
    assert str(rows[1][5]).endswith("→ –")


def test_another_name_is_one_row_where_the_user_says_so() -> None:
    result = changed(kept(), actor="Een andere naam")
    [rename] = noting.possible(result)
    assert (rename.before, rename.name) == (kept().table["actor"].iloc[2], "Een andere naam")
    assert [row[2:5] for row in noting.noted(result, LATER, [rename])] == [
        ("andere naam", rename.before, "Een andere naam")
    ]
    assert [row[2] for row in noting.noted(result, LATER)] == ["nieuw in de lijst", "niet meer in de lijst"]


def test_of_a_long_text_what_is_told_begins_where_it_changed() -> None:
    of = kept()
    longer = f"{of.answers['benefit']} Ook in de zomer."
    [row] = noting.noted(evaluate(replace(of, answers=dict(of.answers) | {"benefit": longer})), LATER)
    assert row[3:5] == ("… het nieuwe speelplein.", "… het nieuwe speelplein. Ook in de zomer.")


def test_the_rows_of_the_example_tell_what_its_table_says_now() -> None:
    of = example("nl")
    headings = {catalogue("nl")(f"column.{key}.heading"): key for key in of.table.columns}
    told = 0
    for _, actor, what, _, now, *_ in of.adjustments.changes:
        if what in headings:
            [row] = of.table[of.table["actor"] == actor].to_dict("records")
            assert row[headings[str(what)]] == now
            told += 1
    assert told >= 6


def test_a_long_text_is_told_in_part() -> None:
    [row] = noting.noted(changed(kept(), resources="zaal; " * 500), LATER)
    assert len(str(row[4])) == 120


def test_who_is_missing_is_asked_about_once_and_not_where_in_the_list_already() -> None:
    of = kept()
    table = of.table.copy()
    table["who_is_missing"] = None
    table.loc[table.index[0], "who_is_missing"] = f"Inloopteam; {table['actor'].iloc[1].upper()}"
    table.loc[table.index[1], "who_is_missing"] = "inloopteam\nMoskee; niemand"
    assert noting.still_missing(evaluate(replace(of, table=table))) == ["Inloopteam", "Moskee"]


def test_a_scale_that_is_turned_round_changes_nothing_by_itself() -> None:
    of = kept()
    turned = replace(of, settings=replace(of.settings, scale=catalogue("nl")("settings.scale.reversed")))
    assert turned.settings.importance_reversed
    assert noting.noted(evaluate(turned), LATER) == []
    assert len(noting.possible(changed(turned, actor="Een andere naam"))) == 1
