"""xlwings' own Windows engine, imported on a machine without Windows."""

from __future__ import annotations

import atexit
import importlib
import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import pywin32

_NAME = "xlwings._xlwindows"


def windows_engine() -> types.ModuleType:
    """The module `xlwings._xlwindows`, unmodified; the stand-ins of pywin32 have to be installed.

    What it registers for the interpreter's end stays registered, so that a test can see it, but ends
    nothing: the Excels of this machine are not ours.
    """
    loaded = sys.modules.get(_NAME)
    if loaded is not None:
        return loaded
    folder = os.getcwd()
    try:
        with pywin32.windows_loaders():
            engine = importlib.import_module(_NAME)
    finally:
        os.chdir(folder)  # the engine goes to the interpreter's folder and back while it is imported
    engine.Apps.cleanup = staticmethod(_end_nothing)
    return engine


class _Listener:
    """Compared with each function that is registered for the interpreter's end, and equal to none."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def __eq__(self, other: object) -> bool:
        self.heard.append(other)
        return False

    __hash__ = None  # type: ignore[assignment]


def exit_handlers() -> list[str]:
    """The functions that are registered for this process' end, by module and name.

    `atexit` has no list of them, but compares each with the one that it is asked to take off.
    """
    listener = _Listener()
    atexit.unregister(listener)
    return [f"{getattr(one, '__module__', '')}.{getattr(one, '__qualname__', repr(one))}" for one in listener.heard]


def _end_nothing() -> None:
    return None


@contextmanager
def engine_at_work() -> Iterator[types.ModuleType]:
    """xlwings with the Windows engine among its engines, active, for as long as the block lasts."""
    import xlwings

    module = windows_engine()
    engines: Any = xlwings.engines
    engine = xlwings.main.Engine(impl=module.engine)
    before = (engines.active, list(engines.engines), dict(engines.engines_by_name))
    engines.add(engine)
    engines.active = engine
    try:
        yield module
    finally:
        engines.active, engines.engines, engines.engines_by_name = before
