"""What crosses the border between Python and Excel: every dispatch counted, and faults thrown at chosen ones.

On Windows each property read, property write and method call is a trip to another process, and that is what a click
costs. So the bench counts trips, not seconds: a count is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import RPC_E_CALL_REJECTED, ComError, DroppedArgumentError, EndlessCallError, excel_error


class Dispatch(NamedTuple):
    """One trip to Excel: the object's type, and the member; a write has `=` after the member's name."""

    type: str
    member: str

    def __str__(self) -> str:
        return f"{self.type}.{self.member}"


@dataclass
class Calls:
    """The dispatches of a stretch of code."""

    dispatches: list[Dispatch] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.dispatches)

    def __iter__(self) -> Iterator[Dispatch]:
        return iter(self.dispatches)

    @property
    def total(self) -> int:
        """How many dispatches there were."""
        return len(self.dispatches)

    @property
    def by_member(self) -> Counter[str]:
        """How many went to each member, as `Range.Value=`."""
        return Counter(str(one) for one in self.dispatches)

    def table(self) -> str:
        """The counts as lines of text, most frequent first, for a failing test's message."""
        return "\n".join(f"{count:6d}  {member}" for member, count in self.by_member.most_common())


@dataclass
class Fault:
    """A failure of Excel waiting for its dispatch; `raised` says how often it has struck."""

    countdown: int
    lasting: bool
    make: Callable[[], ComError]
    #: Whether a lasting fault goes on for the member that it struck first, and lets others through.
    same_member: bool = False
    raised: int = 0
    #: The dispatch at which it struck first, and which one that was, counted from 1.
    struck: Dispatch | None = None
    number: int = 0

    def strikes(self, dispatch: Dispatch) -> bool:
        """Count one dispatch down, and tell whether it fails."""
        self.countdown -= 1
        if self.struck is None:
            self.number += 1
        if self.countdown == 0:
            self.struck = dispatch
            return True
        return self.lasting and self.countdown < 0 and (not self.same_member or dispatch == self.struck)


class DroppedArgument(NamedTuple):
    """An argument that the model does not take and that was left out because a test allowed it."""

    type: str
    member: str
    argument: str
    value: object


def refusal() -> ComError:
    """The failure that is thrown unless a test chooses another: Excel refuses the call with its error 1004."""
    return excel_error(1004, "Application-defined or object-defined error (fault thrown by the bench)")


#: The same refusal so often, with no trip between, is xlwings repeating it for ever.
_ENDLESS = 100


class Traffic:
    """All dispatches of one Excel, the fault that waits among them, and the arguments left out."""

    def __init__(self) -> None:
        self.all = Calls()
        self.dropped: list[DroppedArgument] = []
        self.allowed_drops: set[tuple[str, str, str]] = set()
        self.fault: Fault | None = None
        self._counters: list[Calls] = []
        self._refused: tuple[Dispatch, int] | None = None
        self._refusals = 0

    def dispatch(self, type_name: str, member: str) -> None:
        """Count one trip, or raise the fault that waits for it. A refused trip counts: it was made."""
        one = Dispatch(type_name, member)
        self.all.dispatches.append(one)
        for counter in self._counters:
            counter.dispatches.append(one)
        if self.fault is not None and self.fault.strikes(one):
            self.fault.raised += 1
            raise self.fault.make()

    def repeated(self, refused: Dispatch) -> None:
        """Count a write that pywin32 itself refuses, without a trip.

        Raises:
            EndlessCallError: it was refused again and again: nobody but xlwings asks like that.
        """
        now = (refused, len(self.all))
        self._refusals = self._refusals + 1 if now == self._refused else 1
        self._refused = now
        if self._refusals > _ENDLESS:
            raise EndlessCallError(f"{refused}: there is no such property to write, and xlwings tries for ever")

    @contextmanager
    def counting(self) -> Iterator[Calls]:
        """Count the dispatches of the block."""
        calls = Calls()
        self._counters.append(calls)
        try:
            yield calls
        finally:
            self._counters.remove(calls)

    def fail_at(
        self,
        n: int,
        *,
        lasting: bool = False,
        same_member: bool = False,
        error: Callable[[], ComError] = refusal,
    ) -> Fault:
        """Let the n-th dispatch from now fail, counted from 1.

        Args:
            n: which dispatch.
            lasting: every dispatch after it fails as well, until `heal`: Excel is gone, or hangs.
            same_member: of those, only the ones to the same member: Excel refuses this one thing again and again.
            error: makes the com_error that is raised.

        Raises:
            ValueError: n below 1, or a lasting "Excel is busy", which xlwings would try again for ever.
        """
        if n < 1:
            raise ValueError("dispatches are counted from 1")
        if lasting and error().hresult == RPC_E_CALL_REJECTED:
            raise ValueError("xlwings repeats a rejected call until it succeeds: a lasting one never ends")
        self.fault = Fault(n, lasting, error, same_member)
        return self.fault

    def heal(self) -> None:
        """Take away the fault, whether it has struck or not."""
        self.fault = None

    def drop(self, type_name: str, member: str, argument: str, value: object) -> None:
        """Note an argument that the model does not take.

        Raises:
            DroppedArgumentError: nobody allowed it, so a test could pass without the argument's effect.
        """
        if (type_name, member, argument) not in self.allowed_drops:
            raise DroppedArgumentError(
                f"{type_name}.{member} was given {argument}={value!r}, which the model of Excel does not take; "
                f"allow_dropped({type_name!r}, {member!r}, {argument!r}) if its effect does not matter here"
            )
        self.dropped.append(DroppedArgument(type_name, member, argument, value))
