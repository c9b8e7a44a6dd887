"""The lower part of the settings sheet: the numbers, words and lists that the formulas read, all visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from arena.locale import Catalogue
from arena.method import forms, network, ranking
from arena.method.levels import CHOICES, HIGHEST, LEVELS, LOWEST, UNKNOWN_MARK, WITHOUT_UNKNOWN
from arena.method.notes import SHOWN_NOTES
from arena.method.roles import CLASSES, SIGNALS
from arena.workbook import names, words
from arena.workbook.cells import Area, cell_name
from arena.workbook.description import Formula, Value
from arena.workbook.formulas import cleaned_or_empty, position_in
from arena.workbook.model import KIND_QUESTIONS, QUESTIONS, SCHEMA, Result, Settings, read_answer
from arena.workbook.progress import issue_progress
from arena.workbook.sheets.calculation import noted
from arena.workbook.sheets.calculation.proposals import FORM_CODES, UNDECIDED_FORM
from arena.workbook.sheets.settings_page import HANDOUT, OURS, SISTER, Page, looked_up

ANSWERS_ABOUT_US = ((True, False), (False, False), (True, True), (False, True))
"""Whether an actor needs us as well, and whether it has objections: the blocks of the table of proposals, in order."""


def put(page: Page, result: Result, weights: Area, table: Area) -> None:
    """Put everything that the formulas read under what users choose.

    Args:
        page: the sheet; this part begins at its next free row.
        result: the analysis.
        weights: the three weights of each priority, those of the user in the last row.
        table: the form of each role, by kind of issue.
    """
    _now(page, weights, result)
    _forms(page, table, result)
    _lists(page)
    _results(page)
    _spellings(page)


def _now(page: Page, table: Area, result: Result) -> None:
    """Put which of the choices count: the default weights where those chosen cannot be read."""
    texts, settings = page.texts, page.settings
    page.section("settings.now")
    row = page.line([texts("settings.schema"), SCHEMA], ["label", "calculation"])
    page.name(names.SCHEMA, Area(row, 1, row, 1))
    reversed_ = looked_up(names.SCALE, names.words_of("scale"), names.levels_of("scale"), "0")
    turned = Formula(reversed_, int(settings.importance_reversed))
    row = page.line([texts("settings.scale.read"), turned], ["label", "calculation"])
    page.name(names.REVERSED, Area(row, 1, row, 1))
    shows = looked_up(names.OBJECTIONS, names.words_of("yes"), names.levels_of("yes"), "0")
    shown = Formula(shows, int(settings.shows_objections))
    row = page.line([texts("settings.objections.read"), shown], ["label", "calculation"])
    page.name(names.SHOWS_OBJECTIONS, Area(row, 1, row, 1))
    code, weights, _ = settings.weights
    chosen = Formula(_chosen_row(table), ranking.PRIORITIES.index(code) + 1)
    row = page.line([texts("settings.weights.row"), chosen], ["label", "calculation"])
    page.name(names.PRIORITY_NUMBER, Area(row, 1, row, 1))
    _put_issue(page, result)
    headings = [texts(f"settings.weights.{name}") for name in ("dependency", "importance", "hardness")]
    page.line([None, *headings], ["text", *["calculation"] * 3])
    used: list[Value] = [texts("settings.weights.used")]
    for offset, weight in enumerate((weights.dependency, weights.importance, weights.hardness), start=1):
        column = Area(table.first_row, offset, table.last_row, offset).address
        used.append(Formula(f"INDEX({column},{names.PRIORITY_NUMBER})", weight))
    row = page.line(used, ["label", *["calculation"] * 3])
    page.name(names.WEIGHTS, Area(row, 1, row, 3))


def _put_issue(page: Page, result: Result) -> None:
    """Put how the answers on Issue are read: 1 = yes (a one-off), 0 = no, empty where it is not known; and its kind."""
    texts, analysis = page.texts, result.analysis
    read: dict[str, str] = {}
    for question in KIND_QUESTIONS:
        answer = read_answer(question, analysis.answers.get(question))
        value = Formula(_read_answer_formula(question), "" if answer is None else int(answer))
        row = page.line([texts(f"issue.question.{question}"), value], ["label", "calculation"])
        read[question] = cell_name(row, 1)
    step = issue_progress(analysis)
    is_open = "+".join(_open_formula(question, read.get(question)) for question in QUESTIONS)
    begun = "&".join(cleaned_or_empty(names.answer_to(question)) for question in QUESTIONS)
    complex_, together, one_off, common = read.values()
    excluded = f"OR({complex_}=0,{together}=0,{one_off}=1)"
    assumed = f"IF({excluded},IF(ISNUMBER({common}),0,1),IF(AND({complex_}=1,{together}=1,{one_off}=0),0,1))"
    kind = forms.ISSUE_KINDS.index(analysis.issue.kind) + 1
    for key, name, value in (
        ("open", names.ISSUE_OPEN, Formula(is_open, step.open)),
        ("begun", names.ISSUE_BEGUN, Formula(f'IF({begun}="",0,1)', int(step.begun))),
        ("kind", names.ISSUE_KIND, Formula(f"IF({excluded},IF({common}=0,3,2),1)", kind)),
        ("assumed", names.ISSUE_ASSUMED, Formula(assumed, int(analysis.issue.assumed))),
    ):
        row = page.line([texts(f"settings.issue.{key}"), value], ["label", "calculation"])
        page.name(name, Area(row, 1, row, 1))


def _read_answer_formula(question: str) -> str:
    reference = names.answer_to(question)
    text = cleaned_or_empty(reference)
    if question == "duration":
        known = f'IFERROR(INDEX({names.levels_of("duration")},{position_in(text, names.words_of("duration"))}),"")'
    else:
        yes, no = (position_in(text, names.words_of(answer)) for answer in ("yes", "no"))
        known = f'IF(ISNUMBER({yes}),1,IF(ISNUMBER({no}),0,""))'
    return f'IF(ISLOGICAL({reference}),"",{known})'


def _open_formula(question: str, read: str | None) -> str:
    """Return the formula that counts 1 where a question still asks for an answer."""
    text = cleaned_or_empty(names.answer_to(question))
    if read is None:
        return f'IF({text}="",1,0)'
    return f'IF({text}="?",0,IF(ISNUMBER({read}),0,1))'


def _chosen_row(table: Area) -> str:
    """Return the formula of the row of the table of weights that counts."""
    custom = [cell_name(table.last_row, column) for column in range(table.first_column, table.last_column + 1)]
    number = looked_up(names.PRIORITY, names.words_of("priority"), names.levels_of("priority"), "0")
    checks = ",".join(f"ISNUMBER({cell})" for cell in custom)
    ranges = ",".join(f"{cell}>=1,{cell}<={ranking.HEAVIEST},ROUND({cell},0)={cell}" for cell in custom)
    usable = f"IF(AND({checks}),IF(AND({ranges}),TRUE,FALSE),FALSE)"
    custom_number = ranking.PRIORITIES.index(ranking.CUSTOM) + 1
    default_number = ranking.PRIORITIES.index(ranking.DEFAULT_PRIORITY) + 1
    otherwise = f"IF({number}=0,{default_number},{number})"
    return f"IF({number}={custom_number},IF({usable},{custom_number},{default_number}),{otherwise})"


def _forms(page: Page, table: Area, result: Result) -> None:
    page.row += 1
    page.line([page.texts("settings.forms.numbers")], ["pale_line"])
    roles = [page.texts(f"role.{name}") for name in reversed(CLASSES)]
    page.line([None, *roles], ["text", *["calculation"] * 4])
    numbers = _form_numbers(page, table, page.settings)
    page.row += 1
    page.line([page.texts("settings.forms.now")], ["pale_line"])
    ascending = [page.texts(f"role.{name}") for name in CLASSES]
    page.line([None, *ascending], ["text", *["calculation"] * 4])
    possible = _forms_now(page, numbers, result)
    page.row += 1
    page.line([page.texts("settings.forms.proposals")], ["pale_line"])
    _form_proposals(page, possible, result)


def _form_numbers(page: Page, table: Area, settings: Settings) -> Area:
    first = page.row
    for offset, kind in enumerate(forms.ISSUE_KINDS):
        values: list[Value] = [page.texts(f"issue_kind.{kind}")]
        for column, name in enumerate(reversed(CLASSES), start=1):
            default = FORM_CODES[forms.DEFAULT_FORMS[kind][name]]
            cell = cell_name(table.first_row + offset, column)
            formula = looked_up(cell, names.words_of("forms"), names.levels_of("forms"), str(default))
            values.append(Formula(formula, FORM_CODES[settings.form_table[kind][name]]))
        page.line(values, ["calculation_left", *["calculation"] * 4])
    return Area(first, 1, page.row - 1, 4)


def _form_of(result: Result, name: str, *, needs_us: bool, opposes: bool) -> int:
    """Return the number of the form that goes with a class under the issue's kind and an actor's two answers."""
    form = result.analysis.settings.form_table[result.analysis.issue.kind][name]
    return FORM_CODES[forms.form_for(form, needs_us=needs_us, opposes=opposes)]


def _forms_now(page: Page, numbers: Area, result: Result) -> Area:
    """Put the form of each class under the issue's kind, a row for each pair of an actor's answers."""
    first = page.row
    network, ad_hoc, consultation = (FORM_CODES[form] for form in ("network", "ad_hoc", "consultation"))
    for needs_us, opposes in ANSWERS_ABOUT_US:
        values: list[Value] = [_answers_text(page, needs_us, opposes)]
        for number, name in enumerate(CLASSES):
            # the table of numbers runs from core to not_relevant: the lowest class stands last
            column = numbers.last_column - number
            cells = Area(numbers.first_row, column, numbers.last_row, column).address
            formula = f"INDEX({cells},{names.ISSUE_KIND})"
            if not needs_us:
                formula = f"IF({formula}={network},{ad_hoc},{formula})"
            if opposes:
                formula = f"IF({formula}<={ad_hoc},{consultation},{formula})"
            values.append(Formula(formula, _form_of(result, name, needs_us=needs_us, opposes=opposes)))
        page.line(values, ["calculation_left", *["calculation"] * 4])
    return Area(first, 1, page.row - 1, 4)


def _form_proposals(page: Page, possible: Area, result: Result) -> None:
    """Put the form proposed for each span of possible classes, a block of rows for each pair of an actor's answers."""
    first = page.row
    for block, (needs_us, opposes) in enumerate(ANSWERS_ABOUT_US):
        of_classes = [_form_of(result, name, needs_us=needs_us, opposes=opposes) for name in CLASSES]
        row = possible.first_row + block
        for low, name in enumerate(CLASSES):
            answers = _answers_text(page, needs_us, opposes)
            role = page.texts(f"role.{name}")
            values: list[Value] = [page.texts("settings.forms.lowest", role=role, answers=answers)]
            for high in range(len(CLASSES)):
                if high < low:
                    values.append("")
                    continue
                span = Area(row, possible.first_column + low, row, possible.first_column + high).address
                value = of_classes[low] if len(set(of_classes[low : high + 1])) == 1 else UNDECIDED_FORM
                values.append(Formula(f"IF(MIN({span})=MAX({span}),MIN({span}),{UNDECIDED_FORM})", value))
            page.line(values, ["calculation_left", *["calculation"] * 4])
    page.name(names.FORM_PROPOSALS, Area(first, 1, page.row - 1, 4))


