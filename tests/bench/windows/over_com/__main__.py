"""``python -m tests.bench.windows.over_com FOLDER ANSWER``: the scenario in this user's Excel, told in a JSON file."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from tests.bench.windows import scenario
from tests.bench.windows.over_com.excel import ExcelOverCom
from tests.bench.windows.over_com.speed import ON_TABLES, asked_for


def main(folder: Path, answer: Path) -> None:
    with ExcelOverCom() as excel:
        excel.install()
        steps: list[scenario.Step] = []
        try:
            steps.extend(scenario.walk(excel, folder, excel.clock.read))
        except BaseException as failure:
            excel.border.failures.append("".join(traceback.format_exception(failure)))
        book = excel.open(folder / scenario.ANALYSIS)
        asked = {button: asked_for(excel, button, book)[0] for button in ON_TABLES * 2}
        told = {"steps": steps, "asked anew": asked, "failures": excel.border.failures}
        answer.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
