"""Which objects of Excel Python holds at a moment, of what kind, and where in the code each was taken.

Excel does not end, and stays invisible, for as long as another process holds one of its objects. So between clicks
Python may hold none, whatever still points to it: a variable, a list, a traceback that somebody kept, a ring of objects
in which nobody looked.
"""

from __future__ import annotations

import itertools
import os
import sys
import weakref
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

#: Code that takes objects of Excel for somebody else.
_FOR_OTHERS = (str(Path(__file__).parent), f"{os.sep}xlwings{os.sep}")


class Held(NamedTuple):
    """An object of Excel that Python holds, and the line of code that took it."""

    kind: str
    file: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.kind}, taken in {self.function} ({self.file}:{self.line})"


class HeldObjects:
    """The objects of one Excel that Python has taken, for as long as it holds them."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._taken: dict[int, tuple[weakref.ref[object], Held]] = {}

    def take(self, interface: object, kind: str) -> None:
        """Note an object that Python takes."""
        number = next(self._numbers)
        taken = self._taken  # and not self: what forgets an object may not keep the Excel that it was of
        about = Held(kind, *_taker(sys._getframe(2)))
        taken[number] = (weakref.ref(interface, lambda _: taken.pop(number, None)), about)

    def now(self, since: int = 0, *, but: Iterable[object] = ()) -> list[Held]:
        """What is held now that was taken after `since` (of `count`), in the order in which it was taken.

        Args:
            since: what was held before does not count.
            but: interfaces that somebody may hold, as the bench its own.
        """
        allowed = {id(one) for one in but}
        found = [(number, ref(), about) for number, (ref, about) in sorted(self._taken.items())]
        return [about for number, one, about in found if number > since and one is not None and id(one) not in allowed]

    @property
    def count(self) -> int:
        """How many objects were taken until now."""
        return next(self._numbers)


def _taker(frame: FrameType | None) -> tuple[str, int, str]:
    """The nearest code that took an object for itself: its file, line and function."""
    while frame is not None and any(part in frame.f_code.co_filename for part in _FOR_OTHERS):
        frame = frame.f_back
    if frame is None:
        return ("", 0, "")
    return (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name)
