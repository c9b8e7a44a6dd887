"""The sheet of talks, step 5: the list to call from, by date, of formulas alone; a printed page has room to write.

Nothing about an actor is typed here: each name leads to the actor's row. What stands on the right is that row's text,
or while there is none, words to circle on paper. The order and the questions come from the sheet of calculations.
Source: the handout's step 5; docs/method.md, "Talks".
"""

from __future__ import annotations

from collections.abc import Mapping

from arena.locale import Catalogue, catalogue
from arena.method.calling import ADJUST, HELD, OPEN
from arena.method.levels import CHOICES
from arena.method.text import clean, fold
from arena.workbook import days, fitting, names, words
from arena.workbook.audience import TEAM, Reader
from arena.workbook.cells import Area, cell_name, in_sheet
from arena.workbook.description import Condition, Formula, Link, PrintSetup, Sheet, Validation, as_typed
from arena.workbook.formulas import cleaned, filled, quoted
from arena.workbook.model import Analysis, Result
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets import calculation, columns
from arena.workbook.sheets.columns import HEADER_ROW, heading
from arena.workbook.sheets.summary_lines import Calculated, Line, cut, or_else

LINES = 24
"""Talks that there is room for: two pages of twelve. With more, one chooses a person on top; the rest is counted."""

_A_PAGE = 12
_TITLE, _CHOICE, _BANDS, _HEAD, _FIRST = range(5)
_MORE = _FIRST + LINES
_LEGEND = _MORE + 1
_DAY, _ACTOR, _CONTACT, _WHO, _ASKS, _SPOKEN, _CHECK, _INTEREST, _READINESS, _MISSING, _AGREED, _STATE = range(12)
_WIDTHS = (20, 23, 13.5, 8.5, 21.5, 12, 11.5, 21.5, 19, 13.5, 25, 14)
_HEIGHTS = {_TITLE: 24, _CHOICE: 22.5, _BANDS: 16.5, _HEAD: 42, _MORE: 18, _LEGEND: 18}
"""What stays in view takes at most a quarter of a small screen at 125 %."""

_LINE_HEIGHT = 52.5
_ZOOM = 105
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.6}
_SCALE = 70
_LONGEST_NAME, _LONGEST_ASKED, _LONGEST_TEXT, _LONGEST_AGREED, _LONGEST_SHORT = 60, 90, 100, 110, 60
"""Characters that a cell of four lines can show."""


_STATES = {OPEN: "open", ADJUST: "adjust", HELD: "held"}


def describe(result: Result) -> Sheet:
    """Describe the list, for everybody or for the person chosen on top."""
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="talks",
        name=texts("sheet.talks.tab"),
        tab_style="tab_internal",
        widths=dict(enumerate(_WIDTHS)),
        heights=dict(_HEIGHTS) | dict.fromkeys(range(_FIRST, _MORE), _LINE_HEIGHT),
        zoom=_ZOOM,
        freeze=(_FIRST, _CONTACT),
        breaks=[_FIRST + _A_PAGE],
        print_setup=PrintSetup(
            footer=texts("print.internal"),
            columns=_STATE,
            rows=_LEGEND,
            repeat=(_BANDS, _HEAD),
            scale=_SCALE,
            margins=_MARGINS,
        ),
    )
    of = Calculated(result)
    _put_top(sheet, result, of)
    for place in range(1, LINES + 1):
        _put_line(sheet, result, of, place)
    sheet.put(_MORE, _ACTOR, of.more(of.total("talks_listed"), LINES, "talks.more"), "talks_more")
    sheet.conditions = _conditions(texts)
    return sheet


def _put_top(sheet: Sheet, result: Result, of: Calculated) -> None:
    texts = of.texts
    sheet.put(_TITLE, _DAY, texts("sheet.talks.title"), "page_title")
    invented = texts("start.example") if result.analysis.example else texts("talks.internal")
    sheet.put(_TITLE, _SPOKEN, invented, "page_internal")
    legend = f"{texts('summary.legend.signals')}     {texts('talks.after')}"
    sheet.put(_LEGEND, _DAY, legend, "page_pale")
    sheet.put(_CHOICE, _DAY, texts("talks.for"), "talks_label")
    sheet.put(_CHOICE, _ACTOR, as_typed(result.analysis.talks_for) or texts("talks.everybody"), "talks_choice")
    sheet.put(_CHOICE, _CONTACT, texts("talks.choose"), "page_pale")
    sheet.put(_CHOICE, _ASKS, _counts(of), "talks_counts")
    chosen = Area(_CHOICE, _ACTOR, _CHOICE, _ACTOR)
    sheet.names[names.TALKS_FOR] = chosen
    sheet.validations.append(
        Validation(
            chosen,
            source=names.SPEAKERS,
            title=texts("talks.for.title"),
            message=texts("talks.for.message"),
        )
    )
    boxes = Area(_FIRST, _SPOKEN, _MORE - 1, _AGREED)
    sheet.validations.append(Validation(boxes, title=texts("talks.write.title"), message=texts("talks.write.message")))
    for column in range(_AGREED + 1):
        sheet.put(_BANDS, column, None, "talks_shown" if column < _SPOKEN else "talks_write")
    table, at = texts("sheet.arena.tab"), cell_name(columns.FIRST_ROW, columns.POSITION["contact"])
    sheet.put(_BANDS, _DAY, Link(table, at, texts("talks.shown"), across=_SPOKEN - _DAY), "talks_shown_link")
    sheet.put(_BANDS, _SPOKEN, texts("talks.write"), "talks_write")
    headings = [heading(texts, "talk_by"), texts("summary.hard.actor"), heading(texts, "contact")]
    keys = ("who", "asks", "spoken", "check", "interest", "readiness", "missing", "agreed", "state")
    headings += [texts(f"talks.column.{key}") for key in keys]
    for column, text in enumerate(headings):
        is_typed = _SPOKEN <= column <= _AGREED
        sheet.put(_HEAD, column, text, "talks_head_write" if is_typed else "talks_head")


