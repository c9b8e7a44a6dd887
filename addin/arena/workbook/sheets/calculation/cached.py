"""What every formula of the sheet of calculations gives, from Python: its cached values, and what its tests expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from arena.locale import Catalogue, catalogue
from arena.method import calling, notes, short_number, steps, talks
from arena.method.levels import EMPTY, INVALID, UNKNOWN, BoolArray, Int8Array, Int64Array
from arena.method.notes import SHOWN_NOTES, NoteWeight
from arena.method.roles import LEAST_POINTS, TARGET_GROUP_POINTS, points
from arena.method.text import clean
from arena.workbook.description import Scalar
from arena.workbook.fitting import shortened
from arena.workbook.model import Result, evaluate
from arena.workbook.progress import progress
from arena.workbook.sheets.calculation import called_values, noted, typed, whole_sheet
from arena.workbook.sheets.calculation.lines import COLUMNS, DIMENSIONS, LINES
from arena.workbook.sheets.calculation.proposals import (
    FORM_CODES,
    IMPORTANCE_OPEN,
    LONGEST_BESIDE,
    LONGEST_NAME,
    NOT_RATED,
    OBJECTS,
    PLACES_IN_FORM,
    REPLACEABILITY_OPEN,
    TICK,
    UNDECIDED_FORM,
)
from arena.workbook.sheets.calculation.results import FLAG_CODES, LINES_IN_ORDER
from arena.workbook.words import proposal

_READ = {EMPTY: "", UNKNOWN: "?", INVALID: "!"}


def values(result: Result) -> dict[str, list[Scalar]]:
    """Return the value of every column, by key, one a line: an empty text where there is nothing."""
    return result.once(("values", LINES), lambda: _values(result))


def _values(result: Result) -> dict[str, list[Scalar]]:
    seen = within_the_lines(result)
    found = _columns(seen)
    rest = LINES - len(seen.entries)
    of_blank: dict[str, Scalar] = {"stamp": typed.BLANK_STAMP, "cell_filled": 0, "said": 0}
    found = {key: [*column, *[of_blank.get(key, "")] * rest] for key, column in found.items()}
    found |= called_values.by_line(seen, catalogue(seen.analysis.language), LINES)
    found["line"] = [*range(1, LINES + 1)]
    return {column.key: found[column.key] for column in COLUMNS}


def range_text(best: int, worst: int) -> str:
    """Return the rank range as users read it: one number where the place is certain."""
    return str(best) if best == worst else f"{best}–{worst}"


def within_the_lines(result: Result) -> Result:
    """Return an analysis without the rows that no line reads."""
    table = result.analysis.table
    if len(table) <= LINES:
        return result
    return evaluate(replace(result.analysis, table=table.head(LINES)), result.assessment.seen)


def _columns(result: Result) -> dict[str, list[Scalar]]:
    texts = catalogue(result.analysis.language)
    found = {**_typed(result), **_results(result, texts), **_notes(result, texts)}
    found |= _forms(result, texts)
    found |= _places(result, found)
    found |= _names(result, texts, found)
    found |= called_values.of_talks(result, texts)
    asked = steps.open_cells(result.entries).tolist()
    numbers = _short_numbers(result)
    return found | {
        "open": [count if count >= 0 else "" for count in asked],
        "cell_filled": [int(value is not None and value != "") for value in result.analysis.table["actor"]],
        "said": [short_number.length(str(said)) for said in found["attention"]],
        "number": numbers,
        "number_by_row": [
            "" if number == "" else int(number) * line % short_number.MODULUS
            for line, number in enumerate(numbers, start=1)
        ],
    }


def _where(rows: BoolArray) -> list[Scalar]:
    return [1 if holds else "" for holds in rows.tolist()]


def _read(read: list[int]) -> list[Scalar]:
    return [_READ.get(number, number) for number in read]


def _typed(result: Result) -> dict[str, list[Scalar]]:
    entries, table = result.entries, result.analysis.table
    levels = {"importance": entries.importance, "hardness": entries.hardness, "dependency": entries.dependency}
    read: dict[str, Int8Array | Int64Array] = {
        **levels,
        "own_rank": entries.own_rank,
        **entries.choices,
        **entries.days,
    }
    return {
        "stamp": _stamps(result),
        "name": list(entries.actor),
        **{key: [clean(value) for value in table[key]] for key in typed.TEXTS},
        "who_when": [typed.text_or_day(value) for value in table["who_when"]],
        **{key: _where(entries.written[written]) for key, written in typed.EXPLANATIONS.items()},
        **{f"{key}_read": _read(numbers.tolist()) for key, numbers in read.items()},
        **{f"step_{step}": _where(steps.entries_of(entries, step)) for step in steps.ENTRIES_OF_STEP},
        "in_use": _where(entries.in_use),
        "talk": [state or "" for state in calling.states(result.assessment).tolist()],
    }


def _stamps(result: Result) -> list[Scalar]:
    typed_columns = [result.analysis.table[key].tolist() for key in typed.STAMPED]
    return [typed.stamp_of(dict(zip(typed.STAMPED, row, strict=True))) for row in zip(*typed_columns, strict=True)]


def _results(result: Result, texts: Catalogue) -> dict[str, list[Scalar]]:
    actors = result.actors
    rated = actors["rated"].tolist()

    def numbers(name: str) -> list[Scalar]:
        return [value if value > 0 else "" for value in actors[name].tolist()]

    ranges = zip(rated, actors["best"].tolist(), actors["worst"].tolist(), strict=True)
    flags = actors["flag"].tolist()
    return {
        **{key: numbers(key) for key in (*DIMENSIONS, "key", "place", "best", "worst", "rank", "order")},
        **{f"points_{end}": _points(result, end) for end in ("low", "high")},
        "range": [range_text(best, worst) if is_rated else "" for is_rated, best, worst in ranges],
        "derived": [texts(f"level.dependency.{n}") if n else "" for n in actors["derived_dependency"].tolist()],
        "flag_code": [FLAG_CODES.get(flag, "") for flag in flags],
        "signal": [texts(f"flag.{flag}") if flag in FLAG_CODES else "" for flag in flags],
        "role": [
            proposal(texts, "role", name) if is_rated else ""
            for is_rated, name in zip(rated, actors["actor_class"], strict=True)
        ],
    }


def _points(result: Result, end: str) -> list[Scalar]:
    dependency, importance = (result.actors[f"{name}_{end}"].to_numpy() for name in ("dependency", "importance"))
    least = [TARGET_GROUP_POINTS if is_target else LEAST_POINTS for is_target in result.entries.target_group.tolist()]
    found = zip(result.actors["rated"].tolist(), points(dependency, importance).tolist(), least, strict=True)
    return [max(each, at_least) if is_rated else "" for is_rated, each, at_least in found]


def _notes(result: Result, texts: Catalogue) -> dict[str, list[Scalar]]:
    digit = {(note.code, note.column): number for number, note in enumerate(SHOWN_NOTES)}
    masks = [[noted.HOLDS_NOT] * len(SHOWN_NOTES) if used else [] for used in result.entries.in_use.tolist()]
    table = result.assessment.notes
    for row, code, column, weight in zip(table["row"], table["code"], table["column"], table["weight"], strict=True):
        if (code, column) in digit and weight < NoteWeight.INFO:
            masks[row][digit[code, column]] = noted.HOLDS
    said: list[Scalar] = [""] * len(masks)
    for row, (code, more) in notes.gravest(table).items():
        said[row] = texts(_short_form(result, row, code)) + (f" (+{more})" if more else "")
    return {"mask": ["".join(digits) for digits in masks], "attention": said}


def _short_form(result: Result, row: int, code: str) -> str:
    levels = {"missing_importance": result.entries.importance, "missing_replaceability": result.entries.hardness}
    unknown = code in levels and levels[code][row] == UNKNOWN
    return f"note.{code}.unknown.short" if unknown else f"note.{code}.short"


def _forms(result: Result, texts: Catalogue) -> dict[str, list[Scalar]]:
    actors, entries = result.actors, result.entries
    rated, target = actors["rated"].tolist(), entries.target_group.tolist()
    number = [FORM_CODES.get(form, "") for form in actors["form_that_counts"]]
    proposals = [
        FORM_CODES.get(form, UNDECIDED_FORM) if is_rated else ""
        for is_rated, form in zip(rated, actors["form"], strict=True)
    ]
    words = [texts(f"form.{form}") for form in FORM_CODES] + [texts("undecided")]
    lines = zip(entries.named.tolist(), rated, number, strict=True)
    return {
        "proposal": list[Scalar](proposals),
        "form": [
            ""
            if code == ""
            else texts("undecided.target_group")
            if code == UNDECIDED_FORM and is_target
            else words[int(code) - 1]
            for code, is_target in zip(proposals, target, strict=True)
        ],
        "form_known": list[Scalar](number),
        "form_counts": [(form or UNDECIDED_FORM) if is_named or is_rated else "" for is_named, is_rated, form in lines],
        "chosen": _where(entries.answered("own_form")),
        "question_code": _questions(result),
    }


def _questions(result: Result) -> list[Scalar]:
    importance, replaceability = steps.is_unknown(result.entries)
    code = importance * IMPORTANCE_OPEN + replaceability * REPLACEABILITY_OPEN
    code += steps.unrated(result.entries) * NOT_RATED
    return [number or "" for number in code.tolist()]


def _places(result: Result, found: dict[str, list[Scalar]]) -> dict[str, list[Scalar]]:
    """Return by which number each line is sorted, and its place in each list that other sheets show."""
    order = result.actors["order"].tolist()
    keys = [number * LINES_IN_ORDER + line if number else 0 for line, number in enumerate(order, start=1)]
    listed = sorted(filter(None, keys))

    def places(group: list[Scalar]) -> list[Scalar]:
        """Return the place of each line within those of its group."""
        members: dict[Scalar, list[int]] = {}
        for key, code in zip(keys, group, strict=True):
            if code != "":
                members.setdefault(code, []).append(key)
        for each in members.values():
            each.sort()
        return ["" if code == "" else members[code].index(key) + 1 for key, code in zip(keys, group, strict=True)]

    forms, flags = found["form_counts"], found["flag_code"]
    before = {code: sum(flag != "" and int(flag) < int(code) for flag in flags) for code in FLAG_CODES.values()}
    return {
        "sort_key": [key or "" for key in keys],
        "list_place": [listed.index(key) + 1 if key else "" for key in keys],
        "form_place": [
            "" if place == "" else PLACES_IN_FORM * int(form) + int(place)
            for form, place in zip(forms, places(forms), strict=True)
        ],
        "signal_place": [
            "" if place == "" else before[int(flag)] + int(place)
            for flag, place in zip(flags, places(flags), strict=True)
        ],
        "question_place": places(["" if code == "" else 1 for code in found["question_code"]]),
    }


def _names(result: Result, texts: Catalogue, found: dict[str, list[Scalar]]) -> dict[str, list[Scalar]]:
    """Return how other sheets name each actor: with its sign, and as the board of forms shows it."""
    target, objecting = result.entries.target_group.tolist(), result.entries.opposes.tolist()
    shows = result.analysis.settings.shows_objections
    signed: list[Scalar] = []
    board: list[Scalar] = []
    for row, name in enumerate(result.entries.actor):
        form, proposed, signal = (found[key][row] for key in ("form_counts", "proposal", "signal"))
        if form == "":
            signed.append("")
            board.append("")
            continue
        sign = f"{str(signal)[0]} " if signal else ""
        shown = name or texts("summary.nameless")
        signed.append(f"{sign}{shown}")
        remarks = []
        if proposed not in ("", UNDECIDED_FORM, form):
            remarks.append(texts("summary.board.proposed", form=found["form"][row]))
        if target[row]:
            remarks.append(texts("summary.board.target_group"))
        most = LONGEST_BESIDE if remarks else LONGEST_NAME
        cut = shortened(name, most) or shown
        ticked = f"{TICK} " if found["chosen"][row] else ""
        objects = f"{OBJECTS} " if shows and objecting[row] else ""
        below = f"\n{' '.join(remarks)}" if remarks else ""
        board.append(f"{ticked}{sign}{objects}{cut}{below}")
    return {"signed_name": signed, "board_text": board}


def _short_numbers(result: Result) -> list[Scalar]:
    numbers = short_number.of_rows(result.entries).tolist()
    return [number if used else "" for number, used in zip(numbers, result.entries.in_use.tolist(), strict=True)]


def whole(result: Result, lines: Sequence[int] | None = None) -> dict[str, Scalar]:
    """Return the values of the whole sheet, by key; an empty text where there is none.

    Args:
        result: the analysis, evaluated.
        lines: the line of each row of the analysis, where blank rows stand between them on its sheet.
    """
    if lines is not None:
        return _whole(result, lines)
    return result.once(("whole", LINES), lambda: _whole(result, None))


def _whole(result: Result, lines: Sequence[int] | None) -> dict[str, Scalar]:
    seen = within_the_lines(result)
    found, entries = values(seen), seen.entries
    figures, states = steps.figures(seen.assessment), progress(seen)
    flags = found["flag_code"]
    still_open = talks.listed(entries) & talks.open_talks(entries)
    by_row = short_number.short_number(entries, range(1, len(entries) + 1) if lines is None else lines[: len(entries)])
    return {
        "rated_count": seen.assessment.rated_count,
        "named_count": figures.named,
        "used_count": int(entries.in_use.sum()),
        "target_group_count": int(entries.target_group.sum()),
        "beyond": _filled(result) - _filled(seen),
        **{f"form_count_{form}": found["form_counts"].count(form) for form in whole_sheet.FORMS},
        **{
            f"chosen_count_{form}": sum(
                counts == form and chosen == 1
                for counts, chosen in zip(found["form_counts"], found["chosen"], strict=True)
            )
            for form in whole_sheet.FORMS
        },
        "hard_count": figures.hard_to_miss,
        "uncertain_count": flags.count(FLAG_CODES["uncertain"]),
        "question_count": sum(code != "" for code in found["question_code"]),
        "to_find_out": figures.to_find_out,
        "attention_length": sum(int(length) for length in found["said"]),
        "criteria_count": sum(seen.analysis.criteria_written.values()),
        "open_1": states[1].open,
        "open_2": sum(int(count) for count in found["open"] if count != ""),
        "waiting_2": sum(count not in ("", 0) for count in found["open"]),
        "open_3": int((entries.named & seen.actors["form_that_counts"].isna().to_numpy()).sum()),
        "open_4": int((entries.named & ~entries.answered("in_network")).sum()),
        "open_5": int((still_open | entries.chose("estimate_check", "no")).sum()),
        "talks_open": int(still_open.sum()),
        **{f"step_{step}": steps.STATES.index(states[step].state) for step in whole_sheet.COUNTED_STEPS},
        "next_step": steps.next_step(states),
        **called_values.whole(seen),
        "short_number": _or_nothing(short_number.short_number(entries)),
        "short_number_by_row": _or_nothing(by_row),
    }


def _or_nothing(number: int | None) -> Scalar:
    return "" if number is None else number


def _filled(result: Result) -> int:
    return sum(value is not None and value != "" for value in result.analysis.table["actor"])
