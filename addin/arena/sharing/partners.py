"""The copy for partners: what it is about, who works together and how, and what was agreed, line by line.

Nobody stands in it but who is in the network and was spoken to, and of them only what the group chose: no proposal, no
rating, no place, no signal, no talk. What goes along is described from the columns and answers that say so alone; the
whole analysis only tells which rows these are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from arena.locale import Catalogue, catalogue
from arena.method.levels import CHOICES
from arena.method.network import ACTION_STATES
from arena.method.text import as_text, clean, sort_key, split_list
from arena.sharing.named import Absent
from arena.workbook import book, days, fitting
from arena.workbook.audience import Audience, Reader
from arena.workbook.description import Book, PrintSetup, Sheet
from arena.workbook.model import Analysis, Result, evaluate

ANSWERS = ("subject", "benefit")
"""The answers on the sheet Issue that partners read, each a line that can be left out."""

AGREED = ("agreed", "who_when")
"""The columns of what was agreed; each line of their cells can be left out."""

_WIDTHS = (30, 16, 17, 30)
_LETTERS_IN_LINE = 75
_SCALE = 90
_MARGINS = {"left": 0.5, "right": 0.4, "top": 0.6, "bottom": 0.7}
_TITLE_HEIGHT, _DAY_HEIGHT, _ASKED_HEIGHT, _LINE_HEIGHT, _SECTION_HEIGHT = 33.0, 21.0, 27.0, 19.5, 30.0
_SAYS_HEIGHT, _HEAD_HEIGHT, _ROW_HEIGHT, _ACTION_HEIGHT, _HIGHEST = 18.0, 27.0, 44.0, 31.0, 409.0
_AROUND_TEXT = 8.0
_DONE_SIGN = "✓ "


@dataclass(frozen=True)
class Statement:
    """One thing that can stand in the copy.

    Attributes:
        key: what it is: an answer; a column with the row of the analysis and, from the second on, the number of the
            line in its cell; or an action with its number on the sheet of the network.
        whose: the partner that it is about; empty where it is about all.
        text: as it would stand in the copy.
        names: those who stay behind and whom it names.
    """

    key: str
    whose: str
    text: str
    names: Sequence[str]


class Action(NamedTuple):
    """Something that is going to be done, as the sheet of the network has it: texts, a day or a text, a state."""

    key: str
    what: str
    who: str
    by: object
    state: int

    def day(self, texts: Catalogue) -> str:
        """Return by when, a day in words."""
        return days.in_full(texts, self.by) if isinstance(self.by, dt.date) else clean(self.by)

    def said(self, texts: Catalogue) -> str:
        """Return the action on one line."""
        return fitting.BETWEEN.join(filter(None, (self.what, self.day(texts), self.who)))

    @property
    def order(self) -> tuple[bool, bool, str]:
        """What is open before what is done; within it by day, those without one last."""
        dated = isinstance(self.by, dt.date)
        return self.state == len(ACTION_STATES), not dated, self.by.isoformat() if isinstance(self.by, dt.date) else ""


def actions(shared: Analysis) -> list[Action]:
    """Return the actions that say what is done, in the order of the copy."""
    read = enumerate(zip(shared.network.actions, shared.network.actions_read, strict=True))
    found = [
        Action(f"action:{number}", clean(what), clean(who), by, state)
        for number, ((what, who, by, *_), (says, state, _)) in read
        if says
    ]
    return sorted(found, key=lambda action: action.order)


class Partners:
    """Who stands in the copy for partners, and who does not.

    Args:
        result: the whole analysis.

    Attributes:
        rows: the rows of those who do, by name.
        not_spoken: the names of who is in the network and was not spoken to yet.
        others: the names of all others.
    """

    def __init__(self, result: Result) -> None:
        entries = result.entries
        in_network, spoken = entries.chose("in_network", "yes"), entries.days["spoken_on"] >= 1
        named = [row for row, name in enumerate(entries.actor) if name]
        self._result = result
        self.rows = sorted(
            (row for row in named if in_network[row] and spoken[row]),
            key=lambda row: (sort_key(entries.actor[row]), row),
        )
        there = {*self.names}
        left = dict.fromkeys(entries.actor[row] for row in named if in_network[row] and not spoken[row])
        self.not_spoken = [name for name in left if name not in there]
        others = dict.fromkeys(entries.actor[row] for row in named if not in_network[row])
        self.others = [name for name in others if name not in there and name not in left]

    @property
    def names(self) -> list[str]:
        """The names of those who stand in the copy."""
        return [self._result.entries.actor[row] for row in self.rows]

    @property
    def without_form(self) -> list[str]:
        """The names of those for whom the group chose no form yet: theirs stays open in the copy."""
        return [
            self._result.entries.actor[row] for row in self.rows if not self._result.entries.answered("own_form")[row]
        ]

    def absent(self) -> Absent:
        """Return all who must not be named: who stands in the table, can take over or is missed, and stays behind."""
        table = self._result.analysis.table
        mentioned = [name for row in range(len(table)) for name in self._result.substitutes(row)]
        mentioned += [name for cell in table["who_is_missing"] for name in split_list(cell)]
        return Absent([*self.not_spoken, *self.others, *mentioned], self.names)

    def statements(self, texts: Catalogue) -> list[Statement]:
        """Return each thing that can go along, with those whom it names, in the order of the copy.

        Args:
            texts: the catalogue in the language of the copy.
        """
        shared, absent = self.shared(), self.absent()
        found = [(key, "", clean(shared.answers.get(key))) for key in ANSWERS]
        for place, (row, name) in enumerate(zip(self.rows, self.names, strict=True)):
            for column in AGREED:
                for number, text in enumerate(_written(shared.table[column].iloc[place], texts), start=1):
                    if number > 1:
                        found.append((f"{column}:{row}:{number}", name, text))
                    else:
                        said = texts("partners.who_when", text=text) if column == "who_when" else text
                        found.append((f"{column}:{row}", name, said))
        found += [(action.key, "", action.said(texts)) for action in actions(shared)]
        return [
            Statement(key, whose, text, absent.named_in(text, whole=key in ANSWERS))
            for key, whose, text in found
            if text
        ]

    def shared(self) -> Analysis:
        """Return what partners may see: of the table the rows of those who stand in the copy."""
        analysis = book.shared_with(Reader(Audience.PARTNERS), self._result.analysis)
        return replace(analysis, table=analysis.table.iloc[self.rows].reset_index(drop=True))


def _is_agreed_in(key: str, row: int) -> bool:
    """Return True if a statement is of what was agreed in a row of the analysis."""
    column, *numbers = key.split(":")
    return column in AGREED and numbers[0] == str(row)


def _written(value: object, texts: Catalogue) -> list[str]:
    """Return the lines of a cell of what was agreed; a day is written as people read it."""
    if isinstance(value, dt.date):
        return [days.in_full(texts, value)]
    return [line for line in map(clean, as_text(value).splitlines()) if line]


def describe(partners: Partners, going: Collection[str], language: str, made_on: dt.date) -> Book:
    """Describe the copy as a workbook.

    Args:
        partners: who stands in it; at least one.
        going: the keys of the lines that go along.
        language: the language of the copy.
        made_on: the day on which it is made.
    """
    texts = catalogue(language)
    shared = evaluate(replace(partners.shared(), language=language))
    lines = {line.key: line for line in partners.statements(texts) if line.key in going}
    sheet = Sheet(
        key="partners",
        name=texts("sheet.partners.tab"),
        print_setup=PrintSetup(
            footer=texts("partners.footer", day=days.in_full(texts, made_on)),
            landscape=False,
            columns=len(_WIDTHS),
            scale=_SCALE,
            margins=_MARGINS,
        ),
        widths=dict(enumerate(_WIDTHS)),
        heights={0: _TITLE_HEIGHT, 1: _DAY_HEIGHT},
    )
    sheet.put(0, 0, texts("sheet.partners.title"), "partners_title")
    sheet.put(1, 0, days.in_full(texts, made_on), "partners_pale")
    row = 2
    for key in ANSWERS:
        if key in lines:
            row = _put_answer(sheet, row, texts(f"partners.{key}"), lines[key].text)
    row = _put_partners(sheet, shared, partners.rows, lines, row)
    going_on = [action for action in actions(shared.analysis) if action.key in lines]
    if going_on:
        _put_actions(sheet, texts, going_on, made_on, row)
    references = {name: sheet.reference(area) for name, area in sheet.names.items()}
    return Book(language, texts("sheet.partners.title"), [sheet], references)


def _put_answer(sheet: Sheet, row: int, asked: str, text: str) -> int:
    sheet.put(row, 0, asked, "partners_asked")
    sheet.heights[row] = _ASKED_HEIGHT
    for line in fitting.paragraph(text, _LETTERS_IN_LINE):
        row += 1
        sheet.put(row, 0, line, "partners_answer")
        sheet.heights[row] = _LINE_HEIGHT
    return row + 1


def _put_partners(sheet: Sheet, shared: Result, rows: Sequence[int], lines: Mapping[str, Statement], row: int) -> int:
    """Put the partners by name: how we work together, their role, and what goes along of what was agreed.

    Returns:
        The row after them.
    """
    texts = catalogue(shared.analysis.language)
    sheet.put(row, 0, texts("partners.together"), "partners_section")
    sheet.put(row + 1, 0, texts("partners.order"), "partners_says")
    sheet.heights |= {row: _SECTION_HEIGHT, row + 1: _SAYS_HEIGHT, row + 2: _HEAD_HEIGHT}
    for column, key in enumerate(("partner", "form", "role", "agreed")):
        sheet.put(row + 2, column, texts(f"partners.column.{key}"), "partners_head")
    row += 3
    for number, of in enumerate(rows):
        agreed = "\n".join(line.text for key, line in lines.items() if _is_agreed_in(key, of))
        values = (
            shared.entries.actor[number],
            _chosen(shared, texts, number, "own_form", "form"),
            _chosen(shared, texts, number, "network_role", "network_role"),
            agreed,
        )
        _put_row(sheet, row, values, _ROW_HEIGHT)
        row += 1
    for key in _explained(shared, texts):
        for line in fitting.paragraph(texts(key), _LETTERS_IN_LINE + 10):
            sheet.put(row, 0, line, "partners_note")
            sheet.heights[row] = _SAYS_HEIGHT
            row += 1
    return row


def _explained(shared: Result, texts: Catalogue) -> list[str]:
    """Return the keys of what the words in the list mean: of the forms and the roles that were chosen."""
    kinds = (("own_form", "issue.forms"), ("network_role", "partners.role"))
    keys = [
        f"{kind}.{one}" for column, kind in kinds for one in CHOICES[column] if shared.entries.chose(column, one).any()
    ]
    return [key for key in keys if key in texts]


def _put_actions(sheet: Sheet, texts: Catalogue, going: Sequence[Action], made_on: dt.date, row: int) -> None:
    """Put what is going to be done: open ones by day, then those that are done; nothing is called late."""
    sheet.put(row, 0, texts("partners.actions"), "partners_section")
    sheet.heights[row] = _SECTION_HEIGHT
    said = texts("partners.actions.says", day=days.in_full(texts, made_on))
    for line in fitting.paragraph(said, sum(_WIDTHS)):
        row += 1
        sheet.put(row, 0, line, "partners_says")
        sheet.heights[row] = _SAYS_HEIGHT
    sheet.heights[row + 1] = _HEAD_HEIGHT
    for column, key in enumerate(("what", "by", "state", "who")):
        sheet.put(row + 1, column, texts(f"partners.column.{key}"), "partners_head")
    for action in going:
        row += 1
        state = texts(f"network.action_state.{ACTION_STATES[action.state - 1]}") if action.state >= 1 else ""
        done = _DONE_SIGN if action.state == len(ACTION_STATES) else ""
        _put_row(sheet, row + 1, (action.what, action.day(texts), f"{done}{state}", action.who), _ACTION_HEIGHT)


def _put_row(sheet: Sheet, row: int, values: Sequence[str], lowest: float) -> None:
    """Put a row of one of the lists, as high as its texts need."""
    needed = 1
    for column, value in enumerate(values):
        first = column == 0
        sheet.put(row, column, value or None, "partners_name" if first else "partners_cell")
        needed = max(needed, fitting.lines_needed(fitting.Written(value, _WIDTHS[column], bold=first, indent=1)))
    sheet.heights[row] = min(_HIGHEST, max(lowest, _AROUND_TEXT + needed * fitting.LINE_POINTS))


def _chosen(shared: Result, texts: Catalogue, row: int, column: str, words: str) -> str:
    """Return what was chosen in a column in the language of the copy; nothing where that is none of its list."""
    number = int(shared.entries.choices[column][row])
    return texts(f"{words}.{CHOICES[column][number - 1]}") if number >= 1 else ""
