"""The command that lays what colleagues sent back beside the user's own analysis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arena.cli_files import MOST_IN_A_WORKBOOK, check_ending, check_targets, write
from arena.cli_input import echo_json, say_caveats, warn_of_settings
from arena.cli_outcome import LANGUAGE, TEXTS, fail
from arena.workbook.errors import shown_name, shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from arena.sharing.collecting import Estimate, Rejection
    from arena.workbook.description import Book
    from arena.workbook.intake.book import RawSheet
    from arena.workbook.merged import Merged
    from arena.workbook.model import Result
    from arena.workbook.reading import WholeRead


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("merge", help=TEXTS("merge.help"))(merge)


def merge(
    sources: Annotated[list[Path], typer.Argument(metavar="INPUT...", readable=False, help=TEXTS("merge.inputs"))],
    out: Annotated[Path | None, typer.Option("--out", readable=False, help=TEXTS("cli.output"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=TEXTS("cli.json"))] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=TEXTS("merge.anonymous"))] = False,
    same: Annotated[list[str] | None, typer.Option("--same", metavar="NAME=ACTOR", help=TEXTS("merge.same"))] = None,
    force: Annotated[bool, typer.Option("--force", help=TEXTS("cli.force"))] = False,
) -> None:
    """Lay estimates side by side.

    The first input, where it is a file and no form, is the user's own analysis: it gives the list of actors and the
    settings, and its ratings are those of one more rater. Without one the list has all actors that anybody names.
    """
    _check_out(out, sources, force=force)
    answers = _answers(same or [])
    own = _own(sources[0])
    found = _collected(sources if own is None else sources[1:], None if own is None else sources[0])
    made, before, result = _workbook(own, found, out)
    file = "" if own is None else shown_name(sources[0])
    merged = _merged(result, file, found, answers, anonymous=anonymous)
    if out is not None and made is not None:
        _write(made, before, merged, out, force=force)
    _say(merged)
    if as_json:
        from arena.workbook.contract import merged_as_contract  # noqa: PLC0415

        echo_json(merged_as_contract(merged))
        return
    from arena.terminal import merged_table  # noqa: PLC0415

    merged_table(merged, TEXTS)
    if out is not None:
        typer.echo(TEXTS("cli.made", file=out))


def _check_out(out: Path | None, sources: Sequence[Path], *, force: bool) -> None:
    """Refuse a result that would take the place of an input, or be read as one the next time."""
    if out is None:
        return
    check_ending(out, ".xlsx")
    for source in sources:
        if source.is_dir() and source.resolve() == out.resolve().parent:
            fail(TEXTS("merge.error.among_inputs", file=shown_name(out)))
        check_targets(out, force=force, source=source)


def _answers(typed: Sequence[str]) -> Mapping[str, str | None]:
    """Return what each doubtful name stands for: ``NAME=ACTOR``, or ``NAME=`` for one that is not in the list."""
    answers: dict[str, str | None] = {}
    for each in typed:
        name, sign, actor = each.partition("=")
        if not sign or not name.strip():
            fail(TEXTS("merge.error.same", value=shown_text(each)))
        answers[name.strip()] = actor.strip() or None
    return answers


def _own(first: Path) -> WholeRead | None:
    """Read the user's own analysis, where the first input is one; why it cannot be read is told with the others."""
    from arena.sharing import returned_form  # noqa: PLC0415
    from arena.workbook.errors import InputError  # noqa: PLC0415
    from arena.workbook.intake.reading import read_cells  # noqa: PLC0415
    from arena.workbook.reading import read_whole  # noqa: PLC0415

    if first.is_dir():
        return None
    try:
        cells = read_cells(first)
        return None if returned_form.find(cells, first.name) else read_whole(cells, shown_name(first))
    except InputError:
        return None


