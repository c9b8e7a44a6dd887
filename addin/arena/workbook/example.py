"""The filled-in example: a community school, everyone in it invented."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from arena.method import network
from arena.method.levels import COLUMNS
from arena.workbook.model import Analysis, Network

_FOLDER = Path(__file__).parent / "examples"


def example(language: str) -> Analysis:
    """Return the example in a supported language. Raises ``FileNotFoundError`` for another one."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        content = tomllib.load(file)
    return Analysis(
        language=language,
        answers=content["answers"],
        table=pd.DataFrame([_as_read(row, COLUMNS) for row in content["actors"]], columns=list(COLUMNS), dtype=object),
        network=_network(content["network"]),
        example=True,
    )


def _network(content: Mapping[str, Any]) -> Network:
    """Return what stands in the example about the network, each line in the order of its sheet."""
    columns = ("what", "who", "by", "state", "dimension")
    evolutions = (content["evolutions"][key] for key in network.EVOLUTIONS)
    characteristics = (content["characteristics"][key] for key in network.CHARACTERISTICS)
    return Network(
        actions=tuple(tuple(_as_read(action, columns).values()) for action in content["actions"]),
        looks=_padded(map(_day, content["looks"])),
        evolutions=tuple((*_padded(one["numbers"]), one.get("own")) for one in evolutions),
        characteristics=tuple((one.get("now"), one.get("seen")) for one in characteristics),
        attention=tuple(content["attention"].get(key) for key in network.ATTENTION),
    )


def _padded(values: Iterable[object]) -> tuple[object, ...]:
    found = tuple(values)
    return (*found, *(None,) * (network.LOOKS - len(found)))


def _as_read(row: Mapping[str, object], columns: Iterable[str]) -> dict[str, object]:
    """Return a row as it is read from a file: a day has a time, and what is not there is nothing."""
    return {key: _day(row.get(key)) for key in columns}


def _day(value: object) -> object:
    return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value
