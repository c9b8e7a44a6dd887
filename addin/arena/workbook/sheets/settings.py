"""The sheet Instellingen: the user's choices, and every table and word that the formulas read, all visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.method import forms, ranking
from arena.method.levels import HIGHEST, LOWEST
from arena.method.notes import NoteWeight
from arena.method.roles import CLASSES
from arena.method.text import clean, fold
from arena.workbook import fitting, names, words
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Formula, PrintSetup, Sheet, Validation, Value
from arena.workbook.formulas import cleaned_or_empty, position_in
from arena.workbook.look import STYLES
from arena.workbook.model import SCHEMA, Result, Settings
from arena.workbook.sheets.columns import SHOWN_NOTES

_LAST_COLUMN = 6
_WIDTHS = (38, 22, 22, 22, 22, 22, 44)
_FLAGS = ("critical", "vulnerable", "uncertain")
_LEVELS = range(LOWEST, HIGHEST + 1)
_HANDOUT, _SISTER, _OURS = (f"settings.source.{name}" for name in ("handout", "sister", "ours"))


class _Page:
    """The sheet while it is written from top to bottom: ``row`` is the next free one."""

    def __init__(self, sheet: Sheet, texts: Catalogue, settings: Settings) -> None:
        self.sheet = sheet
        self.texts = texts
        self.settings = settings
        self.row = 0

    def section(self, key: str, source: str | None = None) -> None:
        self.row += 1
        self.sheet.put(self.row, 0, self.texts(key), "section")
        if source:
            self.sheet.put(self.row, _LAST_COLUMN, f"{self.texts('settings.source')}: {self.texts(source)}", "pale")
        self.sheet.heights[self.row] = 20
        self.row += 1

    def sources(self, keys: Sequence[str | None]) -> None:
        """Where each of the lists below comes from, a column each."""
        for column, key in enumerate(keys):
            if key is not None:
                self.sheet.put(self.row, column, f"{self.texts('settings.source')}: {self.texts(key)}", "pale")
        self.row += 1

    def line(self, values: Sequence[Value], styles: Sequence[str], *, first: int = 0) -> int:
        for column, (value, style) in enumerate(zip(values, styles, strict=True), start=first):
            if value is not None or style != "text":
                self.sheet.put(self.row, column, value, style)
        self.row += 1
        return self.row - 1

    def name(self, name: str, area: Area) -> Area:
        self.sheet.names[name] = area
        return area

    def list_down(self, first_row: int, column: int, heading: str, values: Sequence[Value], name: str | None) -> None:
        """A heading and values under it; the values get the name."""
        self.sheet.put(first_row, column, heading, "header_computed")
        for row, value in enumerate(values, start=first_row + 1):
            self.sheet.put(row, column, value, "computed")
        if name:
            self.name(name, Area(first_row + 1, column, first_row + len(values), column))


def describe(result: Result) -> Sheet:
    """Describe the sheet with the settings as typed."""
    texts = catalogue(result.analysis.language)
    sheet = Sheet(
        key="settings",
        name=texts("sheet.settings.tab"),
        print_setup=PrintSetup(footer=""),
        widths=dict(enumerate(_WIDTHS)),
        freeze=(1, 0),
        heights={0: 22},
    )
    sheet.put(0, 0, texts("sheet.settings.title"), "title")
    page = _Page(sheet, texts, result.analysis.settings)
    page.row = 1
    page.line([texts("settings.intro")], ["pale_line"])
    _choices(page, result)
    _weights(page)
    _forms(page, result)
    _results(page)
    _lists(page)
    _spellings(page)
    _fit_rows(sheet)
    return sheet


def _fit_rows(sheet: Sheet) -> None:
    """Give every row the height of its longest wrapped text."""
    texts: dict[int, list[tuple[str, float]]] = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and STYLES[cell.style].wrap:
            texts.setdefault(row, []).append((cell.value, sheet.widths[column]))
    for row, written in texts.items():
        height = fitting.height_for(written)
        if height > fitting.LINE_POINTS and row not in sheet.heights:
            sheet.fitted[row] = height


def _choices(page: _Page, result: Result) -> None:
    texts, settings, sheet = page.texts, page.settings, page.sheet
    page.section("settings.choices", "settings.source.ours")
    priority = settings.priority if clean(settings.priority) else texts(f"priority.{ranking.DEFAULT_PRIORITY}")
    row = page.line([texts("settings.priority"), _typed(priority)], ["label", "entry"])
    cell = page.name(names.PRIORITY, Area(row, 1, row, 1))
    sheet.validations.append(
        _choice(page, cell, names.list_of("priority"), "settings.weights.priority", "settings.priority.message")
    )
    scale = settings.scale if clean(settings.scale) else texts("settings.scale.normal")
    row = page.line([texts("settings.scale"), _typed(scale)], ["label", "entry"])
    cell = page.name(names.SCALE, Area(row, 1, row, 1))
    sheet.validations.append(_choice(page, cell, names.list_of("scale"), "settings.scale", "settings.scale.message"))
    reversed_ = _looked_up(names.SCALE, names.words_of("scale"), names.levels_of("scale"), "0")
    page.name(names.REVERSED, Area(row, 2, row, 2))
    sheet.put(row, 2, Formula(reversed_, int(settings.importance_reversed)), "calculation")
    sheet.put(row, 3, texts("settings.scale.read"), "pale_line")
    row = page.line([texts("settings.language"), texts.language], ["label", "computed"])
    page.name(names.LANGUAGE, Area(row, 1, row, 1))
    row = page.line([texts("settings.schema"), SCHEMA], ["label", "computed"])
    page.name(names.SCHEMA, Area(row, 1, row, 1))


def _weights(page: _Page) -> None:
    texts, sheet, settings = page.texts, page.sheet, page.settings
    page.section("settings.weights", "settings.source.ours")
    columns = ("priority", "dependency", "importance", "hardness")
    page.line([texts(f"settings.weights.{name}") for name in columns], ["header_computed"] * 4)
    first = page.row
    for priority, weights in ranking.PRESETS.items():
        values: list[Value] = [texts(f"priority.{priority}"), weights.dependency, weights.importance, weights.hardness]
        page.line(values, ["computed", *["computed_center"] * 3])
    custom = page.line(
        [texts(f"priority.{ranking.CUSTOM}"), *map(_typed, settings.custom_weights)],
        ["computed", *["entry_center"] * 3],
    )
    page.name(names.list_of("priority"), Area(first, 0, custom, 0))
    own = page.name(names.CUSTOM_WEIGHTS, Area(custom, 1, custom, 3))
    sheet.validations.append(
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
    _used_weights(page, Area(first, 1, custom, 3))


def _used_weights(page: _Page, table: Area) -> None:
    """The weights that count: of the priority chosen, or the default where it, or its weights, cannot be read."""
    texts, sheet = page.texts, page.sheet
    code, weights, as_asked = page.settings.weights
    custom = [cell_name(table.last_row, column) for column in range(table.first_column, table.last_column + 1)]
    number = _looked_up(names.PRIORITY, names.words_of("priority"), names.levels_of("priority"), "0")
    checks = ",".join(f"ISNUMBER({cell})" for cell in custom)
    ranges = ",".join(f"{cell}>=1,{cell}<={ranking.HEAVIEST},ROUND({cell},0)={cell}" for cell in custom)
    usable = f"IF(AND({checks}),IF(AND({ranges}),TRUE,FALSE),FALSE)"
    row = page.row
    chosen = cell_name(row, 4)
    custom_number = ranking.PRIORITIES.index(ranking.CUSTOM) + 1
    default_number = ranking.PRIORITIES.index(ranking.DEFAULT_PRIORITY) + 1
    # The row of the table that counts stands in a cell of its own: the three weights and the warning read it.
    otherwise = f"IF({number}=0,{default_number},{number})"
    used = f"IF({number}={custom_number},IF({usable},{custom_number},{default_number}),{otherwise})"
    sheet.put(row, 0, texts("settings.weights.used"), "label")
    for offset, weight in enumerate((weights.dependency, weights.importance, weights.hardness), start=1):
        column = Area(table.first_row, offset, table.last_row, offset).address
        sheet.put(row, offset, Formula(f"INDEX({column},{chosen})", weight), "calculation")
    sheet.put(row, 4, Formula(used, ranking.PRIORITIES.index(code) + 1), "calculation")
    page.name(names.WEIGHTS, Area(row, 1, row, 3))
    page.name(names.PRIORITY_NUMBER, Area(row, 4, row, 4))
    sheet.put(row, 5, texts("settings.weights.row"), "pale_line")
    problem = texts("settings.weights.problem", priority=texts(f"priority.{ranking.DEFAULT_PRIORITY}"))
    blank = f'{cleaned_or_empty(names.PRIORITY)}=""'
    formula = f'IF(OR({blank},{number}={chosen}),"","{problem}")'
    sheet.put(row + 1, 0, Formula(formula, "" if as_asked else problem), "internal")
    page.row += 2


def _forms(page: _Page, result: Result) -> None:
    texts, sheet, settings = page.texts, page.sheet, page.settings
    page.section("settings.forms", "settings.source.ours")
    classes = tuple(reversed(CLASSES))
    page.line([texts("settings.forms.kind"), *(texts(f"role.{name}") for name in classes)], ["header_computed"] * 5)
    first = page.row
    for kind in forms.ISSUE_KINDS:
        typed = [
            _typed(settings.forms.get((kind, c))) or texts(f"form.{forms.DEFAULT_FORMS[kind][c]}") for c in classes
        ]
        page.line([texts(f"issue_kind.{kind}"), *typed], ["computed", *["entry"] * 4])
    table = page.name(names.FORM_TABLE, Area(first, 1, page.row - 1, 4))
    sheet.validations.append(
        _choice(page, table, names.list_of("forms"), "settings.spellings.forms", "settings.forms.message")
    )
    page.line([texts("settings.forms.numbers")], ["pale_line"])
    numbers = _form_numbers(page, table, settings)
    page.line([texts("settings.forms.now")], ["pale_line"])
    _form_proposals(page, numbers, result)


def _form_numbers(page: _Page, table: Area, settings: Settings) -> Area:
    first = page.row
    for offset, kind in enumerate(forms.ISSUE_KINDS):
        values: list[Value] = [page.texts(f"issue_kind.{kind}")]
        for column, name in enumerate(reversed(CLASSES), start=1):
            default = forms.FORMS.index(forms.DEFAULT_FORMS[kind][name])
            cell = cell_name(table.first_row + offset, column)
            formula = _looked_up(cell, names.words_of("forms"), names.levels_of("forms"), str(default))
            values.append(Formula(formula, forms.FORMS.index(settings.form_table[kind][name])))
        page.line(values, ["calculation_left", *["calculation"] * 4])
    return Area(first, 1, page.row - 1, 4)


def _form_proposals(page: _Page, numbers: Area, result: Result) -> None:
    """The form that is proposed for each span of possible classes under the issue's kind; -1 where they differ."""
    texts = page.texts
    kind = result.analysis.issue.kind
    row = [forms.FORMS.index(result.analysis.settings.form_table[kind][name]) for name in CLASSES]
    page.line([None, *(texts(f"role.{name}") for name in CLASSES)], ["text", *["calculation"] * 4])
    first = page.row
    for low, name in enumerate(CLASSES):
        values: list[Value] = [texts(f"role.{name}")]
        for high in range(len(CLASSES)):
            if high < low:
                values.append("")
                continue
            # the table of numbers runs from core to not_relevant: the lowest class stands last
            cells = Area(0, numbers.last_column - high, 0, numbers.last_column - low)
            span = [
                f"INDEX({Area(numbers.first_row, column, numbers.last_row, column).address},{names.ISSUE_KIND})"
                for column in range(cells.first_column, cells.last_column + 1)
            ]
            least, most = f"MIN({','.join(span)})", f"MAX({','.join(span)})"
            possible = row[low : high + 1]
            value = possible[0] if len(set(possible)) == 1 else -1
            values.append(Formula(f"IF({least}={most},{least},-1)", value))
        page.line(values, ["calculation_left", *["calculation"] * 4])
    page.name(names.FORM_PROPOSALS, Area(first, 1, page.row - 1, 4))


