"""What may be wrong with a written .xlsx file, found in its bytes.

`findings(path)` is empty for a file that may be handed to a user: openxml-audit finds nothing, and neither do our
own checks for what it does not look at. One check is one small function over a `Package`; they stand in `CHECKS`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

from tests.bench.files import calculation, contents, formulas, references, sheets
from tests.bench.package import Package

__all__ = ["CHECKS", "audit", "findings", "unlisted_names"]

Check = Callable[[Package], Iterator[str]]

CHECKS: tuple[Check, ...] = (
    contents.parts_are_known,
    contents.links_stay_inside,
    contents.authors_are_generic,
    contents.paths_are_absent,
    contents.shared_strings_are_used,
    calculation.no_calculation_is_forced_on_opening,
    calculation.calculation_is_as_usual,
    calculation.formula_cells_have_cached_values,
    calculation.empty_text_is_cached_as_text,
    calculation.cached_values_are_no_errors,
    formulas.formulas_are_plain,
    formulas.functions_are_safe,
    formulas.match_is_exact,
    references.structured_references_are_spelled_for_files,
    references.structured_references_meet_a_column,
    references.rules_use_no_structured_references,
    references.calculated_columns_equal_their_cells,
    references.table_headers_equal_their_columns,
    references.defined_names_lead_somewhere,
    sheets.nothing_is_hidden,
    sheets.validation_texts_fit,
    sheets.drawings_have_alternative_text,
    sheets.print_setup_is_a4_one_page_wide,
)


def findings(path: Path, *, names: Iterable[str] | None = None) -> list[str]:
    """Everything that is wrong with a file, one sentence each, with the check that says so in front.

    Args:
        path: an .xlsx or .xltx file.
        names: the defined names that the file may hold, besides Excel's own for printing and filtering; without it
            any name that leads somewhere passes.
    """
    package = Package(path)
    found = [f"openxml-audit: {each}" for each in audit(path)]
    found += [f"{check.__name__}: {each}" for check in CHECKS for each in check(package)]
    if names is not None:
        found += [f"unlisted_names: {each}" for each in unlisted_names(package, names)]
    return found


def audit(path: Path) -> list[str]:
    """What openxml-audit finds, warnings included, against the oldest Excel that we support."""
    return [str(error) for error in _validator().validate(path).errors]


def unlisted_names(package: Package, names: Iterable[str]) -> Iterator[str]:
    """The defined names that are on no list: a name can hold a private constant where no sheet shows it."""
    listed = {*names, *references.NAMES_OF_EXCEL}
    for each in package.defined_names:
        if each.get("name") not in listed:
            yield f"the name {each.get('name')} is on no list"


@cache
def _validator() -> OpenXmlValidator:
    """One validator for all tests: loading its schemas takes longer than most files."""
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2016)
