"""The settings sheet: the user's choices, and under them every table and word that the formulas read."""

from __future__ import annotations

from collections.abc import Mapping

from arena.locale import LANGUAGES, catalogue
from arena.method import forms, ranking
from arena.method.roles import CLASSES
from arena.method.text import clean, fold
from arena.workbook import fitting, names
from arena.workbook.audience import TEAM, Reader
from arena.workbook.cells import Area
from arena.workbook.description import Formula, PrintSetup, Sheet, Validation, Value, as_typed
from arena.workbook.formulas import cleaned_or_empty
from arena.workbook.look import STYLES
from arena.workbook.model import Analysis, Result, Settings
from arena.workbook.sheet import SheetCells, StandingSheet
from arena.workbook.sheets import settings_tables
from arena.workbook.sheets.settings_page import OURS, WIDTHS, Page, looked_up
from arena.workbook.words import listed_priority

_PRINTED_COLUMNS = 5
"""Of what users choose: the first columns hold it."""


def describe(result: Result) -> Sheet:
    """Describe the sheet with the settings as typed."""
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="settings",
        name=texts("sheet.settings.tab"),
        print_setup=PrintSetup(footer=texts("print.page")),
        widths=dict(enumerate(WIDTHS)),
        freeze=(1, 0),
        heights={0: 22},
    )
    sheet.put(0, 0, texts("sheet.settings.title"), "title")
    page = Page(sheet, texts, result.analysis.settings)
    page.row = 1
    page.line([texts("settings.intro")], ["pale_line"])
    _choices(page)
    weights = _weights(page)
    table = _forms(page)
    # who prints the workbook does not want the tables that the formulas read
    sheet.print_setup = PrintSetup(footer=texts("print.page"), columns=_PRINTED_COLUMNS, rows=page.row - 1)
    page.part("settings.checking")
    settings_tables.put(page, result, weights, table)
    _fit_rows(sheet)
    return sheet


def read(cells: SheetCells) -> Mapping[str, object]:
    """Return the settings as typed, and the language where it is one that is supported."""
    forms_typed = cells.block(names.FORM_TABLE, len(forms.ISSUE_KINDS), len(CLASSES))
    table = {
        (kind, name): value
        for kind, line in zip(forms.ISSUE_KINDS, forms_typed, strict=False)
        for name, value in zip(reversed(CLASSES), line, strict=False)
        if value is not None
    }
    weights = [value for line in cells.block(names.CUSTOM_WEIGHTS, 1, 3) for value in line]
    settings = Settings(
        priority=cells.typed(names.PRIORITY),
        scale=cells.typed(names.SCALE),
        objections=cells.typed(names.OBJECTIONS),
        custom_weights=(weights[0], weights[1], weights[2]) if len(weights) == 3 else (None, None, None),
        forms=table,
    )
    language = fold(cells.typed(names.LANGUAGE))
    return {"settings": settings, **({"language": language} if language in LANGUAGES else {})}


def shared(analysis: Analysis, reader: Reader) -> Mapping[str, object]:
    """Return the settings for the team; whether the summary marks who has objections, only with the talks."""
    if reader.audience not in TEAM:
        return {}
    typed = analysis.settings
    return {
        "settings": Settings(
            priority=typed.priority,
            scale=typed.scale,
            custom_weights=typed.custom_weights,
            forms=typed.forms,
            objections=typed.objections if reader.talks else None,
        )
    }


SHEET = StandingSheet(
    "settings",
    describe,
    read,
    names=(
        names.LANGUAGE,
        names.PRIORITY,
        names.SCALE,
        names.OBJECTIONS,
        names.CUSTOM_WEIGHTS,
        names.FORM_TABLE,
    ),
    goes_to=TEAM,
    shared=shared,
)


def _fit_rows(sheet: Sheet) -> None:
    """Give every row the height of its longest wrapped text."""
    texts: dict[int, list[fitting.Written]] = {}
    for (row, column), cell in sheet.cells.items():
        style = STYLES[cell.style]
        if isinstance(cell.value, str) and style.wrap:
            written = fitting.Written(cell.value, sheet.widths[column], style.bold, style.indent)
            texts.setdefault(row, []).append(written)
    for row, in_row in texts.items():
        height = fitting.height_for(in_row)
        if height > fitting.LINE_POINTS and row not in sheet.heights:
            sheet.fitted[row] = height


