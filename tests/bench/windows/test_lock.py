"""The Windows of the bench has the very versions that users get."""

from __future__ import annotations

import re

import pytest

from tests.bench.windows.making import LOCK, ROOT

pytestmark = pytest.mark.pure

RUNTIME = ROOT / "requirements.lock"


def test_what_both_locks_name_is_of_one_version_and_one_hash() -> None:
    ours, users = (
        dict(re.findall(r"^(\S+==\S+[^\\\n]*?) \\\n((?: .*\n)+)", lock.read_text(), re.MULTILINE))
        for lock in (LOCK, RUNTIME)
    )
    names = {pin.partition("==")[0] for pin in ours} & {pin.partition("==")[0] for pin in users}
    assert {"pandas", "xlwings", "pywin32"} <= names
    assert {pin: ours[pin] for pin in ours if pin.partition("==")[0] in names} == {
        pin: users[pin] for pin in users if pin.partition("==")[0] in names
    }
