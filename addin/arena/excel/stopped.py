"""The one error of a click that its user reads as a reason: see ``Stopped``."""

from __future__ import annotations

from arena.workbook.errors import SentenceError


class Stopped(SentenceError):
    """A button does nothing, for a reason that its user reads.

    The sentence is shown after "Nothing was changed: "; it starts in lower case and says what the user can do.
    """
