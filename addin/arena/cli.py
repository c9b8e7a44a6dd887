"""The command line: for administrators, tests, and machines without Excel.

Only what ``--help`` needs is imported here; each command imports what it does its work with, after it has begun to
read its input in another process.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arena import cli_install, cli_merge, cli_share
from arena.cli_files import MOST_IN_A_WORKBOOK, check_ending, check_targets, make_folder, too_large, write
from arena.cli_input import echo_json, read, read_whole, say_caveats, warn_of_settings
from arena.cli_outcome import FAULTS, LANGUAGE, TEXTS, Commands, fail, one_of
from arena.cli_signs import keep_signs
from arena.locale import LANGUAGES, catalogue
from arena.workbook.errors import shown_name, shown_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from arena.workbook.model import ReadAnalysis, Result
    from arena.workbook.update.bring import Brought

_PRIORITIES = ("dependency", "importance", "equal", "custom")
_ISSUE_KINDS = ("complex", "action", "exchange")
_WEIGHT = re.compile("[0-9]{1,2}")

app = typer.Typer(
    cls=Commands,
    help=TEXTS("cli.help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

# Not "readable": Typer would look, and say so in English; whoever opens a file or folder has a sentence for it.
_Input = Annotated[Path, typer.Argument(metavar="INPUT", readable=False, help=TEXTS("cli.input"))]
_Folder = Annotated[Path, typer.Option("--out", readable=False, help=TEXTS("cli.folder"))]
_Out = Annotated[Path, typer.Option("--out", readable=False, help=TEXTS("cli.output"))]
_Force = Annotated[bool, typer.Option("--force", help=TEXTS("cli.force"))]
_Json = Annotated[bool, typer.Option("--json", help=TEXTS("cli.json"))]
_Language = Annotated[
    str, typer.Option("--lang", help=TEXTS("cli.language", languages=", ".join(LANGUAGES)), show_default=True)
]


def main() -> None:
    """Run the command line. Exit codes: 0 done; the others stand in :mod:`arena.cli_outcome`."""
    keep_signs()
    app(prog_name="arena")


def _show_version(wanted: bool) -> None:
    if wanted:
        from arena import __version__  # noqa: PLC0415

        typer.echo(f"arena {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=TEXTS("cli.version.help"))
    ] = False,
) -> None:
    """Options that every command shares."""


@app.command(help=TEXTS("cli.rank.help"))
def rank(
    source: _Input,
    as_json: _Json = False,
    priority: Annotated[str | None, typer.Option(help=TEXTS("cli.priority", priorities=", ".join(_PRIORITIES)))] = None,
    weights: Annotated[str | None, typer.Option(metavar="DEP,IMP,HARD", help=TEXTS("cli.weights"))] = None,
    issue_kind: Annotated[str | None, typer.Option(help=TEXTS("cli.issue_kind", kinds=", ".join(_ISSUE_KINDS)))] = None,
) -> None:
    """Rank the actors of an input."""
    one_of(priority, "--priority", _PRIORITIES)
    one_of(issue_kind, "--issue-kind", _ISSUE_KINDS)
    own_weights = _weights(weights, priority)
    found = read(source)
    analysis = found.analysis
    if priority is None and own_weights is None:
        warn_of_settings(analysis)
    if (
        priority == "custom"
        and own_weights is None
        and not all(_is_weight(w) for w in analysis.settings.custom_weights)
    ):
        fail(TEXTS("cli.error.custom_without_weights"))
    _show(found, "custom" if own_weights else priority, own_weights, issue_kind, as_json=as_json)
    say_caveats(found)


def _is_weight(value: object) -> bool:
    from arena.method.ranking import is_weight  # noqa: PLC0415

    return is_weight(value)


def _weights(typed: str | None, priority: str | None) -> tuple[int, int, int] | None:
    if typed is None:
        return None
    if priority not in (None, "custom"):
        fail(TEXTS("cli.error.weights_without_custom"))
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) != 3 or not all(_WEIGHT.fullmatch(part) and int(part) for part in parts):
        fail(TEXTS("cli.error.weights", value=shown_text(typed)))
    return int(parts[0]), int(parts[1]), int(parts[2])


def _show(
    read: ReadAnalysis,
    priority: str | None,
    weights: tuple[int, int, int] | None,
    issue_kind: str | None,
    *,
    as_json: bool,
) -> None:
    import datetime as dt  # noqa: PLC0415

    from arena.workbook.attention import seen_in  # noqa: PLC0415
    from arena.workbook.model import evaluate  # noqa: PLC0415

    analysis = read.analysis.with_options(priority=priority, weights=weights, issue_kind=issue_kind)
    result = evaluate(analysis, seen_in(read, dt.date.today()))
    if as_json:
        echo_json(_as_contract(result, read.where.rows, read.schema))
        return
    from arena.terminal import ranking_table  # noqa: PLC0415

    ranking_table(result, TEXTS)


def _as_contract(result: Result, rows: Sequence[int], schema: int | None) -> dict[str, object]:
    from arena.workbook.contract import as_contract  # noqa: PLC0415

    return as_contract(result, rows, schema)


@app.command(help=TEXTS("cli.check.help"))
def check(source: _Input, as_json: _Json = False) -> None:
    """Check the table of an input."""
    found = read(source)
    warn_of_settings(found.analysis)
    import datetime as dt  # noqa: PLC0415

    from arena.terminal import notes_table  # noqa: PLC0415
    from arena.workbook.attention import messages_of, seen_in  # noqa: PLC0415
    from arena.workbook.model import evaluate  # noqa: PLC0415

    said = messages_of(found, evaluate(found.analysis, seen_in(found, dt.date.today())), TEXTS)
    if as_json:
        rows = [
            {
                "row": found.where.rows[message.row] if message.row >= 0 else None,
                "code": message.code,
                "weight": ("fault", "attention", "info")[message.weight],
                "message": message.text,
            }
            for message in said
        ]
        echo_json(rows)
    else:
        notes_table(said, TEXTS)
    if any(message.weight == 0 for message in said):
        raise typer.Exit(FAULTS)


@app.command(help=TEXTS("cli.resources.help"))
def resources(source: _Input, as_json: _Json = False) -> None:
    """Show who brings in what, and the smallest circle."""
    found = read(source)
    warn_of_settings(found.analysis)
    from arena.workbook.model import evaluate  # noqa: PLC0415

    result = evaluate(found.analysis)
    if as_json:
        from arena.workbook.contract import resources_as_contract  # noqa: PLC0415

        echo_json(resources_as_contract(result, found.where.rows))
    else:
        from arena.terminal import resources_table  # noqa: PLC0415

        resources_table(result, TEXTS)
    say_caveats(found)


@app.command(help=TEXTS("cli.summary.help"))
def summary(source: _Input, out: _Out, force: _Force = False) -> None:
    """Make a new workbook with all that an input holds, the summary's dated block filled."""
    import datetime as dt  # noqa: PLC0415

    _make_anew(source, out, force=force, summary_on=dt.date.today())


