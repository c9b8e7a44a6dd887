"""The imagined Windows machine around Excel: its environment, files, programs, registry and languages.

VBA reads them with Environ, Dir, Open, GetSetting and the like, and through Scripting.FileSystemObject. Nothing here
touches the real machine: a test puts in what VBA is to find.
"""

# ruff: noqa: N802, N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import fnmatch
import ntpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter._objects import VBAObject, member
from pyopenvba.interpreter._runtime import Interpreter
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAInt, error, to_integer, to_text

from .amendments import Amendment, method_spec, property_spec
from .com_server import Gateway
from .file_statements import OpenFiles
from .session import session_of
from .values import to_model

#: Application.International on a Belgian machine with a Dutch Excel: language version, country, and separators.
INTERNATIONAL = {1: 31, 2: 32, 3: ",", 4: ".", 5: ";"}

#: Dutch as used in Belgium: the language of the user interface.
LANGUAGE = 2067

#: Dir's attribute that asks for folders too.
_DIRECTORY = 16


@dataclass
class Machine:
    """What VBA finds outside Excel. Paths and names are compared as Windows does, without regard to case."""

    environment: dict[str, str] = field(default_factory=dict)
    #: The text of each file, by its Windows path.
    files: dict[str, str] = field(default_factory=dict)
    #: The command lines that VBA started, by Shell or WScript.Shell; none of them ran.
    started: list[str] = field(default_factory=list)
    #: What SaveSetting writes: by application, section and key.
    settings: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def file(self, path: str) -> str | None:
        """A file's text, None where there is no such file."""
        wanted = _same(path)
        return next((text for name, text in self.files.items() if _same(name) == wanted), None)

    def has_folder(self, path: str) -> bool:
        """Whether some file lies in or under this folder."""
        folder = _same(path).rstrip("\\") + "\\"
        return any(_same(name).startswith(folder) for name in self.files)

    def write(self, path: str, text: str) -> None:
        """Give a file its text; a file that is there keeps the spelling of its path."""
        wanted = _same(path)
        self.files[next((name for name in self.files if _same(name) == wanted), path)] = text

    def remove(self, path: str) -> bool:
        """Take a file away; whether it was there."""
        found = [name for name in self.files if _same(name) == _same(path)]
        for name in found:
            del self.files[name]
        return bool(found)

    def intrinsics(self) -> dict[str, Callable[[Interpreter, list[object], dict[str, object]], object]]:
        """VBA's functions that look at the machine, for the interpreter's table."""

        def environ(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            wanted = to_text(args[0]).lower()
            return next((text for name, text in self.environment.items() if name.lower() == wanted), "")

        def directory(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            pattern = _same(to_text(args[0])).rstrip("\\") if args else ""
            if len(args) > 1 and int(to_integer(args[1], "Long")) & _DIRECTORY and self.has_folder(pattern):
                return ntpath.basename(pattern)
            found = sorted(ntpath.basename(name) for name in self.files if fnmatch.fnmatchcase(_same(name), pattern))
            return found[0] if found else ""

        def get_setting(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            default = to_text(args[3]) if len(args) > 3 else ""
            return self.settings.get(_setting(args), default)

        def save_setting(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            self.settings[_setting(args)] = to_text(args[3])
            return EMPTY

        def delete_setting(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            if self.settings.pop(_setting(args), None) is None:
                raise error(5)
            return EMPTY

        def shell(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
            self.started.append(to_text(args[0]))
            return 1.0  # a task's number

        def nothing_to_do(_: Interpreter, __: list[object], ___: dict[str, object]) -> object:
            return VBAInt(0, "Integer")

        return {
            "environ": environ,
            "dir": directory,
            "getsetting": get_setting,
            "savesetting": save_setting,
            "deletesetting": delete_setting,
            "doevents": nothing_to_do,
            "shell": shell,
            **OpenFiles(self).functions(),
        }


def _same(path: str) -> str:
    return ntpath.normcase(path)


def _setting(args: list[object]) -> tuple[str, str, str]:
    one, two, three = (to_text(item).lower() for item in args[:3])
    return one, two, three


class WScriptShell:
    """WScript.Shell: command lines are written down and said to have succeeded."""

    _public_methods_ = ("Run", "ExpandEnvironmentStrings")

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def Run(self, command: str, *_: object) -> int:
        self._machine.started.append(command)
        return 0

    def ExpandEnvironmentStrings(self, text: str) -> str:
        names = {name.lower(): value for name, value in self._machine.environment.items()}
        return re.sub(r"%([^%]+)%", lambda found: names.get(found[1].lower(), found[0]), text)


class FileSystemObject:
    """Scripting.FileSystemObject over the machine's files, as far as VBA reads with it."""

    _public_methods_ = ("FileExists", "FolderExists", "OpenTextFile", "GetParentFolderName", "BuildPath")

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def FileExists(self, path: str) -> bool:
        return self._machine.file(path) is not None

    def FolderExists(self, path: str) -> bool:
        return self._machine.has_folder(path)

    def OpenTextFile(self, path: str, *_: object) -> Gateway:
        text = self._machine.file(path)
        if text is None:
            raise FileNotFoundError(path)
        return Gateway(TextStream(text))

    def GetParentFolderName(self, path: str) -> str:
        return ntpath.dirname(path)

    def BuildPath(self, folder: str, name: str) -> str:
        return ntpath.join(folder, name)


class TextStream:
    """An open text file."""

    _public_methods_ = ("ReadAll", "ReadLine", "AtEndOfStream", "Close")

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)

    def ReadAll(self) -> str:
        rest, self._lines = "".join(self._lines), []
        return rest

    def ReadLine(self) -> str:
        return self._lines.pop(0).rstrip("\r\n")

    def AtEndOfStream(self) -> bool:
        return not self._lines

    def Close(self) -> None:
        self._lines = []


class LanguageSettings(VBAObject):
    """Application.LanguageSettings: the language of the user interface and of help."""

    vba_type_name = "LanguageSettings"

    def __init__(self, application: Application) -> None:
        self.application = application

    @member
    def LanguageID(self, Id: object = MISSING) -> object:
        """The number of a language, which a test can state as `LanguageID=1033`."""
        del Id  # installation, interface and help have one language on this machine
        return session_of(self).kept(self.application).get("LanguageID", VBAInt(LANGUAGE))


def _international(self: Application, Index: object = MISSING) -> object:
    stated: dict[int, Any] = session_of(self).kept(self).get("International", INTERNATIONAL)
    if Index is MISSING:  # all of them: what a property gives that is read before its argument is looked at
        return to_model([stated.get(number, 0) for number in range(1, max(stated) + 1)], lambda _: None)
    if int(to_integer(Index, "Long")) not in stated:
        raise error(1004, "Application-defined or object-defined error")
    return to_model(stated[int(to_integer(Index, "Long"))], lambda _: None)


def _language_settings(self: Application) -> object:
    if ("Application", "languagesettings") in session_of(self).lacking:
        raise error(438, "Object doesn't support this property or method")
    return LanguageSettings(self)


def _input_box(
    self: Application,
    Prompt: object = MISSING,
    Title: object = MISSING,
    Default: object = MISSING,
    Left: object = MISSING,
    Top: object = MISSING,
    HelpFile: object = MISSING,
    HelpContextID: object = MISSING,
    Type: object = MISSING,
) -> object:
    """Application.InputBox: the next queued answer, or False as for a click on Cancel."""
    del Default, Left, Top, HelpFile, HelpContextID, Type
    interpreter: Any = self.interpreter
    interpreter.dialogs.append(("InputBox", to_text(Prompt), "" if Title is MISSING else to_text(Title), 0))
    return interpreter.answers.pop(0) if interpreter.answers else False


#: What a test can state of the machine's languages.
STATED = frozenset({"International", "LanguageID"})


def machine_amendments() -> Iterator[Amendment]:
    """The machine's facts that VBA reads through Application."""
    yield Amendment(Application, "InputBox", lambda spec: spec or method_spec("InputBox", _input_box))
    yield Amendment(Application, "International", lambda spec: spec or property_spec("International", _international))
    yield Amendment(
        Application, "LanguageSettings", lambda spec: spec or property_spec("LanguageSettings", _language_settings)
    )
