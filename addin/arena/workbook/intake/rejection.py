"""The one way in which the reading process says no."""

from __future__ import annotations

UNSAFE = "unsafe"
TOO_LARGE = "too_large"
DAMAGED = "damaged"
NOT_A_WORKBOOK = "not_a_workbook"
ENCODING = "encoding"
CSV_LINE = "csv line"
"""A line of a CSV file cannot be taken apart; the reason is the number of the line."""
FAILED = "failed"
"""Not a verdict on the file: a fault of ours."""


class Rejected(Exception):
    """The file is not read: one of the verdicts above, and a short reason for the log, never text from the file."""

    def __init__(self, verdict: str, reason: str) -> None:
        super().__init__(verdict, reason)
        self.verdict = verdict
        self.reason = reason
