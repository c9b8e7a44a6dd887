"""Rows, columns and cells of the live workbook by their addresses, as many in one handle as Excel takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import xlwings as xw

from arena.excel.host.excel import Handle
from arena.workbook.cells import column_name

_LONGEST_ADDRESS = 255
"""Of an address that Excel takes."""

_LIST_SEPARATOR = 5
"""Of what Excel knows of the machine's conventions."""


def rows(first: int, last: int) -> str:
    """Return the name of neighbouring rows, such as ``3:5``, from their numbers, counted from 0."""
    return f"{first + 1}:{last + 1}"


def columns(first: int, last: int) -> str:
    """Return the name of neighbouring columns, such as ``B:D``, from their numbers, counted from 0."""
    return f"{column_name(first)}:{column_name(last)}"


def addresses(names: Iterable[str]) -> Iterator[str]:
    """Return addresses, as few as Excel's limit allows, from names of rows, columns or cells such as ``3:3``."""
    address = ""
    for name in names:
        if address and len(address) + 1 + len(name) > _LONGEST_ADDRESS:
            yield address
            address = ""
        address = f"{address},{name}" if address else name
    if address:
        yield address


def lines(sheet: xw.Sheet, names: Iterable[str]) -> Iterator[Handle]:
    """Return rows, columns or cells, by names such as ``3:3`` and ``B:D``, in as few handles as addresses allow."""
    return (cells_at(sheet, address) for address in addresses(names))


def cells_at(sheet: xw.Sheet, address: str) -> Handle:
    """Return the cells of an address. Where Excel refuses commas between areas, it is asked for its own sign."""
    try:
        return sheet.api.Range(address)
    except Exception:
        if "," not in address:
            raise
        separator = str(sheet.api.Application.GetInternational(_LIST_SEPARATOR))
        return sheet.api.Range(address.replace(",", separator))
