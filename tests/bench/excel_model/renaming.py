"""Renaming a sheet: what refers to it follows, as in Excel.

The model changes the name alone. Here formulas, defined names and validations that mention the sheet get its new name;
links within the workbook do not, and neither do they in Excel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyopenvba.apps.excel._model import Workbook, Worksheet
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import to_text

from .amendments import Amendment, property_spec

_TEXT = re.compile(r'("(?:[^"]|"")*")')
_SHEET = re.compile(r"'((?:[^'\[\]]|'')+)'!")
_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z_\u00c0-\uffff][\w.\u00c0-\uffff]*")
_LIKE_A_CELL = re.compile(r"(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc])")


def quoted(name: str) -> str:
    """A sheet's name as a formula spells it."""
    if _NEEDS_NO_QUOTES.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def spelled(formula: str) -> str:
    """A formula as Excel gives it, whoever wrote it: the names of sheets in quotes only where they need them."""
    if "'" not in formula:
        return formula
    parts = _TEXT.split(formula)
    parts[::2] = [_SHEET.sub(lambda found: quoted(found[1].replace("''", "'")) + "!", part) for part in parts[::2]]
    return "".join(parts)


def renamer(old: str, new: str) -> Callable[[str], str]:
    """A function that puts a sheet's new name in a formula, and leaves texts within it alone."""
    spelled = "'" + re.escape(old.replace("'", "''")) + "'"
    pattern = re.compile(rf"(?<![\w.'\]])(?:{spelled}|{re.escape(old)})!", re.IGNORECASE)

    def rename(formula: str) -> str:
        if "!" not in formula:
            return formula
        parts = _TEXT.split(formula)
        parts[::2] = [pattern.sub(lambda _: quoted(new) + "!", part) for part in parts[::2]]
        return "".join(parts)

    return rename


def _follow(book: Workbook, rename: Callable[[str], str]) -> None:
    for sheet in book.sheets_:
        for cell in sheet.cells_.values():
            changed = rename(cell.formula) if cell.formula else ""
            if changed != cell.formula:
                cell.formula, cell.stale = changed, True
                sheet.touched()
        for rule in sheet.validations:
            formulas = rename(rule.formula1), rename(rule.formula2)
            if formulas != (rule.formula1, rule.formula2):
                rule.formula1, rule.formula2 = formulas
                sheet.validations_changed = True
                sheet.touched()
    for entry in book.names_.entries:
        changed = rename(entry.name), rename(entry.refers_to)
        if changed != (entry.name, entry.refers_to):
            entry.name, entry.refers_to = changed
            book.names_.changed = True
    book.calculator.rebuild()


def _following(spec: MemberSpec | None) -> MemberSpec:
    assert spec is not None
    assert spec.getter is not None
    assert spec.setter is not None
    write = spec.setter

    def renamed(self: Worksheet, value: object) -> None:
        old = self.name
        write(self, value)
        if old != to_text(value):
            _follow(self.book, renamer(old, self.name))

    return property_spec("Name", spec.getter, renamed)


def renaming_amendments() -> Iterator[Amendment]:
    """The addition to renaming, ready to be put in the model."""
    yield Amendment(Worksheet, "Name", _following)
