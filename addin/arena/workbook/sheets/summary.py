"""The generated sheet summary: one page for a meeting. Whom we can hardly do without first, then the actors by form.

A generated sheet: no merges, no conditional formats, no charts. A formula tells whether the page still fits what it was
made from. Nobody stands on it twice: where an actor belongs to a later section as well, that section's band names them.
"""

from __future__ import annotations

from collections.abc import Sequence

from arena.locale import catalogue
from arena.method import advice
from arena.method.forms import FORMS, ISSUE_KINDS
from arena.method.notes import NoteWeight
from arena.method.roles import CLASSES, SIGNALS
from arena.method.short_number import length
from arena.method.text import clean
from arena.workbook import messages, names
from arena.workbook.cells import Area
from arena.workbook.description import PrintSetup, Sheet
from arena.workbook.formulas import cleaned_or_empty, times
from arena.workbook.messages import Headings
from arena.workbook.model import Result
from arena.workbook.sheet import GeneratedSheet, MadeFrom
from arena.workbook.sheets.columns import heading
from arena.workbook.sheets.generated import agreements, freshness, seal
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.generated.freshness import Fact
from arena.workbook.sheets.summary_page import Page

_TITLE_POINTS = 21.0
_FORM_SECTIONS = ("network", "ad_hoc", "consultation", "none")
_BETWEEN_NAMES = " · "

_SAID_AMONG_UNKNOWN = ("missing_importance", "missing_replaceability")
"""Notes that are not repeated among what to talk about: the section of what is not known names these columns."""


def describe(made_from: MadeFrom) -> Sheet:
    """Describe the summary as it was made on a day."""
    result = made_from.result
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="summary",
        name=texts("sheet.summary.tab"),
        tab_style="tab_internal",
        styles=SIGNALS,
        print_setup=PrintSetup(footer=texts("print.internal")),
    )
    page = Page(sheet, result, texts)
    status_row = _put_head(page, made_from.day)
    headings = page.put_headings()
    _put_flagged(page)
    for form in _FORM_SECTIONS:
        _put_form(page, form)
    _put_target_group(page)
    _put_unknown(page)
    _put_talk(page, Headings(made_from.source.headings, texts))
    _put_figures(page)
    _put_left_over(page, made_from.agreed)
    sheet.print_setup = PrintSetup(
        footer=texts("print.internal"),
        columns=page.last_column + 1,
        rows=page.row - 1,
        repeat=(headings, headings),
        one_page=page.fits_one_page(),
    )
    first = page.last_column + 1 + freshness.GAP
    verdict = freshness.Verdict(texts("summary.fits"), texts("summary.outdated"), texts("generated.unseen"))
    sheet.put(status_row, 0, freshness.put(sheet, made_from, texts, verdict, first, facts=_facts(result)), "state")
    seal.put(sheet, 1, first, page.last_column, "pale_line")
    rows, columns = zip(*sheet.cells, strict=True)
    sheet.ignored_errors = {"number_stored_as_text": [Area(0, 0, max(rows), max(columns))]}
    return sheet


SHEET = GeneratedSheet("summary", describe)


def _put_head(page: Page, day: str) -> int:
    """Put title, issue, who "we" are, day and order; return the row for whether the page still fits."""
    texts, result = page.texts, page.result
    answers = result.analysis.answers
    page.sheet.heights[0] = _TITLE_POINTS
    page.say(texts("sheet.summary.title"), "title")
    subject, we = clean(answers.get("subject")), clean(answers.get("we"))
    page.say(texts("summary.issue", issue=subject) if subject else texts("summary.issue.missing"), "label_line")
    page.say(texts("summary.we", we=we) if we else texts("summary.we.missing"), "text")
    known = int(result.actors["known"].sum())
    named = int((result.actors["order"] > 0).sum())
    code, _, _ = result.analysis.settings.weights
    kind, assumed = result.analysis.issue
    said = [
        texts("summary.made", date=day, known=known, count=named),
        texts("summary.rule", priority=texts(f"priority.{code}")),
        texts("summary.assumption" if assumed else "summary.kind", kind=texts(f"issue_kind.{kind}")),
    ]
    page.say(" ".join(said), "text")
    status_row = page.row
    page.sheet.put(status_row, page.column["brings"], texts("generated.internal"), "internal_page")
    page.row += 1
    page.say(texts("summary.legend"), "legend")
    if result.analysis.example:
        page.sheet.put(0, page.column["brings"], texts("start.example"), "example_note")
    return status_row


def _put_section(page: Page, key: str, rows: Sequence[int], nobody: str, step: str = "") -> list[int]:
    """Put the band of a section, naming who stands above; return the rows that still are to be put."""
    above = [page.name(row) for row in rows if row in page.shown]
    said = page.texts("summary.above", names=_BETWEEN_NAMES.join(above)) if above else ""
    if not rows:
        said = page.texts(nobody)
    elif above and step:
        said = f"{said} {step}"
    page.open_section(page.texts(f"summary.section.{key}"), said.split(_BETWEEN_NAMES), _BETWEEN_NAMES)
    return [row for row in rows if row not in page.shown]


def _rows(page: Page, column: str, *values: str) -> list[int]:
    return page.result.in_order([row for row, code in enumerate(page.actors[column]) if code in values])


def _why(page: Page, row: int) -> str:
    """Return why the form is proposed; what to find out first where none can be."""
    result, texts = page.result, page.texts
    if not page.actors["rated"][row]:
        return texts("summary.unrated")
    code = advice.reason(result.assessment, row)
    if code == "undecided":
        columns = _unknown_columns(page, row)
        return texts("reason.undecided", cells=columns) if columns else texts("undecided")
    if code == "edited":
        return texts("reason.edited", form=texts(f"form.{page.actors['form'][row]}").capitalize())
    return texts(f"reason.{code}")