def _answers_text(page: Page, needs_us: bool, opposes: bool) -> str:
    key = "both" if opposes and not needs_us else "opposes" if opposes else "none" if needs_us else "no_need"
    return page.texts(f"settings.forms.answers.{key}")


def _results(page: Page) -> None:
    texts = page.texts
    page.section("settings.results", new_page=True)
    page.sources((OURS, None, SISTER, HANDOUT, OURS, HANDOUT, OURS))
    first = page.row
    page.list_down(first, 0, texts("settings.results.flags"), [texts(f"flag.{f}") for f in SIGNALS], names.FLAG_WORDS)
    meaning = [texts(f"flag.{flag}.meaning") for flag in SIGNALS]
    page.list_down(first, 1, texts("settings.results.meaning"), meaning, None)
    page.list_down(first, 2, texts("settings.results.roles"), [texts(f"role.{c}") for c in CLASSES], names.ROLE_WORDS)
    form_words = [*(texts(f"form.{form}") for form in FORM_CODES), texts("undecided")]
    page.list_down(first, 3, texts("settings.lists.forms"), form_words, names.FORM_WORDS)
    kinds = [texts(f"issue_kind.{kind}") for kind in forms.ISSUE_KINDS]
    page.list_down(first, 4, texts("settings.results.kinds"), kinds, names.KIND_WORDS)
    dependency = [texts(f"level.dependency.{level}") for level in LEVELS]
    page.list_down(first, 5, texts("column.derived.heading"), dependency, names.DEPENDENCY_WORDS)
    consequences = [texts(f"issue.consequence.{kind}") for kind in forms.ISSUE_KINDS]
    page.list_down(first, 6, texts("settings.results.consequences"), consequences, names.CONSEQUENCES)
    page.row = first + 6
    page.list_down(page.row, 0, texts("settings.results.undecided"), [texts("undecided")], names.UNDECIDED_WORD)
    page.row += 3
    first = page.row
    shown = [*SHOWN_NOTES, *(note for note in SHOWN_NOTES if note.code in noted.UNKNOWN_NOTES)]
    short = noted.short_forms(texts)
    page.list_down(first, 0, texts("settings.results.notes"), short, names.SHORT_NOTES)
    weights = [texts(f"note.weight.{int(note.weight)}") for note in shown]
    page.list_down(first, 1, texts("check.column.weight"), weights, None)
    page.row = first + len(short) + 1


