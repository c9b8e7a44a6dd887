"""All that one button changes in a workbook, kept so that it can be taken back.

A button changes a workbook through a transaction alone: it says which state it is about to change (``State``), and that
is read first. So ``roll_back`` can put everything back when a later call fails, and ``undo`` after the click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from arena.excel import writable
from arena.excel.host import sheets
from arena.excel.host.stubborn import stubbornly
from arena.excel.undo.page import LooksNotRestored, OnPage
from arena.excel.undo.state import Gone, State, Wanted

if TYPE_CHECKING:
    import xlwings as xw

    from arena.excel.undo.state import Make

_State = TypeVar("_State", bound=State)
_Answer = TypeVar("_Answer")


class NotRestored(Exception):
    """Excel refused every way of taking back a change.

    Attributes:
        where: the cells and sheets, as a message names them.
        only_looks: whether all cells hold what they held, and only looks and sizes are not as they were.
    """

    def __init__(self, where: Sequence[str], *, only_looks: bool = False) -> None:
        super().__init__(", ".join(where))
        self.where = list(where)
        self.only_looks = only_looks


@dataclass(frozen=True)
class Kept:
    """A change of a click that ended well, as it is kept until undo: no object of Excel is in it.

    Attributes:
        make: makes the state again.
        before: the state before the change (``State.read``).
        after: how it looked after it (``State.look``).
        last: whether it is undone last (``State.last``).
    """

    make: Make
    before: Any
    after: Any
    last: bool


@dataclass
class _Change:
    make: Make
    state: State
    before: Wanted | None = None
    """The state before the change; ``None`` as long as it was not read."""

    def take_back(self) -> None:
        self.state.tidy()
        if self.before is not None:
            self.state.put(self.before.value)


class Transaction:
    """The changes of one click, in order.

    ``performing`` calls ``roll_back`` when a button fails, and ``finish`` when it ends well.
    """

    def __init__(self, book: xw.Book, progress: Callable[[], None] = lambda: None) -> None:
        """Begin.

        Args:
            book: the workbook that the button works on.
            progress: called at each change.
        """
        self.book = book
        self._progress = progress
        self._changes: list[_Change] = []

    @property
    def is_empty(self) -> bool:
        """True if nothing was changed."""
        return not self._changes

    def change(self, make: Callable[[xw.Book], _State], act: Callable[[_State], _Answer]) -> _Answer:
        """Change a state of the workbook, and return what ``act`` returns.

        Args:
            make: makes the state, from names and addresses alone: it is called again at undo.
            act: changes it, after it was read.
        """
        return self._change(make, make(self.book), act)

    def _change(self, make: Make, state: _State, act: Callable[[_State], _Answer]) -> _Answer:
        self._progress()
        change = _Change(make, state)
        self._changes.append(change)
        change.before = Wanted(state.read())
        return act(state)

    def roll_back(self) -> None:
        """Take back everything, the last change first, whatever was changed in between.

        Every change is tried even when another one failed.

        Raises:
            NotRestored: some could not be taken back; says which.
        """
        failed, looks = [], []
        while self._changes:
            change = self._changes.pop()
            try:
                stubbornly(change.take_back, times=2)
            except LooksNotRestored:
                looks.append(change.state.where)
            except Exception:
                failed.append(change.state.where)
            let_go(self.book, _read([change]))
        if failed or looks:
            raise NotRestored(failed or looks, only_looks=not failed)

    def finish(self) -> list[Kept]:
        """Return what all changes came to, for undo."""
        return [
            Kept(one.make, before, one.state.look(), one.state.last)
            for one, before in zip(self._changes, _read(self._changes), strict=True)
        ]

    def undo(self, kept: Sequence[Kept]) -> list[str]:
        """Take back an earlier click's changes, except what was changed since.

        Returns:
            What was left alone, as a message names it.

        Raises:
            Stopped: a sheet that undoing changes is protected.
        """
        left: list[str] = []
        found: list[tuple[Kept, State, Any]] = []
        for one in kept:
            try:
                state = one.make(self.book)
            except Gone as gone:
                left.append(gone.where)
                continue
            writable.check_sheet_named(self.book, state.sheet)
            found.append((one, state, state.look()))
        for one, state, now in sorted(reversed(found), key=lambda each: each[0].last):
            wanted, alone = state.merge(one.before, one.after, now)
            left += alone
            if wanted is not None:
                self._change(one.make, state, partial(_put, wanted=wanted.value))
        return left

    def forget(self) -> None:
        """Let go of what lies aside for these changes: they will not be taken back any more."""
        let_go(self.book, _read(self._changes))


def _read(changes: Sequence[_Change]) -> list[Any]:
    """Return the states before changes, those that were read."""
    return [change.before.value for change in changes if change.before is not None]


def _put(state: State, wanted: Any) -> None:
    state.put(wanted)


def let_go(near: xw.App | xw.Book, before: Sequence[Any]) -> None:
    """Close what lies aside for some states, in the Excel of a workbook or in this one."""
    for state in before:
        if isinstance(state, OnPage) and state.formats is not None:
            sheets.close_aside(near, state.formats.book)
