"""Doing a thing in more ways than one, since Excel now and then refuses a call and takes the next."""

from __future__ import annotations

from collections.abc import Callable


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
