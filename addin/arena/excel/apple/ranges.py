"""Cells of a sheet: contents, looks, validation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from appscript import k

from arena.excel.apple import addresses, contents
from arena.excel.apple.said import COLOUR, TEXT, Property, Reference, Said, choice
from arena.excel.stubborn import stubbornly
from arena.workbook.cells import Area

if TYPE_CHECKING:
    from arena.excel.apple.books import Excel, Worksheet

_CONSTANTS, _VISIBLE, _WITH_VALIDATION = 2, 12, -4174
_NUMBERS, _TEXTS, _LOGICAL = 1, 2, 4

_HORIZONTAL = choice(
    {-4131: "horizontal_align_left", -4108: "horizontal_align_center", -4152: "horizontal_align_right"}
)
_VERTICAL = choice(
    {-4160: "vertical_alignment_top", -4108: "vertical_alignment_center", -4107: "vertical_alignment_bottom"}
)
_FILTERS: dict[object, str] = {1: "autofilter_and", 2: "autofilter_or", 3: "top_10_items", 4: "bottom_10_items"}
FILTER_KINDS = choice(_FILTERS | {5: "top_10_percent", 6: "bottom_10_percent", 7: "filter_by_value"})


class Counted(NamedTuple):
    """How many rows, columns or cells."""

    Count: int


class TooManyAreas(Exception):
    """Excel would have to name more areas than an address has room for."""


class Cells(Said):
    """Cells of one sheet (COM's Range): addresses, each of one or more areas."""

    ColumnWidth = Property("column_width")
    RowHeight = Property("row_height")
    UseStandardWidth = Property("use_standard_width")
    UseStandardHeight = Property("use_standard_height")
    HorizontalAlignment = Property("horizontal_alignment", _HORIZONTAL)
    VerticalAlignment = Property("vertical_alignment", _VERTICAL)
    WrapText = Property("wrap_text")
    IndentLevel = Property("indent_level")
    NumberFormat = Property("number_format")
    PrefixCharacter = Property("prefix_character", TEXT)

    def __init__(self, sheet: Worksheet, *named: str) -> None:
        self.sheet = sheet
        self.named = named

    @property
    def refs(self) -> Sequence[Reference]:
        cells = self.sheet.ref.cells
        return [cells[name] for name in self.named]

    @cached_property
    def areas(self) -> list[Area]:
        """The rectangles that it is, with rows and columns from 0."""
        return [area for name in self.named for area in addresses.areas(name)]

    # -- where it is

    @property
    def Application(self) -> Excel:
        return self.sheet.Application

    @property
    def Address(self) -> str:
        return ",".join(map(addresses.address, self.areas))

    @property
    def Areas(self) -> Iterator[Cells]:
        return (Cells(self.sheet, addresses.address(area)) for area in self.areas)

    @property
    def Count(self) -> int:
        return sum((one.last_row - one.first_row + 1) * (one.last_column - one.first_column + 1) for one in self.areas)

    @property
    def Rows(self) -> Counted:
        return Counted(self.areas[0].last_row - self.areas[0].first_row + 1)

    @property
    def Columns(self) -> Counted:
        return Counted(self.areas[0].last_column - self.areas[0].first_column + 1)

    @property
    def EntireRow(self) -> WholeRows:
        return WholeRows(self)

    def Item(self, row: int, column: int) -> Cells:
        """Return one cell, by its row and column (from 1) in the block."""
        corner = (self.areas[0].first_row + row - 1, self.areas[0].first_column + column - 1)
        return Cells(self.sheet, addresses.address(Area(*corner, *corner)))

    def SpecialCells(self, kind: int, value: int = 0) -> Cells | Counted:
        """Return the cells with a validation, those with a kind of constant, or how many can be seen.

        Constants are looked up here, since Excel's answer has room for a few dozen areas only.

        Raises:
            CommandError: no cell has a validation.
            LookupError: no cell holds such a constant.
            TooManyAreas: the cells with a validation lie too scattered for Excel's answer.
        """
        if kind == _VISIBLE:
            return Counted(int(self.ref.special_cells(type=k.cell_type_visible).count(each=k.cell)))
        if kind == _WITH_VALIDATION:
            name = str(self.ref.special_cells(type=k.cell_type_all_validation).get_address())
            if len(name) >= addresses.LONGEST - 20:
                raise TooManyAreas
            return Cells(self.sheet, name)
        if kind != _CONSTANTS:
            raise NotImplementedError
        (block,) = self.areas
        typed, found = self._asked("formula"), contents.as_numbers(self._asked("value"))
        cells = [
            (block.first_row + row, block.first_column + column)
            for row, line in enumerate(found)
            for column, one in enumerate(line)
            if _kind(one) == value and not str(typed[row][column]).startswith("=")
        ]
        if not cells:
            raise LookupError("no cells were found")
        return Cells(self.sheet, *addresses.packed(addresses.rectangles(cells)))

    # -- what it holds

    @property
    def Value(self) -> Any:
        return contents.answered(self._values())

    @Value.setter
    def Value(self, block: Any) -> None:
        self.ref.value.set(contents.entries(block))

    @property
    def Value2(self) -> Any:
        """What cells hold as Excel keeps it. Where Excel keeps refusing what they show, errors come as nothing."""
        found: list[contents.Rows] = []
        stubbornly(*[lambda: found.append(self._values())] * 2, lambda: found.append(self._asked("value")))
        return contents.answered(contents.as_numbers(found[0]))

    @Value2.setter
    def Value2(self, block: Any) -> None:
        self.ref.value.set(contents.entries(block))

    @property
    def Formula(self) -> Any:
        return contents.answered(self._asked("formula"))

    @Formula.setter
    def Formula(self, block: Any) -> None:
        self.ref.formula.set(contents.entries(block))

    @property
    def FormulaR1C1(self) -> Any:
        return contents.answered(self._asked("formula_r1c1"))

    @FormulaR1C1.setter
    def FormulaR1C1(self, block: Any) -> None:
        self.ref.formula_r1c1.set(contents.entries(block))

    def _values(self) -> contents.Rows:
        found = self._asked("value")
        if any(contents.is_empty(value) for row in found for value in row):
            return contents.with_errors(found, self._asked("string_value"))
        return found

    def _asked(self, word: str) -> contents.Rows:
        return contents.rows(getattr(self.ref, word).get(), self.Rows.Count, self.Columns.Count)

    def Clear(self) -> None:
        self.ref.clear_range()

    def ClearContents(self) -> None:
        self.ref.clear_contents()

    def ClearFormats(self) -> None:
        self.ref.clear_formats()

    def ClearHyperlinks(self) -> None:
        self.ref.clear_hyperlinks()

    def Copy(self, destination: Cells) -> None:
        self.ref.copy_range(destination=destination.ref)

    def AutoFilter(self, field: int, criteria: Any = None, operator: int | None = None, more: Any = None) -> None:
        given = {"criteria1": criteria, "criteria2": more}
        said = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}
        if operator is not None:
            said["operator"] = FILTER_KINDS.write(operator)
        self.ref.autofilter_range(field=field, **said)

    # -- how it looks, what may be typed

    @property
    def Font(self) -> CellFont:
        return CellFont(self)

    @property
    def Interior(self) -> CellFill:
        return CellFill(self)

    @property
    def Borders(self) -> CellBorders:
        return CellBorders(self)

    @property
    def Validation(self) -> CellValidation:
        return CellValidation(self)


