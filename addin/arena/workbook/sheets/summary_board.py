"""The first page of the summary: with whom we work in which form, and what is still to be found out.

Five columns, one a form, an actor a cell in the order of the list. Below them the open questions in two blocks.
"""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method.text import clean
from arena.workbook import names
from arena.workbook.description import Formula, Sheet
from arena.workbook.formulas import cleaned_or_empty, filled, quoted
from arena.workbook.model import Result
from arena.workbook.sheets.calculation.proposals import IMPORTANCE_OPEN, NOT_RATED, PLACES_IN_FORM, REPLACEABILITY_OPEN
from arena.workbook.sheets.summary_lines import Calculated, Line, cut, or_else

TITLE_ROW, _ISSUE_ROW, _WE_ROW, CAUTION_ROW, _LEGEND_ROW, _HEAD_ROW, _COUNT_ROW, _MEANING_ROW, _FIRST_SEAT = range(9)
SEATS = 14
"""Actors that a form has room for."""

_MORE_ROW = _FIRST_SEAT + SEATS
_QUESTIONS_ROW = _MORE_ROW + 1
_QUESTION_LINES = 4
_QUESTION_COLUMNS = (1, 4)
QUESTIONS = _QUESTION_LINES * len(_QUESTION_COLUMNS)
END = _QUESTIONS_ROW + 1 + _QUESTION_LINES
"""The row after the page."""

HEIGHTS = {
    TITLE_ROW: 26.25,
    _ISSUE_ROW: 15,
    _WE_ROW: 13.5,
    CAUTION_ROW: 13.5,
    _LEGEND_ROW: 15,
    _HEAD_ROW: 20.25,
    _COUNT_ROW: 13.5,
    _MEANING_ROW: 27,
    **dict.fromkeys(range(_FIRST_SEAT, _MORE_ROW), 25.5),
    _MORE_ROW: 13.5,
    _QUESTIONS_ROW: 18,
    **dict.fromkeys(range(_QUESTIONS_ROW + 1, END), 14.25),
}

FORMS = ("network", "ad_hoc", "consultation", "none", "undecided")
"""The columns, in their order: a form's number is its place here, from 1."""

NAMES = (names.answer_to("subject"), names.answer_to("we"), names.SHOWS_OBJECTIONS)
"""The names in the formulas of the page."""

_FIRST_COLUMN, _LAST_COLUMN = 1, len(FORMS)
_MORE_COLUMN = 3
_BETWEEN = "     "
_LONGEST_ISSUE, _LONGEST_WE, _LONGEST_ASKED = 165, 120, 28


def put(sheet: Sheet, result: Result, of: Calculated) -> None:
    """Put the page on a described sheet."""
    texts = of.texts
    sheet.heights |= HEIGHTS
    sheet.put(TITLE_ROW, 0, texts("sheet.summary.title"), "summary_title")
    if result.analysis.example:
        sheet.put(TITLE_ROW, _LAST_COLUMN - 1, texts("start.example"), "summary_example")
    sheet.put(
        _ISSUE_ROW, 0, _answer(result, texts, "subject", "summary.issue", "{issue}", _LONGEST_ISSUE), "summary_issue"
    )
    we = _answer(result, texts, "we", "summary.we", "{we}", _LONGEST_WE)
    internal = _BETWEEN + texts("summary.internal")
    sheet.put(_WE_ROW, 0, Formula(f"{we.text}&{quoted(internal)}", f"{we.value}{internal}"), "summary_we")
    sheet.put(CAUTION_ROW, 0, texts("summary.caution"), "summary_caution")
    sheet.put(_LEGEND_ROW, 0, _legend(result, texts), "summary_legend_indented")
    for column, form in enumerate(FORMS, start=_FIRST_COLUMN):
        _put_form(sheet, column, form, of)
    _put_questions(sheet, of)


def _legend(result: Result, texts: Catalogue) -> Formula:
    """Return what the signs mean; that of objections only where a setting asks for it, since the sheet is projected."""
    always = _BETWEEN.join((texts("summary.chosen_sign"), texts("summary.legend.signals")))
    objects = _BETWEEN + texts("summary.legend.objections")
    text = f'{quoted(always)}&IF({names.SHOWS_OBJECTIONS}=1,{quoted(objects)},"")'
    return Formula(text, always + (objects if result.analysis.settings.shows_objections else ""))


