"""How the command line shows things: tables and progress in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.progress import Progress, track
from rich.table import Table
from rich.text import Text

from arena.cli_signs import as_written
from arena.locale import Catalogue

if TYPE_CHECKING:
    from arena.install.doctor import Finding
    from arena.selftest.trial import RowResult
    from arena.selftest.wording import Wording
    from arena.workbook.merged import Merged
    from arena.workbook.messages import Message
    from arena.workbook.model import Result

_Item = TypeVar("_Item")

_WIDTH_OF_A_PIPE = 140
_WIDER_THAN_ANY = 100_000
_INDENT = (0, 0, 0, 4)


def progress(items: Sequence[_Item]) -> Iterator[_Item]:
    """Show a progress bar while the items are worked through; nothing where nobody watches."""
    console = Console(stderr=True)
    yield from track(items, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def counting(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many are done, as whoever works tells it; nothing where nobody watches."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_plain(text).plain, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


class _Console(Console):
    """A console that leaves a pipe closed by its reader to the command line."""

    def on_broken_pipe(self) -> None:
        """Let whoever printed see the error, where Rich would end with the code for faults."""
        raise  # noqa: PLE0704 - Rich calls this while it handles the error


@contextmanager
def busy(text: str) -> Iterator[None]:
    """Show on stderr that something is being done; nothing where nobody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(_plain(text)):
        yield


def _console() -> Console:
    console = _Console()
    # A pipe has no width: 80 columns would cut names that a program or a person wants whole.
    return console if console.is_terminal else _Console(width=_WIDTH_OF_A_PIPE)


def _table(columns: int) -> Table:
    """Return a table without headings that folds a word too long for its column, where Rich would cut it."""
    table = Table(show_header=False, box=None, pad_edge=False)
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def _plain(value: object) -> Text:
    """Return a user's text as it stands: brackets in it are no markup, and no control characters reach the terminal."""
    return Text(as_written("".join(letter if letter.isprintable() else " " for letter in str(value))))


def ranking_table(result: Result, texts: Catalogue) -> None:
    """Print the actors in their order, with range, signal and proposals, in the words of the terminal's language."""
    from arena.workbook.sheets.calculation import range_text  # noqa: PLC0415
    from arena.workbook.words import proposal  # noqa: PLC0415

    console, actors, entries = _console(), result.actors, result.entries
    order = actors["order"].tolist()
    rows = result.in_order(row for row, number in enumerate(order) if number)
    if not rows:
        console.print(_plain(texts("cli.rank.nobody")))
        return
    headings = [texts(f"summary.column.{key}") for key in ("place", "actor", "range", "signal")]
    headings += [texts("column.role.heading"), texts("cli.rank.form")]
    lines = []
    for row in rows:
        rated = bool(actors["rated"].iloc[row])
        signal = actors["flag"].iloc[row]
        cells = [
            _place(result, row),
            result.name(row, texts),
            range_text(int(actors["best"].iloc[row]), int(actors["worst"].iloc[row])) if rated else "",
            texts(f"flag.{signal}") if signal != "none" else "",
            proposal(texts, "role", actors["actor_class"].iloc[row]) if rated else "",
            _form(result, row, texts),
        ]
        lines.append(cells)
    _print_ranking(console, headings, lines)
    kind, assumed = result.assessment.rules.issue
    priority = texts(f"priority.{result.assessment.rules.priority}")
    line = texts("cli.rank.order", priority=priority, kind=texts(f"issue_kind.{kind}"))
    console.print(_plain(f"{line} {texts('cli.rank.assumed')}" if assumed else line))
    console.print(_plain(texts("cli.rank.range")))
    if (actors["rated"] & ~actors["known"]).any():
        console.print(_plain(texts("cli.rank.minimum")))
    if (entries.own_rank >= 1).any():
        console.print(_plain(texts("cli.rank.own")))
    if entries.answered("own_form").any():
        console.print(_plain(texts("cli.rank.chosen")))


