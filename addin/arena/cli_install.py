"""The commands that put the add-in into Excel, take it away, carry it to another computer, and try it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from arena.cli_files import make_folder
from arena.cli_outcome import FAULTS, LANGUAGE, TEXTS, fail

_REPORT = Path("arena-selftest.txt")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for key, command in (
        ("install", install),
        ("uninstall", uninstall),
        ("bundle", bundle),
        ("selftest", selftest),
    ):
        app.command(key, help=TEXTS(f"{key}.help"))(command)


def install(
    server: Annotated[bool | None, typer.Option("--server/--no-server", help=TEXTS("install.server.help"))] = None,
) -> None:
    """Put the add-in into Excel."""
    from arena.build.parts import shipped_parts  # noqa: PLC0415
    from arena.install import locations  # noqa: PLC0415
    from arena.install.install import install as put  # noqa: PLC0415
    from arena.install.interpreter import this_interpreter  # noqa: PLC0415
    from arena.install.refusals import InstallRefused  # noqa: PLC0415

    try:
        where = locations.here()
        typer.echo(TEXTS("install.busy"))
        done = put(where, this_interpreter(), shipped_parts(), server=server)
    except InstallRefused as refused:
        fail(refused.sentence(LANGUAGE))
    typer.echo(TEXTS("install.done", folder=done.addin.parent))
    if done.templates is None:
        typer.echo(TEXTS("install.no_templates_folder"))
    else:
        typer.echo(TEXTS("install.templates", folder=done.templates))
    for path in done.left:
        typer.echo(TEXTS("install.left", file=path.name))
    if done.server:
        typer.echo(TEXTS("install.server"))
    if where.start_on_network:
        typer.echo(TEXTS("install.network", folder=where.start))
    typer.echo(TEXTS("install.next"))


def uninstall(
    program_too: Annotated[bool, typer.Option("--program-too", hidden=True)] = False,
) -> None:
    """Take the add-in away; with ``--program-too`` the caller (Verwijder Arena.cmd) takes the program away next."""
    from arena.excel import server  # noqa: PLC0415
    from arena.install import locations  # noqa: PLC0415
    from arena.install.refusals import InstallRefused, NotInstalled  # noqa: PLC0415
    from arena.install.uninstall import uninstall as take_away  # noqa: PLC0415

    try:
        done = take_away(locations.here())
    except NotInstalled as nothing:  # what was wanted is so already
        typer.echo(nothing.sentence(LANGUAGE))
    except InstallRefused as refused:
        fail(refused.sentence(LANGUAGE))
    else:
        typer.echo(TEXTS("uninstall.done"))
        if not done.listed:
            typer.echo(TEXTS("uninstall.unlisted"))
        for path in done.left:
            typer.echo(TEXTS("uninstall.left", file=path.name))
    server.stop()
    if not program_too:
        typer.echo(TEXTS("uninstall.program", folder=sys.prefix))


def bundle(
    out: Annotated[Path, typer.Option("--out", readable=False, help=TEXTS("bundle.out.help"))] = Path(),
    python: Annotated[Path | None, typer.Option("--python", readable=False, help=TEXTS("bundle.python.help"))] = None,
) -> None:
    """Make a folder and a zip that install on a computer without internet."""
    from arena.build import bundle  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    make_folder(out)
    typer.echo(TEXTS("bundle.busy"))
    try:
        folder, zipped = bundle.make(out, bundle.shipped_contents(), python)
    except (bundle.BundleRefused, OutputError) as refused:
        fail(refused.sentence(LANGUAGE))
    typer.echo(TEXTS("bundle.done", folder=folder, zip=zipped.name))


def selftest(
    excel: Annotated[bool, typer.Option("--excel", help=TEXTS("selftest.excel.help"))] = False,
    listed: Annotated[bool, typer.Option("--list", help=TEXTS("selftest.list.help"))] = False,
    out: Annotated[Path, typer.Option("--out", readable=False, help=TEXTS("selftest.out.help"))] = _REPORT,
) -> None:
    """Try in a real Excel what can be seen nowhere else."""
    from arena.selftest import trial  # noqa: PLC0415
    from arena.selftest.wording import wording  # noqa: PLC0415
    from arena.terminal import selftest_table  # noqa: PLC0415
    from arena.workbook.errors import OutputError  # noqa: PLC0415

    said = wording(LANGUAGE)

    def looked(question: str) -> bool | None:
        """Ask whoever sits at the screen; None where nobody does, or they cannot tell."""
        typer.echo(f"\n{question}")
        try:
            answer = input(f"{said('ask')} ")
        except EOFError:
            return None
        return {"j": True, "y": True, "n": False}.get(answer.strip()[:1].lower())

    if listed or not excel:
        typer.echo("\n".join(trial.listing(said)))
        return
    app = trial.excel_here()
    if app is None:
        fail(said("no_excel"))
    typer.echo(said("begin"))
    results = []
    for number, row in enumerate(trial.ROWS, start=1):
        typer.echo(f"{number:>3}. {said(row.what)}")
        results.append(trial.try_row(app, said, number, looked))
    selftest_table(results, said)
    try:
        trial.write_report(trial.report(results, app, said), out)
    except OutputError as refused:
        fail(refused.sentence(LANGUAGE))
    typer.echo(said("report", file=out))
    if any(result.verdict != trial.SEEN for result in results):
        raise typer.Exit(FAULTS)
