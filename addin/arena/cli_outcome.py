"""How a command ends: exit codes, and one sentence in the user's language where it cannot go on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from arena.locale import catalogue, language_of_environment
from arena.workbook.errors import shown_text

FAULTS = 1
"""What was looked at has faults."""

UNUSABLE = 2
"""The command itself, its input or its output cannot be used."""

CLOSED_PIPE = 141
"""Whoever was reading stopped before the end: what a shell shows of a program that ends by that signal."""

LANGUAGE = language_of_environment()
TEXTS = catalogue(LANGUAGE)


def fail(sentence: str) -> NoReturn:
    """Say on stderr why the command cannot go on, and end it."""
    typer.echo(sentence, err=True)
    raise typer.Exit(UNUSABLE)


def one_of(value: str | None, option: str, choices: tuple[str, ...]) -> None:
    """End the command where the value of an option is given and is none of its choices."""
    if value is not None and value not in choices:
        fail(TEXTS("cli.error.choice", value=shown_text(value), option=option, choices=", ".join(choices)))


class Commands(TyperGroup):
    """The commands: each ends in the user's language, and never in a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end with its exit code; see :class:`typer.core.TyperGroup`."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            with _streams():
                sys.stdout.flush()
        except typer.TyperException as wrong:
            code = _refused(wrong)
        except typer.Exit as ended:
            code = ended.exit_code
        if standalone_mode:
            sys.exit(code)
        return code

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """Read the command line; the help is shown from here."""
        with _streams():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _streams():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was asked for."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            fail(TEXTS("cli.usage.command", command=shown_text(args[0]), commands=", ".join(self.commands)))
        return super().resolve_command(ctx, args)


@contextmanager
def _streams() -> Iterator[None]:
    """Turn what the system refuses, a full disk behind stdout or more memory, into a sentence or a quiet end."""
    try:
        yield
        return
    except MemoryError:
        pass  # what filled the memory is let go with the error, before the sentence is made
    except OSError as refused:
        closed = isinstance(refused, BrokenPipeError) or (sys.platform == "win32" and refused.errno == errno.EINVAL)
        _give_up_stdout()
        if closed:
            raise typer.Exit(CLOSED_PIPE) from refused
        fail(TEXTS("cli.error.system", reason=errno.errorcode.get(refused.errno or 0, "?")))
    fail(TEXTS("cli.error.memory"))


def _give_up_stdout() -> None:
    """Send what still waits for stdout nowhere: Python would try to write it once more at its end, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _refused(wrong: typer.TyperException) -> int:
    """Say what is wrong with the command line, and return the exit code."""
    kind, context = type(wrong).__name__, getattr(wrong, "ctx", None)
    if kind == "NoArgsIsHelpError":
        typer.echo(str(wrong), err=True)
        return UNUSABLE
    command = context.command_path if context is not None else "arena"
    parameter, option = getattr(wrong, "param", None), getattr(wrong, "option_name", None)
    if kind == "NoSuchOption":
        sentence = TEXTS("cli.usage.no_option", option=shown_text(option), command=command)
    elif kind == "MissingParameter" and parameter is not None:
        sentence = TEXTS("cli.usage.missing", what=_name_of(parameter), command=command)
    elif option is not None or parameter is not None:
        what = shown_text(option) if parameter is None else _name_of(parameter)
        sentence = TEXTS("cli.usage.value", what=what, command=command)
    else:
        sentence = TEXTS("cli.usage.other", command=command)
    typer.echo(sentence, err=True)
    return UNUSABLE


def _name_of(parameter: Any) -> str:
    """Return how an option is typed, or how the help names an argument."""
    options: Sequence[str] = parameter.opts
    return options[0] if options[0].startswith("-") else str(parameter.metavar or options[0])
