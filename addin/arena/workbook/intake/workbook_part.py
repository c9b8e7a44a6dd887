"""The workbook's own part, the relationships that lead to the others, and the tables."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from arena.workbook.cells import area_of
from arena.workbook.intake.answer import TableAnswer
from arena.workbook.intake.room import Room
from arena.workbook.intake.xml_part import PartListener, unescaped

_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_TRUE = ("1", "true", "on")


class Relation(NamedTuple):
    """One relationship: the last word of its type (``worksheet``) and the part's name in the zip."""

    kind: str
    part: str


def relations_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Relations(PartListener):
    """Hears a ``.rels`` part. ``by_id`` holds what lies inside the file; links to elsewhere are not followed."""

    root = "Relationships"

    def __init__(self, source: str) -> None:
        super().__init__()
        self.by_id: dict[str, Relation] = {}
        self._folder = posixpath.dirname(source)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.by_id[attributes.get("Id", "")] = Relation(
                kind=attributes.get("Type", "").rpartition("/")[2], part=target.lstrip("/")
            )

    def parts(self, kind: str) -> list[str]:
        """Return the names of the parts of one kind, in the order of the file, each once."""
        return list(dict.fromkeys(relation.part for relation in self.by_id.values() if relation.kind == kind))


class WorkbookPart(PartListener):
    """Hears ``xl/workbook.xml``: sheets as (name, relationship id), names of the whole workbook, the calendar."""

    root = "workbook"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.sheets: list[tuple[str, str]] = []
        self.names: dict[str, str] = {}
        self.since_1904 = False
        self._name: str | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""
        if name == "sheet":
            relation = attributes.get(_ID[0]) or attributes.get(_ID[1], "")
            self.sheets.append((unescaped(attributes.get("name", "")), relation))
        elif name == "definedName" and "localSheetId" not in attributes:
            self._name = attributes.get("name", "")
            self.captured = []
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in _TRUE

    def closed(self, name: str) -> None:
        """Hear an end tag."""
        if name == "definedName" and self._name is not None:
            self.names[self._name] = refers_to = self.take()
            self._room.take_cells()  # a name stands for cells; a hundred thousand of them are no workbook of people
            self._room.take_text(self._name + refers_to)
            self._name = None


class TablePart(PartListener):
    """Hears ``xl/tables/table…xml``."""

    root = "table"

    def __init__(self, sheet: str, room: Room) -> None:
        super().__init__()
        self._sheet = sheet
        self._room = room
        self._attributes: dict[str, str] = {}
        self._headers: list[str] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""
        if name == "table":
            self._attributes = attributes
        elif name == "tableColumn":
            self._headers.append(unescaped(attributes.get("name", "")))
            self._room.take_text(self._headers[-1])

    def table(self) -> TableAnswer | None:
        """Return the table; ``None`` where its area is none or does not fit its columns, as some writers leave it.

        Its cells are there all the same, and what stands in them can be found without it.
        """
        try:
            area = area_of(self._attributes.get("ref", ""))
        except ValueError:
            return None
        if len(self._headers) != area.last_column - area.first_column + 1:
            return None
        return {
            "sheet": self._sheet,
            "name": self._attributes.get("displayName") or self._attributes.get("name", ""),
            "ref": (area.first_row + 1, area.first_column + 1, area.last_row + 1, area.last_column + 1),
            "headers": self._headers,
            "has_header": self._attributes.get("headerRowCount", "1") != "0",
            "has_totals": self._attributes.get("totalsRowCount", "0") != "0",
        }
