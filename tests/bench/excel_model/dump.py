"""A workbook as plain data, to compare before and after.

The data holds what the model knows: values, formulas and formats of cells, rows and columns, merged cells, tables,
validations, filters, names, notes, links, shapes, protection, the view and selection of each sheet, their order and
visibility, and what recorders keep (page set-up, conditional formats, alternative texts). Formats stand as far as
they differ from the workbook's default. Conditional formats that came with the file are not in it: the model carries
them along unread, so a comparison of them could not fail.
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import Any

from pyopenvba._a1 import Area
from pyopenvba.apps.excel._model import Range, Workbook, Worksheet
from pyopenvba.apps.excel._styles import Color, Style
from pyopenvba.formula._values import ExcelError
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._values import EMPTY

from .dispatch import object_behind
from .recorded_objects import RecordedObject, plain
from .renaming import spelled
from .session import Session, session_of

#: Parts of a format that show; the others tell how it came about.
_FORMAT_PARTS = ("number_format", "font", "fill", "border", "alignment", "protection", "quote_prefix")

#: What the window keeps per sheet and shows.
_VIEW_PARTS = ("view", "zoom", "gridlines", "headings", "zeros", "formulas", "top_left", "state", "rows", "columns")

_SETTINGS = (
    "ScreenUpdating",
    "DisplayAlerts",
    "EnableEvents",
    "Calculation",
    "StatusBar",
    "Interactive",
    "Cursor",
    "PrintCommunication",
)


def model_of(item: object) -> VBAObject:
    """The model's object behind an xlwings object, a COM object, or itself.

    Raises:
        TypeError: it is none of these.
    """
    if isinstance(item, VBAObject):
        return item
    found = object_behind(item) or object_behind(getattr(item, "api", None))
    if found is None:
        raise TypeError(f"{item!r} is no object of the bench's Excel")
    return found


def dump(book: object) -> dict[str, Any]:
    """A workbook as nested dictionaries and lists of plain values.

    Args:
        book: an xlwings Book, its `api`, or the model's Workbook.
    """
    workbook = model_of(book)
    if not isinstance(workbook, Workbook):
        raise TypeError(f"{book!r} is no workbook")
    active = workbook.active_sheet
    return {
        "order of sheets": [sheet.name for sheet in workbook.sheets_],
        "active sheet": active.name if active is not None else None,
        "names": {
            entry.name: {"refers to": entry.refers_to, "visible": entry.visible, "comment": entry.comment}
            for entry in workbook.names_.entries
        },
        "structure protected": workbook.protection is not None,
        "kept": _kept(session_of(workbook), workbook),
        "sheets": {sheet.name: dump_sheet(sheet) for sheet in workbook.sheets_},
    }


def dump_settings(application: object) -> dict[str, Any]:
    """The settings of Excel itself that a program changes for a while and has to put back."""
    excel: Any = model_of(application)
    settings = {name: plain(excel.vba_get(name)) for name in _SETTINGS}
    return {**settings, "open workbooks": sorted(book.name for book in excel.workbooks_.books)}


def dump_sheet(sheet: Worksheet) -> dict[str, Any]:
    """One sheet as plain data."""
    session = session_of(sheet)
    return {
        "visible": sheet.visible,
        "cells": _cells(sheet),
        "rows": _lines(sheet, sheet.dims.rows),
        "columns": _lines(sheet, sheet.dims.columns),
        "merged": sorted(_address(area) for area in sheet.merged_areas),
        "tables": {table.name: _table(session, table) for table in sheet.tables},
        "validations": _validations(sheet),
        "filter": _filter(sheet),
        "notes": {_place(*key): note.text for key, note in sorted(sheet.notes.items())},
        "links": [
            {"cells": _address(link.area), "address": link.address, "place": link.sub, "tip": link.tip}
            for link in sheet.hyperlinks
        ],
        "shapes": {shape.name: _shape(session, shape) for shape in sheet.shapes_},
        "protected": _plain_fields(sheet.protection) if sheet.protection is not None else None,
        "selection": _selected(sheet.selection_range),
        "active cell": _selected(sheet.active_cell_range),
        "view": {name: getattr(sheet.view, name) for name in _VIEW_PARTS},
        "kept": _kept(session, sheet),
    }


@lru_cache(maxsize=65_536)
def _place(row: int, column: int) -> str:
    return str(Area(row, column, row, column).address(absolute=False))


def _address(area: Area) -> str:
    return re.sub(r"^.*!", "", str(area.address(absolute=False)))


def _selected(found: Range | None) -> str:
    return "A1" if found is None else ",".join(_address(area) for area in found.areas)


def _value(value: object) -> object:
    if type(value) in (str, float):
        return value
    if isinstance(value, ExcelError):
        return value.name
    found = plain(value)
    return found.isoformat() if hasattr(found, "isoformat") else found


def _cells(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    calculator = sheet.book.calculator
    default = sheet.book.stylesheet.default
    looks: dict[int, dict[str, Any]] = {}  # by the format itself: to compare two takes long, and most cells share one
    for (row, column), cell in sorted(sheet.cells_.items()):
        if cell.value is EMPTY and not cell.formula and not sheet.holds(row, column, cell):
            continue
        held: dict[str, Any] = {}
        value = calculator.value_of(sheet.name, row, column) if cell.formula else cell.value
        if value is not EMPTY:
            held["value"] = _value(value)
        if cell.formula:
            held["formula"] = spelled(cell.formula)
        style = cell.style or default
        look = looks[id(style)] if id(style) in looks else looks.setdefault(id(style), _format(sheet, style))
        if look:
            held["format"] = look
        if held:
            found[_place(row, column)] = held
    return found


def _format(sheet: Worksheet, style: Style | None) -> dict[str, Any]:
    """What a format has of its own, part by part."""
    return {} if style is None else _look(style, sheet.book.stylesheet.default)


@lru_cache(maxsize=4096)  # a sheet has few formats on many cells; nobody changes what is returned
def _look(style: Style, default: Style) -> dict[str, Any]:
    if style == default:
        return {}
    return {
        name: shown
        for name in _FORMAT_PARTS
        if (shown := _differing(getattr(style, name), getattr(default, name))) is not None
    }


def _differing(part: Any, default: Any) -> Any:
    if part == default:
        return None
    if not dataclasses.is_dataclass(part):
        return part
    return {
        one.name: _plain_fields(getattr(part, one.name))
        for one in dataclasses.fields(part)
        if getattr(part, one.name) != getattr(default, one.name)
    }


def _plain_fields(part: Any) -> Any:
    if isinstance(part, Color):
        tint = f" tint {part.tint}" if part.tint else ""
        return f"{part.kind} {part.value}{tint}".strip()
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return {one.name: _plain_fields(getattr(part, one.name)) for one in dataclasses.fields(part)}
    return sorted(part) if isinstance(part, frozenset) else part


def _lines(sheet: Worksheet, records: dict[int, Any]) -> dict[int, dict[str, Any]]:
    """The rows or columns that say something of their own; the model keeps records of others too."""
    lines = {number: _line(sheet, record) for number, record in sorted(records.items())}
    return {number: line for number, line in lines.items() if any(line.values())}


def _line(sheet: Worksheet, record: Any) -> dict[str, Any]:
    """What a row or column has of its own: its size in pixels, whether it hides, its outline, its format."""
    size = record.height if hasattr(record, "height") else record.width
    held = {"size": size, "hidden": record.hidden, "format": _format(sheet, record.style)}
    outline = {name: record.extra[name] for name in ("outlineLevel", "collapsed") if name in record.extra}
    return {**held, **outline}


def _table(session: Session, table: Any) -> dict[str, Any]:
    return {
        "range": _address(table.area),
        "columns": [
            {
                "name": one.name,
                "calculated": one.calculated and spelled(one.calculated),
                "totals": one.totals_function or one.totals_label,
            }
            for one in table.columns
        ],
        "headers": table.headers,
        "totals": table.totals,
        "style": table.style,
        "stripes": (table.first_column, table.last_column, table.row_stripes, table.column_stripes),
        "filter buttons": table.auto_filter,
        "sort fields": len(table.sort_state.fields) if hasattr(table, "sort_state") else 0,
        "kept": _kept(session, table),
    }


def _validations(sheet: Worksheet) -> list[dict[str, Any]]:
    rules = []
    for rule in sheet.validations:
        fields = {one.name: getattr(rule, one.name) for one in dataclasses.fields(rule) if one.compare}
        fields["areas"] = [_address(area) for area in rule.areas]
        rules.append(fields)
    return sorted(rules, key=lambda fields: (fields["areas"], str(fields)))


def _filter(sheet: Worksheet) -> dict[str, Any] | None:
    if sheet.auto_filter is None:
        return None
    return {
        "range": _address(sheet.auto_filter.area),
        "fields": {
            number: {"operator": one.operator, "criteria": (_value(one.criteria1), _value(one.criteria2))}
            for number, one in sorted(sheet.auto_filter.fields.items())
        },
    }


def _shape(session: Session, shape: Any) -> dict[str, Any]:
    known = ("kind", "text", "left", "top", "width", "height", "visible", "macro")
    held = {name: getattr(shape, name) for name in known if hasattr(shape, name)}
    return {**held, "kept": _kept(session, shape)}


def _kept(session: Session, item: object) -> dict[str, Any]:
    """What recorders keep for an object."""
    return {name: _kept_value(value) for name, value in sorted(session.kept(item).items()) if value not in ({}, [])}


def _kept_value(value: object) -> object:
    if isinstance(value, RecordedObject):
        return {"on": value.place, **{name: _kept_value(one) for name, one in sorted(value.values.items())}}
    if isinstance(value, dict):
        return {name: _kept_value(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return [_kept_value(one) for one in value]
    return _value(value)