def _answer(result: Result, texts: Catalogue, question: str, key: str, place: str, most: int) -> Formula:
    """Return an answer on the sheet Issue in the words of a text, and other words where there is none."""
    read = cleaned_or_empty(names.answer_to(question))
    typed = cut(Formula(read, clean(result.analysis.answers.get(question))), most)
    missing = texts(f"{key}.missing")
    before, after = texts(key).split(place)
    value = f"{before}{typed.value}{after}" if typed.value else missing
    said = "&".join([quoted(before), typed.text, *([quoted(after)] if after else [])])
    return Formula(f'IF({read}="",{quoted(missing)},{said})', value)


def _put_form(sheet: Sheet, column: int, form: str, of: Calculated) -> None:
    texts, number = of.texts, FORMS.index(form) + 1
    end = "_undecided" if form == FORMS[-1] else ""
    sheet.put(_HEAD_ROW, column, texts(f"summary.head.{form}"), f"summary_head{end}")
    sheet.put(_COUNT_ROW, column, _count(of, number), f"summary_count{end}")
    sheet.put(_MEANING_ROW, column, texts(f"summary.meaning.{form}"), f"summary_meaning{end}")
    for seat in range(1, SEATS + 1):
        line = of.line("form_place", PLACES_IN_FORM * number + seat)
        style = "summary_seat_last" if seat == SEATS else "summary_seat"
        sheet.put(_FIRST_SEAT + seat - 1, column, line.shown(line["board_text"]), style)
    more = of.more(of.total(f"form_count_{number}"), SEATS, "summary.more")
    sheet.put(_MORE_ROW, column, more, "summary_more")


def _count(of: Calculated, number: int) -> Formula:
    """Return how many actors a form has, and how many of them the group chose."""
    count, chosen = of.total(f"form_count_{number}"), of.total(f"chosen_count_{number}")
    said = filled(of.texts("summary.count_chosen"), {"count": count.text, "chosen": chosen.text})
    value = of.texts("summary.count_chosen", count=count.value, chosen=chosen.value) if chosen.value else count.value
    return Formula(f"IF({chosen.text}=0,{count.text},{said})", value)


def _put_questions(sheet: Sheet, of: Calculated) -> None:
    texts, count = of.texts, of.total("question_count")
    for column in range(_FIRST_COLUMN, _LAST_COLUMN + 1):
        sheet.put(_QUESTIONS_ROW, column, None, "summary_section_more")
    sheet.put(_QUESTIONS_ROW, _FIRST_COLUMN, texts("summary.questions.title"), "summary_section")
    more = of.more(count, QUESTIONS, "summary.questions.more")
    sheet.put(_QUESTIONS_ROW, _MORE_COLUMN, more, "summary_section_more")
    place = 0
    for column in _QUESTION_COLUMNS:
        for row in range(_QUESTIONS_ROW + 1, END):
            place += 1
            line = of.line("question_place", place)
            said = line.shown(_question(line, texts))
            sheet.put(row, column, _or_none_asked(said, of) if place == 1 else said, "summary_question")


def _question(line: Line, texts: Catalogue) -> Formula:
    """Return what is still to be found out about an actor, with a box to tick on paper."""
    name = cut(or_else(line["name"], texts("summary.nameless")), _LONGEST_ASKED)
    code = line["question_code"]
    asked = {
        NOT_RATED: "unrated",
        IMPORTANCE_OPEN: "importance",
        REPLACEABILITY_OPEN: "replaceability",
        IMPORTANCE_OPEN + REPLACEABILITY_OPEN: "both",
    }
    words = {number: texts(f"summary.questions.{key}") for number, key in asked.items()}
    *some, last = words
    formula = filled(words[last], {"actor": name.text})
    for number in reversed(some):
        formula = f"IF({code.text}={number},{filled(words[number], {'actor': name.text})},{formula})"
    value = words[code.value].format(actor=name.value) if isinstance(code.value, int) and code.value else ""
    return Formula(f"{quoted('☐ ')}&{formula}", f"☐ {value}")


def _or_none_asked(first: Formula, of: Calculated) -> Formula:
    """Return the first question; where there is none although there are actors, that nothing is open."""
    asked, named = of.total("question_count"), of.total("named_count")
    nothing = of.texts("summary.questions.none")
    value = nothing if asked.value == 0 and named.value != 0 else first.value
    return Formula(f"IF(AND({asked.text}=0,{named.text}>0),{quoted(nothing)},{first.text})", value)
