"""The sheet Start: the handout's six steps with their state, how to read the results, and where it all comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from arena.locale import Catalogue, catalogue
from arena.workbook import fitting, names, words
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Condition, Formula, Link, PrintSetup, Sheet, Value
from arena.workbook.formulas import filled, quoted
from arena.workbook.model import Result
from arena.workbook.sheet import StandingSheet

_STEP, _STATE, _MISSING, _GO = range(4)
_HEADER_ROW = 4
_STEPS = range(1, 7)
_WIDTHS = {_STEP: 50, _STATE: 20, _MISSING: 46, _GO: 20}
_LONGEST_STATE_LINES = 2
"""Lines that what is missing of a step may need, whatever it is."""

_READING_LINES = range(1, 11)


def leading_to(sheets: Sequence[StandingSheet]) -> StandingSheet:
    """Return the sheet that leads to the other standing sheets, and says how far the step of each is."""
    return StandingSheet("start", partial(_describe, sheets))


def _describe(sheets: Sequence[StandingSheet], result: Result) -> Sheet:
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="start",
        name=texts("sheet.start.tab"),
        print_setup=PrintSetup(footer=texts("print.internal"), landscape=False),
        widths=dict(_WIDTHS),
        heights={0: 26},
    )
    sheet.put(0, 0, texts("sheet.start.title"), "title")
    _put_line(sheet, 1, texts("start.example") if result.analysis.example else texts("start.principle"), "state")
    _put_line(sheet, 2, texts("start.internal"), "internal_wrap")
    for column, key in enumerate(("step", "state", "missing", "go")):
        sheet.put(_HEADER_ROW, column, texts(f"start.column.{key}"), "header_entry")
    of_step = {one.step: one for one in sheets}
    for step in _STEPS:
        _put_step(sheet, step, of_step.get(step), result, texts)
    last = _HEADER_ROW + len(_STEPS)
    sheet.conditions.append(
        Condition(
            Area(_HEADER_ROW + 1, _STATE, last, _STATE),
            f"${cell_name(_HEADER_ROW + 1, _STATE)}={quoted(texts('start.state.done'))}",
            "done",
        )
    )
    row = last + 2
    sheet.put(row, 0, texts("start.reading.title"), "section")
    for line in _READING_LINES:
        _put_line(sheet, row + line, _reading_line(line, result, texts), "wrap")
    _put_line(sheet, row + len(_READING_LINES) + 2, texts("start.colophon"), "pale")
    if result.analysis.example:
        _put_line(sheet, row + len(_READING_LINES) + 3, texts("start.principle"), "pale")
    return sheet


def _put_line(sheet: Sheet, row: int, value: Value, style: str) -> None:
    text = str(value.value) if isinstance(value, Formula) else str(value)
    sheet.put_across(row, _STEP, _GO, value, style)
    sheet.heights[row] = fitting.height_for([(text, sum(_WIDTHS.values()))])


def _put_step(sheet: Sheet, step: int, its_sheet: StandingSheet | None, result: Result, texts: Catalogue) -> None:
    row = _HEADER_ROW + step
    sheet.put(row, _STEP, texts(f"start.step.{step}"), "cell_bold")
    state: Value
    missing: Value
    go: Value
    if its_sheet is not None and its_sheet.progress is not None:
        state, missing, cell = its_sheet.progress(result)
        name = texts(f"sheet.{its_sheet.key}.tab")
        go = Link(name, cell, texts("link.to", sheet=name))
    else:
        state, missing, go = texts("start.state.yourself"), texts(f"start.todo.{step}"), None
    said = "\n" * (_LONGEST_STATE_LINES - 1) if isinstance(missing, Formula) else str(missing)
    sheet.heights[row] = fitting.height_for(
        [
            fitting.Written(texts(f"start.step.{step}"), _WIDTHS[_STEP], bold=True, indent=1),
            fitting.Written(said, _WIDTHS[_MISSING], indent=1),
        ]
    )
    sheet.put(row, _STATE, state, "computed")
    sheet.put(row, _MISSING, missing, "computed")
    sheet.put(row, _GO, go, "link")


def _reading_line(line: int, result: Result, texts: Catalogue) -> Value:
    if line == 2:
        code, _, _ = result.analysis.settings.weights
        number = f"INDEX({names.list_of('priority')},{names.PRIORITY_NUMBER})"
        text = texts("start.reading.2", priority=words.listed_priority(texts, code))
        return Formula(filled(texts("start.reading.2"), {"priority": number}), text)
    if line == 9:
        kind = result.analysis.issue.kind
        proposed = result.analysis.settings.form_table[kind]
        classes = ("context", "complementary", "core")
        said = {name: texts(f"form.{proposed[name]}") for name in classes}
        formulas = {
            name: f"INDEX({names.FORM_WORDS},INDEX({names.FORM_PROPOSALS},{number},{number})+1)"
            for number, name in enumerate(classes, start=2)
        }
        formulas["kind"] = f"INDEX({names.KIND_WORDS},{names.ISSUE_KIND})"
        text = texts("start.reading.9", kind=texts(f"issue_kind.{kind}"), **said)
        return Formula(filled(texts("start.reading.9"), formulas), text)
    return texts(f"start.reading.{line}")