def _print_ranking(console: Console, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print a table, without its frame in a narrow terminal; where its words do not fit either, each actor apart."""
    unbounded = console.options.update(max_width=_WIDER_THAN_ANY)
    for framed in (True, False):
        frame = box.HEAVY_HEAD if framed else box.SIMPLE_HEAD
        table = Table(header_style="bold", box=frame, collapse_padding=not framed, show_edge=framed)
        for number, heading in enumerate(headings):
            table.add_column(_plain(heading), justify="left" if number else "right", overflow="fold")
        for cells in lines:
            table.add_row(*map(_plain, cells))
        if Measurement.get(console, unbounded, table).minimum <= console.width:
            console.print(table)
            return
    for place, actor, *others in lines:
        console.print(_plain(f"{place}. {actor}"), style="bold")
        for heading, text in zip(headings[2:], others, strict=True):
            if text:
                console.print(Padding(_plain(f"{heading}: {text}"), _INDENT))


def _place(result: Result, row: int) -> str:
    place, own = int(result.actors["place"].iloc[row]), int(result.entries.own_rank[row])
    if own >= 1:
        return f"({own}) {place or ''}".strip()
    if not place:
        return "–"
    return str(place) if result.actors["known"].iloc[row] else f"{place} ?"


def _form(result: Result, row: int, texts: Catalogue) -> str:
    """Return the form that counts, with a tick where the group chose it, and the proposal where that differs."""
    from arena.workbook.words import proposal  # noqa: PLC0415

    proposed, counts = (result.actors[column].iloc[row] for column in ("form", "form_that_counts"))
    if result.entries.answered("own_form")[row]:
        chosen = f"✓ {texts(f'form.{counts}')}"
        differs = isinstance(proposed, str) and proposed != counts
        return f"{chosen} {texts('summary.board.proposed', form=texts(f'form.{proposed}'))}" if differs else chosen
    if not result.actors["rated"].iloc[row]:
        return ""
    return proposal(texts, "form", proposed, target_group=bool(result.entries.target_group[row]))


def notes_table(messages: Sequence[Message], texts: Catalogue) -> None:
    """Print the notes, the gravest first, and how many there are."""
    console = _console()
    if not messages:
        console.print(_plain(texts("cli.check.nothing")))
        return
    table = _table(2)
    for message in messages:
        table.add_row(_plain(texts(f"note.weight.{message.weight}")), _plain(message.text))
    console.print(table)
    count = len(messages)
    console.print(_plain(texts("cli.check.one") if count == 1 else texts("cli.check.done", count=count)))


def merged_table(merged: Merged, texts: Catalogue) -> None:
    """Print what to talk about first, how far raters agree on the order, and whom they miss."""
    from arena.method.agreement import AGREED  # noqa: PLC0415

    console, order = _console(), merged.comparison.order
    grave = [(row, column) for row, column in order if merged.opinion(row, column).word not in AGREED]
    if grave:
        table = _table(4)
        for row, column in grave:
            opinion = merged.opinion(row, column)
            levels = " · ".join(_level(column, level, texts) for level in opinion.levels)
            heading, word = texts(f"column.{column}.heading"), texts(f"ratings.word.{opinion.word}")
            table.add_row(*map(_plain, (merged.result.entries.actor[row], heading, word, levels)))
        console.print(_plain(texts("merge.points")), style="bold")
        console.print(table)
    else:
        console.print(_plain(texts("merge.points.agree" if order else "merge.points.none")))
    on_order = merged.comparison.order_word
    console.print(_plain(texts(f"ratings.order.{'undefined' if on_order is None else on_order}")))
    if merged.new_names:
        console.print(_plain(texts("merge.new_names", names=", ".join(one.name for one in merged.new_names))))


def _level(column: str, level: int, texts: Catalogue) -> str:
    from arena.method.levels import LOWEST, UNKNOWN, UNKNOWN_MARK  # noqa: PLC0415

    if level < LOWEST:
        return UNKNOWN_MARK if level == UNKNOWN else "–"
    return str(level) if column == "importance" else texts(f"level.{column}.short.{level}")


def resources_table(result: Result, texts: Catalogue) -> None:
    """Print the smallest circle, what each actor is to it, and what falls away with whom."""
    from arena.workbook.circle_texts import circle_lines  # noqa: PLC0415

    console, found = _console(), result.resources
    if not found.resources:
        console.print(_plain(texts("cli.resources.nobody")))
        return
    head, lines, mind = circle_lines(result, texts)
    console.print(_plain(head), style="bold")
    for names in lines:
        console.print(Padding(_plain(" · ".join(names)), _INDENT))
    console.print(_plain(mind))
    table = _table(3)
    for part in found.parts:
        lost = texts("cli.resources.lost", lost=", ".join(found.names(part.lost))) if part.lost else ""
        in_circles = texts(f"resources.in_circles.{part.in_circles}")
        table.add_row(*map(_plain, (result.name(part.row, texts), in_circles, lost)))
    console.print(table)
    for pair in found.pairs:
        first, second = (result.name(row, texts) for row in pair.rows)
        lost = ", ".join(found.names(pair.lost))
        console.print(_plain(texts("summary.block.lost.two", actor=first, other=second, lost=lost)))
    for one in found.unheld:
        console.print(_plain(f"{one.name}: {texts('resources.stands.nobody')}"))


def findings_table(findings: Iterable[Finding], texts: Catalogue) -> None:
    """Print what the doctor found."""
    table = _table(3)
    for finding in findings:
        sign = "✔" if finding.in_order else "!"
        verdict = texts("cli.doctor.ok" if finding.in_order else "cli.doctor.problem")
        table.add_row(_plain(f"{sign} {verdict}"), _plain(finding.what), _plain(finding.advice))
    _console().print(table)


def selftest_table(results: Iterable[RowResult], wording: Wording) -> None:
    """Print what was seen in a real Excel, row by row."""
    table = _table(4)
    for result in results:
        verdict = wording(f"verdict.{result.verdict}")
        cells = (f"{result.number}.", verdict, wording(result.row.what), result.found or wording(result.row.expected))
        table.add_row(*map(_plain, cells))
    _console().print(table)
