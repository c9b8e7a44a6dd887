"""The sheet Issue, step 1: what it is about, and the four questions that decide the kind of issue."""

from __future__ import annotations

from collections.abc import Mapping

from arena.locale import Catalogue, catalogue
from arena.method import forms
from arena.method.text import as_text
from arena.workbook import fitting, names
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Formula, PrintSetup, Sheet, Validation, Value, as_typed
from arena.workbook.formulas import cleaned_or_empty, filled, position_in, quoted
from arena.workbook.model import KIND_QUESTIONS, QUESTIONS, Result, read_answer
from arena.workbook.progress import answer_is_open, issue_progress
from arena.workbook.sheet import SheetCells, StandingSheet, StepState
from arena.workbook.sheets.step_states import step_state

_HEADER_ROW = 2
_FIRST_ROW = _HEADER_ROW + 1
_ANSWER, _READ, _OPEN = 1, 2, 3
_TEXT_HEIGHT, _SHORT_TEXT_HEIGHT = 48, 32


def describe(result: Result) -> Sheet:
    """Describe the sheet with the answers as typed and the kind of issue that they give."""
    analysis = result.analysis
    texts = catalogue(analysis.language)
    sheet = Sheet(
        key="issue",
        name=texts("sheet.issue.tab"),
        print_setup=PrintSetup(footer=texts("print.page"), landscape=False, columns=_ANSWER + 1),
        widths={0: 46, _ANSWER: 62, _READ: 11, _OPEN: 11},
        heights={0: 24},
    )
    sheet.put(0, 0, texts("sheet.issue.title"), "title")
    sheet.put(_HEADER_ROW, 0, texts("issue.column.question"), "header_entry")
    sheet.put(_HEADER_ROW, _ANSWER, texts("issue.column.answer"), "header_entry")
    sheet.put(_HEADER_ROW, _READ, texts("issue.column.read"), "header_calculation")
    sheet.put(_HEADER_ROW, _OPEN, texts("column.open.heading"), "header_calculation")
    rows = {question: _FIRST_ROW + number for number, question in enumerate(QUESTIONS)}
    for question, row in rows.items():
        typed = analysis.answers.get(question)
        sheet.put(row, 0, texts(f"issue.question.{question}"), "label")
        sheet.put(row, _ANSWER, as_typed(typed), "entry")
        sheet.names[names.answer_to(question)] = Area(row, _ANSWER, row, _ANSWER)
        sheet.put(row, _READ, _read_formula(question, row, typed), "calculation")
        sheet.put(row, _OPEN, _open_formula(question, row, typed), "calculation")
        if question in KIND_QUESTIONS:
            sheet.heights[row] = _SHORT_TEXT_HEIGHT
        else:
            needed = fitting.height_for([fitting.Written(as_text(typed), sheet.widths[_ANSWER], indent=1)])
            sheet.fitted[row] = max(needed, _TEXT_HEIGHT)
        if question in KIND_QUESTIONS:
            sheet.validations.append(
                Validation(
                    Area(row, _ANSWER, row, _ANSWER),
                    source=names.list_of("duration" if question == "duration" else "yes_no"),
                    title=texts("issue.answer.title"),
                    message=texts("issue.answer.message"),
                    error_title=texts("issue.answer.error.title"),
                    error=texts("issue.answer.error"),
                )
            )
    # each question is read in its own way, which Excel takes for a slip
    sheet.ignored_errors["formula_differs"] = [Area(_FIRST_ROW, _READ, max(rows.values()) + 3, _OPEN)]
    _put_totals(sheet, result, max(rows.values()) + 1)
    _put_kind(sheet, result, rows)
    return sheet


