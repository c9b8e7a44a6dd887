"""What the formulas for the list to call from and for the network give, from Python."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np

from arena.locale import Catalogue
from arena.method import calling, network
from arena.method.calling import ADJUST, ASKS, OPEN
from arena.method.levels import EMPTY, LAST_DAY, read_day
from arena.method.short_number import length
from arena.method.text import clean, fold
from arena.workbook import words
from arena.workbook.description import Scalar
from arena.workbook.model import Result
from arena.workbook.sheets.calculation import whole_sheet
from arena.workbook.sheets.calculation.called import BETWEEN_ASKS, LONGEST_MISSED, OF_DAY, OF_STATE, WITHOUT_PLACE
from arena.workbook.sheets.calculation.lines import MISSED


def of_talks(result: Result, texts: Catalogue) -> dict[str, list[Scalar]]:
    """Return the columns about talks, one value a row of the analysis."""
    assessment, speakers = result.assessment, _speakers(result)
    states, days = calling.states(assessment), calling.days(assessment)
    rows = [row for row in calling.in_order(assessment) if _is_for(result, speakers[row])]
    ordered = result.in_order(np.flatnonzero(result.actors["order"].to_numpy() > 0).tolist())
    place = {row: number for number, row in enumerate(ordered, start=1)}
    keys: list[Scalar] = [""] * len(speakers)
    places: list[Scalar] = [""] * len(speakers)
    for number, row in enumerate(rows, start=1):
        behind = place.get(row, WITHOUT_PLACE + row + 1)
        keys[row] = int(states[row]) * OF_STATE + int(days[row]) * OF_DAY + behind
        places[row] = number
    first: dict[str, int] = {}
    for row, who in enumerate(speakers):
        if who:
            first.setdefault(fold(who), row)
    return {
        "talk_key": keys,
        "talk_place": places,
        "talk_asks": _asks(result, texts),
        **_missed(result),
        "speaker_line": [row + 1 if who and first[fold(who)] == row else "" for row, who in enumerate(speakers)],
    }


def _missed(result: Result) -> dict[str, list[Scalar]]:
    """Return the columns about who is said to be missing."""
    present = {fold(name) for name in result.entries.actor} | result.entries.nobody
    found: dict[str, list[Scalar]] = {key: [] for key in ("missed_text", *MISSED, "missed_line")}
    for row, typed in enumerate(result.analysis.table["who_is_missing"]):
        is_list = isinstance(typed, str) and length(typed) <= LONGEST_MISSED
        text = clean(re.sub("[\r\n]", ";", typed)) if is_list else ""
        parts = [clean(part) for part in text.split(";")][: len(MISSED)]
        names = ["" if fold(part) in present else part for part in parts]
        names += [""] * (len(MISSED) - len(names))
        values: list[Scalar] = [text, *names, row + 1 if any(names) else ""]
        for key, value in zip(found, values, strict=True):
            found[key].append(value)
    return found


def _speakers(result: Result) -> list[str]:
    return [clean(value) for value in result.analysis.table["who_speaks"]]


def _wanted(result: Result) -> str:
    """Return the person whose talks are shown; an empty text for everybody."""
    typed = clean(result.analysis.talks_for)
    return "" if fold(typed) in words.spellings("talks.everybody") else typed


def _is_for(result: Result, who: str) -> bool:
    wanted = _wanted(result)
    return not wanted or fold(who) == fold(wanted)


def _asks(result: Result, texts: Catalogue) -> list[Scalar]:
    asked = calling.asks(result.assessment)
    states = calling.states(result.assessment).tolist()
    said: list[Scalar] = []
    for row, state in enumerate(states):
        questions = (texts(f"talks.ask.{key}") for key in ASKS if asked[key][row])
        said.append(texts("talks.adjust") if state == ADJUST else BETWEEN_ASKS.join(questions) if state == OPEN else "")
    return said


def by_line(result: Result, texts: Catalogue, lines: int) -> dict[str, list[Scalar]]:
    """Return the columns that do not follow the rows of the table, one value a line."""
    speakers, numbers = _speakers(result), of_talks(result, texts)["speaker_line"]
    listed: list[Scalar] = [texts("talks.everybody"), *(speakers[int(n) - 1] for n in numbers if n != "")]
    typed = result.analysis.network
    actions = list(zip(typed.actions_read, (read_day(by) for _, _, by, *_ in typed.actions), strict=True))[:lines]
    rest: list[Scalar] = [""] * (lines - len(actions))

    def read(number: int) -> Scalar:
        return "" if number == EMPTY else number if number > EMPTY else "!"

    return {
        "speaker": [*listed, *[""] * (lines - len(listed))][:lines],
        "action": [*(1 if is_one else "" for (is_one, _, _), _ in actions), *rest],
        "action_day": [*(read(day) if is_one else "" for (is_one, _, _), day in actions), *rest],
        "action_state": [*(read(state) if is_one else "" for (is_one, state, _), _ in actions), *rest],
        "action_dimension": [*(read(dimension) if is_one else "" for (is_one, _, dimension), _ in actions), *rest],
    }


def whole(result: Result) -> dict[str, Scalar]:
    """Return the values of the whole sheet about talks and the network, by key."""
    speakers, states = _speakers(result), calling.states(result.assessment)
    shown = [int(states[row]) for row in calling.in_order(result.assessment) if _is_for(result, speakers[row])]
    typed = result.analysis.network
    actions = [(state, dimension) for is_one, state, dimension in typed.actions_read if is_one]
    planned = network.planned(actions)
    counts = {f"planned_{number}": planned[key].still for number, key in enumerate(network.DIMENSIONS, start=1)}
    counts |= {f"done_{number}": planned[key].done for number, key in enumerate(network.DIMENSIONS, start=1)}
    looked = sum(_is_number(value) for line in typed.evolutions for value in line[: network.LOOKS])
    missed = _missed(result)
    names = [str(name) for row in zip(*(missed[key] for key in MISSED), strict=True) for name in row if name]
    last = max([*result.entries.days["spoken_on"].tolist(), EMPTY])
    runs = bool(actions) or looked > 0
    return {
        "talks_for": _wanted(result),
        "talks_listed": len(shown),
        **{f"talks_shown_{state}": shown.count(state) for state in whole_sheet.TALK_STATES},
        **counts,
        "actions": len(actions),
        "without_dimension": len(actions) - sum(counts.values()),
        "looked": looked,
        "network_runs": int(runs),
        "last_talk": last,
        "missed_first": names[0] if names else "",
        "missed_others": int(any(fold(name) != fold(names[0]) for name in names)),
        "erase_by": min(last + network.DAYS_TO_ERASE, LAST_DAY) if runs and last > EMPTY else "",
    }


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | dt.date) and not isinstance(value, bool)
