"""The sheet Delen: before a copy is made, what goes along in it and what stays here, and what its maker chooses.

A sheet and not a form of VBA or a window of Python's: it is read and filled in by keyboard and by screen readers as any
sheet is, stays open as long as somebody needs to ask around, is undone as any sheet that a button makes, hides behind
nothing, and needs nothing that an Excel or a Python may lack (docs/architecture.md). What is shown is what goes: a copy
is made only as long as the sheet is just what would be painted today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from arena.locale import LANGUAGES, Catalogue
from arena.method.levels import LAST_DAY
from arena.method.text import clean, fold
from arena.sharing.audiences import Proposal
from arena.sharing.copies import Choices
from arena.workbook import days, fitting, words
from arena.workbook.audience import Audience
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import PrintSetup, Sheet, Validation, Value
from arena.workbook.errors import SentenceError, shown_text
from arena.workbook.sheets.generated import seal

KEY = "share"
"""The sheet's key: its tab is the text ``sheet.share.tab``."""

_WIDTHS = {"goes": 64.0, "choice": 16.0, "gap": 2.0, "stays": 64.0}
_GOES, _CHOICE, _GAP, _STAYS = range(len(_WIDTHS))
_LIST = len(_WIDTHS) + 1
"""The column of the words to choose from, beside what is printed."""

_LIST_WIDTH = 14.0
_ROOM = sum(_WIDTHS.values())
_TITLE_ROW, _SEAL_ROW, _LIST_ROW = 0, 1, 2
_TITLE_HEIGHT, _HEAD_HEIGHT, _SECTION_HEIGHT, _LINE_HEIGHT, _CHOICE_HEIGHT = 30.0, 24.0, 26.0, 17.0, 21.0
_GAP_HEIGHT, _HIGHEST = 6.0, 400.0
_AROUND = 6.0
_DAYS_TO_FILL_IN = 14
"""Until the day that is proposed for sending a form back."""

_ASKED: Mapping[Audience, Sequence[str]] = {
    Audience.TEAM: ("talks", "language"),
    Audience.PARTNERS: ("language",),
    Audience.RETURN: ("shuffled", "send_back_by", "language"),
}
"""What is asked for each audience besides its lines, in order."""


class Unreadable(SentenceError):
    """What was chosen in a cell is not in its list."""


@dataclass(frozen=True)
class Window:
    """The sheet, described, and the row of each choice on it by key: a line's own, or one of what is asked besides."""

    sheet: Sheet
    rows: Mapping[str, int]


class _Place(NamedTuple):
    """A choice: its key, what stands before it, what is chosen, what is said behind it."""

    key: str
    asks: str
    chosen: Value
    says: str


def proposed(proposal: Proposal, *, talks: bool, language: str, today: dt.date) -> Choices:
    """Return what is chosen as long as nobody chooses: the lines that name nobody who stays here, a random order."""
    return Choices(
        lines=proposal.ticked,
        talks=talks,
        shuffled=True,
        language=language,
        send_back_by=today + dt.timedelta(days=_DAYS_TO_FILL_IN),
    )