def _lists(page: Page) -> None:
    texts = page.texts
    page.section("settings.lists")
    dependency = [texts(f"level.dependency.{level}") for level in reversed(LEVELS) if level > LOWEST]
    first: dict[str, list[Value]] = {
        "importance": [*reversed(LEVELS), UNKNOWN_MARK],
        "replaceability": [*(texts(f"level.replaceability.{level}") for level in LEVELS), UNKNOWN_MARK],
        "dependency": [*dependency, UNKNOWN_MARK],
        "yes_no": [texts("answer.yes"), texts("answer.no"), UNKNOWN_MARK],
        "duration": [*(texts(f"answer.duration.{name}") for name in words.DURATIONS), UNKNOWN_MARK],
        "forms": _choices(texts, "own_form"),
        "scale": [texts("settings.scale.normal"), texts("settings.scale.reversed")],
    }
    second = {key: _choices(texts, key) for key in CHOICES if words.list_of_choice(key) == key}
    third: dict[str, list[Value]] = {
        key: [texts(f"network.{key}.{code}") for code in codes] for key, codes in network.LISTS.items()
    }
    third["lasting"].append(UNKNOWN_MARK)
    of_sources = (
        (HANDOUT, HANDOUT, HANDOUT, OURS, OURS, HANDOUT, OURS),
        (OURS, OURS, HANDOUT, OURS, HANDOUT),
        (OURS, HANDOUT, OURS, HANDOUT),
    )
    for lists, sources in zip((first, second, third), of_sources, strict=True):
        page.sources(sources)
        top = page.row
        for column, (key, values) in enumerate(lists.items()):
            page.list_down(top, column, texts(f"settings.lists.{key}"), values, names.list_of(key))
        page.row = top + 2 + max(map(len, lists.values()))