def answer(texts: Catalogue, question: str) -> str:
    """Return the reference to the cell that holds the answer to a question."""
    cell = Area(_FIRST_ROW + QUESTIONS.index(question), _ANSWER, _FIRST_ROW + QUESTIONS.index(question), _ANSWER)
    return f"'{texts('sheet.issue.tab')}'!{cell.address}"


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return the answers as typed."""
    return {"answers": {question: cells.typed(names.answer_to(question)) for question in QUESTIONS}}


def progress(result: Result) -> StepState:
    """Return how far step 1 is, by the formulas on this sheet."""
    texts = catalogue(result.analysis.language)
    step = issue_progress(result.analysis)
    begun = f"{names.ISSUE_BEGUN}=1"
    text = texts("start.missing.issue", open=step.open, all=len(QUESTIONS)) if step.begun and step.open else ""
    formula = filled(texts("start.missing.issue"), {"open": names.ISSUE_OPEN, "all": str(len(QUESTIONS))})
    missing = Formula(f'IF(AND({begun},{names.ISSUE_OPEN}>0),{formula},"")', text)
    return StepState(step_state(texts, step, begun, names.ISSUE_OPEN), missing, cell_name(_FIRST_ROW, _ANSWER))


SHEET = StandingSheet("issue", describe, read, names=tuple(map(names.answer_to, QUESTIONS)), step=1, progress=progress)


def _read_formula(question: str, row: int, typed: object) -> Value:
    """Return the formula of an answer as read: 1 = yes (a one-off), 0 = no, empty where it is not known."""
    if question not in KIND_QUESTIONS:
        return None
    reference = cell_name(row, _ANSWER)
    text = cleaned_or_empty(reference)
    if question == "duration":
        known = f'IFERROR(INDEX({names.levels_of("duration")},{position_in(text, names.words_of("duration"))}),"")'
    else:
        yes, no = (position_in(text, names.words_of(answer)) for answer in ("yes", "no"))
        known = f'IF(ISNUMBER({yes}),1,IF(ISNUMBER({no}),0,""))'
    answer = read_answer(question, typed)
    return Formula(f'IF(ISLOGICAL({reference}),"",{known})', "" if answer is None else int(answer))


def _open_formula(question: str, row: int, typed: object) -> Formula:
    text = cleaned_or_empty(cell_name(row, _ANSWER))
    if question in KIND_QUESTIONS:
        formula = f'IF(OR({text}="?",ISNUMBER({cell_name(row, _READ)})),0,1)'
    else:
        formula = f'IF({text}="",1,0)'
    return Formula(formula, int(answer_is_open(question, typed)))


def _put_totals(sheet: Sheet, result: Result, row: int) -> None:
    """Put how many questions are open, and whether any was answered: what the start sheet says of step 1."""
    step = issue_progress(result.analysis)
    first, last = cell_name(_FIRST_ROW, _OPEN), cell_name(row - 1, _OPEN)
    begun = "&".join(cleaned_or_empty(cell_name(r, _ANSWER)) for r in range(_FIRST_ROW, row))
    sheet.put(row, _OPEN, Formula(f"SUM({first}:{last})", step.open), "calculation")
    sheet.put(row, _READ, Formula(f'IF({begun}="",0,1)', int(step.begun)), "calculation")
    sheet.names[names.ISSUE_OPEN] = Area(row, _OPEN, row, _OPEN)
    sheet.names[names.ISSUE_BEGUN] = Area(row, _READ, row, _READ)


def _put_kind(sheet: Sheet, result: Result, rows: dict[str, int]) -> None:
    texts = catalogue(result.analysis.language)
    kind, assumed = result.analysis.issue
    number = forms.ISSUE_KINDS.index(kind) + 1
    row = max(rows.values()) + 3
    complex_, together, one_off, common = (cell_name(rows[question], _READ) for question in KIND_QUESTIONS)
    excluded = f"OR({complex_}=0,{together}=0,{one_off}=1)"
    assumed_formula = f"IF({excluded},IF(ISNUMBER({common}),0,1),IF(AND({complex_}=1,{together}=1,{one_off}=0),0,1))"
    sheet.put(row, _READ, Formula(f"IF({excluded},IF({common}=0,3,2),1)", number), "calculation")
    sheet.put(row, _OPEN, Formula(assumed_formula, int(assumed)), "calculation")
    sheet.names[names.ISSUE_KIND] = Area(row, _READ, row, _READ)
    sheet.names[names.ISSUE_ASSUMED] = Area(row, _OPEN, row, _OPEN)
    sheet.put(row, 0, texts("issue.kind"), "label")
    sheet.put(row, _ANSWER, Formula(kind_formula(texts("issue.assumed")), kind_text(result)), "state_wrap")
    sheet.heights[row] = _SHORT_TEXT_HEIGHT
    sheet.put(row + 1, 0, texts("issue.consequence"), "label")
    consequence = Formula(f"INDEX({names.CONSEQUENCES},{names.ISSUE_KIND})", texts(f"issue.consequence.{kind}"))
    sheet.put(row + 1, _ANSWER, consequence, "wrap_indented")
    sheet.heights[row + 1] = _SHORT_TEXT_HEIGHT
    row += 3
    sheet.put(row, 0, texts("issue.forms.title"), "section")
    for offset, form in enumerate(reversed(forms.FORMS[1:]), start=1):
        text = texts(f"issue.forms.{form}")
        sheet.put_across(row + offset, 0, _ANSWER, text, "wrap")
        sheet.heights[row + offset] = fitting.height_for([(text, sheet.widths[0] + sheet.widths[_ANSWER])])


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