def _choices(page: Page) -> None:
    texts, settings = page.texts, page.settings
    page.section("settings.choices", OURS)
    priority = settings.priority if clean(settings.priority) else listed_priority(texts, ranking.DEFAULT_PRIORITY)
    row = page.line([texts("settings.priority"), as_typed(priority)], ["label", "entry"])
    cell = page.name(names.PRIORITY, Area(row, 1, row, 1))
    page.choice(cell, names.list_of("priority"), "settings.weights.priority", "settings.priority.message")
    scale = settings.scale if clean(settings.scale) else texts("settings.scale.normal")
    row = page.line([texts("settings.scale"), as_typed(scale)], ["label", "entry"])
    cell = page.name(names.SCALE, Area(row, 1, row, 1))
    page.choice(cell, names.list_of("scale"), "settings.scale", "settings.scale.message")
    objections = settings.objections if clean(settings.objections) else texts("answer.no")
    row = page.line([texts("settings.objections"), as_typed(objections)], ["label", "entry"])
    cell = page.name(names.OBJECTIONS, Area(row, 1, row, 1))
    page.choice(cell, names.list_of("yes_no"), "settings.lists.yes_no", "settings.objections.message")
    row = page.line([texts("settings.language"), texts.language], ["label", "computed"])
    page.name(names.LANGUAGE, Area(row, 1, row, 1))


def _weights(page: Page) -> Area:
    """Put the weights of each priority, a row each, those of the user last; return their area."""
    texts, settings = page.texts, page.settings
    page.section("settings.weights", OURS)
    columns = ("priority", "dependency", "importance", "hardness")
    page.line([texts(f"settings.weights.{name}") for name in columns], ["header_computed"] * 4)
    first = page.row
    for priority, weights in ranking.PRESETS.items():
        values: list[Value] = [listed_priority(texts, priority)]
        values += [weights.dependency, weights.importance, weights.hardness]
        page.line(values, ["computed", *["computed_center"] * 3])
    custom = page.line(
        [texts(f"priority.{ranking.CUSTOM}"), *map(as_typed, settings.custom_weights)],
        ["computed", *["entry_center"] * 3],
    )
    page.name(names.list_of("priority"), Area(first, 0, custom, 0))
    own = page.name(names.CUSTOM_WEIGHTS, Area(custom, 1, custom, 3))
    page.sheet.validations.append(
        Validation(
            own,
            whole=(1, ranking.HEAVIEST),
            title=texts(f"priority.{ranking.CUSTOM}"),
            message=texts("settings.weights.message"),
            error_title=texts("settings.weights.error.title"),
            error=texts("settings.weights.error"),
            stops=True,
        )
    )
    _problem(page)
    return Area(first, 1, custom, 3)


def _problem(page: Page) -> None:
    """Put a sentence that shows where the priority or its weights cannot be read, so that the default counts."""
    _, _, as_asked = page.settings.weights
    problem = page.texts("settings.weights.problem", priority=page.texts(f"priority.{ranking.DEFAULT_PRIORITY}"))
    number = looked_up(names.PRIORITY, names.words_of("priority"), names.levels_of("priority"), "0")
    blank = f'{cleaned_or_empty(names.PRIORITY)}=""'
    formula = f'IF(OR({blank},{number}={names.PRIORITY_NUMBER}),"","{problem}")'
    page.line([Formula(formula, "" if as_asked else problem)], ["internal"])


def _forms(page: Page) -> Area:
    """Put the form that goes with each role, by kind of issue; return the area of the forms."""
    texts, settings = page.texts, page.settings
    page.section("settings.forms", OURS)
    classes = tuple(reversed(CLASSES))
    page.line([texts("settings.forms.kind"), *(texts(f"role.{name}") for name in classes)], ["header_computed"] * 5)
    first = page.row
    for kind in forms.ISSUE_KINDS:
        typed = [
            as_typed(settings.forms.get((kind, c))) or texts(f"form.{forms.DEFAULT_FORMS[kind][c]}") for c in classes
        ]
        page.line([texts(f"issue_kind.{kind}"), *typed], ["computed", *["entry"] * 4])
    table = page.name(names.FORM_TABLE, Area(first, 1, page.row - 1, 4))
    page.choice(table, names.list_of("forms"), "settings.spellings.forms", "settings.forms.message")
    return table
