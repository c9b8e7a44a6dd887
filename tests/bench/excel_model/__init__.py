"""Excel without Excel: xlwings' real Windows engine on a model of Excel's objects, for tests on any machine.

The chain is `code under test -> xlwings -> xlwings._xlwindows -> a stand-in for pywin32 -> pyOpenVBA's model of Excel`.
All of xlwings is the real thing; the stand-in counts each dispatch, can let any of them fail, and converts values as
pywin32 does. VBA runs in the same model, so that a ribbon callback, Python behind it and the workbook make one test.

What is run and what is only recorded stands in README.md beside this file.
"""

from .alive import Held
from .bench import HARMLESS_DROPS, ExcelBench
from .com_server import Gateway, wrap
from .copies import Struck
from .difference import difference
from .dlls import ByRef, Library
from .dump import dump, dump_settings
from .engine import exit_handlers
from .errors import (
    BenchError,
    ComError,
    DisabledControlError,
    DroppedArgumentError,
    EndlessCallError,
    ModelFailureError,
    NaiveDateError,
    NotInModelError,
    busy_error,
    excel_error,
    gone_error,
)
from .session import Recorded
from .traffic import Calls, Dispatch, DroppedArgument, Fault
from .xlwings_dll import XlwingsDll

__all__ = [
    "HARMLESS_DROPS",
    "BenchError",
    "ByRef",
    "Calls",
    "ComError",
    "DisabledControlError",
    "Dispatch",
    "DroppedArgument",
    "DroppedArgumentError",
    "EndlessCallError",
    "ExcelBench",
    "Fault",
    "Gateway",
    "Held",
    "Library",
    "ModelFailureError",
    "NaiveDateError",
    "NotInModelError",
    "Recorded",
    "Struck",
    "XlwingsDll",
    "busy_error",
    "difference",
    "dump",
    "dump_settings",
    "excel_error",
    "exit_handlers",
    "gone_error",
    "wrap",
]
