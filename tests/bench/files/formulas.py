"""What formulas may be made of, wherever the file holds one (security.md, Safe functions)."""

import re
from collections.abc import Iterator

from tests.bench.files.calculation import formula_cells
from tests.bench.package import Package

# fmt: off
SAFE_FUNCTIONS = frozenset({  # besides those of security.md, right in all judges: ISBLANK, RIGHT, CHOOSE, DAY …
    "IF", "IFERROR", "AND", "OR", "NOT", "ISNUMBER", "ISERROR", "ISLOGICAL", "ISBLANK",
    "SUM", "SUMIFS", "SUMPRODUCT", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "MIN", "MAX", "LARGE", "SMALL", "RANK",
    "ROUND", "INT", "MOD", "CHOOSE", "INDEX", "MATCH", "ROW", "DAY", "MONTH", "YEAR",
    "TRIM", "SUBSTITUTE", "LEFT", "MID", "RIGHT", "LEN", "FIND", "UPPER", "LOWER", "REPT", "CHAR", "_xlfn.UNICHAR",
})
# fmt: on

# The parts of a formula in which a word before a bracket calls no function: texts, columns of tables (one level
# deeper in Table[[#This Row],[Column]], and a ' before a bracket of a name), quoted names of sheets.
_COLUMN = r"(?:[^\[\]']|'.)*"
BRACKETS = re.compile(rf"\[(?:[^\[\]']|'.|\[{_COLUMN}\])*\]")
TEXT = re.compile(r'"(?:[^"]|"")*"')
SILENT = re.compile(rf"{TEXT.pattern}|{BRACKETS.pattern}|'(?:[^']|'')*'")
CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
_PLACE = r"\"#(?:[^\"]|\"\")*\""
_CELLS = r"'(?:[^']|'')*'!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?"
_NUMBER = rf"\(ROW\({_CELLS}\)\+INDEX\({_CELLS},MATCH\(\d+,{_CELLS},0\)\)\)"
INSIDE_LINK = re.compile(
    rf"(?:IF\({_CELLS}<\d+,\"\",)?HYPERLINK\((?:{_PLACE}(?:&{_NUMBER})?|CHOOSE\([^,\"]+(?:,{_PLACE})+\)),"
)
"""A link that leads to places written out in it, or to a row by its number on a sheet written out in it; whatever it
shows."""


def formulas_are_plain(package: Package) -> Iterator[str]:
    """No array or data-table formula, which differ per program; and none that is shared in a table.

    A table extends plain formulas only. Elsewhere one that is filled down may stand once, as Excel itself writes it.
    """
    within = {f"{table.sheet.name}!{cell}" for table in package.tables for cell in table.cells}
    for place, cell in formula_cells(package):
        kind = next(cell.iterfind("{*}f")).get("t", "normal")
        if kind not in ("normal", "shared") or cell.get("cm") or (kind == "shared" and place in within):
            yield f"{place} is a formula of the kind {kind}"


def functions_are_safe(package: Package) -> Iterator[str]:
    """Only functions that every program on our list calculates alike, spelled as files spell them.

    Today's date only in a conditional format; a link only to a place in the workbook that is written out in it, but for
    the number of its row.
    """
    for place, formula in every_formula(package):
        allowed = set(SAFE_FUNCTIONS)
        if place.startswith("a cfRule"):
            allowed.add("TODAY")
        if INSIDE_LINK.match(formula):
            allowed.add("HYPERLINK")
        for function in CALL.findall(SILENT.sub(" ", formula)):
            if function not in allowed:
                yield f"{place} uses {function}"


def match_is_exact(package: Package) -> Iterator[str]:
    """MATCH always with 0: without it, it searches by halves and is wrong in a list that is not sorted."""
    for place, formula in every_formula(package):
        bare = SILENT.sub(" ", formula)
        for call in re.finditer(r"\bMATCH\(", bare):
            arguments = _arguments(bare, call.end())
            if len(arguments) != 3 or arguments[2].strip() != "0":
                yield f"{place} uses MATCH without 0"


def every_formula(package: Package) -> Iterator[tuple[str, str]]:
    """Every formula in the file and where it is: cells, names, tables, rules, validations and charts."""
    for place, cell in formula_cells(package):
        yield place, cell.findtext("{*}f") or ""
    for name in package.defined_names:
        yield f"the name {name.get('name')}", name.text or ""
    for table in package.tables:
        for tag in ("calculatedColumnFormula", "totalsRowFormula"):
            for each in table.root.iterfind(f".//{{*}}{tag}"):
                yield f"table {table.name}", each.text or ""
    yield from rules(package)
    for part in package.parts:
        if part.startswith("xl/charts/chart"):
            for each in package.root(part).iterfind(".//{*}f"):
                yield part, each.text or ""


def rules(package: Package) -> Iterator[tuple[str, str]]:
    """The formulas of conditional formats and of validations, those of the 2010 extension included."""
    for sheet in package.sheets:
        for tag in ("cfRule", "dataValidation"):
            for rule in sheet.root.iterfind(f".//{{*}}{tag}"):
                for each in rule.iter():
                    if each.tag.rpartition("}")[2] in ("formula", "formula1", "formula2", "f") and each.text:
                        yield f"a {tag} of {sheet.name}", each.text


def _arguments(formula: str, start: int) -> list[str]:
    """The arguments of a call that opens before `start`; nested calls stay whole."""
    depth, arguments = 0, [""]
    for character in formula[start:]:
        if character == ")" and depth == 0:
            break
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            arguments.append("")
        else:
            arguments[-1] += character
    return arguments
