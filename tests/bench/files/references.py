"""Tables, the formulas that name their columns, and defined names."""

import re
from collections.abc import Iterator

from openpyxl.utils.cell import get_column_letter, range_boundaries

from tests.bench.files.formulas import BRACKETS, TEXT, every_formula, rules
from tests.bench.judges.cached import values_of
from tests.bench.package import Package, Table, is_on, unescaped

NAMES_OF_EXCEL = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"})
REFERENCE = re.compile(rf"(?<![\w.\]])([^\W\d][\w.]*)?({BRACKETS.pattern})")
ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")


def structured_references_are_spelled_for_files(package: Package) -> Iterator[str]:
    """`Table[[#This Row],[Column]]` only.

    What Excel shows as Table[@Column] stands in no file, and the form without inner brackets around the column passes
    every schema and is an error to whoever calculates it.
    """
    for place, formula in every_formula(package):
        for _, brackets in REFERENCE.findall(TEXT.sub(" ", formula)):
            if brackets.startswith("[@") or re.search(r"\[#This Row\],\s*[^\[\s]", brackets):
                yield f"{place} says {brackets}"


def structured_references_meet_a_column(package: Package) -> Iterator[str]:
    """Every table and column that a formula names is there: Excel repairs the file where one is not."""
    columns = {table.name: _columns(table) for table in package.tables}
    for place, formula in every_formula(package):
        for table, brackets in REFERENCE.findall(TEXT.sub(" ", formula)):
            if not table:
                yield f"{place} names {brackets} of no table"
                continue
            inner = ITEM.findall(brackets[1:-1]) or [brackets[1:-1]]
            names = [re.sub(r"'(.)", r"\1", each) for each in inner if each and not each.startswith(("#", "@"))]
            for name in names:
                if name not in columns.get(table, ()):
                    yield f"{place} names {table}[{name}], which is not there"


def rules_use_no_structured_references(package: Package) -> Iterator[str]:
    """Conditional formats and validations name cells: Excel takes no structured reference there."""
    for place, formula in rules(package):
        if REFERENCE.search(TEXT.sub(" ", formula)):
            yield f"{place} says {formula}"


def calculated_columns_equal_their_cells(package: Package) -> Iterator[str]:
    """Each cell of a calculated column holds the column's formula, so that a new row gets what the others have."""
    for table in package.tables:
        left, top, _, bottom = range_boundaries(table.root.get("ref"))
        first = top + int(table.root.get("headerRowCount", "1"))
        last = bottom - int(table.root.get("totalsRowCount", "0"))
        formulas = {cell.get("r"): cell.findtext("{*}f") for cell in table.sheet.cells}
        for number, column in enumerate(table.root.iterfind("{*}tableColumns/{*}tableColumn")):
            formula = column.findtext("{*}calculatedColumnFormula")
            for row in range(first, last + 1):
                place = f"{get_column_letter(left + number)}{row}"
                if formulas.get(place) != formula:
                    yield (
                        f"{table.sheet.name}!{place} holds {formulas.get(place)!r}, "
                        f"and its column {column.get('name')} {formula!r}"
                    )


def table_headers_equal_their_columns(package: Package) -> Iterator[str]:
    """Each header cell is a text that reads as the table's column: Excel repairs the file where one differs."""
    for table in package.tables:
        left, top, _, _ = range_boundaries(table.root.get("ref"))
        shown = values_of(package, table.sheet)
        for number, name in enumerate(_columns(table)):
            if shown.get((top, left + number)) != name:
                place = f"{table.sheet.name}!{get_column_letter(left + number)}{top}"
                yield f"{place} reads {shown.get((top, left + number))!r}, and its column is {name!r}"


def defined_names_lead_somewhere(package: Package) -> Iterator[str]:
    """No name is hidden, broken, or about another workbook; Excel hides the one of a filter itself."""
    for each in package.defined_names:
        name, target = each.get("name", ""), each.text or ""
        if is_on(each, "hidden") and name not in NAMES_OF_EXCEL:
            yield f"the name {name} is hidden"
        if "#REF!" in target or re.match(r"'?\[\d+\]", target):
            yield f"the name {name} leads to {target}"


def _columns(table: Table) -> list[str]:
    """The names of a table's columns, as formulas use them."""
    return [unescaped(each.get("name", "")) for each in table.root.iterfind("{*}tableColumns/{*}tableColumn")]