def _unknown_columns(page: Page, row: int) -> str:
    columns = [heading(page.texts, column).lower() for column in messages.unknown_columns(page.result, row)]
    return page.texts("list.and").join(columns)


def _step(page: Page, row: int, code: str) -> str:
    if code != "ask":
        return page.texts(f"summary.next.{code}")
    columns = _unknown_columns(page, row)
    if not columns:
        return page.texts(f"summary.next.{advice.NEXT_STEP_FOR_TARGET_GROUP}")
    return page.texts("summary.next.ask", columns=columns)


def _put_flagged(page: Page) -> None:
    for row in _put_section(page, "critical", _rows(page, "flag", *SIGNALS), "summary.section.critical.none"):
        page.put_actor(row, _why(page, row), _step(page, row, advice.next_step(page.result.assessment, row)))


def _put_form(page: Page, form: str) -> None:
    step = page.texts(f"summary.next.{form}")
    for row in _put_section(page, form, _rows(page, "form", form), "summary.empty", step):
        page.put_actor(row, _why(page, row), _step(page, row, advice.next_step(page.result.assessment, row)))


def _put_target_group(page: Page) -> None:
    rows = page.result.in_order([row for row, target in enumerate(page.result.entries.target_group.tolist()) if target])
    if rows:
        step = page.texts(f"summary.next.{advice.NEXT_STEP_FOR_TARGET_GROUP}")
        for row in _put_section(page, "target_group", rows, "summary.empty", step):
            page.put_actor(row, _why(page, row), step)


def _put_unknown(page: Page) -> None:
    """Put the rated actors of whom something is not known, then the named ones that are not rated yet."""
    actors = page.actors
    asked = [row for row, order in enumerate(actors["order"]) if order > 0 and not actors["known"][row]]
    rows = page.result.in_order([row for row in asked if not actors["rated"][row] or _unknown_columns(page, row)])
    above = [row for row in rows if row in page.shown]
    said = [f"{page.name(row)} ({_unknown_columns(page, row)})" for row in above]
    texts = page.texts
    beside = (
        texts("summary.above", names=_BETWEEN_NAMES.join(said)) if above else "" if rows else texts("summary.nothing")
    )
    page.open_section(texts("summary.section.unknown"), beside.split(_BETWEEN_NAMES), _BETWEEN_NAMES)
    for row in rows:
        if row not in page.shown:
            page.put_actor(row, _why(page, row), _step(page, row, "ask"))


def _put_talk(page: Page, where: Headings) -> None:
    """Put faults and points of attention, the worst first, each with the actor; then those of the whole sheet."""
    result, texts = page.result, page.texts
    of_actor: dict[str, list[str]] = {}
    for message in messages.row_messages(result, where, texts):
        if message.weight < NoteWeight.INFO and not message.repeats_another and message.code not in _SAID_AMONG_UNKNOWN:
            of_actor.setdefault(page.name(message.row), []).append(message.text)
    said = [texts("summary.talk.point", actor=actor, what=" ".join(what)) for actor, what in of_actor.items()]
    said += [message.text for message in messages.sheet_messages(result, where, texts)]
    page.open_section(texts("summary.section.talk"), [] if said else [texts("summary.nothing")])
    for point in said:
        page.say(point, "text")


def _put_figures(page: Page) -> None:
    result, texts = page.result, page.texts
    figures = [
        ("summary.figure.actors", int((result.actors["order"] > 0).sum())),
        ("summary.figure.rated", page.places),
        ("summary.figure.known", int(result.actors["known"].sum())),
        ("summary.figure.own", int((result.entries.own_rank >= 1).sum())),
        *((f"flag.{flag}", len(_rows(page, "flag", flag))) for flag in SIGNALS),
        *((f"form.{form}", len(_rows(page, "form", form))) for form in _FORM_SECTIONS),
    ]
    said = [f"{texts(key)}: {number}" for key, number in figures]
    page.open_section(texts("summary.section.figures"), said, _BETWEEN_NAMES)


def _put_left_over(page: Page, agreed: Sequence[Agreement]) -> None:
    """Put the agreements with actors that no longer stand on the page: none is lost."""
    left = agreements.assign(page.sheet, page.slots, agreed)
    if left:
        page.open_section(page.texts("summary.section.agreements"))
        for agreement in left:
            page.put_agreement(agreement)


def _facts(result: Result) -> list[Fact]:
    """Return what else the page was made from: weights, kind of issue, forms, and how long two answers are."""
    analysis = result.analysis
    _, weights, _ = analysis.settings.weights
    kind, assumed = analysis.issue
    of_weights = enumerate((weights.dependency, weights.importance, weights.hardness), start=1)
    proposed = analysis.settings.form_table[kind]
    numbers = range(1, len(CLASSES) + 1)
    forms_of_classes = "+".join(times(len(FORMS) ** (n - 1), f"INDEX({names.FORM_PROPOSALS},{n},{n})") for n in numbers)
    return [
        *((f"INDEX({names.WEIGHTS},1,{number})", weight) for number, weight in of_weights),
        (names.ISSUE_KIND, ISSUE_KINDS.index(kind) + 1),
        (names.ISSUE_ASSUMED, int(assumed)),
        (forms_of_classes, sum(len(FORMS) ** n * FORMS.index(proposed[name]) for n, name in enumerate(CLASSES))),
        *(
            (f"LEN({cleaned_or_empty(names.answer_to(question))})", length(clean(analysis.answers.get(question))))
            for question in ("subject", "we")
        ),
    ]
