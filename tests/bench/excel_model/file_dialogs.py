"""Application.FileDialog: Excel's own dialog to choose files or a folder; a test says what its user chooses.

It is recorded, not run: its title stands among the messages, and the next queued answer (``ExcelBench.answer``) is the
list of paths that are chosen, or anything false where the user cancels.
"""

# ruff: noqa: N802, N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter._objects import VBACollection, VBAObject, member, method, setter
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAInt, error, to_integer, to_text

from .amendments import Amendment, method_spec
from .session import session_of

_CHOSEN, _CANCELLED = -1, 0


class FileDialogFilters(VBAObject):
    """The kinds of files that the dialog shows."""

    def __init__(self) -> None:
        self.kinds: list[tuple[str, str]] = []

    @method
    def Clear(self) -> object:
        self.kinds.clear()
        return EMPTY

    @method
    def Add(self, Description: object, Extensions: object, Position: object = MISSING) -> object:
        del Position
        self.kinds.append((to_text(Description), to_text(Extensions)))
        return EMPTY


class SelectedItems(VBACollection):
    """The paths that were chosen."""

    vba_type_name = "FileDialogSelectedItems"

    def __init__(self, paths: list[str]) -> None:
        self._paths = paths

    def vba_items(self) -> list[object]:
        """The paths, each a text."""
        return list(self._paths)


class FileDialog(VBAObject):
    """One dialog; Excel keeps one of each kind, with what was set on it."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.title = ""
        self.many = True
        self.filters = FileDialogFilters()
        self.chosen: list[str] = []

    @member
    def Title(self) -> object:
        return self.title

    @setter("Title")
    def set_title(self, value: object) -> None:
        self.title = to_text(value)

    @member
    def AllowMultiSelect(self) -> object:
        return self.many

    @setter("AllowMultiSelect")
    def set_many(self, value: object) -> None:
        self.many = bool(value)

    @member
    def Filters(self) -> object:
        return self.filters

    @member
    def SelectedItems(self) -> object:
        return SelectedItems(self.chosen)

    @method
    def Show(self) -> object:
        """Note the title, and take the next answer."""
        interpreter: Any = self.application.interpreter
        interpreter.dialogs.append(("FileDialog", self.title, "", 0))
        answer = interpreter.answers.pop(0) if interpreter.answers else None
        self.chosen = [str(path) for path in answer] if answer else []
        return VBAInt(_CHOSEN if self.chosen else _CANCELLED)


#: Kinds of dialogs (MsoFileDialogType).
_KINDS = (1, 2, 3, 4)


def _file_dialog(self: Application, fileDialogType: object) -> object:
    kind = int(to_integer(fileDialogType, "Long"))
    if kind not in _KINDS:
        raise error(1004, "Application-defined or object-defined error")
    kept = session_of(self).kept(self).setdefault("FileDialog", {})
    return kept.setdefault(kind, FileDialog(self))


def file_dialog_amendments() -> Iterator[Amendment]:
    """The dialog, where the model has none."""
    yield Amendment(Application, "FileDialog", lambda spec: spec or method_spec("FileDialog", _file_dialog))