def _counts(of: Calculated) -> Formula:
    """Return how many of the talks that are shown are in each state; without any, what to do."""
    texts = of.texts
    shown, wanted = of.total("talks_listed"), of.total("talks_for")
    numbers = {name: of.total(f"talks_shown_{state}") for state, name in _STATES.items()}
    counted = filled(texts("talks.counts"), {name: number.text for name, number in numbers.items()})
    none, nobody = texts("talks.none"), texts("talks.nobody")
    said = texts("talks.counts", **{name: number.value for name, number in numbers.items()})
    value = said if shown.value else nobody if wanted.value else none
    without = f'IF({wanted.text}="",{quoted(none)},{quoted(nobody)})'
    return Formula(f"IF({shown.text}=0,{without},{counted})", value)


def _put_line(sheet: Sheet, result: Result, of: Calculated, place: int) -> None:
    row, line, texts = _FIRST + place - 1, of.line("talk_place", place), of.texts

    def typed(key: str, most: int) -> Formula:
        """Return what was typed about the line's actor, at most so many characters of it."""
        cell = f"INDEX({columns.typed(texts, key)},{line['line'].text}+1)"
        number = line["line"].value
        text = clean(result.analysis.table[key].iloc[number - 1]) if isinstance(number, int) else ""
        return cut(Formula(cleaned(cell), text), most)

    def to_circle(key: str, choices: str) -> Formula:
        return or_else(typed(key, _LONGEST_SHORT), texts(choices))

    cells = (
        (_DAY, _day(line, texts), "talks_day"),
        (_CONTACT, typed("contact", _LONGEST_SHORT), "talks_text"),
        (_WHO, cut(line["who_speaks"], _LONGEST_SHORT), "talks_text"),
        (_ASKS, cut(line["talk_asks"], _LONGEST_ASKED), "talks_asks"),
        (_SPOKEN, _spoken(line, texts), "talks_box_day"),
        (_CHECK, to_circle("estimate_check", "talks.circle.check"), "talks_box"),
        (_INTEREST, typed("interest", _LONGEST_TEXT), "talks_box"),
        (_READINESS, to_circle("readiness", "talks.circle.readiness"), "talks_box"),
        (_MISSING, typed("who_is_missing", _LONGEST_SHORT), "talks_box"),
        (_AGREED, cut(_agreed(line, texts), _LONGEST_AGREED), "talks_box"),
        (_STATE, _state(line, texts), "talks_state"),
    )
    for column, formula, style in cells:
        sheet.put(row, column, line.shown(formula), style)
    sheet.put(row, _ACTOR, _link(line, of, place), "talks_link")


def _day(line: Line, texts: Catalogue) -> Formula:
    """Return the day by which a talk is due, or on which it was held; of an open one without any, that it has none."""
    state, due, spoken = line["talk"], line["talk_by_read"], line["spoken_on_read"]
    none, wrong = texts("talks.undated"), texts("talks.no_day")
    dated = due.value if isinstance(due.value, int) else none if due.value == "" else wrong
    open_on = f'IF(ISNUMBER({due.text}),{due.text},IF({due.text}="",{quoted(none)},{quoted(wrong)}))'
    return Formula(f"IF({state.text}={OPEN},{open_on},{spoken.text})", dated if state.value == OPEN else spoken.value)


def _spoken(line: Line, texts: Catalogue) -> Formula:
    """Return the day of a talk that was held; of one that is open, room to write it."""
    state, spoken, room = line["talk"], line["spoken_on_read"], texts("talks.circle.day")
    return Formula(
        f"IF({state.text}={OPEN},{quoted(room)},{spoken.text})", room if state.value == OPEN else spoken.value
    )


def _agreed(line: Line, texts: Catalogue) -> Formula:
    """Return what was agreed, and who does it by when; a day is said in words."""
    agreed, who = line["agreed"], line["who_when"]
    told = f"IF(ISNUMBER({who.text}),{days.brief_formula(texts, who.text)},{who.text})"
    between = f'IF(OR({agreed.text}="",{who.text}=""),"",{quoted(fitting.BETWEEN)})'
    said = who.value
    if isinstance(said, int | float):
        said = days.brief(texts, days.day_of(said))
    value = fitting.BETWEEN.join(str(part) for part in (agreed.value, said) if part != "")
    return Formula(f"{agreed.text}&{between}&{told}", value)