@app.command(help=TEXTS("cli.update.help"))
def update(source: _Input, out: _Out, force: _Force = False) -> None:
    """Make a new workbook of today's layout with all that an input holds."""
    if _make_anew(source, out, force=force).is_current:
        typer.echo(TEXTS("cli.update.current", file=shown_name(source)))


def _make_anew(source: Path, out: Path, *, force: bool, summary_on: dt.date | None = None) -> Brought:
    """Make a new workbook with all that an input holds; say where the user's own is, and what did not come along."""
    check_ending(out, ".xlsx")
    whole = read_whole(source)
    check_targets(out, force=force, source=source)
    warn_of_settings(whole.read.analysis)
    from arena.terminal import busy  # noqa: PLC0415
    from arena.workbook.intake import limits  # noqa: PLC0415
    from arena.workbook.update import said  # noqa: PLC0415
    from arena.workbook.update.bring import bring_along  # noqa: PLC0415

    if len(whole.read.analysis.table) > MOST_IN_A_WORKBOOK:
        fail(too_large(out).sentence(LANGUAGE))
    with busy(TEXTS("summary.busy" if summary_on else "update.busy")):
        brought = bring_along(whole, summary_on=summary_on)
        if brought.filled_cells > limits.USED_CELLS:
            fail(too_large(out).sentence(LANGUAGE))
        write(brought.book, out, force=force)
    say_caveats(whole.read)
    typer.echo(TEXTS("cli.made", file=out))
    for sentence in said.taken(brought, TEXTS):
        typer.echo(sentence)
    left = said.left(brought, TEXTS)
    if left is not None:
        typer.echo(TEXTS("cli.update.left_behind", what=left))
    return brought


