"""What the bench keeps beside one running model of Excel: its traffic, its journal, and the values it holds for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter._objects import VBAObject

from .alive import HeldObjects
from .errors import ModelFailureError
from .traffic import Traffic

if TYPE_CHECKING:
    from .dlls import Libraries

#: Where an object of the model keeps the way up to its Application, tried in this order.
_WAYS_UP = ("application", "book", "sheet", "owner", "table", "entry")


@dataclass(frozen=True)
class Recorded:
    """A call that a recorder took: `member` is a method, or a property with `=` after its name."""

    type: str
    member: str
    arguments: dict[str, object]
    #: Which object it was, as far as it has a name: a sheet, a workbook, a cell's address.
    where: str = ""

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.type}.{self.member}({given})" + (f" [{self.where}]" if self.where else "")


@dataclass
class Variants:
    """Of which kinds an Excel is (see `variants`)."""

    #: Between the areas of an address it takes the machine's list separator, and no comma where that is another sign.
    local_addresses: bool = False
    #: A sheet that is to be added after another one comes before it (pywin32#725).
    adds_before: bool = False


@dataclass
class Session:
    """One model of Excel at work."""

    traffic: Traffic = field(default_factory=Traffic)
    journal: list[Recorded] = field(default_factory=list)
    held: HeldObjects = field(default_factory=HeldObjects)
    libraries: Libraries | None = None
    variants: Variants = field(default_factory=Variants)
    #: Members that this Excel does not have, in lower case, each with the type of its object.
    lacking: set[tuple[str, str]] = field(default_factory=set)
    _kept: dict[int, tuple[object, dict[str, Any]]] = field(default_factory=dict)

    def kept(self, item: object) -> dict[str, Any]:
        """The values the bench holds for an object, because the model has no place for them.

        The object is held too, so that its identity cannot pass to another one.
        """
        lasting = lasting_object(item)
        return self._kept.setdefault(id(lasting), (lasting, {}))[1]

    def record(self, item: object, member: str, arguments: dict[str, object], type_name: str = "") -> None:
        """Write a call in the journal."""
        shown = type_name or getattr(item, "vba_type_name", type(item).__name__)
        self.journal.append(Recorded(shown, member, arguments, place_of(item)))


def lasting_object(item: object) -> object:
    """The part of an object that outlives its view: the model makes a new Shape or ListObject at each reading."""
    for attribute in ("shape", "table"):
        found = getattr(item, attribute, None)
        if found is not None and not callable(found):
            return found
    return item


def place_of(item: object) -> str:
    """A name for an object in the journal."""
    areas = getattr(item, "areas", None)
    sheet = getattr(item, "sheet", None)
    if areas and sheet is not None:
        return f"{sheet.name}!" + ",".join(area.address(absolute=False) for area in areas)
    lasting = lasting_object(item)
    return str(getattr(lasting, "name", "") or getattr(item, "place", ""))


def application_of(item: object) -> Application:
    """The Application that an object of the model belongs to."""
    if isinstance(item, Application):
        return item
    for attribute in _WAYS_UP:
        above = getattr(item, attribute, None)
        if above is None or callable(above) or isinstance(above, str):
            continue
        try:
            return application_of(above)
        except ModelFailureError:
            continue
    raise ModelFailureError(f"{item!r} leads to no Application")


def session_of(item: VBAObject) -> Session:
    """The session that an object of the model belongs to."""
    session = getattr(application_of(item), "session", None)
    if not isinstance(session, Session):
        raise ModelFailureError(f"{item!r} belongs to a model that no bench has opened")
    return session
