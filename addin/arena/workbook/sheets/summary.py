"""The sheet Samenvatting: one page for a meeting. Whom we can hardly do without first, then the actors by form.

A generated sheet: no merges, no conditional formats, no charts. Beside what is printed stands a control block, by
which a formula tells whether the page still fits the sheet Arena-analyse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from arena.locale import Catalogue, catalogue
from arena.method import advice
from arena.method.notes import NoteWeight
from arena.method.substitutes import substitute_names
from arena.method.text import clean, fold, split_list
from arena.workbook import fitting, messages, names
from arena.workbook.cells import Whereabouts
from arena.workbook.description import PrintSetup, Sheet, Value
from arena.workbook.model import KIND_QUESTIONS, Result
from arena.workbook.sheets import agreements, arena, control, seal
from arena.workbook.sheets.agreements import Agreement, Slot
from arena.workbook.sheets.columns import heading

BAR_CELLS = 20
"""The bar has a cell for each place, and at most this many: with more actors a cell stands for several places."""

_PLACE, _ACTOR, _RANGE, _BAR = range(4)
_WIDTHS_BEFORE_BAR = {_PLACE: 8.5, _ACTOR: 21, _RANGE: 9}
_BAR_WIDTH = 1
_AFTER_BAR = (("signal", 19), ("brings", 23), ("replaced_by", 18), ("why", 36), ("next", 21), ("agreements", 13))
_LINE_CHARACTERS = 185
_CONTROL_GAP = 1
_GAP_POINTS = 5
_FORM_SECTIONS = ("network", "ad_hoc", "consultation", "none")
_FLAG_ORDER = ("critical", "vulnerable", "uncertain")

_CONTROLLED = (
    "name_read",
    "importance_read",
    "hardness_read",
    "dependency_read",
    "own_rank_read",
    "target_group_read",
    "order",
    "form",
    "attention",
    "resources",
    "replaced_by",
)
"""What each line of the control block compares with the table: all that the page is made from."""


@dataclass
class _Page:
    """The page while it is written from top to bottom; ``row`` is the next free one."""

    sheet: Sheet
    result: Result
    texts: Catalogue
    bar_cells: int
    where: Whereabouts
    row: int = 0
    section: str = ""
    slots: list[Slot] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.after_bar = {key: _BAR + self.bar_cells + number for number, (key, _) in enumerate(_AFTER_BAR)}

    def say(self, text: str, style: str) -> None:
        """A line over the whole page, cut where it gets too long: generated sheets have no merged cells."""
        for part in fitting.paragraph(text, _LINE_CHARACTERS):
            self.sheet.put(self.row, 0, part, style)
            self.row += 1


def describe(
    result: Result,
    made_on: dt.date,
    *,
    where: Whereabouts | None = None,
    source: control.Source | None = None,
    agreed: Sequence[Agreement] = (),
) -> Sheet:
    """Describe the summary as it was made on a day.

    Args:
        result: the analysis, evaluated.
        made_on: the day.
        where: where the cells of the table stand; as on the sheet that this product writes unless given.
        source: the table that the control block compares with; likewise.
        agreed: what users wrote in the column Afspraken of the summary before this one.
    """
    texts = catalogue(result.analysis.language)
    count = result.assessment.rated_count
    bar_cells = max(1, min(count, BAR_CELLS))
    sheet = Sheet(
        key="summary",
        name=texts("sheet.summary.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
    )
    page = _Page(sheet, result, texts, bar_cells, where or arena.whereabouts(len(result.entries)))
    sheet.widths = {
        **_WIDTHS_BEFORE_BAR,
        **{_BAR + offset: _BAR_WIDTH for offset in range(bar_cells)},
        **{page.after_bar[key]: width for key, width in _AFTER_BAR},
    }
    status_row = _put_head(page, made_on)
    _put_flagged(page)
    for form in _FORM_SECTIONS:
        _put_form(page, form)
    _put_target_group(page)
    _put_unknown(page)
    _put_talk(page)
    _put_figures(page)
    _put_left_over(page, agreed)
    last = page.after_bar["agreements"]
    sheet.print_setup = PrintSetup(footer=texts("print.internal"), columns=last + 1, rows=page.row)
    first = last + 1 + _CONTROL_GAP
    verdict = control.put(
        sheet,
        result,
        texts,
        source or control.Source.of_described_sheet(texts),
        control.Contents(columns=_CONTROLLED, facts=_facts(result)),
        control.Verdict(texts("summary.fits"), texts("summary.outdated")),
        first,
    )
    sheet.put(status_row, 0, verdict, "state")
    seal.put(sheet, 1, first, last, "pale_line")
    return sheet


def _put_head(page: _Page, made_on: dt.date) -> int:
    """Title, issue, who "we" are, when it was made, the order; returns the row for whether the page still fits."""
    texts, result = page.texts, page.result
    answers = result.analysis.answers
    page.sheet.heights[0] = 24
    page.say(texts("sheet.summary.title"), "title")
    subject, we = clean(answers.get("subject")), clean(answers.get("we"))
    page.say(texts("summary.issue", issue=subject) if subject else texts("summary.issue.missing"), "label_line")
    page.say(texts("summary.we", we=we) if we else texts("summary.we.missing"), "text")
    known = int(result.actors["known"].sum())
    named = int((result.actors["order"] > 0).sum())
    day = f"{made_on.day:02d}/{made_on.month:02d}/{made_on.year}"
    page.say(texts("summary.made", date=day, known=known, count=named), "text")
    code, _, _ = result.analysis.settings.weights
    kind, assumed = result.analysis.issue
    key = "summary.assumption" if assumed else "summary.kind"
    rule = texts("summary.rule", priority=texts(f"priority.{code}"))
    page.say(f"{rule} {texts(key, kind=texts(f'issue_kind.{kind}'))}", "text")
    status_row = page.row
    page.row += 1
    page.say(texts("summary.internal"), "internal")
    page.say(texts("summary.legend"), "pale_line")
    return status_row


def _put_section(page: _Page, key: str, *, columns: bool = True, **data: object) -> None:
    page.sheet.heights[page.row] = _GAP_POINTS
    page.row += 1
    page.section = page.texts(key, **data)
    page.sheet.put(page.row, 0, page.section, "section")
    page.sheet.heights[page.row] = 20
    page.row += 1
    if not columns:
        return
    sheet, texts = page.sheet, page.texts
    for column, name in ((_PLACE, "place"), (_ACTOR, "actor"), (_RANGE, "range")):
        sheet.put(page.row, column, texts(f"summary.column.{name}"), "header_computed")
    for offset in range(page.bar_cells):
        sheet.put(page.row, _BAR + offset, None, "header_bar")
    if page.bar_cells >= 8:
        text = texts("summary.column.bar", count=page.result.assessment.rated_count)
        sheet.put(page.row, _BAR, text, "header_bar")
    for name, column in page.after_bar.items():
        sheet.put(page.row, column, texts(f"summary.column.{name}"), "header_computed")
    sheet.heights[page.row] = 30
    page.row += 1


def _put_actor(page: _Page, row: int, why: str, step: str) -> None:
    """One actor: place, name, range, the range as a bar of cells, and what goes with it."""
    sheet, result = page.sheet, page.result
    actors, entries, typed = result.actors, result.entries, result.analysis.table
    signal = actors["flag"].iloc[row]
    is_rated = bool(actors["rated"].iloc[row])
    best, worst = int(actors["best"].iloc[row]), int(actors["worst"].iloc[row])
    resources = ", ".join(split_list(typed["resources"].iloc[row]))
    substitutes = ", ".join(_substitutes(result, row))
    name = entries.actor[row] or page.texts("summary.nameless")
    cells: dict[int, tuple[Value, str]] = {
        _PLACE: (_place(page, row), "cell_center"),
        _ACTOR: (name, "cell_bold"),
        _RANGE: (arena.range_text(best, worst) if is_rated else None, "cell_center"),
        page.after_bar["signal"]: (
            page.texts(f"flag.{signal}") if signal != "none" else None,
            signal if signal != "none" else "cell",
        ),
        page.after_bar["brings"]: (resources, "cell"),
        page.after_bar["replaced_by"]: (substitutes, "cell"),
        page.after_bar["why"]: (why, "cell"),
        page.after_bar["next"]: (step, "cell"),
        page.after_bar["agreements"]: (None, "entry"),
    }
    page.slots.append(Slot(page.row, page.after_bar["agreements"], page.section, name))
    for column, (value, style) in cells.items():
        sheet.put(page.row, column, value, style)
    _put_bar(page, row, is_rated)
    widths = sheet.widths
    sheet.fitted[page.row] = fitting.height_for([(str(v), widths[c]) for c, (v, _) in cells.items() if v])
    page.row += 1


def _put_bar(page: _Page, row: int, is_rated: bool) -> None:
    actors, count = page.result.actors, page.result.assessment.rated_count
    best, worst, place = (int(actors[name].iloc[row]) for name in ("best", "worst", "place"))
    mark = "●" if bool(actors["known"].iloc[row]) else "○"

    def cell(of_place: int) -> int:
        return (of_place - 1) * page.bar_cells // count

    for offset in range(page.bar_cells):
        within = is_rated and cell(best) <= offset <= cell(worst)
        marked = is_rated and offset == cell(place)
        page.sheet.put(page.row, _BAR + offset, mark if marked else None, "bar" if within else "bar_empty")


def _place(page: _Page, row: int) -> Value:
    actors, own = page.result.actors, int(page.result.entries.own_rank[row])
    place, is_known = int(actors["place"].iloc[row]), bool(actors["known"].iloc[row])
    if own >= 1 and place:
        return page.texts("summary.own_place.of", own=own, place=place)
    if own >= 1:
        return page.texts("summary.own_place", own=own)
    if not place:
        return None
    return place if is_known else f"{place} ?"


def _substitutes(result: Result, row: int) -> list[str]:
    folded = {fold(name): name for name in result.entries.actor}
    return substitute_names(result.entries.replaced_by[row], folded)


def _in_order(result: Result, rows: Sequence[int]) -> list[int]:
    order = result.actors["order"].tolist()
    return sorted(rows, key=lambda row: (order[row], fold(result.entries.actor[row])))


def _rows(result: Result, column: str, value: str) -> list[int]:
    return _in_order(result, [row for row, code in enumerate(result.actors[column].tolist()) if code == value])


def _form_word(page: _Page, row: int) -> str:
    """The form alone: the reason stands in the section of the form."""
    form = page.result.actors["form"].iloc[row]
    return page.texts(f"form.{form}") if isinstance(form, str) else _why(page, row)


def _why(page: _Page, row: int) -> str:
    result, texts = page.result, page.texts
    form, actor_class = result.actors["form"].iloc[row], result.actors["actor_class"].iloc[row]
    if not isinstance(form, str):
        cells = [page.where.cell(row, column) for column in messages.unknown_columns(result, row)]
        return texts("reason.undecided", cells=texts("list.and").join(cells)) if cells else texts("undecided")
    code = advice.reason(
        form,
        actor_class if isinstance(actor_class, str) else None,
        result.analysis.issue.kind,
        result.analysis.settings.form_table,
        needs_us=bool(result.entries.needs_us[row]),
    )
    return (
        texts(f"reason.{code}", form=texts(f"form.{form}").capitalize())
        if code == "edited"
        else texts(f"reason.{code}")
    )


def _step(page: _Page, row: int, code: str) -> str:
    if code != "ask":
        return page.texts(f"summary.next.{code}")
    columns = [heading(page.texts, column).lower() for column in messages.unknown_columns(page.result, row)]
    if not columns:
        return page.texts(f"summary.next.{advice.NEXT_STEP_FOR_TARGET_GROUP}")
    return page.texts("summary.next.ask", columns=page.texts("list.and").join(columns))


def _put_flagged(page: _Page) -> None:
    flagged = [row for flag in _FLAG_ORDER for row in _rows(page.result, "flag", flag)]
    _put_section(page, "summary.section.critical", columns=bool(flagged))
    for row in flagged:
        flag = page.result.actors["flag"].iloc[row]
        code = advice.next_step_for_flag(flag, has_substitutes=bool(_substitutes(page.result, row)))
        _put_actor(page, row, _form_word(page, row), _step(page, row, code))
    if not flagged:
        page.say(page.texts("summary.section.critical.none"), "text")


def _put_form(page: _Page, form: str) -> None:
    rows = _rows(page.result, "form", form)
    _put_section(page, f"summary.section.{form}", columns=bool(rows))
    for row in rows:
        _put_actor(page, row, _why(page, row), _step(page, row, advice.next_step_for_form(form)))
    if not rows:
        page.say(page.texts("summary.empty"), "text")


def _put_target_group(page: _Page) -> None:
    result = page.result
    rows = _in_order(result, [row for row, target in enumerate(result.entries.target_group.tolist()) if target])
    if rows:
        _put_section(page, "summary.section.target_group")
        for row in rows:
            step = _step(page, row, advice.NEXT_STEP_FOR_TARGET_GROUP)
            why = _form_word(page, row) if result.actors["rated"].iloc[row] else page.texts("summary.unrated")
            _put_actor(page, row, why, step)


def _put_unknown(page: _Page) -> None:
    """Rated actors of whom something is not known, then the named ones that are not rated yet."""
    result, texts = page.result, page.texts
    rated, known = result.actors["rated"].tolist(), result.actors["known"].tolist()
    in_use = (result.actors["order"] > 0).tolist()
    asked = [row for row, used in enumerate(in_use) if used and not known[row]]
    rows = _in_order(result, [row for row in asked if not rated[row] or messages.unknown_columns(result, row)])
    _put_section(page, "summary.section.unknown", columns=bool(rows))
    for row in rows:
        why = _form_word(page, row) if rated[row] else texts("summary.unrated")
        _put_actor(page, row, why, _step(page, row, "ask"))
    if not rows:
        page.say(texts("summary.nothing"), "text")


def _put_talk(page: _Page) -> None:
    """Faults and points of attention, the worst first, each with the actor; then what concerns the whole sheet."""
    result, texts = page.result, page.texts
    said = [
        message
        for message in messages.row_messages(result, page.where, texts)
        if message.weight < NoteWeight.INFO and not message.repeats_another
    ]
    whole = messages.sheet_messages(result, page.where, texts)
    _put_section(page, "summary.section.talk", columns=False, sheet=texts("sheet.arena.tab"))
    for message in said:
        name = result.entries.actor[message.row] or texts("summary.nameless")
        page.say(f"– {name}: {message.text}", "text")
    for message in whole:
        page.say(f"– {message.text}", "text")
    if not said and not whole:
        page.say(texts("summary.nothing"), "text")


def _put_figures(page: _Page) -> None:
    result, texts = page.result, page.texts
    actors = result.actors
    figures = [
        ("actors", int((actors["order"] > 0).sum())),
        ("rated", result.assessment.rated_count),
        ("known", int(actors["known"].sum())),
        ("own", int((result.entries.own_rank >= 1).sum())),
    ]
    figures_by_word = [(texts(f"summary.figure.{key}"), number) for key, number in figures]
    figures_by_word += [(texts(f"flag.{flag}"), len(_rows(result, "flag", flag))) for flag in _FLAG_ORDER]
    figures_by_word += [(texts(f"form.{form}"), len(_rows(result, "form", form))) for form in _FORM_SECTIONS]
    _put_section(page, "summary.section.figures", columns=False)
    page.say("   ·   ".join(f"{word}: {number}" for word, number in figures_by_word), "text")


def _put_left_over(page: _Page, agreed: Sequence[Agreement]) -> None:
    """Agreements about actors that no longer stand on the page: nothing that users wrote is left out."""
    left = agreements.place(page.sheet, page.slots, agreed)
    if not left:
        return
    _put_section(page, "summary.section.agreements")
    for agreement in left:
        for column in range(page.after_bar["agreements"]):
            in_bar = _BAR <= column < _BAR + page.bar_cells
            page.sheet.put(page.row, column, None, "bar_empty" if in_bar else "cell")
        page.sheet.put(page.row, _ACTOR, agreement.actor, "cell_bold")
        agreements.put(page.sheet, page.row, page.after_bar["agreements"], agreement.value)
        page.row += 1


def _facts(result: Result) -> list[tuple[str, Value]]:
    """What else the page was made from: the weights and the answers."""
    _, weights, _ = result.analysis.settings.weights
    facts: list[tuple[str, Value]] = [
        (f"INDEX({names.WEIGHTS},1,{number})", weight)
        for number, weight in enumerate((weights.dependency, weights.importance, weights.hardness), start=1)
    ]
    answers = result.analysis.answers
    for question in ("subject", "we", *KIND_QUESTIONS):
        facts.append((names.answer_to(question), arena.as_typed(answers.get(question))))
    return facts
