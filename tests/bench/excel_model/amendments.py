"""Changes to the model's classes for as long as a bench is open, taken back when the last one closes.

The model registers each member of Excel's objects in a table per class. An amendment replaces one entry, so it holds
for VBA as well as for Python, and leaves the installed package as it was.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pyopenvba.interpreter._objects import MemberSpec, VBAObject

_ABSENT = object()


@dataclass(frozen=True)
class Amendment:
    """A member of a model's class, made from the member as it was (None where the model has none)."""

    owner: type[VBAObject]
    name: str
    make: Callable[[MemberSpec | None], MemberSpec]


@dataclass(frozen=True)
class Replacement:
    """A function or method of the model's own Python code, made from the one that was there."""

    owner: Any
    name: str
    make: Callable[[Any], Any]


def method_spec(name: str, function: Callable[..., object]) -> MemberSpec:
    """A method of Excel's; the function's parameters after `self` are the method's."""
    return MemberSpec(name, "method", getter=function, parameters=_parameters(function))


def property_spec(
    name: str, getter: Callable[..., object], setter: Callable[..., None] | None = None, *, kind: str = "property"
) -> MemberSpec:
    """A property of Excel's, to be read and perhaps written."""
    return MemberSpec(name, kind, getter=getter, setter=setter, parameters=_parameters(getter))


def guarded_setter(owner: type[VBAObject], name: str, check: Callable[[Any, object], None]) -> Amendment:
    """The property as the model has it, with a check before each write."""

    def make(spec: MemberSpec | None) -> MemberSpec:
        before = _present(spec, owner, name)
        write = before.setter
        assert write is not None

        def guarded(self: VBAObject, value: object) -> None:
            check(self, value)
            write(self, value)

        return _changed(before, setter=guarded)

    return Amendment(owner, name, make)


def wrapped_getter(owner: type[VBAObject], name: str, wrap: Callable[[Callable[..., Any]], Any]) -> Amendment:
    """The property or method as the model has it, its function replaced by what `wrap` makes of it."""

    def make(spec: MemberSpec | None) -> MemberSpec:
        before = _present(spec, owner, name)
        assert before.getter is not None
        return _changed(before, getter=wrap(before.getter))

    return Amendment(owner, name, make)


def _present(spec: MemberSpec | None, owner: type[VBAObject], name: str) -> MemberSpec:
    if spec is None:
        raise LookupError(f"the model's {owner.__name__} has no {name}: this version of pyOpenVBA is another one")
    return spec


def _changed(spec: MemberSpec, **changes: Any) -> MemberSpec:
    fields = {name: getattr(spec, name) for name in MemberSpec.__slots__}
    return MemberSpec(**{**fields, **changes})


def _parameters(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)[1:]


class AmendedModel:
    """The amendments in force. Entering twice applies them once; leaving the last time restores the model."""

    def __init__(self, changes: Iterable[Amendment | Replacement]) -> None:
        self._changes = list(changes)
        self._undo: list[Callable[[], None]] = []
        self._open = 0

    def __enter__(self) -> None:
        self._open += 1
        if self._open == 1:
            for change in self._changes:
                self._undo.append(self._amend(change) if isinstance(change, Amendment) else self._replace(change))

    def __exit__(self, *_: object) -> None:
        self._open -= 1
        if self._open == 0:
            while self._undo:
                self._undo.pop()()

    @staticmethod
    def _amend(change: Amendment) -> Callable[[], None]:
        table, key = change.owner._vba_members, change.name.lower()
        before = table.get(key)
        table[key] = change.make(before)

        def undo() -> None:
            if before is None:
                del table[key]
            else:
                table[key] = before

        return undo

    @staticmethod
    def _replace(change: Replacement) -> Callable[[], None]:
        before = change.owner.__dict__.get(change.name, _ABSENT)
        setattr(change.owner, change.name, change.make(getattr(change.owner, change.name)))

        def undo() -> None:
            if before is _ABSENT:
                delattr(change.owner, change.name)
            else:
                setattr(change.owner, change.name, before)

        return undo
