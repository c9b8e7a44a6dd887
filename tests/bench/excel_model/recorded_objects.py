"""Objects of Excel that the model lacks altogether: what is done to them is recorded, and written values read back.

Which members such an object has is taken from the inventory of Excel's type library that the model carries, so a
misspelt property is an error here too. A property that nobody has written is answered only where its default in a new
workbook is known; anything else is a `NotInModelError`.
"""

# ruff: noqa: N802, N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyopenvba._a1 import Area
from pyopenvba.interpreter._inventory import members_of
from pyopenvba.interpreter._objects import MemberSpec, VBACollection, VBAObject, member, method
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAInt, error

from .errors import NotInModelError
from .session import application_of, session_of
from .values import to_python

#: Methods of recorded objects; every other member of theirs is a property.
METHODS = {
    "FormatCondition": {"delete", "modify", "modifyappliestorange", "setfirstpriority", "setlastpriority"},
    "Outline": {"showlevels"},
    "AutoCorrect": {"addreplacement", "deletereplacement"},
}

#: Properties that answer another recorded object: its type.
CHILDREN = {
    ("FormatCondition", "font"): "Font",
    ("FormatCondition", "interior"): "Interior",
    ("FormatCondition", "borders"): "Borders",
}

#: Members of recorded objects that answer one of several objects by a number: its type.
NUMBERED = {("Borders", "item"): "Border"}

#: What Excel answers in a workbook where nobody has changed it.
DEFAULTS: dict[tuple[str, str], object] = {
    ("PageSetup", "printarea"): "",
    ("PageSetup", "printtitlerows"): "",
    ("PageSetup", "printtitlecolumns"): "",
    ("PageSetup", "orientation"): VBAInt(1),
    ("PageSetup", "zoom"): VBAInt(100),
    ("PageSetup", "fittopageswide"): VBAInt(1),
    ("PageSetup", "fittopagestall"): VBAInt(1),
    ("PageSetup", "centerhorizontally"): False,
    ("PageSetup", "centervertically"): False,
    ("PageSetup", "printgridlines"): False,
    ("PageSetup", "printheadings"): False,
    **{("PageSetup", f"{side}{part}"): "" for side in ("left", "center", "right") for part in ("header", "footer")},
    ("Outline", "summaryrow"): VBAInt(1),
    ("Outline", "summarycolumn"): VBAInt(-4152),
}


class RecordedObject(VBAObject):
    """An object of a given type that belongs to another one, as a sheet's PageSetup."""

    vba_library = "excel"

    def __init__(self, type_name: str, owner: VBAObject, values: dict[str, Any], place: str = "") -> None:
        self.vba_type_name = type_name
        self.owner = owner
        self.application = application_of(owner)
        self.values = values
        self.place = place

    def vba_member(self, name: str) -> MemberSpec | None:
        """A member by the inventory of Excel's type library; it keeps what is written and records it."""
        key = name.lower()
        if key not in members_of(self.vba_type_name, "excel"):
            return None
        if key in METHODS.get(self.vba_type_name, ()):
            return MemberSpec(name, "method", getter=_recording_call(name), varargs=True)
        numbered = NUMBERED.get((self.vba_type_name, key))
        if numbered is not None:
            return MemberSpec(name, "property", getter=_one_of(numbered, key), parameters=("Index",))
        return MemberSpec(name, "property", getter=_reading(name), setter=_writing(name))

    def read(self, name: str) -> object:
        """The value of a property: as it was written, else as Excel has it in a new workbook.

        Raises:
            NotInModelError: neither is known.
        """
        key = name.lower()
        if key in ("parent", "application"):
            return self.owner if key == "parent" else self.application
        child = CHILDREN.get((self.vba_type_name, key))
        if child is not None:
            return RecordedObject(child, self, self.values.setdefault(key, {}), self.place)
        if key in self.values:
            return self.values[key]
        if (self.vba_type_name, key) in DEFAULTS:
            return DEFAULTS[self.vba_type_name, key]
        raise NotInModelError(
            f"{self.vba_type_name}.{name} is recorded, not run: it can be read once something was written to it"
        )

    def write(self, name: str, value: object) -> None:
        """Keep a property's value and record it."""
        self.values[name.lower()] = value
        session_of(self).record(self, name + "=", {"Value": plain(value)})

    def call(self, name: str, args: tuple[object, ...]) -> object:
        """Record a method; Delete also takes the object out of its collection."""
        session_of(self).record(self, name, {f"#{place}": plain(one) for place, one in enumerate(args, start=1)})
        if name.lower() == "delete" and isinstance(self.owner, RecordedFormatConditions):
            self.owner.discard(self)
        return EMPTY


