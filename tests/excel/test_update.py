"""The button Bijwerken: a new workbook with all that was typed in an older one, which stays as it is."""

from __future__ import annotations

import pytest

from tests.bench.excel_model import difference
from tests.excel.clicking import state_of
from tests.workbook.frozen_files import FROZEN

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("fresh_server")]


def test_probe(installed, tmp_path):
    import time
    t=time.time()
    book = installed.excel.open(FROZEN / "schema-1-nl.xlsx")
    print("open", time.time()-t); t=time.time()
    before = state_of(installed.excel, book)
    print(installed.is_enabled("update"), installed.is_enabled("rank"), installed.supertip("rank"))
    installed.click("update")
    print("click", time.time()-t)
    print(installed.excel.messages)
    print(difference(before, state_of(installed.excel, book)))
    print([b.Name for b in installed.excel.application.Workbooks])
    assert 0