def _kind(value: Any) -> int:
    if isinstance(value, bool):
        return _LOGICAL
    if isinstance(value, int | float):
        return _NUMBERS
    return 0 if contents.is_empty(value) else _TEXTS


class _PartOfRange(Said):
    """Something that cells have."""

    word: str

    def __init__(self, cells: Cells) -> None:
        self.cells = cells

    @property
    def refs(self) -> Sequence[Reference]:
        return [getattr(ref, self.word) for ref in self.cells.refs]


class CellFont(_PartOfRange):
    """The font of cells."""

    word = "font_object"
    Name = Property("name")
    Size = Property("font_size")
    Color = Property("color", COLOUR)
    Bold = Property("bold")
    Italic = Property("italic")
    Underline = Property("underline", choice({2: "underline_style_single", -4142: "underline_style_none"}))


class CellFill(_PartOfRange):
    """The fill of cells."""

    word = "interior_object"
    Color = Property("color", COLOUR)


class CellBorders(_PartOfRange):
    """All lines around and between cells, which Excel on a Mac takes side by side, area by area."""

    LineStyle = Property("line_style", choice({1: "continuous"}))
    Color = Property("color", COLOUR)

    @cached_property
    def refs(self) -> Sequence[Reference]:
        cells = self.cells.sheet.ref.cells
        return [
            cells[addresses.address(area)].get_border(which_border=getattr(k, side))
            for area in self.cells.areas
            for side in _sides(area)
        ]


def _sides(area: Area) -> list[str]:
    sides = ["edge_left", "edge_top", "edge_bottom", "edge_right"]
    if area.last_column > area.first_column:
        sides.append("inside_vertical")
    if area.last_row > area.first_row:
        sides.append("inside_horizontal")
    return sides


class CellValidation(_PartOfRange):
    """What may be typed in cells."""

    word = "validation"
    Type = Property("validation_type")
    IgnoreBlank = Property("ignore_blank")
    InputTitle = Property("input_title", TEXT)
    InputMessage = Property("input_message", TEXT)
    ErrorTitle = Property("error_title", TEXT)
    ErrorMessage = Property("error_message", TEXT)
    ShowError = Property("show_error")

    _KINDS = choice({0: "validate_input_only", 1: "validate_whole_number", 3: "validate_list"})
    _STYLES = choice({1: "valid_alert_stop", 2: "valid_alert_warning"})
    _OPERATORS = choice({1: "operator_between"})

    def Add(self, kind: int, style: int, operator: int | None = None, *formulas: str) -> None:
        said: dict[str, Any] = {"type": self._KINDS.write(kind), "alert_style": self._STYLES.write(style)}
        if len(formulas) == 2:
            said["operator"] = self._OPERATORS.write(operator)
        said |= {f"formula{number}": formula for number, formula in enumerate(formulas, start=1)}
        self.ref.add_data_validation(**said)

    def Delete(self) -> None:
        self.ref.delete()


class WholeRows:
    """The rows of cells, whole."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def AutoFit(self) -> None:
        rows = self._cells.sheet.ref.rows
        for area in self._cells.areas:
            rows[addresses.address(area)].autofit()