def _results(page: _Page) -> None:
    texts = page.texts
    page.section("settings.results")
    page.sources((_OURS, None, _SISTER, _HANDOUT, _OURS, _HANDOUT, _OURS))
    first = page.row
    page.list_down(first, 0, texts("settings.results.flags"), [texts(f"flag.{f}") for f in _FLAGS], names.FLAG_WORDS)
    meaning = [texts(f"flag.{flag}.meaning") for flag in _FLAGS]
    page.list_down(first, 1, texts("settings.results.meaning"), meaning, None)
    page.list_down(first, 2, texts("settings.results.roles"), [texts(f"role.{c}") for c in CLASSES], names.ROLE_WORDS)
    page.list_down(first, 3, texts("settings.lists.forms"), [texts(f"form.{f}") for f in forms.FORMS], names.FORM_WORDS)
    kinds = [texts(f"issue_kind.{kind}") for kind in forms.ISSUE_KINDS]
    page.list_down(first, 4, texts("settings.results.kinds"), kinds, names.KIND_WORDS)
    dependency = [texts(f"level.dependency.{level}") for level in _LEVELS]
    page.list_down(first, 5, texts("column.derived.heading"), dependency, names.DEPENDENCY_WORDS)
    consequences = [texts(f"issue.consequence.{kind}") for kind in forms.ISSUE_KINDS]
    page.list_down(first, 6, texts("settings.results.consequences"), consequences, names.CONSEQUENCES)
    page.row = first + 6
    page.sheet.put(page.row, 0, texts("undecided"), "computed")
    page.name(names.UNDECIDED_WORD, Area(page.row, 0, page.row, 0))
    page.row += 2
    first = page.row
    short = [texts(f"note.{note.code}.short") for note in SHOWN_NOTES]
    page.list_down(first, 0, texts("settings.results.notes"), short, names.SHORT_NOTES)
    weights = [texts(f"note.weight.{int(note.weight)}") for note in SHOWN_NOTES]
    page.list_down(first, 1, texts("settings.results.meaning"), weights, None)
    page.row = first + len(short) + 1
    assert all(note.weight < NoteWeight.INFO for note in SHOWN_NOTES)  # noqa: S101 (the list is what "Let op" may show)


