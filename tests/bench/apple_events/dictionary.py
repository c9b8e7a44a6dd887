"""The words that Excel on a Mac is taken to understand, class by class: an event with any other word is refused.

Each word stands in ``xlwings.mac_dict``, which was made from Excel's own AppleScript dictionary. That says which words
there are, with which parameters, but not which object has which property. So each word carries where its use on this
class was seen:

- ``ENGINE``: xlwings' engine for the Mac uses it so (``xlwings._xlmac``), which many people run;
- ``UNSEEN``: nowhere. It is in Excel's dictionary, and that it belongs to this class follows from Excel's object model.

This list is written by hand, apart from the one in ``arena.excel.apple``: a slip in one is caught by the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ENGINE, UNSEEN = "xlwings._xlmac", "not seen"


@dataclass(frozen=True)
class Word:
    """A word of a class.

    Attributes:
        kind: ``value`` (a property with a value), ``part`` (a property that is an object), ``elements`` (objects that
            are asked for by name or number), or ``command``.
        member: the member of Excel's COM object that does the same.
        seen: where its use was seen.
        of: the class of the object, for parts and elements.
        words: the constants that it takes, each with Excel's number for it on Windows.
        fixed: a value that can only be read.
    """

    kind: str
    member: str
    seen: str
    of: str = ""
    words: Mapping[str, int] = field(default_factory=dict)
    fixed: bool = False


def value(member: str, seen: str, **words: int) -> Word:
    return Word("value", member, seen, words=words)


def fixed(member: str, seen: str, **words: int) -> Word:
    return Word("value", member, seen, words=words, fixed=True)


def part(of: str, member: str, seen: str) -> Word:
    return Word("part", member, seen, of)


def elements(of: str, member: str, seen: str) -> Word:
    return Word("elements", member, seen, of)


def command(member: str, seen: str) -> Word:
    return Word("command", member, seen)


_HORIZONTAL = {"horizontal_align_left": -4131, "horizontal_align_center": -4108, "horizontal_align_right": -4152}
_VERTICAL = {"vertical_alignment_top": -4160, "vertical_alignment_center": -4108, "vertical_alignment_bottom": -4107}
FILTERS = {
    "autofilter_and": 1,
    "autofilter_or": 2,
    "top_10_items": 3,
    "bottom_10_items": 4,
    "top_10_percent": 5,
    "bottom_10_percent": 6,
    "filter_by_value": 7,
}
VALIDATIONS = {"validate_input_only": 0, "validate_whole_number": 1, "validate_list": 3}
ALERTS = {"valid_alert_stop": 1, "valid_alert_warning": 2}
OPERATORS = {"operator_between": 1}
SIDES = {
    "edge_left": 7,
    "edge_top": 8,
    "edge_bottom": 9,
    "edge_right": 10,
    "inside_vertical": 11,
    "inside_horizontal": 12,
}

WORDS: dict[str, dict[str, Word]] = {
    "application": {
        "active_workbook": part("workbook", "ActiveWorkbook", ENGINE),
        "workbooks": elements("workbook", "Workbooks", ENGINE),
        "screen_updating": value("ScreenUpdating", ENGINE),
        "enable_events": value("EnableEvents", ENGINE),
        "display_alerts": value("DisplayAlerts", ENGINE),
        "status_bar": value("StatusBar", ENGINE),
        "calculation": value("Calculation", ENGINE, calculation_automatic=-4105, calculation_manual=-4135),
        "calculate": command("Calculate", ENGINE),
        "make": command("Add", ENGINE),
        "open_workbook": command("Open", ENGINE),
    },
    "workbook": {
        "name": fixed("Name", ENGINE),
        "path": fixed("Path", ENGINE),
        "read_only": fixed("ReadOnly", UNSEEN),
        "protect_structure": fixed("ProtectStructure", UNSEEN),
        "multi_user_editing": fixed("MultiUserEditing", UNSEEN),
        "saved": value("Saved", UNSEEN),
        "active_sheet": part("sheet", "ActiveSheet", ENGINE),
        "worksheets": elements("worksheet", "Worksheets", ENGINE),
        "sheets": elements("sheet", "Sheets", ENGINE),
        "named_items": elements("named_item", "Names", ENGINE),
        "windows": elements("window", "Windows", ENGINE),
        "activate_object": command("Activate", ENGINE),
        "close": command("Close", ENGINE),
        "count": command("Count", ENGINE),
        "make": command("Add", ENGINE),
        "properties": fixed("", ENGINE),
    },
    "sheet": {
        "name": value("Name", ENGINE),
        "activate_object": command("Activate", ENGINE),
        "select": command("Select", ENGINE),
    },
    "worksheet": {
        "name": value("Name", ENGINE),
        "protect_contents": fixed("ProtectContents", UNSEEN),
        "standard_width": value("StandardWidth", UNSEEN),
        "used_range": part("range", "UsedRange", ENGINE),
        "cells": elements("range", "Range", ENGINE),
        "rows": elements("range", "Range", ENGINE),
        "list_objects": elements("list_object", "ListObjects", ENGINE),
        "page_setup_object": part("page_setup", "PageSetup", ENGINE),
        "sheet_tab": part("tab", "Tab", UNSEEN),
        "activate_object": command("Activate", ENGINE),
        "select": command("Select", ENGINE),
        "delete": command("Delete", ENGINE),
        "count": command("Count", ENGINE),
    },
    "window": {"visible": value("Visible", UNSEEN)},
    "tab": {"color": value("Color", UNSEEN)},
    "named_item": {
        "name": value("Name", ENGINE),
        "references": value("RefersTo", ENGINE),
        "reference_range": part("range", "RefersToRange", ENGINE),
        "properties": fixed("", ENGINE),
    },
    "page_setup": {
        "print_area": value("PrintArea", ENGINE),
        "print_title_rows": value("PrintTitleRows", UNSEEN),
        "page_orientation": value("Orientation", UNSEEN, portrait=1, landscape=2),
        "zoom": value("Zoom", UNSEEN),
        "fit_to_pages_wide": value("FitToPagesWide", UNSEEN),
        "fit_to_pages_tall": value("FitToPagesTall", UNSEEN),
        "left_margin": value("LeftMargin", UNSEEN),
        "right_margin": value("RightMargin", UNSEEN),
        "top_margin": value("TopMargin", UNSEEN),
        "bottom_margin": value("BottomMargin", UNSEEN),
        "left_footer": value("LeftFooter", UNSEEN),
        "right_footer": value("RightFooter", UNSEEN),
    },
    "range": {
        "value": value("Value", ENGINE),
        "string_value": fixed("Text", ENGINE),
        "formula": value("Formula", ENGINE),
        "formula_r1c1": value("FormulaR1C1", UNSEEN),
        "column_width": value("ColumnWidth", ENGINE),
        "row_height": value("RowHeight", ENGINE),
        "use_standard_width": value("UseStandardWidth", UNSEEN),
        "use_standard_height": value("UseStandardHeight", UNSEEN),
        "horizontal_alignment": value("HorizontalAlignment", ENGINE, **_HORIZONTAL),
        "vertical_alignment": value("VerticalAlignment", ENGINE, **_VERTICAL),
        "wrap_text": value("WrapText", ENGINE),
        "indent_level": value("IndentLevel", UNSEEN),
        "number_format": value("NumberFormat", ENGINE),
        "prefix_character": fixed("PrefixCharacter", UNSEEN),
        "font_object": part("font", "Font", ENGINE),
        "interior_object": part("interior", "Interior", ENGINE),
        "validation": part("validation", "Validation", ENGINE),
        "get_border": command("Borders", ENGINE),
        "get_address": command("Address", ENGINE),
        "special_cells": command("SpecialCells", ENGINE),
        "count": command("Count", ENGINE),
        "clear_range": command("Clear", ENGINE),
        "clear_contents": command("ClearContents", ENGINE),
        "clear_formats": command("ClearFormats", ENGINE),
        "clear_hyperlinks": command("ClearHyperlinks", UNSEEN),
        "copy_range": command("Copy", ENGINE),
        "autofilter_range": command("AutoFilter", ENGINE),
        "autofit": command("AutoFit", ENGINE),
    },
    "font": {
        "name": value("Name", ENGINE),
        "font_size": value("Size", ENGINE),
        "color": value("Color", ENGINE),
        "bold": value("Bold", ENGINE),
        "italic": value("Italic", ENGINE),
        "underline": value("Underline", UNSEEN, underline_style_single=2, underline_style_none=-4142),
    },
    "interior": {"color": value("Color", ENGINE)},
    "border": {
        "line_style": value("LineStyle", ENGINE, continuous=1, line_style_none=-4142),
        "color": value("Color", ENGINE),
    },
    "validation": {
        "validation_type": fixed("Type", ENGINE, **VALIDATIONS),
        "ignore_blank": value("IgnoreBlank", ENGINE),
        "input_title": value("InputTitle", ENGINE),
        "input_message": value("InputMessage", ENGINE),
        "error_title": value("ErrorTitle", ENGINE),
        "error_message": value("ErrorMessage", ENGINE),
        "show_error": value("ShowError", ENGINE),
        "add_data_validation": command("Add", ENGINE),
        "delete": command("Delete", ENGINE),
    },
    "list_object": {
        "name": value("Name", ENGINE),
        "show_headers": value("ShowHeaders", ENGINE),
        "total": value("ShowTotals", ENGINE),
        "show_autofilter": value("ShowAutoFilter", ENGINE),
        "range_object": part("range", "Range", ENGINE),
        "header_row": part("range", "HeaderRowRange", ENGINE),
        "cell_table": part("range", "DataBodyRange", ENGINE),
        "sort_object": part("sort", "Sort", ENGINE),
        "autofilter_object": part("autofilter", "AutoFilter", ENGINE),
    },
    "sort": {
        "sortfieldset": part("sortfieldset", "SortFields", ENGINE),
        "match_case": value("MatchCase", ENGINE),
        "sort_orientation": value("Orientation", ENGINE, sort_columns=1),
        "apply_sort": command("Apply", ENGINE),
    },
    "sortfieldset": {
        "clear_sortfieldset": command("Clear", ENGINE),
        "add_sortfield": command("Add", ENGINE),
    },
    "autofilter": {"filters": elements("filter", "Filters", ENGINE)},
    "filter": {
        "filter_on": fixed("On", ENGINE),
        "operator": fixed("Operator", ENGINE, **FILTERS),
        "criteria1": fixed("Criteria1", ENGINE),
        "criteria2": fixed("Criteria2", ENGINE),
    },
}