def describe(proposal: Proposal, choices: Choices, texts: Catalogue) -> Window:
    """Describe the sheet.

    Args:
        proposal: what goes along and what stays here.
        choices: what stands in the cells to choose in.
        texts: the catalogue in the language of the workbook.
    """
    sheet = Sheet(
        key=KEY,
        name=texts("sheet.share.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
        widths=dict(enumerate(_WIDTHS.values())),
        heights={_TITLE_ROW: _TITLE_HEIGHT},
        styles=("share_day", "share_text", "share_decide", "share_line", "share_line_pale"),
    )
    sheet.put(_TITLE_ROW, 0, _title(proposal.audience, texts), "title")
    row = 1
    buttons = {key: texts(f"ribbon.share_{key}.label") for key in ("view", "mail", "pdf")}
    for sentence in (texts("share.new_file"), texts("share.how", undo=texts("ribbon.undo.label"), **buttons)):
        for line in fitting.paragraph(sentence, _ROOM):
            sheet.put(row, 0, line, "pale_line")
            row += 1
    row = _put_decisions(sheet, proposal, texts, row)
    row = _put_columns(sheet, proposal, texts, row + 1)
    rows: dict[str, int] = {}
    for title, places in _choices(proposal, choices, texts):
        row = _put_choices(sheet, title, places, row, rows)
    sheet.print_setup = replace(sheet.print_setup, columns=len(_WIDTHS), rows=row - 1)
    _put_lists(sheet, texts, rows)
    seal.put(sheet, _SEAL_ROW, _LIST, _CHOICE, "pale_line")
    return Window(sheet, rows)


def audience_of(shown: Sequence[Sequence[object]], texts: Catalogue) -> Audience | None:
    """Return for whom the sheet was made, from what its cells show; ``None`` where its title was changed."""
    title = shown[_TITLE_ROW][0] if shown and shown[_TITLE_ROW] else None
    return next((audience for audience in Audience if title == _title(audience, texts)), None)


def _title(audience: Audience, texts: Catalogue) -> str:
    return texts(f"share.title.{audience}")


def holds_all(shown: Sequence[Sequence[object]], column: int) -> bool:
    """Return True if nothing stands in the column of choices but words to choose, a day and its own heading."""
    heading = words.spellings("share.head.choice")
    known = {*words.yes_spellings(), *words.no_spellings(), *_languages(), *heading}
    typed = (row[column] for row in shown if column < len(row))
    return all(_day(value) is not None or fold(value) in known for value in typed if clean(value))


def seal_of(window: Window) -> str:
    """Return the seal of a described sheet: another one means that something else is shown."""
    return str(window.sheet.cells[_SEAL_ROW, _LIST].value)


# -- reading what was chosen


def reader_of(shown: Sequence[Sequence[object]], texts: Catalogue, language: str) -> tuple[bool, str]:
    """Return whether the talks go along and in which language the copy is, from what the sheet shows.

    On these depends what the rest of the sheet says: no talks and the workbook's language, given as the last argument,
    where there is no sheet, or one on which that cannot be read.
    """
    typed = _typed(shown)
    talks = fold(typed.get(texts("share.talks"))) in words.yes_spellings()
    return talks, _languages().get(fold(typed.get(texts("share.language"))), language)


def _typed(shown: Sequence[Sequence[object]]) -> Mapping[str, object]:
    """Return what stands in the cells to choose in, by the text before each."""
    return {clean(row[_GOES]): row[_CHOICE] for row in shown if len(row) > _CHOICE and clean(row[_GOES])}


def kept(shown: Sequence[Sequence[object]], proposal: Proposal, otherwise: Choices, texts: Catalogue) -> Choices:
    """Return what was chosen on the sheet before this one, by the text before each choice; for what is new, what is
    proposed: a line that reads otherwise by now is chosen anew.
    """
    window = describe(proposal, otherwise, texts)
    cells = window.sheet.cells
    before = _typed(shown)
    typed: list[list[object]] = [[] for _ in range(1 + max(window.rows.values()))]
    for row in window.rows.values():
        typed[row] = [None, before.get(clean(cells[row, _GOES].value), cells[row, _CHOICE].value)]
    return read(typed, window.rows, otherwise)


def read(
    shown: Sequence[Sequence[object]], rows: Mapping[str, int], otherwise: Choices, sheet: str | None = None
) -> Choices:
    """Return what was chosen on a sheet.

    An empty cell is no: what nobody chose does not go along. Without a language it is that of the workbook.

    Args:
        shown: what the cells show, from A1 on.
        rows: the row of each choice by key (``Window.rows``).
        otherwise: what counts for what the sheet does not ask.
        sheet: the sheet's name, for what is said of a cell; where there is none, what cannot be read counts as empty.

    Raises:
        Unreadable: a cell holds something that is not in its list; says which.
    """
    typed = {key: shown[row][_CHOICE] if row < len(shown) else None for key, row in rows.items()}

    def refuse(key: str, asked: str) -> None:
        if sheet is not None and clean(typed[key]):
            cell = cell_name(rows[key], _CHOICE)
            raise Unreadable(f"share.unreadable.{asked}", sheet=sheet, cell=cell, typed=shown_text(typed[key]))

    def yes(key: str) -> bool:
        said = fold(typed[key])
        if said in words.yes_spellings():
            return True
        if said not in words.no_spellings():
            refuse(key, "yes_no")
        return False

    asked = dict.fromkeys((key for key in _BESIDES if key in rows), True)
    chosen = replace(otherwise, lines=frozenset(key for key in rows if key not in asked and yes(key)))
    if "talks" in asked:
        chosen = replace(chosen, talks=yes("talks"))
    if "shuffled" in asked:
        chosen = replace(chosen, shuffled=yes("shuffled"))
    if "send_back_by" in asked:
        day = _day(typed["send_back_by"])
        if day is None:
            refuse("send_back_by", "day")
        chosen = replace(chosen, send_back_by=day)
    language = _languages().get(fold(typed["language"]))
    if language is None:
        refuse("language", "language")
    return chosen if language is None else replace(chosen, language=language)


_BESIDES = frozenset(key for keys in _ASKED.values() for key in keys)


def _languages() -> Mapping[str, str]:
    """Return the code of each language by its own name, folded."""
    return {word: code for code in LANGUAGES for word in words.spellings(f"ribbon.language_{code}.label")}


def _day(value: object) -> dt.date | None:
    """Return the day that a cell holds: a date, the number of one, or a text such as 3/2/2026; else ``None``."""
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < LAST_DAY + 1:
        return days.day_of(value)
    parts = clean(value).replace("-", "/").replace(".", "/").split("/") if isinstance(value, str) else []
    try:
        day, month, year = (int(part) for part in parts)
        return dt.date(year, month, day)
    except ValueError:
        return None


# -- the parts of the sheet


def _put_decisions(sheet: Sheet, proposal: Proposal, texts: Catalogue, row: int) -> int:
    """Put what wants a decision, in yellow over the whole width; return the next free row."""
    for sentence in _decisions(proposal, texts):
        for line in fitting.paragraph(sentence, _ROOM - 2):
            sheet.put(row, 0, line, "share_decide")
            for column in range(1, len(_WIDTHS)):
                sheet.put(row, column, None, "share_decide")
            sheet.heights[row] = _LINE_HEIGHT
            row += 1
    return row


def _decisions(proposal: Proposal, texts: Catalogue) -> Iterator[str]:
    for key, found in (("share.not_spoken", proposal.not_spoken), ("share.without_form", proposal.without_form)):
        if found:
            yield texts(key, names=", ".join(map(shown_text, found)))
    left = sum(not line.ticked for line in proposal.lines)
    if left:
        yield texts("share.names_others.one") if left == 1 else texts("share.names_others", count=left)


def _put_columns(sheet: Sheet, proposal: Proposal, texts: Catalogue, row: int) -> int:
    """Put the two columns, a line a row; return the next free row."""
    sheet.put(row, _GOES, texts("share.head.goes"), "header_entry")
    sheet.put(row, _CHOICE, texts("share.head.choice"), "header_entry")
    sheet.put(row, _STAYS, texts("share.head.stays"), "share_stays")
    sheet.heights |= {row: _HEAD_HEIGHT, row + 1: _GAP_HEIGHT}
    row += 1
    left, right = (_said(sentences) for sentences in (proposal.goes, proposal.stays))
    for number in range(max(len(left), len(right))):
        row += 1
        for column, lines in ((_GOES, left), (_STAYS, right)):
            line, style = lines[number] if number < len(lines) else (None, "share_text")
            sheet.put(row, column, line, style)
        sheet.heights[row] = _LINE_HEIGHT
    return row + 1


def _said(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """Return sentences in lines, each with its style: what comes before a colon is a heading to what follows it."""
    lines, width = [], _WIDTHS["goes"] - 3
    for sentence in sentences:
        lead, colon, rest = sentence.partition(": ")
        lines += [(line, "share_lead") for line in fitting.paragraph(lead if colon else sentence, width)]
        if colon:
            parts = rest.split(fitting.BETWEEN)
            lines += [(line, "share_text") for line in fitting.flow(parts, fitting.BETWEEN, width)]
    return lines


def _choices(proposal: Proposal, choices: Choices, texts: Catalogue) -> Iterator[tuple[str, Sequence[_Place]]]:
    """Yield the choices in their two groups, each under its title."""

    def answer(*, yes: bool) -> str:
        return texts("answer.yes" if yes else "answer.no")

    if proposal.lines:
        lines = [
            _Place(
                line.key,
                f"{line.whose} – {line.text}" if line.whose else line.text,
                answer(yes=line.key in choices.lines),
                line.why or "",
            )
            for line in proposal.lines
        ]
        yield texts("share.lines"), lines
    chosen: Mapping[str, Value] = {
        "talks": answer(yes=choices.talks),
        "shuffled": answer(yes=choices.shuffled),
        "send_back_by": choices.send_back_by,
        "language": texts(f"ribbon.language_{choices.language}.label"),
    }
    asked = _ASKED[proposal.audience]
    yield (
        texts("share.asked"),
        [_Place(key, texts(f"share.{key}"), chosen[key], texts(f"share.{key}.says")) for key in asked],
    )


def _put_choices(sheet: Sheet, title: str, places: Sequence[_Place], row: int, rows: dict[str, int]) -> int:
    """Put choices under their title, note their rows, and return the next free row."""
    sheet.put(row, _GOES, title, "share_section")
    sheet.heights[row] = _SECTION_HEIGHT
    for place in places:
        row += 1
        of_line = place.key not in _BESIDES
        pale = of_line and bool(place.says)
        sheet.put(row, _GOES, place.asks, "share_line_pale" if pale else "share_line")
        sheet.put(row, _CHOICE, place.chosen, "share_day" if place.key == "send_back_by" else "entry_center")
        sheet.put(row, _STAYS, place.says or None, "share_line_pale")
        needed = fitting.height_for([(place.asks, _WIDTHS["goes"] - 2), (place.says, _WIDTHS["stays"] - 2)])
        sheet.heights[row] = min(_HIGHEST, max(_CHOICE_HEIGHT, needed + _AROUND))
        rows[place.key] = row
    return row + 1


def _put_lists(sheet: Sheet, texts: Catalogue, rows: Mapping[str, int]) -> None:
    """Put the words to choose from beside the page, and the lists on the cells to choose in."""
    yes_no = [texts("answer.yes"), texts("answer.no")]
    languages = [texts(f"ribbon.language_{code}.label") for code in LANGUAGES]
    sheet.put(_LIST_ROW, _LIST, texts("share.words"), "header_calculation")
    for row, word in enumerate([*yes_no, *languages], start=_LIST_ROW + 1):
        sheet.put(row, _LIST, word, "calculation_left")
    sheet.widths[_LIST] = _LIST_WIDTH
    first, after = _LIST_ROW + 1, _LIST_ROW + 1 + len(yes_no)
    lists = {
        "yes_no": Area(first, _LIST, after - 1, _LIST).address,
        "language": Area(after, _LIST, after + len(languages) - 1, _LIST).address,
        "day": None,
    }
    areas: dict[str, list[int]] = {"yes_no": [], "language": [], "day": []}
    for key, row in rows.items():
        areas["day" if key == "send_back_by" else key if key == "language" else "yes_no"].append(row)
    for kind, found in areas.items():
        if found:  # one area from the first to the last: what a click costs does not grow with the lines
            area = Area(min(found), _CHOICE, max(found), _CHOICE)
            title, message = texts(f"share.choose.{kind}.title"), texts(f"share.choose.{kind}")
            sheet.validations.append(Validation(area, source=lists[kind], title=title, message=message))
