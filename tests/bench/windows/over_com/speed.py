"""``python -m tests.bench.windows.over_com.speed FOLDER ANSWER``: what clicks cost in this user's Excel, as JSON.

Told of each button that changes a workbook: dispatches, how many of them handed out an object, and how often pywin32
asked for a member's description; and of some clicks the seconds outside the model, then those of as many empty
dispatches in the same server, and of as many that hand out an object. At last the memory of the server at rest.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from arena.excel.buttons.table import BUTTONS, BookButton, WorksOn
from tests.bench.windows import scenario
from tests.bench.windows.over_com.excel import ExcelOverCom
from tests.bench.windows.over_com.memory import MEMORY

CHANGING = {
    key: one.works_on
    for key, one in BUTTONS.items()
    if isinstance(one, BookButton) and one.works_on in (WorksOn.TABLE, WorksOn.SHEETS) and key not in scenario.ON_FILES
}
ON_TABLES = [key for key, works_on in CHANGING.items() if works_on is WorksOn.TABLE]
RUNS = 3
_NO = 7

_EMPTY = """
import time, xlwings._xlwindows as engine
excel = engine.COMRetryObjectWrapper(application)
def seconds(name, times):
    began = time.perf_counter()
    for _ in range(times):
        getattr(excel, name)
    return time.perf_counter() - began
answer = f"{seconds('DisplayAlerts', dispatches)} {seconds('ActiveWorkbook', objects)}"
"""
_PROFILED = """
import cProfile, pstats
from arena.excel import entry
profile = cProfile.Profile()
profile.runcall(entry.click, button, application, book, "nl", "speed")
entry.click("undo", application, book, "nl", "speed")
counts = [(file, name, count) for (file, _, name), (_, count, *_) in pstats.Stats(profile).stats.items()]
bound = sum(count for _, name, count in counts if "'Bind'" in name)
objects = sum(count for file, name, count in counts if "known_types" in file and name == "wrapped")
answer = f"{bound} {objects}"
"""


def in_the_server(excel: ExcelOverCom, text: str, **given: Any) -> str:
    """Run lines of Python in the server that VBA has; what they call `answer`, as a text."""
    python = excel.python()
    pairs = [part for name, value in given.items() for part in (name, value)]
    names = python.call("Dict", "application", excel.model.application, *pairs)
    python.call("Exec", text, names)
    return str(python.call("Str", python.call("GetItem", names, "answer")))


def asked_for(excel: ExcelOverCom, button: str, book: object) -> tuple[int, int]:
    """How often a click on a button has pywin32 ask what a member is called, and how many objects it is handed."""
    bound, objects = in_the_server(excel, _PROFILED, button=button, book=book).split()
    return int(bound), int(objects)


def main(folder: Path, answer: Path) -> None:
    told: dict[str, Any] = {"clicks": {}}
    with ExcelOverCom() as excel:
        excel.install()
        book = excel.open(folder / scenario.ANALYSIS)

        def clicked(button: str) -> tuple[float, int]:
            excel.forget_dialogs()
            excel.answer(_NO)
            before, count = excel.clock.read(), excel.calls.total
            scenario._click(excel, button)
            return excel.clock.read()[1] - before[1], excel.calls.total - count

        for key in CHANGING:
            began = time.perf_counter()
            clicked(key)
            told.setdefault("cold", time.perf_counter() - began)
            clicked("undo")
            excel.answer(_NO)
            bound, objects = asked_for(excel, key, book)
            runs = []
            for _ in range(RUNS):  # the empty ones at once after the click: what else the machine does slows both
                seconds, dispatches = clicked(key)
                empty = in_the_server(excel, _EMPTY, dispatches=dispatches, objects=objects).split()
                runs.append([seconds, *map(float, empty)])
                clicked("undo")
            told["clicks"][key] = {"runs": runs, "dispatches": dispatches, "bound": bound, "objects": objects}
        told["memory"] = int(in_the_server(excel, MEMORY))
        told["failures"] = excel.border.failures
        answer.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
