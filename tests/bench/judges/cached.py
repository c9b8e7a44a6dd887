"""The values and the formulas as they stand in the file, without a calculator."""

from pathlib import Path
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import coordinate_to_tuple

from tests.bench.judges.values import Cell, ExcelError, Position, Value, Values, number
from tests.bench.package import Package, Sheet, text_of, unescaped


def cached_values(path: Path) -> Values:
    """The value that stands in each cell that has one, as a phone or Protected View shows it.

    Cells without a value are left out; a formula that answers empty text is "". Numbers stay numbers whatever their
    format: a date is its serial number.
    """
    package = Package(path)
    return {sheet.name: values_of(package, sheet) for sheet in package.sheets}


def values_of(package: Package, sheet: Sheet) -> dict[Position, Value]:
    """The same for one sheet of a package that is already read."""
    return {
        coordinate_to_tuple(cell.get("r", "")): value
        for cell in sheet.cells
        if (value := _value(cell, package)) is not None
    }


def formula_cells(path: Path) -> set[Cell]:
    """The (sheet, row, column) of every cell that holds a formula."""
    package = Package(path)
    return {
        (sheet.name, *coordinate_to_tuple(cell.get("r", "")))
        for sheet in package.sheets
        for cell in sheet.formula_cells
    }


def _value(cell: Element, package: Package) -> Value:
    """A cell's value by the type that the file gives it (ECMA-376 part 1, 18.18.11)."""
    kind = cell.get("t", "n")
    inline = cell.find("{*}is")
    if kind == "inlineStr" and inline is not None:
        return text_of(inline)
    text = cell.findtext("{*}v")
    if text is None:
        return "" if kind == "str" else None
    if kind == "str":
        return unescaped(text)
    if text == "":
        return None
    if kind == "s":
        return package.shared_strings[int(text)]
    if kind == "b":
        return text == "1"
    if kind == "e":
        return ExcelError(text)
    return number(float(text))
