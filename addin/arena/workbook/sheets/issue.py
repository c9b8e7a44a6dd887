"""The sheet Issue, step 1: what it is about, the four questions that decide its kind, and the criteria of step 4."""

from __future__ import annotations

from collections.abc import Mapping

from arena.locale import Catalogue, catalogue
from arena.method import forms
from arena.method.levels import CRITERIA
from arena.method.text import as_text, clean
from arena.workbook import fitting, names
from arena.workbook.audience import EVERYONE, TEAM, TEAM_AND_PARTNERS, Reader
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Formula, PrintSetup, Sheet, Validation, as_typed
from arena.workbook.formulas import cleaned_or_empty, quoted
from arena.workbook.model import KIND_QUESTIONS, QUESTIONS, Analysis, Result
from arena.workbook.sheet import SheetCells, StandingSheet

_HEADER_ROW = 2
_FIRST_ROW = _HEADER_ROW + 1
_ANSWER = 1
_TEXT_HEIGHT, _SHORT_TEXT_HEIGHT = 45, 30
LONGEST_CRITERION = 60
"""Characters of a criterion: more do not fit above its column."""


def describe(result: Result) -> Sheet:
    """Describe the sheet with the answers as typed, the kind of issue that they give, and the criteria of step 4."""
    analysis = result.analysis
    texts = catalogue(analysis.language)
    sheet = Sheet(
        key="issue",
        name=texts("sheet.issue.tab"),
        print_setup=PrintSetup(footer=texts("print.internal"), landscape=False, columns=_ANSWER + 1),
        widths={0: 46, _ANSWER: 62},
        heights={0: 24},
    )
    sheet.put(0, 0, texts("sheet.issue.title"), "title")
    sheet.put(_HEADER_ROW, 0, texts("issue.column.question"), "header_entry")
    sheet.put(_HEADER_ROW, _ANSWER, texts("issue.column.answer"), "header_entry")
    for row, question in enumerate(QUESTIONS, start=_FIRST_ROW):
        _put_question(sheet, row, question, analysis.answers.get(question), texts)
    row = _put_kind(sheet, result, _FIRST_ROW + len(QUESTIONS) + 1)
    _put_criteria(sheet, result, _put_forms(sheet, texts, row + 1) + 1)
    return sheet


def _put_question(sheet: Sheet, row: int, question: str, typed: object, texts: Catalogue) -> None:
    sheet.put(row, 0, texts(f"issue.question.{question}"), "label_beside")
    sheet.put(row, _ANSWER, as_typed(typed), "entry_beside")
    answer = Area(row, _ANSWER, row, _ANSWER)
    sheet.names[names.answer_to(question)] = answer
    if question not in KIND_QUESTIONS:
        needed = fitting.height_for([fitting.Written(as_text(typed), sheet.widths[_ANSWER], indent=1)])
        sheet.fitted[row] = max(needed, _TEXT_HEIGHT)
        return
    sheet.heights[row] = _SHORT_TEXT_HEIGHT
    sheet.validations.append(
        Validation(
            answer,
            source=names.list_of("duration" if question == "duration" else "yes_no"),
            title=texts("issue.answer.title"),
            message=texts("issue.answer.message"),
        )
    )


def _put_kind(sheet: Sheet, result: Result, row: int) -> int:
    """Put the kind of issue and what it asks for, both silent until a question about it is answered.

    Returns:
        The row after it.
    """
    texts = catalogue(result.analysis.language)
    answered = any(clean(result.analysis.answers.get(question)) for question in KIND_QUESTIONS)
    typed = "&".join(cleaned_or_empty(names.answer_to(question)) for question in KIND_QUESTIONS)
    silent = texts("issue.unanswered")
    kind = Formula(
        f'IF({typed}="",{quoted(silent)},{kind_formula(texts("issue.assumed"))})',
        kind_text(result) if answered else silent,
    )
    asked = f"INDEX({names.CONSEQUENCES},{names.ISSUE_KIND})"
    said = texts(f"issue.consequence.{result.analysis.issue.kind}") if answered else ""
    sheet.put(row, 0, texts("issue.kind"), "label_beside")
    sheet.put(row, _ANSWER, kind, "state_wrap")
    sheet.put(row + 1, 0, texts("issue.consequence"), "label_beside")
    sheet.put(row + 1, _ANSWER, Formula(f'IF({typed}="","",{asked})', said), "wrap_indented")
    sheet.heights |= {row: _SHORT_TEXT_HEIGHT, row + 1: _SHORT_TEXT_HEIGHT}
    return row + 2


