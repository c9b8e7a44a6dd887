"""The commands that put the add-in into Excel, take it away, and try it there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from arena.locale import catalogue, language_of_environment

if TYPE_CHECKING:
    from arena.workbook.errors import SentenceError

_FAULTS = 1
_UNUSABLE = 2

_language = language_of_environment()
_texts = catalogue(_language)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for key, command in (("install", install), ("uninstall", uninstall), ("selftest", selftest)):
        app.command(key, help=_texts(f"{key}.help"))(command)


def install(
    server: Annotated[bool | None, typer.Option("--server/--no-server", help=_texts("install.server.help"))] = None,
) -> None:
    """Put the add-in into Excel."""
    from arena.packaging import places  # noqa: PLC0415
    from arena.packaging.install import install as put  # noqa: PLC0415
    from arena.packaging.interpreter import this_interpreter  # noqa: PLC0415
    from arena.packaging.parts import shipped_parts  # noqa: PLC0415
    from arena.packaging.refusals import InstallRefused  # noqa: PLC0415

    try:
        where = places.here()
        typer.echo(_texts("install.busy"))
        done = put(where, this_interpreter(), shipped_parts(), server=server)
    except InstallRefused as refused:
        _fail(refused)
    typer.echo(_texts("install.done", folder=done.addin.parent))
    if done.templates is None:
        typer.echo(_texts("install.no_templates_folder"))
    else:
        typer.echo(_texts("install.templates", folder=done.templates))
    for path in done.left:
        typer.echo(_texts("install.left", file=path.name))
    if done.server:
        typer.echo(_texts("install.server"))
    typer.echo(_texts("install.next"))


def uninstall() -> None:
    """Take the add-in away."""
    from arena.packaging import places  # noqa: PLC0415
    from arena.packaging.refusals import InstallRefused, NotInstalled  # noqa: PLC0415
    from arena.packaging.uninstall import uninstall as take_away  # noqa: PLC0415

    try:
        done = take_away(places.here())
    except NotInstalled as nothing:  # what was wanted is so already
        typer.echo(nothing.sentence(_language))
    except InstallRefused as refused:
        _fail(refused)
    else:
        typer.echo(_texts("uninstall.done"))
        if not done.listed:
            typer.echo(_texts("uninstall.unlisted"))
        for path in done.left:
            typer.echo(_texts("uninstall.left", file=path.name))
    typer.echo(_texts("uninstall.program", folder=sys.prefix))


def selftest(
    excel: Annotated[bool, typer.Option("--excel", help=_texts("selftest.excel.help"))] = False,
    listed: Annotated[bool, typer.Option("--list", help=_texts("selftest.list.help"))] = False,
    out: Annotated[Path, typer.Option("--out", help=_texts("selftest.out.help"))] = Path("arena-selftest.txt"),
) -> None:
    """Try in a real Excel what can be seen nowhere else."""
    from arena.packaging import selftest as trial  # noqa: PLC0415
    from arena.terminal import selftest_table  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    if listed or not excel:
        typer.echo("\n".join(trial.listing(_texts)))
        return
    app = trial.excel_here()
    if app is None:
        typer.echo(_texts("selftest.no_excel"), err=True)
        raise typer.Exit(_UNUSABLE)
    typer.echo(_texts("selftest.begin"))
    results = []
    for number, row in enumerate(trial.ROWS, start=1):
        typer.echo(f"{number:>3}. {_texts(row.what)}")
        results.append(trial.try_row(app, _texts, number, _looked))
    selftest_table(results, _texts)
    try:
        trial.write_report(trial.report(results, app, _texts), out)
    except OutputError as refused:
        _fail(refused)
    typer.echo(_texts("selftest.report", file=out))
    if any(result.verdict != trial.SEEN for result in results):
        raise typer.Exit(_FAULTS)


def _looked(question: str) -> bool | None:
    """Ask whoever sits at the screen; None where nobody does, or they cannot tell."""
    typer.echo(f"\n{question}")
    try:
        answer = input(f"{_texts('selftest.ask')} ")
    except EOFError:
        return None
    return {"j": True, "y": True, "n": False}.get(answer.strip()[:1].lower())


def _fail(refused: SentenceError) -> NoReturn:
    typer.echo(refused.sentence(_language), err=True)
    raise typer.Exit(_UNUSABLE)
