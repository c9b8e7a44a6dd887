"""Running the command line, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from typer.testing import CliRunner

from arena import cli

LOCALES = {"nl": "nl_BE.UTF-8", "en": "en_GB.UTF-8"}


class Ran:
    """What a command did: exit code, and what it said on either stream."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def arena(*arguments: object) -> Ran:
    """Run a command in this process."""
    result = CliRunner().invoke(cli.app, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def really(*arguments: object, language: str = "nl", **environment: str) -> Ran:
    """Run a command as a user does: in a process of its own, under a locale."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "arena", *map(str, arguments)],
        check=False,
        capture_output=True,
        env=clean | {"LC_ALL": LOCALES.get(language, language), "PYTHONUTF8": "1"} | environment,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