def _put_forms(sheet: Sheet, texts: Catalogue, row: int) -> int:
    """Put what the three forms of collaboration are; return the row after them."""
    sheet.put(row, 0, texts("issue.forms.title"), "section")
    for form in reversed(forms.FORMS[1:]):
        row += 1
        text = texts(f"issue.forms.{form}")
        sheet.put_across(row, 0, _ANSWER, text, "wrap")
        sheet.heights[row] = fitting.height_for([(text, sheet.widths[0] + sheet.widths[_ANSWER])])
    return row + 1


def _put_criteria(sheet: Sheet, result: Result, row: int) -> None:
    """Put the criteria by which actors are selected, to be written before anyone is chosen, with an example of each."""
    texts = catalogue(result.analysis.language)
    sheet.put(row, 0, texts("issue.criteria.title"), "section")
    sheet.put(row + 1, 0, texts("issue.criteria.how"), "pale_line")
    row += 2
    # one below the other: Enter leads from a criterion to the next, and not to a cell in which nothing counts
    for number, criterion in enumerate(CRITERIA, start=1):
        label = texts(f"issue.question.{criterion}")
        with_example = f"{label}, {texts(f'issue.criterion.example.{number}')}"
        blank = f'{cleaned_or_empty(names.criterion(criterion))}=""'
        shown = label if clean(result.analysis.answers.get(criterion)) else with_example
        sheet.put(row, 0, Formula(f"IF({blank},{quoted(with_example)},{quoted(label)})", shown), "label_beside")
        sheet.put(row, _ANSWER, as_typed(result.analysis.answers.get(criterion)), "entry_beside")
        sheet.heights |= {row: _SHORT_TEXT_HEIGHT}
        written = Area(row, _ANSWER, row, _ANSWER)
        sheet.names[names.criterion(criterion)] = written
        sheet.validations.append(
            Validation(
                written,
                longest=LONGEST_CRITERION,
                title=texts("issue.criterion.title"),
                message=texts("issue.criterion.message"),
                error_title=texts("issue.criterion.error.title"),
                error=texts("issue.criterion.error"),
            )
        )
        row += 1


def criterion_formula(texts: Catalogue, criterion: str) -> str:
    """Return the formula of a criterion as it is read above its column: how to write one where there is none."""
    written = cleaned_or_empty(names.criterion(criterion))
    return f'IF({written}="",{quoted(texts("banner.step.4.no_criterion"))},{written})'


def criterion_text(result: Result, criterion: str) -> str:
    """Return what :func:`criterion_formula` gives."""
    texts = catalogue(result.analysis.language)
    return clean(result.analysis.answers.get(criterion)) or texts("banner.step.4.no_criterion")


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return the answers as typed."""
    typed = {question: cells.typed(names.answer_to(question)) for question in QUESTIONS}
    return {"answers": typed | {criterion: cells.typed(names.criterion(criterion)) for criterion in CRITERIA}}


_GO_TO = {"subject": EVERYONE, "benefit": TEAM_AND_PARTNERS, "we": TEAM, "appeal": TEAM}
_GO_TO |= dict.fromkeys((*KIND_QUESTIONS, *CRITERIA), TEAM)
"""Who may see each answer; one that is not named here goes to nobody."""


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return the answers that a reader may see."""
    return {"answers": {key: analysis.answers.get(key) for key, to in _GO_TO.items() if reader.audience in to}}


SHEET = StandingSheet(
    "issue",
    describe,
    read,
    goes_to=TEAM,
    shared=shared,
    names=(*map(names.answer_to, QUESTIONS), *map(names.criterion, CRITERIA)),
    steps={1: cell_name(_FIRST_ROW, _ANSWER)},
)


def kind_text(result: Result) -> str:
    """Return the kind of issue in words, with "assumed" beside it where it is."""
    texts = catalogue(result.analysis.language)
    kind, assumed = result.analysis.issue
    word = texts(f"issue_kind.{kind}")
    return texts("issue.assumed", kind=word) if assumed else word


def kind_formula(assumed_text: str) -> str:
    """Return the formula that gives :func:`kind_text`, from the catalogue's text with its place ``{kind}``."""
    word = f"INDEX({names.KIND_WORDS},{names.ISSUE_KIND})"
    before, after = assumed_text.split("{kind}")
    return f"IF({names.ISSUE_ASSUMED}=1,{quoted(before)}&{word}&{quoted(after)},{word})"
