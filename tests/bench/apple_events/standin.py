"""A stand-in for appscript: references and commands in Excel's own words, sent to an Excel that the bench is.

The rules are those of appscript 1.5 with ``terms=xlwings.mac_dict``: an unknown word is an AttributeError, an unknown
parameter a TypeError, an unknown constant a ValueError; a constant comes back under the last of its names; a refused
event is a CommandError. Nothing is looked up in Excel until an event is sent.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

Step = tuple[str, Any]


class Keyword:
    """A constant or the name of a class: ``k.worksheet``."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __bool__(self) -> bool:
        return self.AS_name != "missing_value"

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        if name.startswith("__"):
            raise AttributeError(name)
        return Keyword(name)


k = _Keywords()
MISSING = k.missing_value


class _Its:
    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError("the bench knows no filter references")


class CommandError(Exception):
    """An event that was refused."""

    def __init__(self, command: object, number: int, text: str = "") -> None:
        super().__init__(f"{command!r} failed: {number} {text}")
        self.errornumber = number


@dataclass(frozen=True)
class Event:
    """What is sent: the command, the object that it goes to, and its parameters."""

    command: str
    target: Reference
    direct: tuple[Any, ...]
    given: Mapping[str, Any]


Answer = Callable[[Event], Any]
_LISTENING: dict[int, Answer] = {}
"""Which Excels listen, by process id."""


def listen(pid: int, answer: Answer | None) -> None:
    """Let an Excel take the events that are sent to a process, or none any more."""
    if answer is None:
        _LISTENING.pop(pid, None)
    else:
        _LISTENING[pid] = answer


@cache
def _terms() -> tuple[dict[str, str], dict[str, tuple[str, Any]]]:
    """The constants, each with the name under which it comes back; and all words, with what each is."""
    from xlwings import mac_dict

    by_code = {code: name for table in (mac_dict.enums, mac_dict.properties, mac_dict.classes) for name, code in table}
    first: dict[str, Any] = {}
    for table in (mac_dict.classes, mac_dict.properties, mac_dict.enums):
        for name, code in table:
            first.setdefault(name, code)
    constants = {name: by_code[code] for name, code in first.items()} | {"missing_value": "missing_value"}
    words: dict[str, tuple[str, Any]] = {name: ("elements", None) for name, _ in mac_dict.elements}
    words |= {name: ("property", None) for name, _ in mac_dict.properties}
    words |= {name: ("command", frozenset(word for word, _ in taken)) for name, _, taken in reversed(mac_dict.commands)}
    return constants, words


class Reference:
    """Where an object is, from Excel down."""

    def __init__(self, pid: int, path: tuple[Step, ...] = ()) -> None:
        self.AS_appdata = _Data(pid)
        self.pid = pid
        self.path = path

    def further(self, *step: Any) -> Reference:
        return Reference(self.pid, (*self.path, step))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in ("before", "after"):
            return self.further(name, None)
        kind, taken = _terms()[1].get(name, (None, None))
        if kind is None:
            raise AttributeError(f"Unknown property, element or command: {name!r}")
        return Command(self, name, taken) if kind == "command" else self.further(kind, name)

    def __getitem__(self, selector: object) -> Reference:
        if not self.path or self.path[-1][0] != "elements" or not isinstance(selector, str | int):
            raise AttributeError("only elements are asked for by name or number")
        return self.further("item", selector)

    def __call__(self) -> Any:
        return self.get()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and (other.pid, other.path) == (self.pid, self.path)

    def __hash__(self) -> int:
        return hash((self.pid, self.path))

    def __iter__(self) -> Any:
        raise RuntimeError("Can't iterate an application reference")

    def __repr__(self) -> str:
        parts = [f"[{what!r}]" if kind == "item" else f".{what or kind}" for kind, what in self.path]
        return f"app(pid={self.pid})" + "".join(parts)


class Command:
    """A command of a reference, to be called."""

    def __init__(self, target: Reference, name: str, taken: frozenset[str]) -> None:
        self._target = target
        self._name = name
        self._taken = taken

    def __repr__(self) -> str:
        return f"{self._target!r}.{self._name}"

    def __call__(self, *direct: Any, **given: Any) -> Any:
        if len(direct) > 1:
            raise TypeError("Command received more than one direct parameter")
        given.pop("timeout", None)
        unknown = given.keys() - self._taken
        if unknown:
            raise TypeError(f"Unknown keyword argument {sorted(unknown)} of {self._name}")
        answer = _LISTENING.get(self._target.pid)
        if answer is None:
            raise CommandError(self, -600, "Application isn't running.")
        packed = {name: _packed(value) for name, value in given.items()}
        try:
            return _unpacked(answer(Event(self._name, self._target, tuple(map(_packed, direct)), packed)))
        except RefusedEvent as refused:
            raise CommandError(self, refused.number, str(refused)) from refused


class RefusedEvent(Exception):
    """What an Excel raises to refuse an event."""

    def __init__(self, number: int, text: str = "") -> None:
        super().__init__(text)
        self.number = number


def _packed(value: Any) -> Any:
    """A value as it travels. Raises what appscript raises for one that cannot."""
    if isinstance(value, list | tuple):
        return [_packed(one) for one in value]
    if isinstance(value, Keyword):
        if value.AS_name not in _terms()[0]:
            raise ValueError(f"Unknown Keyword: {value!r}")
        return value
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**31) <= value < 2**31:
        raise TypeError("Excel passes over an integer of more than 32 bits in silence")
    if not isinstance(value, bool | int | float | str | dt.datetime | Reference):
        raise TypeError(f"{type(value).__name__} does not travel in an Apple event")
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if isinstance(value, dict):
        return {key: _unpacked(one) for key, one in value.items()}
    return Keyword(_terms()[0][value.AS_name]) if isinstance(value, Keyword) else value


class _Data:
    """As much of appscript's inner workings as xlwings asks for the process id."""

    def __init__(self, pid: int) -> None:
        self.data = struct.pack("i", pid)
        self.addressdesc = self

    def target(self) -> _Data:
        return self

    def coerce(self, _: object) -> _Data:
        return self


def app(*, pid: int, terms: object = None) -> Reference:
    """An application, by its process id."""
    return Reference(pid)
