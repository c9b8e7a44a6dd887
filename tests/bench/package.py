"""The parts of an .xlsx file as they stand in the zip, before any reader has interpreted them.

The benches read raw XML because every library that opens a workbook also corrects it: a missing cached value, a
misspelled structured reference or a hidden column is gone before a test could see it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from openpyxl.utils.cell import rows_from_range

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another; `target` is a part's name, or an address outside the file."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name on the tab, its part, its state and its XML."""

    name: str
    part: str
    state: str
    root: Element

    @property
    def cells(self) -> Iterator[Element]:
        """The cells that the file writes, empty ones with a format included."""
        return self.root.iterfind("{*}sheetData/{*}row/{*}c")

    @property
    def formula_cells(self) -> Iterator[Element]:
        """Those of them that hold a formula."""
        return (cell for cell in self.cells if cell.find("{*}f") is not None)


@dataclass(frozen=True)
class Table:
    """A table of a sheet: its part and its XML."""

    sheet: Sheet
    part: str
    root: Element

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName", "")

    @property
    def cells(self) -> Iterator[str]:
        """The addresses of its cells, headings included."""
        return (address for row in rows_from_range(self.root.get("ref", "")) for address in row)


class Package:
    """An .xlsx or .xltx file, read at once and kept as bytes."""

    def __init__(self, path: Path) -> None:
        """Read every part of the file; zipfile.BadZipFile where it is none."""
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._roots: dict[str, Element] = {}

    def root(self, part: str) -> Element:
        """The XML of a part; a DTD is refused."""
        if part not in self._roots:
            self._roots[part] = ElementTree.fromstring(self.parts[part], forbid_dtd=True)
        return self._roots[part]

    @cached_property
    def workbook_part(self) -> str:
        """The main part, found as a reader finds it."""
        return next(each.target for each in self.relationships("") if each.kind == "officeDocument")

    @property
    def workbook(self) -> Element:
        """The XML of the main part."""
        return self.root(self.workbook_part)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The worksheets in the order of their tabs."""
        targets = {each.id: each.target for each in self.relationships(self.workbook_part)}
        return [
            Sheet(
                name=each.get("name", ""),
                part=targets[each.get(RELATION, "")],
                state=each.get("state", "visible"),
                root=with_every_formula(self.root(targets[each.get(RELATION, "")])),
            )
            for each in self.workbook.iterfind("{*}sheets/{*}sheet")
        ]

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of every sheet."""
        return [
            Table(sheet, each.target, self.root(each.target))
            for sheet in self.sheets
            for each in self.relationships(sheet.part)
            if each.kind == "table"
        ]

    @cached_property
    def shared_strings(self) -> list[str]:
        """The texts that cells refer to by number."""
        for each in self.relationships(self.workbook_part):
            if each.kind == "sharedStrings":
                return [text_of(item) for item in self.root(each.target).iterfind("{*}si")]
        return []

    @property
    def defined_names(self) -> Iterator[Element]:
        """The names of the workbook and of its sheets."""
        return self.workbook.iterfind("{*}definedNames/{*}definedName")

    def relationships(self, part: str) -> list[Relationship]:
        """What a part links to; "" stands for the package itself."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        if links not in self.parts:
            return []
        return [self._relationship(folder, each) for each in self.root(links)]

    @staticmethod
    def _relationship(folder: str, link: Element) -> Relationship:
        target, external = link.get("Target", ""), link.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Relationship(link.get("Id", ""), link.get("Type", "").rpartition("/")[2], target, external)


_MOVES = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|(\$?\b[A-Z]{1,3})([0-9]+)\b(?![(.])""")
"""A text, the name of a sheet, or a cell whose row is relative."""


def with_every_formula(root: Element) -> Element:
    """The XML of a sheet in which each cell of a formula that is filled down holds its own: a file writes it once.

    Raises ValueError where a formula is shared between columns: the product fills down only.
    """
    first: dict[str, tuple[int, str, list[tuple[str, int]]]] = {}
    for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
        formula = cell.find("{*}f")
        if formula is None or formula.get("t") != "shared":
            continue
        column, row = re.fullmatch("([A-Z]+)([0-9]+)", cell.get("r", "")).groups()  # type: ignore[union-attr]
        if formula.text:
            first[formula.get("si", "")] = (int(row), column, _pieces(formula.text))
            continue
        first_row, its_column, pieces = first[formula.get("si", "")]
        if column != its_column:
            raise ValueError(f"{cell.get('r')} shares the formula of another column")
        down = int(row) - first_row
        formula.text = "".join(f"{text}{number + down}" if number else text for text, number in pieces)
    return root


def _pieces(formula: str) -> list[tuple[str, int]]:
    """A formula taken apart after each relative row: the text before it, and the row; 0 where there is none."""
    pieces, at = [], 0
    for found in _MOVES.finditer(formula):
        if found[1]:
            pieces.append((formula[at : found.start(2)], int(found[2])))
            at = found.end()
    return [*pieces, (formula[at:], 0)]


def text_of(item: Element) -> str:
    """The text of a shared or inline string: its runs joined, without the phonetic guide."""
    runs = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return unescaped("".join(run.text or "" for run in runs))


def unescaped(text: str) -> str:
    """A text with its _x000D_ and the like read as the characters that XML cannot hold."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def is_on(element: Element, attribute: str) -> bool:
    """Whether a yes-or-no attribute says yes; both spellings of XML count."""
    return element.get(attribute) in ("1", "true")
