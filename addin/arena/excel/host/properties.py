"""Properties of Excel's objects, set even where some of them are refused."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from arena.excel.host.excel import Handle
from arena.excel.host.stubborn import managed

HeldSetting = tuple[Handle, str, object]
"""The object of a setting, the name of the property, and its value: put back without asking Excel for the object."""


def put_back(settings: Iterable[HeldSetting]) -> bool:
    """Set properties, each even where another is refused; return True if all have their value now."""
    return all([managed(partial(_set, *one)) or _has(*one) for one in settings])


def _set(of: Handle, name: str, value: object) -> None:
    *path, last = name.split(".")
    for part in path:
        of = getattr(of, part)
    setattr(of, last, value)


def _has(of: Handle, name: str, value: object) -> bool:
    """Return True if a property has its value although Excel refuses to set it; heights, which Excel fits, never do."""
    if name == "RowHeight":
        return False
    try:
        return bool(getattr(of, name) == value)
    except Exception:
        return False
