"""Classic Outlook as another program sees it that makes a draft: what is done to it is recorded, and nothing runs.

It has only what may be done to a message without Outlook asking its user: writing its subject and text, attaching a
file, showing it. Anything else, reading what was written or sending for a start, is a `NotInModelError`.
"""

from __future__ import annotations

from collections.abc import Callable

from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import EMPTY, MISSING

from .errors import NotInModelError
from .recorded_objects import plain
from .session import session_of

PROGRAM = "Outlook.Application"
"""The name by which other programs start it."""

#: What each object of it takes: methods with their arguments and the object that they answer, and what can be written.
_METHODS: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {
    "Outlook": {"createitem": (("ItemType",), "MailItem")},
    "MailItem": {"display": (("Modal",), "")},
    "Attachments": {"add": (("Source", "Type", "Position", "DisplayName"), "")},
}
_WRITTEN = {"MailItem": ("subject", "body")}
_CHILDREN = {("MailItem", "attachments"): "Attachments"}


class OutlookObject(VBAObject):
    """Outlook itself, a message, or its attachments."""

    vba_library = "outlook"

    def __init__(self, application: Application, type_name: str = "Outlook") -> None:
        self.application = application
        self.vba_type_name = type_name

    def vba_member(self, name: str) -> MemberSpec:
        """A member that a program may use; any other is not in the model."""
        key, kind = name.lower(), self.vba_type_name
        if key in _METHODS.get(kind, {}):
            parameters, answers = _METHODS[kind][key]
            return MemberSpec(name, "method", getter=_calling(name, parameters, answers), parameters=parameters)
        if (kind, key) in _CHILDREN:
            child = _CHILDREN[kind, key]
            return MemberSpec(name, "property", getter=lambda self: OutlookObject(self.application, child))
        if key in _WRITTEN.get(kind, ()):
            return MemberSpec(name, "property", getter=_unreadable(name), setter=_writing(name))
        raise NotInModelError(f"{kind}.{name} is nothing that a draft may need")


def _calling(name: str, parameters: tuple[str, ...], answers: str) -> Callable[..., object]:
    def call(self: OutlookObject, *args: object) -> object:
        given = {key: plain(value) for key, value in zip(parameters, args, strict=True) if value is not MISSING}
        session_of(self).record(self, name, given)
        return OutlookObject(self.application, answers) if answers else EMPTY

    return call


def _writing(name: str) -> Callable[..., None]:
    def write(self: OutlookObject, value: object) -> None:
        session_of(self).record(self, name + "=", {"Value": plain(value)})

    return write


def _unreadable(name: str) -> Callable[..., object]:
    def read(self: OutlookObject) -> object:
        raise NotInModelError(f"{self.vba_type_name}.{name} would be read back, and Outlook would ask its user")

    return read
