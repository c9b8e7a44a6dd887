"""``python -m tests.bench.windows.over_com FOLDER ANSWER``: the scenario in this user's Excel, told in a file of JSON."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

from tests.bench.windows import scenario
from tests.bench.windows.over_com.excel import ExcelOverCom


def main(folder: Path, answer: Path) -> None:
    with ExcelOverCom() as excel:
        excel.install()
        steps: list[scenario.Step] = []
        try:
            steps.extend(scenario.walk(excel, folder, excel.clock.read))
        except BaseException as failure:
            excel.border.failures.append("".join(traceback.format_exception(failure)))
        told = {"steps": steps, "failures": excel.border.failures}
        answer.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
