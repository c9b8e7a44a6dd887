"""Doing a thing in more ways than one, since Excel now and then refuses a call and takes the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from arena.excel.host.excel import Handle

HeldSetting = tuple[Handle, str, object]
"""The object of a setting, the name of the property, and its value: put back without asking Excel for the object."""


def stubbornly(*ways: Callable[[], object], times: int = 1) -> None:
    """Try one way after the other until one is not refused. Raises what the last one raised."""
    tries = list(ways) * times
    for number, way in enumerate(tries, start=1):
        try:
            way()
        except Exception:
            if number == len(tries):
                raise
        else:
            return


def managed(way: Callable[[], object]) -> bool:
    """Try something twice that may fail without harm; return True if it was done."""
    try:
        stubbornly(way, times=2)
    except Exception:
        return False
    return True


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
