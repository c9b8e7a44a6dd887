"""Excel's own dialogs in which a user chooses files or a folder, or types a text."""

from __future__ import annotations

from pathlib import Path

import xlwings as xw

from arena.excel.host.excel import Handle

_FILES, _FOLDER = 3, 4
"""The kinds of a dialog (MsoFileDialogType): files, of which several may be chosen, or one folder."""

_CHOSEN = -1


def choose_files(app: xw.App, title: str, kind: str, patterns: str) -> list[Path]:
    """Let the user choose files; return their paths, none where the dialog was cancelled.

    Args:
        app: Excel.
        title: what the dialog says.
        kind: what the files are called.
        patterns: which are shown, such as ``*.xlsx;*.csv``.
    """
    dialog = app.api.FileDialog(_FILES)
    dialog.Title = title
    dialog.AllowMultiSelect = True
    shown = dialog.Filters
    shown.Clear()  # Excel keeps what was set the last time
    shown.Add(kind, patterns)
    return _chosen(dialog)


def choose_folder(app: xw.App, title: str) -> list[Path]:
    """Let the user choose a folder; return its path, nothing where the dialog was cancelled."""
    dialog = app.api.FileDialog(_FOLDER)
    dialog.Title = title
    return _chosen(dialog)


def _chosen(dialog: Handle) -> list[Path]:
    if int(dialog.Show()) != _CHOSEN:
        return []
    chosen = dialog.SelectedItems
    return [Path(str(chosen.Item(number))) for number in range(1, int(chosen.Count) + 1)]


def ask_text(app: xw.App, text: str) -> str:
    """Let the user type a text; return it, empty where nothing was typed or the dialog was cancelled."""
    answer = app.api.InputBox(text, "Arena-analyse")
    return answer.strip() if isinstance(answer, str) else ""
