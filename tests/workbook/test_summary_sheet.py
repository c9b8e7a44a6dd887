"""The sheet summary as a file holds it: what it refers to, what has no room, what it says where nobody is there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.workbook.description import Formula, Sheet
from arena.workbook.example import example
from arena.workbook.fitting import text_width
from arena.workbook.look import STYLES
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import calculation, summary_block, summary_hard_to_miss, summary_order
from arena.workbook.sheets.calculation.lines import COLUMNS as CALCULATED
from arena.workbook.sheets.calculation.whole_sheet import KEYS
from tests.workbook.made import summary_sheet
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.file

DAY = dt.date(2026, 2, 3)
SHOWN = {
    "board_text", "signed_name", "name", "resources", "replaced_by", "agreed", "who_when", "ideas", "own_rank_read",
    "rank", "range", "best", "worst", "role", "network_role_read", "form", "form_counts", "chosen", "question_code",
}  # fmt: skip
"""Columns of the calculations whose content the summary shows."""

ORDERED_BY = {"order", "list_place", "form_place", "signal_place", "question_place"}
CROWD = "\n".join(["actor | imp | repl | dep", *(f"Actor {n} | 4 | klein | groot" for n in range(40))])


def formulas(sheet: Sheet) -> list[str]:
    return [cell.value.text for cell in sheet.cells.values() if isinstance(cell.value, Formula)]


def shown(sheet: Sheet) -> dict[tuple[int, int], object]:
    """What each cell shows that shows anything."""
    values = {
        place: cell.value.value if isinstance(cell.value, Formula) else cell.value
        for place, cell in sheet.cells.items()
    }
    return {place: value for place, value in values.items() if value not in (None, "")}


def texts_of(language: str = "nl") -> Catalogue:
    return catalogue(language)


class TestItsFormulas:
    """Excel keeps a copy of every cell that a sheet refers to when it is moved to another workbook."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_refer_only_to_what_it_shows_or_is_ordered_by(self, language: str) -> None:
        texts = catalogue(language)
        known = {calculation.column(texts, column.key): column.key for column in CALCULATED}
        known |= {calculation.total(texts, key): "" for key in KEYS}
        found = set()
        tab = re.escape(texts("sheet.calculation.tab"))
        for text in formulas(summary_sheet(evaluate(example(language)), DAY)):
            found |= {known[reference] for reference in re.findall(rf"'{tab}'!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?", text)}
        assert found - {""} == SHOWN | ORDERED_BY

    def test_refer_to_no_other_sheet_than_issue_and_one_setting(self) -> None:
        found = {
            sheet
            for text in formulas(summary_sheet(evaluate(example("nl")), DAY))
            for sheet in re.findall(r"'([^'!]+)'!", text)
        }
        assert found == {"Rekenblad", "Issue", "Instellingen"}

    def test_hold_no_name_and_no_table(self) -> None:
        for text in formulas(summary_sheet(evaluate(example("nl")), DAY)):
            assert "arena_" not in text
            assert "[" not in text

    def test_it_has_no_merged_cells_and_no_bold_by_condition(self) -> None:
        sheet = summary_sheet(evaluate(example("nl")), DAY)
        assert sheet.merges == []
        assert [STYLES[condition.style].bold for condition in sheet.conditions] == [False]


class TestWhatDoesNotFit:
    def test_is_counted_on_each_page(self) -> None:
        found = shown(summary_sheet(evaluate(analysis(CROWD))))
        more = texts_of()("summary.more", count=40 - 14)
        assert [value for value in found.values() if value == more] == [more, more]
        assert texts_of()("summary.more", count=40 - 30) in found.values()

    def test_of_the_questions_too(self) -> None:
        unrated = "\n".join(["actor", *(f"Actor {n}" for n in range(11))])
        assert (
            texts_of()("summary.questions.more", count=3) in shown(summary_sheet(evaluate(analysis(unrated)))).values()
        )

    def test_where_all_fits_nothing_is_said_of_it(self) -> None:
        found = shown(summary_sheet(evaluate(example("nl"))))
        assert not any("… en nog" in str(value) for value in found.values())


