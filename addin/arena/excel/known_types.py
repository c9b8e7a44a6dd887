"""What pywin32 learns about the types of Excel's objects is kept: by itself it asks Excel anew for each object.

Every object is reached late bound here (``server.harmless_xlwings``). For that pywin32 asks of each object what its
type is, and of each member that is used how it is called: some ten trips to another process for one that does
something. A type does not change while Excel runs, so its members are asked for once, and of each object only its type.

Kept are numbers and names, and no object of Excel: it would stay, unseen, for as long as this process held one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

_CLIENT = "win32com.client"
_WRAPS = "__WrapDispatch"
"""pywin32's own function, by which all that Excel hands out becomes an object of Python's."""

_UNNAMED = "{00000000-0000-0000-0000-000000000000}"


class _Members:
    """A type's members, as pywin32 expects them, asked for only where one is used that no object has used before."""

    def __init__(self, type_information: Any) -> None:
        self._type_information = type_information

    def __iter__(self) -> Iterator[Any]:
        yield self._type_information
        yield self._type_information.GetTypeComp()


def keep() -> None:
    """Have pywin32 keep what it learns; does nothing where there is no pywin32 that works like the one we know."""
    try:
        client, build = import_module(_CLIENT), import_module(f"{_CLIENT}.build")
        refused = import_module("pythoncom").com_error
    except ImportError:
        return
    by_itself = vars(client).get(_WRAPS)
    if by_itself is not None and by_itself.__module__ != __name__:
        setattr(client, _WRAPS, _keeping(by_itself, client.CDispatch, build.LazyDispatchItem, refused))


def _keeping(
    by_itself: Callable[..., Any], late_bound: Callable[..., Any], learn: Callable[..., Any], refused: type[Exception]
) -> Callable[..., Any]:
    """Return a function that does what pywin32's own does, and keeps what is known of each type."""
    known: dict[str, tuple[Any, dict[str, Any]]] = {}

    def wrapped(interface: Any, name: Any = None, class_id: Any = None, *more: Any, **named: Any) -> Any:
        try:
            information = interface.GetTypeInfo() if class_id is None else None
            attributes = None if information is None else information.GetTypeAttr()
        except (AttributeError, refused):
            attributes = None
        if attributes is None or str(attributes.iid) == _UNNAMED:
            return by_itself(interface, name, class_id, *more, **named)
        learnt, methods = known.setdefault(str(attributes.iid), (learn(attributes, None), {}))
        made = late_bound(interface, learnt, name, lazydata=_Members(information))
        made.__dict__["_builtMethods_"] = methods
        return made

    return wrapped
