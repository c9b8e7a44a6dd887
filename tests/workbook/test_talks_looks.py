"""What is late, done or no word of its list is seen on the sheets of talks and of the network: by LibreOffice."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method import calling, talks
from arena.method.calling import ADJUST, HELD, OPEN
from arena.method.levels import FIRST_DAY
from arena.workbook import names
from arena.workbook.description import Book, Condition, Formula, Sheet
from arena.workbook.example import example
from arena.workbook.model import Adjustments, Analysis, Network, evaluate
from arena.workbook.sheets import talks as talks_sheet
from tests.bench.judges import LIBREOFFICE
from tests.workbook.test_talks_formulas import actors
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.formulas

TODAY = dt.date(2026, 2, 3)
BESIDE = 40
"""A column in which a condition is worked out as a formula, since no judge tells what a condition comes to."""


def held(book: Book, sheet: Sheet, conditions: list[Condition], rows: range, folder: Path) -> list[list[bool]]:
    """In which of some rows each condition holds, on the day of the test."""
    for offset, condition in enumerate(conditions):
        formula = condition.formula.replace("TODAY()", str((TODAY - FIRST_DAY).days))
        first = condition.area.first_row + 1
        for row in rows:
            moved = formula.replace(f"{first}=", f"{row + 1}=").replace(f"{first},", f"{row + 1},")
            moved = moved.replace(f"{first}<", f"{row + 1}<").replace(f"{first})", f"{row + 1})")
            sheet.put(row, BESIDE + offset, Formula(f"IF({moved},1,0)", 0), "text")
    path = folder / "map.xlsx"
    paint(book, path)
    (found,) = LIBREOFFICE.recalculate_many([path])
    cells = found[sheet.name]
    return [[cells[row + 1, BESIDE + offset + 1] == 1 for row in rows] for offset in range(len(conditions))]


@pytest.mark.parametrize("of", [actors(16, 7), example("en"), replace(example("nl"), talks_for="SARA")])
def test_talks_that_are_late_say_so(of: Analysis, tmp_path: Path) -> None:
    book = described(of)
    sheet = book.sheet("talks")
    late = [one for one in sheet.conditions if one.style == "late"]
    assert len(late) == 1
    result = evaluate(of)
    wanted = str(of.talks_for or "").lower()
    listed = [
        row
        for row in calling.in_order(result.assessment)
        if not wanted or str(of.table["who_speaks"][row]).strip().lower() == wanted
    ]
    too_late = talks.late_talks(result.entries, TODAY) & ~result.entries.chose("in_network", "not_now")
    first = late[0].area.first_row
    (found,) = held(book, sheet, late, range(first, first + talks_sheet.LINES), tmp_path)
    expected = [bool(too_late[row]) for row in listed[: talks_sheet.LINES]]
    assert found == expected + [False] * (talks_sheet.LINES - len(expected))
    assert any(found)


def test_actions_that_are_late_done_or_in_no_words_of_ours_say_so(tmp_path: Path) -> None:
    whens = (None, dt.datetime(2026, 2, 2), dt.datetime(2026, 2, 3), "gisteren")
    rows = tuple(
        (what, "Sara", by, state, dimension)
        for what, by, (state, dimension) in itertools.product(
            ("x", None), whens, [("te doen", "taak"), ("DONE", "x"), (None, None), ("bijna", "growth")]
        )
    )
    book = described(replace(analysis(), network=Network(actions=rows)))
    sheet = book.sheet("network")
    looks = [one for one in sheet.conditions if one.area.first_row >= sheet.names[names.ACTIONS].first_row]
    assert [one.style for one in looks] == ["late", "talks_pale", "talks_pale", "fault", "fault"]
    first = looks[0].area.first_row
    late, done, faded, no_state, no_dimension = held(book, sheet, looks, range(first, first + len(rows)), tmp_path)
    assert late == [bool(what) and by == whens[1] and state != "DONE" for what, _, by, state, _ in rows]
    assert done == faded == [bool(what) and state == "DONE" for what, _, _, state, _ in rows]
    assert no_state == [bool(what) and state == "bijna" for what, _, _, state, _ in rows]
    assert no_dimension == [bool(what) and dimension == "x" for what, _, _, _, dimension in rows]


@pytest.mark.parametrize("late", [0, 1, 2])
def test_start_says_what_is_late(late: int, tmp_path: Path) -> None:
    """Of talks, of the actions of the network, of the next look and of the day by which talks are to be erased."""
    before, after = dt.datetime(2026, 2, 2), dt.datetime(2026, 2, 3)
    days = [before] * late + [after] * (2 - late)
    actors = "\n".join(f"A | ja | {day:%Y-%m-%d} |" for day in days)
    spoken = "2020-01-02" if late == 2 else "2026-01-02"
    of = analysis(
        f"""actor | in_network | talk_by | spoken_on
        {actors}
        B | nu niet | 2026-01-01 |
        C | ja | | {spoken}"""
    )
    actions = [("x", None, day, "te doen", None) for day in days]
    done = ("x", None, before, "klaar", None), (None, None, before, None, None), ("x", None, "2/2", None, None)
    of = replace(
        of, network=Network(actions=(*actions, *done)), adjustments=Adjustments(next_look=[after, before][late > 0])
    )
    book = described(of)
    sheet = book.sheet("start")
    looks = [one for one in sheet.conditions if one.style == "late" and "TODAY" in one.formula]
    formats = [(one.number_format or "").split('"')[1].strip(" ·") for one in looks]
    assert formats == [
        "één te laat",
        "meer dan één te laat",
        "te laat",
        "één te laat",
        "meer dan één te laat",
        "te laat",
    ]
    for number, one in enumerate(looks):
        formula = one.formula.replace("TODAY()", str((TODAY - FIRST_DAY).days))
        sheet.put(number, BESIDE, Formula(f"IF({formula},1,0)", 0), "text")
    path = tmp_path / "map.xlsx"
    paint(book, path)
    (found,) = LIBREOFFICE.recalculate_many([path])
    said = [found[sheet.name][number + 1, BESIDE + 1] for number in range(len(looks))]
    counted = [int(late == 1), int(late == 2)]
    assert said == [*counted, int(late > 0), *counted, int(late == 2)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_passed_has_a_word_in_the_language_of_the_workbook(language: str) -> None:
    book = described(example(language))
    word = catalogue(language)("arena.late")
    for key in ("talks", "network"):
        formats = {one.number_format for one in book.sheet(key).conditions if one.style == "late" and one.number_format}
        assert len(formats) == 1
        assert f'"{word} · "d mmm yyyy' in formats.pop()


def test_the_states_of_talks_are_in_words() -> None:
    sheet = described(example("nl")).sheet("talks")
    last = max(column for _, column in sheet.cells)
    said = {
        cell.value.value
        for (_, column), cell in sheet.cells.items()
        if column == last and isinstance(cell.value, Formula)
    }
    words = {OPEN: "open", ADJUST: "adjust", HELD: "held"}
    assert said - {""} <= {catalogue("nl")(f"talks.state.{word}") for word in words.values()}
    assert len(said) > 2