class TestWithoutActors:
    def test_the_pages_are_empty(self) -> None:
        """What stays are the words of the sheet itself: those that any workbook has."""
        empty, other = (shown(summary_sheet(evaluate(one))) for one in (Analysis(), Analysis(answers={"subject": "x"})))
        common = {place: value for place, value in empty.items() if place[0] not in (1, 2)}
        assert common.items() <= other.items()
        lines = range(summary_order.FIRST_ROW + 3, summary_block.FIRST_ROW)
        assert [value for (row, _), value in empty.items() if row in lines] == []
        lines = range(summary_hard_to_miss.FIRST_ROW + 3, summary_order.FIRST_ROW)
        assert [value for (row, _), value in empty.items() if row in lines] == []
        assert [value for (row, _), value in empty.items() if row in range(8, 23)] == []

    def test_the_block_is_not_filled_for_nobody(self) -> None:
        assert shown(summary_sheet(evaluate(Analysis()), DAY)) == shown(summary_sheet(evaluate(Analysis())))


class TestTheWorkbook:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_the_example_opens_on_it(self, language: str) -> None:
        assert described(example(language)).opens_on == "summary"

    def test_with_the_dated_block_opens_on_it_and_an_empty_one_does_not(self) -> None:
        assert described(Analysis(), summary_on=DAY).opens_on == "summary"
        assert described(Analysis()).opens_on is None

    def test_has_it_after_the_table(self) -> None:
        keys = [sheet.key for sheet in described(Analysis()).sheets]
        assert keys[keys.index("arena") + 1] == "summary"


PHONE_PIXELS, ROW_NUMBERS_PIXELS = 390, 26
PIXELS_A_DIGIT, CELL_PIXELS = 7, 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_name_sign_and_form_without_scrolling_sideways(language: str) -> None:
    """On the page with every actor: place, sign and name, and the form, which begins its column."""
    texts = catalogue(language)
    sheet = summary_sheet(evaluate(example(language)))
    before = sum(PIXELS_A_DIGIT * sheet.widths[column] + CELL_PIXELS for column in (0, 1))
    form = max(text_width(f"✓ {texts(f'form.{one}')}") for one in ("network", "ad_hoc", "consultation", "none"))
    size = STYLES["summary_list_text"].size / 11
    assert ROW_NUMBERS_PIXELS + before + PIXELS_A_DIGIT * (1.4 + form * size) <= PHONE_PIXELS


def test_the_role_that_was_chosen_stands_there_and_what_is_proposed_has_no_tick() -> None:
    actors = """actor | imp | repl         | own_form | network_role
                A     | 4   | klein        | netwerk  | omkadering: contextactor
                B     | 4   | klein        | netwerk  | lid: kernactor
                C     | 4   | klein        | netwerk  | lid: randactor
                D     | 2   | klein        | netwerk  | lid: kernactor
                E     | 2   | klein        |          | lid: kernactor
                F     | 4   | klein        | netwerk  |
                G     | 1   | groot        |          | x
                H     |     |              |          | lid: randactor"""
    answers = {"complex": "ja", "together": "ja", "duration": "duurzaam"}
    found = shown(summary_sheet(evaluate(analysis(actors, answers=answers))))
    by_name = {str(found.get((row, 1), ""))[-1:]: found.get((row, 2)) for row in range(summary_order.FIRST_ROW, 90)}
    assert [by_name[name] for name in "ABCDEFGH"] == [
        "✓ netwerk · ✓ contextactor",
        "✓ netwerk · ✓ kernactor",
        "✓ netwerk · ✓ randactor (voorstel: kern)",
        "✓ netwerk · ✓ kernactor (voorstel: op afstand)",
        "overleg · ✓ kernactor",
        "✓ netwerk · kern",
        "op de hoogte houden · voorlopig niet",
        "nog in te schatten · ✓ randactor",
    ]


