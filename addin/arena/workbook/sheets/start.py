"""The start sheet: the next step as one big link, three figures, how far each step is, and what works where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from arena import __version__
from arena.locale import Catalogue, catalogue
from arena.method.calling import OPEN
from arena.method.levels import CHOICES
from arena.method.network import ACTION_STATES
from arena.method.steps import STATES, STEPS
from arena.workbook import days, names
from arena.workbook.audience import TEAM
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Condition, Formula, Link, PrintSetup, Scalar, Sheet
from arena.workbook.formulas import filled, quoted
from arena.workbook.model import Result
from arena.workbook.sheet import StandingSheet
from arena.workbook.sheets import calculation, network
from arena.workbook.sheets.summary_lines import cut

_FIRST, _LAST = 1, 6
"""The columns that hold anything; the one before them is a margin."""

_STATE = 4
_WIDTHS = {0: 1.29, _FIRST: 33, **dict.fromkeys(range(_FIRST + 1, _LAST + 1), 16.43)}
_ZOOM = 125
_MARGINS = {"left": 0.32, "right": 0.32, "top": 0.35, "bottom": 0.6}

_TITLE, _INTERNAL, _NEXT, _FIGURES, _STEPS_TITLE = 0, 1, 3, 5, 8
_HEIGHTS = {0: 30, 1: 16.5, 2: 7.5, _NEXT: 33, 4: 9, _FIGURES: 33, _FIGURES + 1: 16.5, 7: 10.5, _STEPS_TITLE: 18}
_STEP_HEIGHT, _STEP_WITH_MORE, _MORE_HEIGHT = 21, 18, 14.25
_WORKS_HEIGHT, _NOTE_HEIGHT, _PALE_HEIGHT = 15.75, 15, 14.25

_FIGURES_AT = {"actors": (1, "named_count"), "hard_to_miss": (2, "hard_count"), "to_find_out": (4, "to_find_out")}
"""The column of each figure, and what it is on the sheet of calculations."""

_TALKS_STEP = 5
_LONGEST_NAME = 48
"""Characters of the name of who is missing: the sentence about it stays on its line."""

_TABLE_STEP = 2
"""Where a step goes on that has no place of its own: at the table of actors."""

_WITH_MORE = (4, 5, 6)
"""The steps with a line of explanation under them."""

_WORKS_COLUMNS = ("typing", "order", "summary", "buttons", "sharing")
_WITHOUT_BUTTONS = ("mac", "web", "phone", "google", "libreoffice")
_WITHOUT_SHARING = ("phone",)
"""Where nobody would write a new document for partners: elsewhere without buttons one does that by hand."""

_COUNTED = {1: "open_1", 2: "waiting_2", 3: "open_3", 4: "open_4", 5: "talks_open"}
"""What is counted of a step that is not done: questions, actors or talks."""

_NOT_BEGUN, _DONE = STATES.index("not_started"), STATES.index("done")
_DONE_SIGN = "✓"


class Case(NamedTuple):
    """One of several texts, of which the first counts whose condition holds; ``counted`` is the number told in it."""

    condition: str
    holds: bool
    text: str
    counted: str | None = None


def leading_to(sheets: Sequence[StandingSheet]) -> StandingSheet:
    """Return the sheet that leads to where each step goes on, on the other standing sheets."""
    return StandingSheet("start", partial(_describe, sheets), goes_to=TEAM)


def _describe(sheets: Sequence[StandingSheet], result: Result) -> Sheet:
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="start",
        name=texts("sheet.start.tab"),
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            first_column=_FIRST,
            columns=_LAST + 1,
            one_page=True,
            centred=True,
            margins=_MARGINS,
        ),
        widths=dict(_WIDTHS),
        heights=dict(_HEIGHTS),
        zoom=_ZOOM,
    )
    sheet.put(_TITLE, _FIRST, texts("sheet.start.title"), "start_title")
    invented = f"{texts('start.example')} {texts('start.example.day')}"
    said = invented if result.analysis.example else texts("start.internal")
    sheet.put(_INTERNAL, _FIRST, said, "start_internal")
    places = {step: (texts(f"sheet.{one.key}.tab"), cell) for one in sheets for step, cell in sorted(one.steps.items())}
    says = {step: said(result) for one in sheets for step, said in one.says.items()}
    states = _States(result)
    _put_next(sheet, states, places)
    _put_figures(sheet, states)
    row = _put_steps(sheet, states, places, says)
    _put_works(sheet, texts, _put_network(sheet, states, row))
    return sheet


def next_text(result: Result) -> str:
    """Return what Start says of the first step that is not done: what it asks for."""
    return str(_States(result).next().value)


class _States:
    """What the sheet of calculations says of the steps: each total by formula and by Python."""

    def __init__(self, result: Result) -> None:
        self.texts = catalogue(result.analysis.language)
        self._values = calculation.totals(result)

    def at(self, key: str) -> str:
        return calculation.total(self.texts, key)

    def value(self, key: str) -> int:
        return int(self._values[key])

    def value_or_nothing(self, key: str) -> Scalar:
        return self._values[key]

    def is_(self, key: str, value: int) -> tuple[str, bool]:
        """Return the condition that a total has a value, and whether it holds."""
        return f"{self.at(key)}={value}", self.value(key) == value

    def said(self, cases: Sequence[Case]) -> Formula:
        """Return the text of the first case that holds, by formula; the last case holds where no other does."""
        formula, value = "", ""
        for case in reversed(cases):
            text, said = self._text(case)
            formula = f"IF({case.condition},{text},{formula})" if formula else text
            value = said if case.holds or not value else value
        return Formula(formula, value)

    def _text(self, case: Case) -> tuple[str, str]:
        texts = self.texts
        if case.counted is None:
            return quoted(texts(case.text)), texts(case.text)
        number, one = self.value(case.counted), texts(f"{case.text}.one")
        many = filled(texts(case.text), {"count": self.at(case.counted)})
        said = one if number == 1 else texts(case.text, count=number)
        return f"IF({self.at(case.counted)}=1,{quoted(one)},{many})", said

    def cases(self, step: int, kind: str, begin: Sequence[int]) -> Iterator[Case]:
        """Yield what may be said of a step that is not done: of the next step, or of its state.

        Args:
            step: the step.
            kind: under which the texts stand in the catalogue, with ``{}`` for what is said.
            begin: the steps that have another text where nothing was entered.
        """
        if step in begin:
            yield Case(*self.is_(f"step_{step}", _NOT_BEGUN), kind.format("begin"))
        if step == 4:
            yield Case(*self.is_("criteria_count", 0), kind.format("criteria"))
        if step == 5:
            yield Case(*self.is_("talks_open", 0), kind.format("adjust"))

    def next(self) -> Formula:
        """Return what the big link says: what the first step that is not done asks for."""
        cases: list[Case] = []
        for step in STEPS[:-1]:
            is_next, holds = self.is_("next_step", step)
            for case in self.cases(step, f"start.next.{step}.{{}}", (1, 2, 5)):
                cases.append(case._replace(condition=f"AND({is_next},{case.condition})", holds=holds and case.holds))
            cases.append(Case(is_next, holds, f"start.next.{step}", _COUNTED[step]))
        return self.said([*cases, Case("TRUE", True, f"start.next.{STEPS[-1]}")])

    def of_step(self, step: int, told: Formula | None = None) -> Formula:
        """Return how far a step is, with an arrow before it where it is the next one.

        Args:
            step: the step.
            told: what its own sheet tells of the last step, which is never done.
        """
        if step == STEPS[-1]:
            said = told or self.said([Case("TRUE", True, f"start.state.{step}")])
        else:
            busy = f"start.state.{step}"
            said = self.said(
                [
                    Case(*self.is_(f"step_{step}", _NOT_BEGUN), "start.state.not_started"),
                    Case(*self.is_(f"step_{step}", _DONE), "start.state.done"),
                    *self.cases(step, f"{busy}.{{}}", ()),
                    Case("TRUE", True, f"{busy}.busy", _COUNTED[step]),
                ]
            )
        is_next, holds = self.is_("next_step", step)
        marked = filled(self.texts("start.state.next"), {"state": f"({said.text})"})
        value = self.texts("start.state.next", state=said.value) if holds else said.value
        return Formula(f"IF({is_next},{marked},{said.text})", value)


def _put_next(sheet: Sheet, states: _States, places: dict[int, tuple[str, str]]) -> None:
    targets = ",".join(quoted(_target(*places.get(step, places[_TABLE_STEP]))) for step in STEPS)
    said = states.next()
    link = f"HYPERLINK(CHOOSE({states.at('next_step')},{targets}),{said.text})"
    sheet.put(_NEXT, _FIRST, Formula(link, said.value), "start_next")
    for column in range(_FIRST + 1, _LAST + 1):
        sheet.put(_NEXT, column, None, "start_next_rest")


def _target(sheet: str, cell: str) -> str:
    return f"#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def _put_figures(sheet: Sheet, states: _States) -> None:
    for key, (column, total) in _FIGURES_AT.items():
        sheet.put(_FIGURES, column, Formula(states.at(total), states.value(total)), "start_figure")
        label: Scalar | Formula = states.texts(f"start.figure.{key}")
        if f"start.figure.{key}.one" in states.texts:
            one = states.texts(f"start.figure.{key}.one")
            told = one if states.value(total) == 1 else str(label)
            label = Formula(f"IF({states.at(total)}=1,{quoted(one)},{quoted(str(label))})", told)
        sheet.put(_FIGURES + 1, column, label, "start_figure_label")


def _put_steps(sheet: Sheet, states: _States, places: dict[int, tuple[str, str]], says: Mapping[int, Formula]) -> int:
    """Put the six steps, each a link to where it goes on; return the row after them."""
    texts = states.texts
    row = _STEPS_TITLE
    for column in range(_FIRST, _LAST + 1):
        sheet.put(row, column, None, "start_head")
    sheet.put(row, _FIRST, texts("start.steps.title"), "start_head")
    sheet.put(row, _STATE, texts("start.column.state"), "start_head")
    for step in STEPS:
        row += 1
        more = step in _WITH_MORE
        ends = "" if more else "_last"
        for column in range(_FIRST, _LAST + 1):
            sheet.put(row, column, None, f"start_step{ends}")
        place = places.get(step, places[_TABLE_STEP])
        sheet.put(row, _FIRST, Link(*place, texts(f"start.step.{step}"), across=_STATE - _FIRST), f"start_link{ends}")
        sheet.put(row, _STATE, states.of_step(step, says.get(step)), f"start_step{ends}")
        state = Area(row, _STATE, row, _LAST)
        if step == _TALKS_STEP:
            sheet.conditions += _late(texts, state, _late_talks())
        elif step == STEPS[-1]:
            look = names.NEXT_LOOK
            passed = f"AND(ISNUMBER({look}),{look}<TODAY())"
            sheet.conditions.append(Condition(state, passed, "late", f'@" · {texts("arena.late")}"'))
        done = f'LEFT(${cell_name(row, _STATE)},1)="{_DONE_SIGN}"'
        sheet.conditions.append(Condition(state, done, "start_done"))
        sheet.heights[row] = _STEP_WITH_MORE if more else _STEP_HEIGHT
        if more:
            row += 1
            for column in range(_FIRST, _LAST + 1):
                sheet.put(row, column, None, "start_more")
            said = _missed(states) if step == STEPS[-1] else texts(f"start.step.{step}.more")
            sheet.put(row, _FIRST, said, "start_more")
            sheet.heights[row] = _MORE_HEIGHT
            if step == STEPS[-1]:
                begins = texts("start.missed").partition("{")[0]
                somebody = f"LEFT(${cell_name(row, _FIRST)},{len(begins)})={quoted(begins)}"
                sheet.conditions.append(Condition(Area(row, _FIRST, row, _LAST), somebody, "late"))
    return row + 1


def _missed(states: _States) -> Formula:
    """Return what to do at step 6: add who is said to be missing, where that is known."""
    texts, first, others = states.texts, states.at("missed_first"), states.value("missed_others")
    name = cut(Formula(first, str(states.value_or_nothing("missed_first"))), _LONGEST_NAME)
    otherwise = texts(f"start.step.{STEPS[-1]}.more")
    one, some = (filled(texts(key), {"name": name.text}) for key in ("start.missed", "start.missed.others"))
    value = texts("start.missed.others" if others else "start.missed", name=name.value) if name.value else otherwise
    return Formula(f'IF({first}="",{quoted(otherwise)},IF({states.at("missed_others")}=1,{some},{one}))', value)


def _late(texts: Catalogue, area: Area, count: str) -> list[Condition]:
    """Return the looks of a state of which something is late, with a word: how many there are, by formula."""
    return [
        Condition(area, f"{count}={number}" if number == 1 else f"{count}>1", "late", f'@" · {texts(key)}"')
        for number, key in ((1, "start.late.one"), (2, "start.late.some"))
    ]


def _late_talks() -> str:
    """Return the formula of how many talks are late, as on the list to call from."""
    open_before = f'{names.TALKS},{OPEN},{names.TALK_DAYS},"<"&TODAY()'
    not_now = CHOICES["in_network"].index("not_now") + 1
    return f"(COUNTIFS({open_before})-COUNTIFS({open_before},{names.CHOICES_FOR_NETWORK},{not_now}))"


def _late_actions() -> str:
    """Return the formula of how many actions of the network are late."""
    before = f'{names.ACTION_DAYS},"<"&TODAY()'
    return f"(COUNTIFS({before})-COUNTIFS({before},{names.ACTION_STATES},{len(ACTION_STATES)}))"


def _put_network(sheet: Sheet, states: _States, row: int) -> int:
    """Put how far the network at work is, with a link, and by when talks are to be erased; return the row after it."""
    texts = states.texts
    for column in range(_FIRST, _LAST + 1):
        sheet.put(row, column, None, "start_step")
        sheet.put(row + 1, column, None, "start_more")
    tab = texts("sheet.network.tab")
    sheet.put(row, _FIRST, Link(tab, network.ACTIONS_AT, texts("start.network"), across=_STATE - _FIRST), "start_link")
    at, count, none = states.at("actions"), states.value("actions"), texts("start.network.none")
    some = filled(texts("start.network.actions"), {"count": at})
    said = Formula(f"IF({at}=0,{quoted(none)},{some})", texts("start.network.actions", count=count) if count else none)
    sheet.put(row, _STATE, said, "start_step")
    sheet.conditions += _late(texts, Area(row, _STATE, row, _LAST), _late_actions())
    by, day = states.at("erase_by"), states.value_or_nothing("erase_by")
    asks = [Case(f'{by}=""', day == "", "start.network.more"), Case("TRUE", True, "start.erase")]
    sheet.put(row + 1, _FIRST, states.said(asks), "start_more")
    sheet.put(row + 1, _STATE, Formula(by, day), "start_erase")
    erase = Area(row + 1, _STATE, row + 1, _STATE)
    at_day = f"${cell_name(row + 1, _STATE)}"
    late = f"AND(ISNUMBER({at_day}),{at_day}<TODAY())"
    sheet.conditions.append(Condition(erase, late, "late", days.late(texts)))
    sheet.heights |= {row: _STEP_WITH_MORE, row + 1: _MORE_HEIGHT}
    return row + 2


def _put_works(sheet: Sheet, texts: Catalogue, row: int) -> None:
    """Put what works in which program, then what the reader must know of this workbook."""
    sheet.heights[row] = 12
    row += 1
    for column in range(_FIRST, _LAST + 1):
        sheet.put(row, column, None, "start_head")
    sheet.put(row, _FIRST, texts("start.works.title"), "start_head")
    for number, what in enumerate(_WORKS_COLUMNS, start=_FIRST + 1):
        sheet.put(row, number, texts(f"start.works.column.{what}"), "start_head_center")
    sheet.heights[row] = _HEIGHTS[_STEPS_TITLE]
    for program in ("windows", *_WITHOUT_BUTTONS):
        row += 1
        sheet.heights[row] = _WORKS_HEIGHT
        sheet.put(row, _FIRST, texts(f"start.works.row.{program}"), "start_works")
        for number, what in enumerate(_WORKS_COLUMNS, start=_FIRST + 1):
            mark = _works(program, what)
            style = "start_works_yes" if mark == "yes" else "start_works_no"
            sheet.put(row, number, texts(f"start.works.{mark}"), style)
    row += 1
    sheet.heights[row] = _HEIGHTS[4]
    row += 1
    works = ("start.works.note", "start.works.sharing", "start.works.command")
    for key in (*works, "start.principle", "start.steps.source", "start.colophon"):
        sheet.put(row, _FIRST, texts(key), "start_pale")
        sheet.heights[row] = _NOTE_HEIGHT if key.startswith("start.works") else _PALE_HEIGHT
        row += 1
    sheet.put(row, _FIRST, texts("start.version", version=__version__), "start_pale")
    sheet.heights[row] = _PALE_HEIGHT


def _works(program: str, what: str) -> str:
    """Return whether something works in a program: yes, no, or by hand."""
    if program not in _WITHOUT_BUTTONS or what not in ("buttons", "sharing"):
        return "yes"
    return "by_hand" if what == "sharing" and program not in _WITHOUT_SHARING else "no"
