"""VBA's own statements for files: Open, Line Input, Print, Close and Kill, over the machine's imagined files.

The model's parser recognises these statements and does not run them. So they are rewritten before parsing into calls
of functions that the interpreter is given; each stays on its line. A statement has to begin its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyopenvba.interpreter._values import EMPTY, MISSING, VBAInt, error, to_integer, to_text

if TYPE_CHECKING:
    from .machine import Machine

ERR_BAD_FILE_NUMBER = 52
ERR_FILE_NOT_FOUND = 53
ERR_PAST_END = 62

_ARCHIVE, _DIRECTORY = 32, 16

_REWRITES = [
    (
        r"Open[ \t]+(?P<path>.+?)[ \t]+For[ \t]+(?P<mode>\w+)(?:[ \t]+Access[ \t]+\w+)?[ \t]+As[ \t]+#?(?P<file>\w+)",
        r'FileOpen__ \g<path>, "\g<mode>", \g<file>',
    ),
    (r"Line[ \t]+Input[ \t]+#(?P<file>\w+)[ \t]*,[ \t]*(?P<into>\w+)", r"Let \g<into> = FileLine__(\g<file>)"),
    (r"Print[ \t]+#(?P<file>\w+)[ \t]*,[ \t]*(?P<text>[^\r\n]+?)", r"FilePrint__ \g<file>, \g<text>"),
    (r"Close(?:[ \t]+#?(?P<file>\w+))?", r"FileClose__ \g<file>"),
    (r"Kill[ \t]+(?P<path>[^\r\n]+?)", r"FileKill__ \g<path>"),
]
_STATEMENTS = [
    (
        re.compile(
            rf"^(?P<indent>[ \t]*){pattern}(?P<rest>[ \t]*(?:'[^\r\n]*)?)(?=\r?$)", re.MULTILINE | re.IGNORECASE
        ),
        to,
    )
    for pattern, to in _REWRITES
]

Function = Callable[..., object]


def rewritten(source: str) -> str:
    """VBA source with its file statements as calls."""
    for pattern, call in _STATEMENTS:
        source = pattern.sub(rf"\g<indent>{call}\g<rest>", source)
    return source


class OpenFiles:
    """The files that VBA has open, by number, and the functions that its statements became."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._lines: dict[int, list[str]] = {}
        self._writing: dict[int, str] = {}

    def functions(self) -> dict[str, Function]:
        """By name in lower case, as the interpreter's table has them."""
        made: dict[str, Function] = {
            "fileopen__": self._open,
            "fileline__": self._line,
            "fileprint__": self._print,
            "fileclose__": self._close,
            "filekill__": self._kill,
            "freefile": self._free,
            "eof": self._at_end,
            "getattr": self._attributes,
            "filelen": self._length,
        }
        return {name: _called_plainly(function) for name, function in made.items()}

    def _open(self, path: object, mode: object, number: object) -> object:
        name, how, file = to_text(path), to_text(mode).lower(), _file(number)
        if how == "input":
            lines = re.split(r"\r\n?", self._text(name))  # Line Input ends a line there, and not at LF alone
            self._lines[file] = lines if lines[-1] else lines[:-1]
        elif how in ("output", "append"):
            self._machine.write(name, "" if how == "output" else self._machine.file(name) or "")
            self._writing[file] = name
        else:
            raise error(5, f"Open For {how} is not modelled")
        return EMPTY

    def _line(self, number: object) -> object:
        lines = self._lines.get(_file(number))
        if lines is None:
            raise error(ERR_BAD_FILE_NUMBER)
        if not lines:
            raise error(ERR_PAST_END)
        return lines.pop(0)

    def _print(self, number: object, text: object) -> object:
        name = self._writing.get(_file(number))
        if name is None:
            raise error(ERR_BAD_FILE_NUMBER)
        self._machine.write(name, (self._machine.file(name) or "") + to_text(text) + "\r\n")
        return EMPTY

    def _close(self, number: object = MISSING) -> object:
        for held in (self._lines, self._writing):
            if number is MISSING:
                held.clear()
            else:
                held.pop(_file(number), None)
        return EMPTY

    def _kill(self, path: object) -> object:
        if not self._machine.remove(to_text(path)):
            raise error(ERR_FILE_NOT_FOUND)
        return EMPTY

    def _free(self, _: object = MISSING) -> object:
        return VBAInt(next(n for n in range(1, 512) if n not in self._lines and n not in self._writing), "Integer")

    def _at_end(self, number: object) -> object:
        return not self._lines.get(_file(number))

    def _attributes(self, path: object) -> object:
        name = to_text(path)
        if self._machine.file(name) is not None:
            return VBAInt(_ARCHIVE, "Integer")
        if self._machine.has_folder(name):
            return VBAInt(_DIRECTORY, "Integer")
        raise error(ERR_FILE_NOT_FOUND)

    def _length(self, path: object) -> object:
        return VBAInt(len(self._text(to_text(path)).encode("cp1252", errors="replace")), "Long")

    def _text(self, name: str) -> str:
        text = self._machine.file(name)
        if text is None:
            raise error(ERR_FILE_NOT_FOUND)
        return text


def _file(number: object) -> int:
    return int(to_integer(number, "Long"))


def _called_plainly(function: Function) -> Function:
    """A function of the interpreter's table takes the interpreter, the arguments, and named ones."""

    def call(_: object, args: list[object], __: dict[str, object]) -> object:
        return function(*args)

    return call