@app.command(help=TEXTS("cli.new.help"))
def new(
    out: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=TEXTS("cli.output"))],
    lang: _Language = LANGUAGE,
    force: _Force = False,
) -> None:
    """Make an empty workbook."""
    one_of(lang, "--lang", LANGUAGES)
    check_ending(out, ".xlsx", ".xltx")
    from arena.workbook import book  # noqa: PLC0415
    from arena.workbook.model import Analysis, evaluate  # noqa: PLC0415

    write(book.describe(evaluate(Analysis(language=lang))), out, force=force, template=out.suffix.lower() == ".xltx")
    typer.echo(TEXTS("cli.made", file=out))


@app.command(help=TEXTS("cli.build.help"))
def build(out: _Folder = Path("templates"), force: _Force = False) -> None:
    """Make the shipped workbooks and the add-in."""
    from arena.build import ADDIN, addin  # noqa: PLC0415
    from arena.build.templates import shipped, write  # noqa: PLC0415
    from arena.terminal import progress  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    make_folder(out)
    check_targets(*(out / item.file for item in shipped()), out / ADDIN, force=force)
    try:
        made = [write(item, out, overwrite=force) for item in progress(shipped())]
        made.append(addin.build(out, overwrite=force))
    except OutputError as error:
        fail(error.sentence(LANGUAGE))
    for path in made:
        typer.echo(TEXTS("cli.made", file=path))


@app.command(help=TEXTS("cli.demo.help"))
def demo(
    out: _Folder = Path("demo"),
    lang: _Language = LANGUAGE,
    force: _Force = False,
) -> None:
    """Make the worked example from end to end."""
    import datetime as dt  # noqa: PLC0415

    from arena.method.notes import Seen  # noqa: PLC0415
    from arena.terminal import ranking_table  # noqa: PLC0415
    from arena.workbook import book  # noqa: PLC0415
    from arena.workbook.atomic import write_atomically  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415
    from arena.workbook.example import example  # noqa: PLC0415
    from arena.workbook.model import SCHEMA, Analysis, evaluate  # noqa: PLC0415

    one_of(lang, "--lang", LANGUAGES)
    texts = catalogue(lang)
    make_folder(out)
    filled, empty = out / f"{texts('file.example')}.xlsx", out / f"{texts('file.template')}.xlsx"
    ranking = out / f"{texts('file.ranking')}.json"
    shared = {audience: out / f"{texts(f'share.file.{audience}')}.xlsx" for audience in cli_share.IN_DEMO}
    check_targets(filled, empty, ranking, *shared.values(), force=force)
    result = evaluate(example(lang), Seen(dt.date.today()))
    write(book.describe(result, summary_on=dt.date.today()), filled, force=force)
    write(book.describe(evaluate(Analysis(language=lang))), empty, force=force)
    try:
        rows = book.made_from(result, dt.date.today()).read.where.rows
        answer = _as_contract(result, rows, SCHEMA)
        write_atomically(ranking, lambda path: _put_json(path, answer), overwrite=force)
    except OutputError as error:
        fail(error.sentence(LANGUAGE))
    cli_share.write_usual(result, shared, lang, force=force)
    ranking_table(result, TEXTS)
    typer.echo(f"\n{TEXTS('cli.demo.done')}")
    made = {"example": filled, "template": empty, "ranking": ranking}
    made |= {str(audience): path for audience, path in shared.items()}
    for key, path in made.items():
        typer.echo(f"  {path}\n      {TEXTS(f'cli.demo.{key}')}")


def _put_json(path: Path, value: object) -> None:
    import json  # noqa: PLC0415

    path.write_text(f"{json.dumps(value, indent=2)}\n", encoding="utf-8")


@app.command(help=TEXTS("cli.doctor.help"))
def doctor(as_json: _Json = False) -> None:
    """Say what is and what is not in order."""
    from arena.install.doctor import findings  # noqa: PLC0415
    from arena.terminal import findings_table  # noqa: PLC0415

    found = list(findings(TEXTS))
    if as_json:
        echo_json([{"what": f.what, "in_order": f.in_order, "advice": f.advice} for f in found])
    else:
        findings_table(found, TEXTS)
        typer.echo(TEXTS("cli.doctor.excel"))
    if not all(finding.in_order for finding in found):
        raise typer.Exit(FAULTS)


cli_merge.add_to(app)
cli_install.add_to(app)
cli_share.add_to(app)