def _link(line: Line, of: Calculated, place: int) -> Formula:
    """Return the name with its sign, a link to the actor's row.

    The target is made of our own sheet's name and a number; the name of the actor is only what the link shows.
    """
    texts = of.texts
    table = texts("sheet.arena.tab")
    target = f"#{in_sheet(table, 'A')}"
    row = f"ROW({in_sheet(table, f'$A${HEADER_ROW + 1}')})+{line['line'].text}"
    name = cut(or_else(line["signed_name"], texts("summary.nameless")), _LONGEST_NAME)
    link = f"HYPERLINK({quoted(target)}&({row}),{name.text})"
    is_there = line["line"].value != ""
    return Formula(f'IF({of.total("talks_listed").text}<{place},"",{link})', name.value if is_there else "")


def _state(line: Line, texts: Catalogue) -> Formula:
    said = {state: texts(f"talks.state.{name}") for state, name in _STATES.items()}
    state = line["talk"]
    value = said[state.value] if isinstance(state.value, int) else ""
    return Formula(f"CHOOSE({state.text},{','.join(map(quoted, said.values()))})", value)


def _conditions(texts: Catalogue) -> list[Condition]:
    """Return the looks that follow the day and the state, which stands as a word in the last column."""
    first = _FIRST + 1  # as a formula counts rows
    day, state = f"$A{first}", f"${cell_name(_FIRST, _STATE)}"
    word = {name: quoted(texts(f"talks.state.{name}")) for name in _STATES.values()}
    number = f"MATCH(ROW()-ROW($A${_HEAD + 1}),{names.TALK_PLACES},0)"
    not_now = CHOICES["in_network"].index("not_now") + 1
    wanted = f"IFERROR(INDEX({names.CHOICES_FOR_NETWORK},{number})<>{not_now},FALSE)"
    late = f"AND(ISNUMBER({day}),{day}<TODAY(),{state}={word['open']},{wanted})"

    def across(first_column: int, last_column: int) -> Area:
        return Area(_FIRST, first_column, _MORE - 1, last_column)

    def circled(column: int, key: str) -> Condition:
        shown = f"{cell_name(_FIRST, column)}={quoted(texts(key))}"
        return Condition(across(column, column), shown, "talks_pale")

    held = f"{state}={word['held']}"
    above = f"${cell_name(_FIRST - 1, _STATE)}"
    changes = f'AND({state}<>"",{above}<>"",ROW()>{first},{state}<>{above})'
    adjust = f"{state}={word['adjust']}"
    # the line where the state changes comes with each other look: some programs show the first that holds alone
    return [
        Condition(across(_DAY, _DAY), changes, "talks_changes_pale", days.done(texts)),
        Condition(across(_CONTACT, _ASKS), f"AND({changes},{held})", "talks_changes_pale"),
        Condition(across(_ASKS, _ASKS), f"AND({changes},{adjust})", "talks_changes_adjust"),
        Condition(across(_ACTOR, _ASKS), changes, "talks_changes"),
        Condition(across(_DAY, _DAY), late, "late", days.late(texts)),
        Condition(across(_DAY, _DAY), f"OR({held},{adjust})", "talks_pale", days.done(texts)),
        Condition(across(_DAY, _DAY), f'AND({day}<>"",NOT(ISNUMBER({day})))', "talks_pale"),
        Condition(across(_CONTACT, _ASKS), held, "talks_pale"),
        Condition(across(_ASKS, _ASKS), adjust, "talks_adjust"),
        circled(_SPOKEN, "talks.circle.day"),
        circled(_CHECK, "talks.circle.check"),
        circled(_READINESS, "talks.circle.readiness"),
    ]


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return the person whose talks are shown, as chosen; nothing for everybody, in whatever language."""
    typed = cells.typed(names.TALKS_FOR)
    return {"talks_for": None if fold(typed) in words.spellings("talks.everybody") else typed}


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return whose talks are shown, where the talks go along."""
    return {"talks_for": analysis.talks_for} if reader.may_see(SHEET) else {}


def references(texts: Catalogue) -> Mapping[str, str]:
    """Return what the names refer to: the places of the talks, and the persons to choose from, everybody first."""
    persons = calculation.column(texts, "speaker")
    count = f"COUNT({calculation.column(texts, 'speaker_line')})+1"
    return {
        names.TALK_DAYS: calculation.column(texts, "talk_by_read"),
        names.TALK_PLACES: calculation.column(texts, "talk_place"),
        names.SPEAKERS: f"{persons.partition(':')[0]}:INDEX({persons},MIN({count},{calculation.LINES}))",
    }


SHEET = StandingSheet(
    "talks",
    describe,
    read,
    names=(names.TALKS_FOR,),
    apart=True,
    steps={5: cell_name(_FIRST, _ACTOR)},
    references=references,
    goes_to=TEAM,
    talk=True,
    shared=shared,
)
