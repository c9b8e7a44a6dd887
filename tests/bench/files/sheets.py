"""What a reader sees, hears and prints of each sheet."""

import re
from collections.abc import Iterator

from arena.workbook.cells import COLUMNS, column_number
from tests.bench.package import Package, Sheet, is_on

A4 = "9"
# Excel's own limits for the texts of a validation; a longer one makes it repair the file.
LONGEST = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 225}
LONGEST_LIST = 255


def nothing_is_hidden(package: Package) -> Iterator[str]:
    """No sheet, row or column is hidden, nor made so by a size of nothing or by a filter."""
    for sheet in package.sheets:
        if sheet.state != "visible":
            yield f"sheet {sheet.name} is {sheet.state}"
        for each in sheet.root.iterfind("{*}cols/{*}col"):
            if is_on(each, "hidden") or float(each.get("width", "8")) == 0:
                yield f"columns {each.get('min')} to {each.get('max')} of {sheet.name} are hidden"
        for each in sheet.root.iterfind("{*}sheetData/{*}row"):
            if is_on(each, "hidden") or float(each.get("ht", "15")) == 0:
                yield f"row {each.get('r')} of {sheet.name} is hidden"
        for each in sheet.root.iterfind("{*}sheetFormatPr"):
            if is_on(each, "zeroHeight"):
                yield f"the rows of {sheet.name} are hidden unless said otherwise"
    for part in [sheet.root for sheet in package.sheets] + [table.root for table in package.tables]:
        for each in part.iterfind(".//{*}filterColumn"):
            if len(each):
                yield f"a filter is at work in column {each.get('colId')}"


def validation_texts_fit(package: Package) -> Iterator[str]:
    """The messages and the list of each validation are within Excel's limits, counted in UTF-16 as Excel does."""
    for sheet in package.sheets:
        for each in sheet.root.iterfind(".//{*}dataValidation"):
            where = f"{sheet.name}!{each.get('sqref', '')}"
            for attribute, longest in LONGEST.items():
                length = _utf16_length(each.get(attribute, ""))
                if length > longest:
                    yield f"{where}: {attribute} has {length} characters, of at most {longest}"
            choices = each.findtext("{*}formula1") or ""
            if choices.startswith('"') and _utf16_length(choices[1:-1]) > LONGEST_LIST:
                yield f"{where}: the list has {_utf16_length(choices) - 2} characters, of at most {LONGEST_LIST}"


def drawings_have_alternative_text(package: Package) -> Iterator[str]:
    """Each picture, chart and shape says in words what it shows, or is marked as decoration."""
    for part in package.parts:
        if not part.startswith("xl/drawings/drawing"):
            continue
        for each in package.root(part).iterfind(".//{*}cNvPr"):
            is_decoration = any(is_on(mark, "val") for mark in each.iterfind(".//{*}decorative"))
            if not (each.get("descr") or "").strip() and not is_decoration:
                yield f"{part}: {each.get('name')} has no alternative text"


def print_setup_is_a4_one_page_wide(package: Package) -> Iterator[str]:
    """Every sheet prints on A4, one page wide and as many high as it needs; or at a scale at which it is no wider."""
    for sheet in package.sheets:
        setup = sheet.root.find("{*}pageSetup")
        if setup is None:
            yield f"{sheet.name} has no print set-up"
            continue
        if setup.get("paperSize") != A4:
            yield f"{sheet.name} is not on A4"
        if setup.get("scale") is not None and not _fits_to_page(sheet):
            widest = max(_printed_width(sheet, columns) for columns in _printed_columns(package, sheet))
            if widest * int(setup.get("scale", 100)) / 100 > _room(sheet):
                yield f"{sheet.name} is wider than its page"
        elif not _fits_to_page(sheet) or setup.get("fitToWidth", "1") != "1":
            yield f"{sheet.name} is not fitted to one page wide"


def _printed_columns(package: Package, sheet: Sheet) -> list[range]:
    """The columns, from 1, of each area that a sheet prints on pages of its own; all where it names none."""
    index = str([one.name for one in package.sheets].index(sheet.name))
    for name in package.defined_names:
        if name.get("name") == "_xlnm.Print_Area" and name.get("localSheetId") == index:
            corners = re.findall(r"\$([A-Z]+)(?:\$\d+)?:\$([A-Z]+)(?:\$\d+)?", name.text or "")
            return [range(column_number(first) + 1, column_number(last) + 2) for first, last in corners]
    return [range(1, COLUMNS + 1)]


def _printed_width(sheet: Sheet, columns: range) -> float:
    """The width of some columns in points, at 100 %; LibreOffice prints them some 6 % wider than Excel."""
    wide = 0.0
    for each in sheet.root.iterfind("{*}cols/{*}col"):
        first, last = int(each.get("min", 0)), int(each.get("max", 0))
        wide += sum(column in columns for column in range(first, last + 1)) * float(each.get("width", 0)) * 7
    return 1.06 * wide * 72 / 96


def _room(sheet: Sheet) -> float:
    """The points between the margins of an A4, on its side or upright."""
    margins, setup = sheet.root.find("{*}pageMargins"), sheet.root.find("{*}pageSetup")
    assert margins is not None and setup is not None  # noqa: PT018
    return (842 if setup.get("orientation") == "landscape" else 595) - 72 * (
        float(margins.get("left", 0)) + float(margins.get("right", 0))
    )


def _fits_to_page(sheet: Sheet) -> bool:
    """Whether fitToWidth counts at all; without this switch Excel prints at the scale instead."""
    switch = sheet.root.find("{*}sheetPr/{*}pageSetUpPr")
    return switch is not None and is_on(switch, "fitToPage")


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