def _lists(page: _Page) -> None:
    texts = page.texts
    page.section("settings.lists")
    page.sources((_HANDOUT, _HANDOUT, _HANDOUT, _OURS, _OURS, _HANDOUT, _OURS))
    dependency = [texts(f"level.dependency.{level}") for level in reversed(_LEVELS) if level > LOWEST]
    lists: dict[str, list[Value]] = {
        "importance": [*reversed(_LEVELS), "?"],
        "replaceability": [*(texts(f"level.replaceability.{level}") for level in _LEVELS), "?"],
        "dependency": [*dependency, "?"],
        "yes_no": [texts("answer.yes"), texts("answer.no"), "?"],
        "duration": [*(texts(f"answer.duration.{name}") for name in ("one_off", "temporary", "lasting")), "?"],
        "forms": [texts(f"form.{form}") for form in reversed(forms.FORMS)],
        "scale": [texts("settings.scale.normal"), texts("settings.scale.reversed")],
    }
    first = page.row
    for column, (key, values) in enumerate(lists.items()):
        page.list_down(first, column, texts(f"settings.lists.{key}"), values, names.list_of(key))
    page.row = first + 1 + max(map(len, lists.values()))
    page.list_down(page.row, 0, texts("settings.lists.yes"), [texts("answer.yes")], names.list_of("yes"))
    page.row += 2


