"""The sheet Start: the handout's six steps with their state, how to read the results, and where it all comes from."""

from __future__ import annotations

from arena.locale import Catalogue, catalogue
from arena.workbook import fitting, names, progress, words
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Condition, Formula, Link, PrintSetup, Sheet, Value
from arena.workbook.formulas import filled, quoted
from arena.workbook.model import QUESTIONS, Result
from arena.workbook.sheets.columns import all_cells

_STEP, _STATE, _MISSING, _GO = range(4)
_HEADER_ROW = 4
_STEPS = range(1, 7)
_WIDTHS = {_STEP: 50, _STATE: 20, _MISSING: 46, _GO: 20}
_LONGEST_STATE_LINES = 2
"""Lines that "Wat ontbreekt nog?" may need, whatever it says."""

_READING_LINES = range(1, 11)


def describe(result: Result) -> Sheet:
    """Describe the sheet with the state of the steps that have a sheet of their own."""
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
    for step in _STEPS:
        _put_step(sheet, step, result, texts)
    last = _HEADER_ROW + len(_STEPS)
    sheet.conditions.append(
        Condition(
            Area(_HEADER_ROW + 1, _STATE, last, _STATE),
            f"{cell_name(_HEADER_ROW + 1, _STATE).replace('B', '$B')}={quoted(texts('start.state.done'))}",
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


def _put_step(sheet: Sheet, step: int, result: Result, texts: Catalogue) -> None:
    row = _HEADER_ROW + step
    sheet.put(row, _STEP, texts(f"start.step.{step}"), "cell_bold")
    state: Value = texts("start.state.yourself")
    missing: Value = texts(f"start.todo.{step}") if step > 2 else None
    go: Value = None
    if step == 1:
        state, missing = _issue_state(result, texts)
    elif step == 2:
        state, missing = _arena_state(result, texts)
    if step <= 2:
        name = texts("sheet.issue.tab" if step == 1 else "sheet.arena.tab")
        go = Link(name, "B4" if step == 1 else "A5", texts("link.to", sheet=name))
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


def _states(texts: Catalogue, begun: str, still_open: str) -> str:
    word = {state: quoted(texts(f"start.state.{state}")) for state in ("not_started", "busy", "done")}
    return f"IF({begun},IF({still_open}=0,{word['done']},{word['busy']}),{word['not_started']})"


def _issue_state(result: Result, texts: Catalogue) -> tuple[Formula, Formula]:
    step = progress.issue_progress(result.analysis)
    state = Formula(_states(texts, f"{names.ISSUE_BEGUN}=1", names.ISSUE_OPEN), texts(f"start.state.{step.state}"))
    data = {"open": step.open, "all": len(QUESTIONS)}
    text = texts("start.missing.issue", **data) if step.begun and step.open else ""
    formula = filled(texts("start.missing.issue"), {"open": names.ISSUE_OPEN, "all": str(len(QUESTIONS))})
    return state, Formula(f'IF(AND({names.ISSUE_BEGUN}=1,{names.ISSUE_OPEN}>0),{formula},"")', text)


def _arena_state(result: Result, texts: Catalogue) -> tuple[Formula, Formula]:
    step = progress.arena_progress(result)
    still_open = all_cells(texts, "open")
    begun, count, waiting = f"COUNT({still_open})>0", f"SUM({still_open})", f'COUNTIF({still_open},">0")'
    state = Formula(_states(texts, begun, count), texts(f"start.state.{step.state}"))
    actors = int((progress.open_cells(result) > 0).sum())
    said = {"cells": _counted(texts, "cells", step.open), "actors": _counted(texts, "actors", actors)}
    places = {"cells": _counting(texts, "cells", count), "actors": _counting(texts, "actors", waiting)}
    formula = filled(texts("start.missing.arena"), places)
    return state, Formula(f'IF({count}>0,{formula},"")', texts("start.missing.arena", **said) if step.open else "")


def _counted(texts: Catalogue, what: str, count: int) -> str:
    return texts(f"start.{what}.one") if count == 1 else texts(f"start.{what}", count=count)


def _counting(texts: Catalogue, what: str, count: str) -> str:
    many = filled(texts(f"start.{what}"), {"count": count})
    return f"IF({count}=1,{quoted(texts(f'start.{what}.one'))},{many})"


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
