"""Cached values: what phones, previewers and Protected View show, since they do not calculate."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.bench.package import Package, is_on

# What a workbook may say about calculating: which Excel wrote it (an older one makes Excel recalculate on opening)
# and that it calculates automatically. Iteration, manual mode and rounding as displayed would change results.
USUAL = {"calcId": None, "calcMode": "auto", "fullCalcOnLoad": None}


def no_calculation_is_forced_on_opening(package: Package) -> Iterator[str]:
    """No fullCalcOnLoad: it makes Excel ask to save a file in which nobody changed anything."""
    for each in package.workbook.iterfind("{*}calcPr"):
        if is_on(each, "fullCalcOnLoad"):
            yield "fullCalcOnLoad is set"


def calculation_is_as_usual(package: Package) -> Iterator[str]:
    """One calcPr with an engine's number, automatic, and nothing else in it."""
    settings = package.workbook.findall("{*}calcPr")
    if len(settings) != 1 or not settings[0].get("calcId"):
        yield "no calcPr with a calcId: Excel would recalculate on opening"
    for each in settings:
        for attribute, value in each.attrib.items():
            if attribute not in USUAL or USUAL[attribute] not in (None, value):
                yield f"calcPr says {attribute}={value!r}"


def formula_cells_have_cached_values(package: Package) -> Iterator[str]:
    """Every formula has the value that it gives beside it."""
    for place, cell in formula_cells(package):
        if cell.find("{*}v") is None and cell.get("t") != "str":
            yield f"{place} has no cached value"


def empty_text_is_cached_as_text(package: Package) -> Iterator[str]:
    """An empty cached value is of the type text (t="str"): of a number it means nothing, and some readers fail."""
    for place, cell in formula_cells(package):
        if cell.find("{*}v") is not None and not cell.findtext("{*}v") and cell.get("t") != "str":
            yield f'{place} has an empty cached value without t="str"'


def cached_values_are_no_errors(package: Package) -> Iterator[str]:
    """No error is shown; #N/A may be, where a chart needs it to leave a gap."""
    for place, cell in formula_cells(package):
        if cell.get("t") == "e" and cell.findtext("{*}v") != "#N/A":
            yield f"{place} shows {cell.findtext('{*}v')}"


def formula_cells(package: Package) -> Iterator[tuple[str, Element]]:
    """Every cell with a formula, and where it is."""
    for sheet in package.sheets:
        for cell in sheet.formula_cells:
            yield f"{sheet.name}!{cell.get('r')}", cell
