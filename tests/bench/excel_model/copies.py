"""A fault at each dispatch of a piece of code, each in a copy of the process that goes on from there.

To strike the six hundredth dispatch of a click, the five hundred before it need not be made again: the process forks
where the fault strikes, and the copy alone sees it. So a whole click costs one run, and what lies after each fault.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from .quicker import keep_out_of_collections
from .traffic import Dispatch, Fault, Traffic, refusal

T = TypeVar("T")
Found = TypeVar("Found")


LONGEST = 300
"""Seconds that a copy may take."""


@dataclass(frozen=True)
class Struck(Generic[Found]):
    """What a copy found after its fault."""

    #: Which dispatch of the code was struck, counted from 1.
    n: int
    dispatch: Dispatch
    #: What `judge` returned there, or nothing where it or the code raised.
    found: Found | None
    #: The traceback of what was raised; empty where nothing was.
    failure: str


def strike_in_copies(
    traffic: Traffic,
    act: Callable[[], T],
    judge: Callable[[Fault, T], Found],
    *,
    lasting: bool = False,
    same_member: bool = False,
    chosen: Callable[[int, Dispatch], bool] = lambda *_: True,
) -> tuple[T, list[Struck[Found]]]:
    """Run code once without a fault, and for each of its dispatches the rest of it with a fault at that dispatch.

    Args:
        traffic: the dispatches of the Excel at hand.
        act: the code. It runs in this process, and from each dispatch on in a copy of it; what a copy changes in
            memory is gone with the copy.
        judge: called in each copy after `act`, with the fault, which is healed by then, and what `act` returned.
            What it returns has to be picklable.
        lasting, same_member: as for `Traffic.fail_at`.
        chosen: tells of each dispatch, by its number from 1, whether it is to be struck; all are unless given.

    Returns:
        What `act` returned without a fault, and an entry for each dispatch struck, in their order.

    Raises:
        NotImplementedError: this machine cannot copy a process (Windows).
    """
    if not hasattr(os, "fork"):
        raise NotImplementedError("faults in copies need a system that can fork a process")
    with tempfile.TemporaryDirectory() as folder, _nothing_to_collect():
        copies = _Copies(Path(folder))
        traffic.fault = fault = _ForkingFault(copies, chosen, lasting, same_member)
        failure, found = "", None
        try:
            result = act()
            if copies.here is not None:
                traffic.fault = None
                found = judge(fault, result)
        except BaseException:  # whatever it is: a copy may not run on into its original's code
            if copies.here is None:
                raise
            failure = traceback.format_exc()
        finally:
            traffic.fault = None
            if copies.here is None:
                copies.wait()
        if copies.here is not None:
            copies.end(Struck(*copies.here, found, failure))
        return result, copies.reports()


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Keep what is there now out of garbage collections, or each copy would walk through, and so copy, all memory."""
    keep_out_of_collections()
    try:
        yield
    finally:
        gc.unfreeze()


class _ForkingFault(Fault):
    """A fault that stays away from the process it was made for, and strikes in copies of it."""

    def __init__(
        self, copies: _Copies, chosen: Callable[[int, Dispatch], bool], lasting: bool, same_member: bool
    ) -> None:
        super().__init__(1, lasting, refusal, same_member)
        self._copies = copies
        self._chosen = chosen

    def strikes(self, dispatch: Dispatch) -> bool:
        if self._copies.here is not None:
            return super().strikes(dispatch)
        n = self.number + 1
        if self._chosen(n, dispatch) and self._copies.fork(n, dispatch):
            return super().strikes(dispatch)
        self.number = n
        return False


@dataclass
class _Copies:
    """The copies of one process, and where each leaves its report."""

    folder: Path
    #: The dispatch that this process was copied at; nothing in the original.
    here: tuple[int, Dispatch] | None = None
    #: The process of each copy that runs, and its dispatch; the oldest first.
    _running: dict[int, tuple[int, Dispatch]] = field(default_factory=dict)
    _lost: list[Struck[Any]] = field(default_factory=list)

    def fork(self, n: int, dispatch: Dispatch) -> bool:
        """Copy the process, and tell whether this is the copy."""
        if len(self._running) >= (os.cpu_count() or 1):
            self._wait_for_one()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            # A copy has no threads but this one, and needs no other: it works on the model alone and then exits.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid:
            self._running[pid] = (n, dispatch)
            return False
        self.here = (n, dispatch)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(LONGEST)  # ends a copy that hangs
        return True

    def end(self, report: Struck[Any]) -> NoReturn:
        """Leave a report and exit, without what an interpreter does at its end: that is the original's to do."""
        try:
            try:
                content = pickle.dumps(report)
            except Exception:
                content = pickle.dumps(Struck(report.n, report.dispatch, None, traceback.format_exc()))
            (self.folder / f"{report.n:06}").write_bytes(content)
        finally:
            os._exit(0)  # where no report lies, the original sees it

    def wait(self) -> None:
        """Wait until all copies have ended."""
        while self._running:
            self._wait_for_one()

    def _wait_for_one(self) -> None:
        pid, (n, dispatch) = next(iter(self._running.items()))
        _, status = os.waitpid(pid, 0)
        del self._running[pid]
        if not (self.folder / f"{n:06}").exists():
            self._lost.append(Struck(n, dispatch, None, f"the copy left no report, its status is {status}"))

    def reports(self) -> list[Struck[Any]]:
        """What the copies left, in the order of their dispatches."""
        left = [pickle.loads(path.read_bytes()) for path in self.folder.iterdir()]
        return sorted([*left, *self._lost], key=lambda struck: struck.n)