def _reading(name: str) -> Callable[[RecordedObject], object]:
    return lambda self: self.read(name)


def _writing(name: str) -> Callable[[RecordedObject, object], None]:
    return lambda self, value: self.write(name, value)


def _one_of(type_name: str, key: str) -> Callable[..., object]:
    def read(self: RecordedObject, index: object) -> object:
        values = self.values.setdefault(f"{key} {plain(index)}", {})
        return RecordedObject(type_name, self, values, self.place)

    return read


def _recording_call(name: str) -> Callable[..., object]:
    return lambda self, *args: self.call(name, args)


def plain(value: object) -> object:
    """A value for the journal: Python's own types, an object as its type's name."""
    if isinstance(value, VBAObject):
        areas = getattr(value, "areas", None)
        where = ",".join(area.address(absolute=False) for area in areas) if areas else ""
        return f"<{value.vba_type_name} {where}>" if where else f"<{value.vba_type_name}>"
    return to_python(value, plain)


class RecordedCollection(VBACollection):
    """A collection that is empty and stays so: Excel has no such objects on this machine."""

    vba_library = "excel"

    def __init__(self, type_name: str, owner: VBAObject) -> None:
        self.vba_type_name = type_name
        self.owner = owner
        self.application = application_of(owner)

    def vba_items(self) -> list[object]:
        """Nothing, unless the test put something in the kept values."""
        return list(session_of(self).kept(self.owner).get(self.vba_type_name, []))


class RecordedFormatConditions(VBACollection):
    """The conditional formats that code gives a range. Those that its file brought are not among them."""

    vba_type_name = "FormatConditions"
    vba_library = "excel"

    def __init__(self, target: Any) -> None:
        self.owner = target
        self.application = application_of(target)
        self.areas: list[Area] = list(target.areas)
        self.sheet = target.sheet
        self.rules: list[RecordedObject] = session_of(target).kept(target.sheet).setdefault("FormatConditions", [])

    @property
    def place(self) -> str:
        """The range's address."""
        return ",".join(area.address(absolute=False) for area in self.areas)

    def vba_items(self) -> list[object]:
        """The rules given to exactly these cells, first the one that goes first."""
        return [rule for rule in self.rules if rule.place == self.place]

    @method
    def Add(
        self,
        Type: object = MISSING,
        Operator: object = MISSING,
        Formula1: object = MISSING,
        Formula2: object = MISSING,
    ) -> object:
        """Record a new rule and answer it."""
        given = {"Type": Type, "Operator": Operator, "Formula1": Formula1, "Formula2": Formula2}
        given = {name: value for name, value in given.items() if value is not MISSING}
        session_of(self).record(self, "Add", {name: plain(value) for name, value in given.items()})
        values: dict[str, Any] = {name.lower(): value for name, value in given.items()}
        rule = RecordedObject("FormatCondition", self, values, self.place)
        self.rules.append(rule)
        return rule

    @method
    def Delete(self) -> object:
        """Take away the rules on these cells.

        Raises:
            NotInModelError: a rule lies partly outside them, and Excel would split it.
        """
        session_of(self).record(self, "Delete", {})
        for rule in list(self.rules):
            areas = rule.owner.areas  # type: ignore[attr-defined]
            inside = [all(_within(area, mine) for area in areas) for mine in self.areas]
            if any(inside):
                self.rules.remove(rule)
            elif any(_touches(area, mine) for area in areas for mine in self.areas):
                raise NotInModelError(f"deleting a part of the conditional format on {rule.place} is not modelled")
        return EMPTY

    @member
    def Parent(self) -> object:
        """The range."""
        return self.owner

    def discard(self, rule: RecordedObject) -> None:
        """Take away one rule."""
        if rule not in self.rules:
            raise error(1004, "The conditional format is gone")
        self.rules.remove(rule)


def _within(area: Area, mine: Area) -> bool:
    return mine.contains(area.top, area.left) and mine.contains(area.bottom, area.right)


def _touches(area: Area, mine: Area) -> bool:
    return not (area.right < mine.left or mine.right < area.left or area.bottom < mine.top or mine.bottom < area.top)
