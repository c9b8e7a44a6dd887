"""A whole workbook: from the checked container to the answer.

Why not openpyxl: every limit has to hold before a reader sees the file, so each part is parsed here with defusedxml
anyway; a second parser would double the time and the surface and add nothing, since only values are wanted. Its
read-only mode knows no tables, and gives either values or formulas, not both. And it brings numpy, lxml and Pillow
along where they are installed: 0.4 s of import instead of 0.06 s, and address space that grows with the number of
processors, under which a limit on memory means little. The tests compare this reader with openpyxl cell by cell.
"""

from __future__ import annotations

from typing import BinaryIO

from arena.workbook.intake.answer import Answer
from arena.workbook.intake.besides import MACROS, NOTES, PICTURES
from arena.workbook.intake.container import Container, require_zip
from arena.workbook.intake.rejection import DAMAGED, NOT_A_WORKBOOK, Rejected
from arena.workbook.intake.room import Room
from arena.workbook.intake.sheet_part import SheetPart
from arena.workbook.intake.styles_part import Styles
from arena.workbook.intake.texts_part import SharedTexts
from arena.workbook.intake.workbook_part import Relations, TablePart, WorkbookPart, relations_name
from arena.workbook.intake.xml_part import listen

_BESIDES = {
    "comments": NOTES,
    "threadedComment": NOTES,
    "drawing": PICTURES,
    "picture": PICTURES,
    "oleObject": PICTURES,
}
"""What a sheet relates to besides its cells, by the last word of the relation's type."""


def read_workbook(file: BinaryIO) -> Answer:
    """Read an .xlsx, .xltx or .xlsm as data. Raises ``Rejected``."""
    require_zip(file.read(4))
    container = Container(file)
    main = _main_part(container)
    room = Room()
    workbook = WorkbookPart(room)
    try:
        listen(container.chunks(main), workbook)
    except Rejected as rejected:
        # A Word file has a main part too, in a vocabulary of its own; .xlsb has one that is no XML.
        if rejected.verdict == DAMAGED:
            raise Rejected(NOT_A_WORKBOOK, "main part") from rejected
        raise
    relations = _relations(container, main)
    styles = Styles()
    for part in _present(container, relations, "styles"):
        listen(container.chunks(part), styles)
    shared = SharedTexts()
    for part in _present(container, relations, "sharedStrings"):
        listen(container.chunks(part), shared)

    answer = Answer()
    answer.names = workbook.names
    if relations.parts("vbaProject"):
        answer.note(MACROS, "")
    for name in _sheets_of_one_chart(workbook, relations):
        answer.note(PICTURES, name)
    for name, part in _worksheets(workbook, relations):
        cells = SheetPart(name, shared.texts, styles, since_1904=workbook.since_1904, room=room, answer=answer)
        listen(container.chunks(part), cells)
        answer.sheets.append(cells.sheet())
        related = _relations(container, part)
        for relation in related.by_id.values():
            if relation.kind in _BESIDES:
                answer.note(_BESIDES[relation.kind], name)
        for table_part in _present(container, related, "table"):
            table = TablePart(name, room)
            listen(container.chunks(table_part), table)
            if (found := table.table()) is not None:
                answer.tables.append(found)
    container.refuse_dtd_elsewhere()
    return answer


def _present(container: Container, relations: Relations, kind: str) -> list[str]:
    """Return the parts of a kind that are there: some writers relate to texts or styles that no cell needs."""
    return [part for part in relations.parts(kind) if part in container]


def _main_part(container: Container) -> str:
    if "[Content_Types].xml" not in container:
        raise Rejected(NOT_A_WORKBOOK, "content types")
    mains = _relations(container, "").parts("officeDocument")
    if not mains or mains[0] not in container:
        raise Rejected(NOT_A_WORKBOOK, "main part")
    return mains[0]


def _relations(container: Container, part: str) -> Relations:
    relations = Relations(part)
    name = relations_name(part)
    if name in container:
        listen(container.chunks(name), relations)
    return relations


def _sheets_of_one_chart(workbook: WorkbookPart, relations: Relations) -> list[str]:
    found = ((name, relations.by_id.get(identifier)) for name, identifier in workbook.sheets)
    return [name for name, relation in found if relation is not None and relation.kind == "chartsheet"]


def _worksheets(workbook: WorkbookPart, relations: Relations) -> list[tuple[str, str]]:
    """Return (name, part) of the sheets with cells; sheets that are one chart or an old dialogue hold none.

    A sheet without a part is passed over, as Excel does, which writes one for a module of macros.
    """
    worksheets = []
    names: set[str] = set()
    parts: set[str] = set()
    for name, identifier in workbook.sheets:
        relation = relations.by_id.get(identifier)
        if relation is None:
            continue
        # A name or a part used twice would give two readers two answers, or one reader the same cells a thousand times.
        if name.casefold() in names or relation.part.casefold() in parts:
            raise Rejected(DAMAGED, "sheets")
        names.add(name.casefold())
        parts.add(relation.part.casefold())
        if relation.kind == "worksheet":
            worksheets.append((name, relation.part))
    if not workbook.sheets:
        raise Rejected(NOT_A_WORKBOOK, "sheets")
    return worksheets
