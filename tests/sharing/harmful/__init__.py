"""Files that colleagues' machines, or strangers, could send to do harm: each is wrong in its own way.

Beside those of ``tests/workbook/hostile.py`` and ``heavy.py``, which each pass one limit.
"""

from __future__ import annotations

from tests.sharing.harmful.content import WORKBOOKS, XMLS
from tests.sharing.harmful.making import Harm, of_parts
from tests.sharing.harmful.zips import TEXTS, ZIPS
from tests.workbook import heavy, hostile

_LIMITS: dict[str, Harm] = {
    **{name: of_parts(make) for name, (_, make) in hostile.UNSAFE.items()},
    **{name: of_parts(make, stored=True) for name, (_, make) in hostile.TOO_LARGE.items()},
    **{name: of_parts(make) for name, make in hostile.DAMAGED.items()},
}
_HEAVY = {
    name: Harm(make, suffix=".csv" if name.startswith("ten megabytes") else ".xlsx")
    for name, make in heavy.REFUSED.items()
}

HARMS: dict[str, Harm] = {**ZIPS, **XMLS, **WORKBOOKS, **TEXTS}
"""What is wrong with a file, in words, with the file."""

ALL: dict[str, Harm] = HARMS | _LIMITS | _HEAVY
"""The same, and those that pass a limit."""
