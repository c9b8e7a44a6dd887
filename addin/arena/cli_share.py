"""The command that makes a copy for others, and says beforehand what would be in it."""

from __future__ import annotations

import datetime as dt
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arena.cli_files import MOST_IN_A_WORKBOOK, check_ending, check_targets
from arena.cli_input import echo_json, read_whole, say_caveats, warn_of_settings
from arena.cli_outcome import LANGUAGE, TEXTS, fail, one_of
from arena.locale import LANGUAGES, catalogue
from arena.workbook.audience import Audience
from arena.workbook.errors import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arena.sharing.audiences import Proposal
    from arena.sharing.copies import Choices
    from arena.workbook.model import Result

_AUDIENCES = tuple(Audience)
IN_DEMO = (Audience.PARTNERS, Audience.RETURN)
"""The copies that belong to the worked example."""

MAIL, PDF = ".eml", ".pdf"
"""What can be made beside a copy: a draft mail that has it, and the same on paper."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("share", help=TEXTS("cli.share.help"))(share)


def share(
    source: Annotated[Path, typer.Argument(metavar="INPUT", readable=False, help=TEXTS("cli.input"))],
    audience: Annotated[
        str, typer.Option("--audience", help=TEXTS("cli.share.audience", audiences=", ".join(_AUDIENCES)))
    ],
    out: Annotated[Path | None, typer.Option("--out", readable=False, help=TEXTS("cli.share.out"))] = None,
    talks: Annotated[bool, typer.Option("--talks", help=TEXTS("cli.share.talks"))] = False,
    lang: Annotated[str | None, typer.Option("--lang", help=TEXTS("cli.share.language"))] = None,
    back_by: Annotated[str | None, typer.Option("--back-by", metavar="DATE", help=TEXTS("cli.share.back_by"))] = None,
    shuffle: Annotated[bool, typer.Option("--shuffle", help=TEXTS("cli.share.shuffle"))] = False,
    along: Annotated[list[str] | None, typer.Option("--with", metavar="KEY", help=TEXTS("cli.share.with"))] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="KEY", help=TEXTS("cli.share.without"))
    ] = None,
    mail: Annotated[bool, typer.Option("--mail", help=TEXTS("cli.share.mail"))] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help=TEXTS("cli.share.pdf"))] = False,
    force: Annotated[bool, typer.Option("--force", help=TEXTS("cli.force"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=TEXTS("cli.json"))] = False,
) -> None:
    """Make a copy of an input for others; without a file to write it to, only say what would be in it."""
    one_of(audience, "--audience", _AUDIENCES)
    if lang is not None:
        one_of(lang, "--lang", LANGUAGES)
    by = _day(back_by)
    if out is None and not as_json:
        fail(TEXTS("cli.share.no_out"))
    if out is not None:
        check_ending(out, ".xlsx")
    whole = read_whole(source)
    beside = [kind for kind, wanted in ((MAIL, mail), (PDF, pdf)) if wanted]
    if out is not None:
        check_targets(out, *map(out.with_suffix, beside), force=force, source=source)
    warn_of_settings(whole.read.analysis)
    from arena.sharing.audiences import propose  # noqa: PLC0415
    from arena.sharing.copies import Choices  # noqa: PLC0415
    from arena.workbook.attention import seen_in  # noqa: PLC0415
    from arena.workbook.audience import Reader  # noqa: PLC0415
    from arena.workbook.model import evaluate  # noqa: PLC0415

    if len(whole.read.analysis.table) > MOST_IN_A_WORKBOOK:
        fail(TEXTS("copy.too_large"))
    made_on = dt.date.today()
    result = evaluate(whole.read.analysis, seen_in(whole.read, made_on))
    language = lang or whole.read.analysis.language
    proposal = propose(whole, result, Reader(Audience(audience), talks), TEXTS, language)
    choices = Choices(_going(proposal, along or [], without or []), talks, shuffle, language, by)
    if out is not None:
        files = _made(result, proposal.audience, choices, out, beside, made_on)
        _write(files, force=force)
    if as_json:
        echo_json(_as_json(proposal, choices))
    elif out is not None:
        say_caveats(whole.read)
        _say(proposal, files)


def _made(
    result: Result, audience: Audience, choices: Choices, out: Path, beside: list[str], made_on: dt.date
) -> dict[Path, bytes]:
    """Return what is to be written: the copy, and beside it a draft mail or a PDF; nothing is written yet."""
    from arena.sharing import mail, pdf  # noqa: PLC0415
    from arena.sharing.copies import issue_in, make  # noqa: PLC0415
    from arena.terminal import busy  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    try:
        with busy(TEXTS("cli.share.busy")):
            content = make(result, audience, choices, made_on=made_on)
    except OutputError as error:
        fail(error.sentence(LANGUAGE))
    files = {out: content}
    if MAIL in beside:
        issue = issue_in(result, audience, choices)
        draft = mail.draft(audience, catalogue(choices.language), issue=issue, send_back_by=choices.send_back_by)
        files[out.with_suffix(MAIL)] = mail.eml(draft, out.name, content)
    if PDF in beside:
        printed = pdf.printed(content)
        if printed is None:
            fail(TEXTS("cli.share.no_pdf"))
        files[out.with_suffix(PDF)] = printed
    return files


def write_usual(result: Result, files: Mapping[Audience, Path], language: str, *, force: bool) -> None:
    """Write copies of an analysis as they are where nobody chooses otherwise."""
    from arena.sharing.copies import usual  # noqa: PLC0415

    choices, made_on = usual(result, language), dt.date.today()
    for audience, path in files.items():
        _write(_made(result, audience, choices, path, [], made_on), force=force)


def _write(files: dict[Path, bytes], *, force: bool) -> None:
    """Write each file whole or not at all."""
    from arena.workbook.atomic import write_atomically  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    try:
        for path, content in files.items():
            write_atomically(path, methodcaller("write_bytes", content), overwrite=force)
    except OutputError as error:
        fail(error.sentence(LANGUAGE))


def _going(proposal: Proposal, along: list[str], without: list[str]) -> frozenset[str]:
    """Return the keys of the lines that go along: those that are ticked, but for what is said otherwise."""
    known = {line.key for line in proposal.lines}
    for key in (*along, *without):
        if key not in known:
            fail(TEXTS("cli.share.no_line", line=shown_text(key)))
    return (proposal.ticked | set(along)) - set(without)


def _as_json(proposal: Proposal, choices: Choices) -> dict[str, object]:
    return {
        "audience": proposal.audience,
        "language": choices.language,
        "talks": choices.talks,
        "goes": list(proposal.goes),
        "stays": list(proposal.stays),
        "lines": [
            {
                "key": one.key,
                "partner": one.whose or None,
                "text": one.text,
                "goes": one.key in choices.lines,
                "why": one.why,
            }
            for one in proposal.lines
        ],
        "not_spoken": list(proposal.not_spoken),
        "without_form": list(proposal.without_form),
    }


def _say(proposal: Proposal, files: Iterable[Path]) -> None:
    """Say what is in the copy and what is not, and which lines were left out because of whom they name."""
    for path in files:
        typer.echo(TEXTS("cli.made", file=path))
    for key, sentences in (("goes", proposal.goes), ("stays", proposal.stays)):
        typer.echo(f"\n{TEXTS(f'cli.share.{key}')}")
        for sentence in sentences:
            typer.echo(f"  {sentence}")
    doubtful = [line for line in proposal.lines if line.why]
    if doubtful:
        typer.echo(f"\n{TEXTS('cli.share.doubtful')}")
        for line in doubtful:
            typer.echo(f"  {line.key}  {shown_text(line.text)}\n      {line.why}")


def _day(typed: str | None) -> dt.date | None:
    """Return a day typed as YYYY-MM-DD; refuse any other."""
    if typed is None:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        fail(TEXTS("cli.share.no_day", value=shown_text(typed)))