def _collected(sources: Sequence[Path], own: Path | None) -> list[Estimate | Rejection]:
    """Read what came back; one that cannot be read stops none of the others.

    The user's own analysis, where it stands in one of the folders, is none of them. Without one, something has to be
    read.
    """
    from arena.sharing.collecting import Estimate, collect  # noqa: PLC0415
    from arena.terminal import counting  # noqa: PLC0415

    with counting(TEXTS("merge.reading")) as progress:
        found = list(collect(sources, texts=TEXTS, progress=progress))
    if own is not None:
        return [each for each in found if not (isinstance(each, Estimate) and each.path == own.absolute())]
    if not found:
        fail(TEXTS("merge.error.no_files"))
    reasons = [each.reason for each in found if not isinstance(each, Estimate)]
    if len(reasons) == len(found):
        several = len(found) > 1
        fail(TEXTS("merge.error.none_read", count=len(found), reason=reasons[0]) if several else reasons[0])
    return found


def _workbook(
    own: WholeRead | None, found: Sequence[Estimate | Rejection], out: Path | None
) -> tuple[Book | None, Sequence[RawSheet], Result]:
    """Return the workbook that the sheet goes into, the sheets that it is made from, and what it comes to.

    There is no workbook where none is asked for.
    """
    from arena.sharing.collecting import Estimate  # noqa: PLC0415
    from arena.sharing.merging import everyone  # noqa: PLC0415
    from arena.workbook import book  # noqa: PLC0415
    from arena.workbook.model import evaluate  # noqa: PLC0415
    from arena.workbook.update.bring import bring_along  # noqa: PLC0415

    if own is None:
        result = everyone((each for each in found if isinstance(each, Estimate)), LANGUAGE)
        _check_size(result)
        return (None if out is None else book.describe(result)), (), result
    warn_of_settings(own.read.analysis)
    say_caveats(own.read)
    result = evaluate(own.read.analysis)
    _check_size(result)
    if out is None:
        return None, (), result
    brought = bring_along(own)
    return brought.book, own.raw.sheets, brought.result


def _check_size(result: Result) -> None:
    """Refuse a list of more actors than a workbook is made of."""
    if len(result.entries) > MOST_IN_A_WORKBOOK:
        fail(TEXTS("merge.error.too_many", count=len(result.entries), most=MOST_IN_A_WORKBOOK))


def _merged(
    result: Result,
    file: str,
    found: Sequence[Estimate | Rejection],
    answers: Mapping[str, str | None],
    *,
    anonymous: bool,
) -> Merged:
    import random  # noqa: PLC0415

    from arena.sharing import merging  # noqa: PLC0415
    from arena.terminal import busy  # noqa: PLC0415

    shuffled = random.SystemRandom() if anonymous else None
    try:
        with busy(TEXTS("merge.busy")):
            return merging.merge(result, found, texts=TEXTS, file=file, same=answers, shuffled=shuffled)
    except merging.NoSuchActor as unknown:
        fail(unknown.sentence(LANGUAGE))


def _write(made: Book, before: Sequence[RawSheet], merged: Merged, out: Path, *, force: bool) -> None:
    """Write the workbook with the sheet of ratings in it."""
    import datetime as dt  # noqa: PLC0415

    from arena.sharing.merged_book import add_ratings  # noqa: PLC0415

    add_ratings(made, before, merged, dt.date.today())
    write(made, out, force=force)


def _say(merged: Merged) -> None:
    """Say on stderr what was not read or does not count, and what only a person can tell."""
    for refused in merged.rejected:
        typer.echo(refused.sentence, err=True)
    for one in merged.problems:
        typer.echo(TEXTS("ratings.unread.file", file=one.file, reason=one.sentence), err=True)
    for doubtful in merged.doubtful:
        files = ", ".join(doubtful.files)
        typer.echo(
            TEXTS("merge.doubtful", typed=shown_text(doubtful.typed), actor=shown_text(doubtful.actor), files=files),
            err=True,
        )
    for twice in merged.twice:
        key = "merge.twice.content" if twice.name is None else "merge.twice.name"
        name = shown_text(twice.name or "")
        typer.echo(TEXTS(key, first=twice.first, second=twice.second, name=name), err=True)