class TestTheBlock:
    def lines(self, of: Analysis) -> list[str]:
        return [str(row[0]) for row in summary_block.values(evaluate(of), DAY) if row[0]]

    def test_names_the_smallest_circle_and_what_falls_away(self) -> None:
        said = " ".join(self.lines(replace(example("nl"), asked={"trainers": True})))
        assert "Op papier brengen deze 7 actoren samen alle 9 nodige hulpbronnen in: Basisschool De Linde · " in said
        assert "(Er zijn 3 zulke combinaties.) Nodig = wat belangrijke actoren als eerste inbrengen, en wat u" in said
        assert "zelf nodig noemt. Of ze willen, weet u pas na het gesprek." in said
        assert "Valt Basisschool De Linde weg, dan brengt niemand nog in: contact met gezinnen." in said
        assert "Haken Basisschool De Linde en Kunstacademie Lindegem samen af, dan brengt niemand" in said
        assert "Meer staat op het blad Hulpbronnen." in said

    def test_says_nothing_of_a_circle_where_nothing_is_needed(self) -> None:
        assert "Op papier" not in " ".join(self.lines(analysis("actor | imp\nA | 4")))

    def test_begins_with_the_day_and_the_first_question(self) -> None:
        head, first, *_ = self.lines(example("nl"))
        assert head == "Wat de knop erbij rekende (3 feb 2026)"
        assert first.startswith("Vraag dit eerst: ")

    def test_says_where_nothing_is_to_be_asked(self) -> None:
        known = analysis("actor | imp | repl\nOCMW | 4 | klein\nBib | 1 | groot")
        assert self.lines(known)[1] == texts_of()("summary.block.ask.none")

    def test_says_what_is_sure_of_an_answer(self) -> None:
        """Kunst's importance alone decides between two forms here, and no place depends on it."""
        one = analysis("actor | imp | repl | dep\nKunst | ? | groot | groot")
        assert "Kunst – Belangrijkheid" in self.lines(one)[1]
        assert "minstens" not in self.lines(one)[1]

    def test_names_substitutes_that_are_hard_to_do_without_themselves(self) -> None:
        of = analysis(
            "actor | imp | repl | dep | by\nOCMW | 4 | eerder klein | groot | School\nSchool | 4 | klein | groot |"
        )
        assert texts_of()("summary.block.substitutes", actor="OCMW", names="School") in "\n".join(self.lines(of))

    def test_says_once_why_actors_have_one_form(self) -> None:
        (line,) = [line for line in self.lines(analysis(CROWD)) if "Actor" in line]
        assert "(+34)" in line
        assert texts_of()("reason.network.assumed") in line

    def test_says_what_the_group_chose_instead(self) -> None:
        of = replace(analysis(CROWD), table=analysis(CROWD).table.assign(own_form="overleg"))
        expected = texts_of()("reason.chosen", form="overleg", proposal="netwerk")
        assert expected in "\n".join(self.lines(of))

    def test_counts_the_lines_that_have_no_room(self) -> None:
        name = "Actor {} met een naam die lang is"
        rows = [f"{name.format(n)} | 4 | eerder klein | groot | {name.format(n + 1)}" for n in range(40)]
        of = analysis("\n".join(["actor | imp | repl | dep | by", *rows]))
        lines = self.lines(of)
        assert len(lines) == 1 + summary_block.LINES
        assert re.fullmatch(re.escape(texts_of()("summary.block.more")).replace(r"\{count\}", r"\d+"), lines[-1])

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_known_by_its_heading(self, language: str) -> None:
        for made_on in (None, DAY):
            rows = summary_block.values(evaluate(example(language)), made_on)
            assert summary_block.is_head(rows[0][0])
            assert not any(summary_block.is_head(row[0]) for row in rows[1:])


def test_reaches_the_file_as_described(tmp_path: Path) -> None:
    """Breaks and scale, which no reader of cells would miss."""
    import zipfile

    from arena.workbook import file_painter

    book = described(example("nl"))
    file_painter.paint(book, tmp_path / "map.xlsx")
    number = [sheet.key for sheet in book.sheets].index("summary") + 1
    with zipfile.ZipFile(tmp_path / "map.xlsx") as package:
        part = package.read(f"xl/worksheets/sheet{number}.xml").decode()
        views = package.read("xl/workbook.xml").decode()
    assert re.findall(r'<brk id="(\d+)"', part) == ["28", "46"]
    assert 'scale="91"' in part
    assert f'activeTab="{number - 1}"' in views
