"""Analyses with a word of its own in every field, and where such words are looked for in a file."""

from __future__ import annotations

import base64
import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from itertools import count

import pandas as pd

from arena.method.levels import COLUMNS, CRITERIA, DATES
from arena.workbook.model import QUESTIONS, STOOD, Adjustments, Analysis, Network, Settings
from arena.workbook.sheets.adjustments import CHANGES

ROWS = {
    "partner": {"in_network": "ja", "spoken_on": dt.datetime(2026, 1, 13), "own_form": "netwerk"},
    "not_spoken": {"in_network": "ja", "own_form": "overleg"},
    "later": {"in_network": "later", "spoken_on": dt.datetime(2026, 1, 14)},
    "not_chosen": {"target_group": "ja"},
    "network_word": {"in_network": "ja", "spoken_on": dt.datetime(2026, 1, 15), "network_role": "lid: kernactor"},
}
"""Rows of the table: who is a partner, who stays behind, and what is typed in their choices instead of a canary."""

PARTNERS = ("partner", "network_word")


@dataclass(frozen=True)
class Planted:
    """An analysis with canaries, and each canary by where it was typed: ``row.column``, ``answer.key`` and so on."""

    analysis: Analysis
    words: dict[str, str]

    def of(self, *places: str) -> set[str]:
        """The canaries whose place begins so."""
        return {word for place, word in self.words.items() if place.startswith(places)}


def planted(language: str = "nl") -> Planted:
    """An analysis in which everything that can be typed holds a canary, but for the choices that decide who goes."""
    numbers, words = count(1), dict[str, str]()

    def canary(place: str) -> str:
        words[place] = f"kanarie{next(numbers):04d}vogel"
        return words[place]

    def typed(row: str, column: str) -> object:
        if column in ROWS[row] or column in (*DATES, "in_network"):
            return ROWS[row].get(column)
        return canary(f"{row}.{column}")

    table = [{column: typed(row, column) for column in COLUMNS} for row in ROWS]
    settings = Settings(
        priority=canary("settings.priority"), scale=canary("settings.scale"), objections=canary("settings.objections")
    )
    network = Network()
    network = replace(network, **{field.name: _like(getattr(network, field.name), field.name, canary)
                                  for field in fields(network)})  # fmt: skip
    network = replace(network, actions=tuple(
        (canary(f"network.action.{n}.what"), canary(f"network.action.{n}.who"), dt.datetime(2026, 3, n),
         canary(f"network.action.{n}.state"), canary(f"network.action.{n}.dimension")) for n in (1, 2)
    ))  # fmt: skip
    analysis = Analysis(
        language=language,
        answers={key: canary(f"answer.{key}") for key in (*QUESTIONS, *CRITERIA)},
        table=pd.DataFrame(table, columns=list(COLUMNS), dtype=object),
        settings=settings,
        network=network,
        talks_for=canary("talks_for"),
        asked={canary("asked"): True},
        adjustments=Adjustments(
            changes=tuple(tuple(canary(f"adjustments.change.{n}.{key}") for key in CHANGES) for n in (1, 2)),
            next_look=canary("adjustments.next_look"),
            stood_on=canary("adjustments.stood_on"),
            stood=tuple(tuple(canary(f"adjustments.stood.{n}.{key}") for key in (*STOOD, "place")) for n in (1, 2)),
            answered=tuple(canary(f"adjustments.answered.{key}") for key in QUESTIONS),
        ),
    )
    return Planted(analysis, words)


def _like(value: object, place: str, canary: object) -> object:
    """A value of the same shape with a canary in each of its cells."""
    if isinstance(value, tuple):
        return tuple(_like(one, f"{place}.{number}", canary) for number, one in enumerate(value))
    return canary(f"network.{place}") if value is None else value  # type: ignore[operator]


def left_out(analysis: object) -> Iterator[str]:
    """The fields of an analysis, however deep, in which nothing was planted: a field that comes later is named here."""
    for field in fields(analysis):  # type: ignore[arg-type]
        value = getattr(analysis, field.name)
        if is_dataclass(value):
            yield from (f"{field.name}.{inner}" for inner in left_out(value))
        elif "kanarie" not in str(value.to_dict() if isinstance(value, pd.DataFrame) else value):
            yield field.name


def hits(content: bytes, words: Iterable[str]) -> set[str]:
    """Those words that a file holds in any part, or in its zip: as UTF-8, as UTF-16 and as base64."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        everything = b"\0".join([content, *(archive.read(name) for name in archive.namelist())])
    return {word for word in words if any(form in everything for form in _forms(word))}


def _forms(word: str) -> Iterator[bytes]:
    for encoded in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
        yield encoded
        for offset in range(3):
            # the letters of base64 that do not depend on what stands before and after: six bits each
            first, last = -(-8 * offset // 6), 8 * (offset + len(encoded)) // 6
            yield base64.b64encode(b"\0" * offset + encoded)[first:last]