def _choices(texts: Catalogue, key: str) -> list[Value]:
    """Return the words of a column's list, as its drop-down shows them."""
    listed: list[Value] = [texts(words.choice_text(key, code)) for code in CHOICES[key]]
    return listed if key in WITHOUT_UNKNOWN else [*listed, UNKNOWN_MARK]


def _spellings(page: Page) -> None:
    texts = page.texts
    page.section("settings.spellings", OURS, new_page=True)
    importance = {str(level): level for level in LEVELS}
    chosen = {words.list_of_choice(key): words.choice_spellings(key) for key in CHOICES}
    tables: Iterable[Mapping[str, Mapping[str, int]]] = (
        {
            "replaceability": words.level_spellings("replaceability"),
            "dependency": words.level_spellings("dependency"),
            "importance": importance,
        },
        {
            "forms": chosen["forms"],
            "priority": {word: number + 1 for word, number in words.priority_spellings().items()},
            "scale": words.scale_spellings(),
        },
        {"yes": words.yes_spellings(), "no": words.no_spellings(), "duration": words.duration_spellings()},
        {key: chosen[key] for key in ("answer", "attitude", "in_network")},
        {key: chosen[key] for key in ("network_role", "estimate_check", "readiness")},
        {key: words.network_spellings(key) for key in ("action_state", "dimension")},
    )
    headings = {
        "importance": "settings.lists.importance",
        "priority": "settings.weights.priority",
        "scale": "settings.scale",
        "answer": "settings.lists.answer",
        "action_state": "settings.lists.action_state",
        "dimension": "settings.lists.dimension",
        "duration": "settings.spellings.one_off",
    }
    for group in tables:
        first = page.row
        for number, (key, spellings) in enumerate(group.items()):
            column = 2 * number
            heading = texts(headings.get(key, f"settings.spellings.{key}"))
            page.list_down(first, column, heading, list(spellings), names.words_of(key))
            counts = [_level_value(page, key, level) for level in spellings.values()]
            page.list_down(first, column + 1, texts("settings.spellings.level"), counts, names.levels_of(key))
        page.row = first + 2 + max(map(len, group.values()))
    # the spellings of importance are texts on purpose: what is typed is compared as a text
    page.sheet.ignored_errors["number_stored_as_text"] = [page.sheet.names[names.words_of("importance")]]


def _level_value(page: Page, key: str, level: int) -> Value:
    """Return what a spelling counts as; importance is turned round here, once, where the scale is reversed."""
    if key != "importance":
        return level
    turned = LOWEST + HIGHEST - level if page.settings.importance_reversed else level
    return Formula(f"IF({names.REVERSED}=1,{LOWEST + HIGHEST}-{level},{level})", turned)
