"""The log of failures: what went wrong where in the program, and nothing of what stands in a workbook.

The text of an exception may quote a cell, so only its class, Excel's error number and the lines of code are written.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

from arena.excel import user_files

_LARGEST = 256 * 1024
_KEPT = 2


def failure(button: str, error: BaseException) -> None:
    """Write a failure to the log; a log that cannot be written stops nobody."""
    with suppress(OSError):
        user_files.folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(user_files.log_file(), maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s Python: %(message)s", "%Y-%m-%d %H:%M:%S"))
        with suppress(OSError):
            handler.emit(logging.LogRecord("arena", logging.ERROR, "", 0, _described(button, error), None, None))
        handler.close()


def _described(button: str, error: BaseException) -> str:
    """Return the error and its causes, each line of code once.

    xlwings repeats an AttributeError until Python has no depth left: a thousand lines, and as many causes.
    """
    lines = [f"{button}: {_kind(error)}"]
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        if cause is not error:
            lines.append(f"  because of {_kind(cause)}")
        for frame, line in walk_tb(cause.__traceback__):
            code = frame.f_code
            lines.append(f"    {Path(code.co_filename).name}:{line} {code.co_name}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(dict.fromkeys(lines))


def _kind(error: BaseException) -> str:
    number = getattr(error, "hresult", None)
    excel = getattr(error, "excepinfo", None)
    inner = excel[5] if isinstance(excel, tuple) and len(excel) > 5 else None
    return " ".join(str(part) for part in (type(error).__name__, number, inner) if part is not None)