def _spellings(page: _Page) -> None:
    texts = page.texts
    page.section("settings.spellings", "settings.source.ours")
    importance = {str(level): level for level in _LEVELS}
    one_off = words.duration_spellings()
    tables: Iterable[tuple[tuple[str, Mapping[str, int]], ...]] = (
        (
            ("replaceability", words.level_spellings("replaceability")),
            ("dependency", words.level_spellings("dependency")),
            ("importance", importance),
        ),
        (
            ("forms", words.form_spellings()),
            ("priority", {word: number + 1 for word, number in words.priority_spellings().items()}),
            ("scale", words.scale_spellings()),
        ),
        (("yes", words.yes_spellings()), ("no", words.no_spellings()), ("duration", one_off)),
    )
    headings = {
        "replaceability": "settings.spellings.replaceability",
        "dependency": "settings.spellings.dependency",
        "importance": "settings.lists.importance",
        "forms": "settings.spellings.forms",
        "priority": "settings.weights.priority",
        "scale": "settings.scale",
        "yes": "settings.spellings.yes",
        "no": "settings.spellings.no",
        "duration": "settings.spellings.one_off",
    }
    for group in tables:
        first = page.row
        for number, (key, spellings) in enumerate(group):
            column = 2 * number
            page.list_down(first, column, texts(headings[key]), list(spellings), names.words_of(key))
            counts = [_level_value(page, key, level) for level in spellings.values()]
            page.list_down(first, column + 1, texts("settings.spellings.level"), counts, names.levels_of(key))
        page.row = first + 2 + max(len(spellings) for _, spellings in group)


def _level_value(page: _Page, key: str, level: int) -> Value:
    """What a spelling counts as; importance is turned round here, once, where the scale is reversed."""
    if key != "importance":
        return level
    turned = LOWEST + HIGHEST - level if page.settings.importance_reversed else level
    return Formula(f"IF({names.REVERSED}=1,{LOWEST + HIGHEST}-{level},{level})", turned)


def _looked_up(reference: str, spellings: str, levels: str, otherwise: str) -> str:
    return f"IFERROR(INDEX({levels},{position_in(cleaned_or_empty(reference), spellings)}),{otherwise})"


def _choice(page: _Page, area: Area, source: str, title: str, message: str) -> Validation:
    texts = page.texts
    return Validation(
        area,
        source=source,
        title=texts(title),
        message=texts(message),
        error_title=texts("issue.answer.error.title"),
        error=texts("issue.answer.error"),
    )


def _typed(value: object) -> Value:
    return value if isinstance(value, str | int | float | bool) and fold(value) else None
