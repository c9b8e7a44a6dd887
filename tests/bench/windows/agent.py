"""Runs in the Windows of the bench: starts programs there, as its user would, and tells how they ended.

A line of JSON comes in for each thing to do, and one goes out. It runs as long as the bench does: the first program of
a Wine starts services that keep its output open for ever, so that whoever reads that never comes to its end.

With one thing to do as its argument it does that in the console in which it was started, and ends.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from typing import Any

UNIX = ("LANG", "LANGUAGE", "LC_", "LOCPATH", "WINE", "HOME", "PWD", "OLDPWD", "SHLVL", "XDG_", "TERM", "_")
"""What begins so is the environment of Wine itself, which no Windows has."""

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.upper().startswith(UNIX) or name.upper() in ("HOMEDRIVE", "HOMEPATH")
}
STARTED: dict[int, subprocess.Popen[bytes]] = {}


def run(command: list[str] | str, environment: dict[str, str], folder: str, given: str, seconds: float) -> object:
    """Run a program to its end; one that takes too long is ended with all that it started."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=ENVIRONMENT | environment, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        out, err = process.communicate(base64.b64decode(given), seconds)
    except subprocess.TimeoutExpired:
        end(process.pid)
        out, err = process.communicate()
        return {"late": seconds, "out": _text(out), "err": _text(err)}
    return {"code": process.returncode, "out": _text(out), "err": _text(err)}


def start(command: list[str] | str, environment: dict[str, str], folder: str, output: str) -> object:
    """Start a program that runs on; what it says goes to a file."""
    with open(output, "wb") as said:
        process = subprocess.Popen(
            command, env=ENVIRONMENT | environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
    STARTED[process.pid] = process
    return {"pid": process.pid}


def code(pid: int) -> object:
    """Tell with which code a program that was started ended; null while it runs."""
    return {"code": STARTED[pid].poll()}


def end(pid: int) -> object:
    """End a program, and all that it started."""
    kill = ["taskkill", "/PID", str(pid), "/T", "/F"]
    subprocess.run(kill, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {}


def in_this_console(command: list[str] | str, environment: dict[str, str], folder: str) -> int:
    """Run a program that reads and writes the console of this one, and return its code, however it is broken off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is told to every program of a console
    return subprocess.run(command, check=False, env=ENVIRONMENT | environment, cwd=folder).returncode


def _text(said: bytes) -> str:
    return base64.b64encode(said).decode()


DEEDS = {each.__name__: each for each in (run, start, code, end)}


def main() -> None:
    """Say that it is there, and do what the lines say until there are no more."""
    print("{}", flush=True)
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        print(json.dumps(DEEDS[asked.pop("do")](**asked)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(in_this_console(**json.loads(sys.argv[1])))
    main()
