"""A copy read again before it is handed over, by two readers, and refused unless each letter of it was allowed.

Source: docs/security.md, "Copies that leave the house". What was allowed is the description of the copy, which was
made from what its reader may see.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element

from arena.sharing import cells_again, known_parts
from arena.sharing.package import elements, local, parts_of, refused, root_of, texts_of
from arena.sharing.withheld import Haystack
from arena.workbook.cells import reference_of
from arena.workbook.description import Book, Formula, Link, RichText, Sheet
from arena.workbook.file_painter import CREATED, PRODUCT, painted
from arena.workbook.look import STYLES, TABS

_OF_EXCEL = re.compile(r"_xlnm\.(?:Print_Area|Print_Titles)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROUNDED = 1.0
"""Files give the width of a column with what stands around its text: less than a character more."""


def check(content: bytes, described: Book, withheld: Collection[str] = ()) -> None:
    """Raise ``CopyRefused`` unless a copy holds what is described and nothing else.

    Args:
        content: the bytes of its file.
        described: what was allowed.
        withheld: texts of the analysis that its reader may not see, folded.
    """
    parts = parts_of(content)
    roots = {name: root_of(part) for name, part in parts.items() if name != known_parts.THEME}
    if parts.get(known_parts.THEME) != _theme():
        raise refused("theme")
    allowed = _texts(described)
    for name, root in roots.items():
        _is_known(name, root, allowed | {f"/{part}" for part in parts} if name.startswith("[") else allowed, parts)
    _sheets_are_those(roots, described)
    _texts_are_used(roots)
    _nothing_withheld(roots, withheld)
    cells_again.by_openpyxl(content, described)
    cells_again.by_our_reader(content, described)


def _theme() -> bytes:
    """Return the theme of every file that we write."""
    empty = Book("nl", "", [], {})
    return parts_of(painted(empty))[known_parts.THEME]


def unescaped(text: str) -> str:
    """Return a text of a file with the characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _texts(described: Book) -> set[str]:
    """Return every text that may stand in the file of a description."""
    found = {described.title, PRODUCT, f"{CREATED:%Y-%m-%dT%H:%M:%SZ}", *described.names, *described.names.values()}
    for sheet in described.sheets:
        found |= set(_texts_on(sheet))
    for condition in (one for sheet in described.sheets for one in sheet.conditions):
        found |= {condition.formula, condition.number_format or ""}
    found |= {style.number_format for style in STYLES.values()}
    return found


def _texts_on(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.name, sheet.print_setup.footer_code, f"&L{sheet.print_setup.footer_code}")
    for cell in sheet.cells.values():
        value = cell.value
        if isinstance(value, Formula):
            yield from (value.text, str(value.value))
        elif isinstance(value, Link):
            name = value.sheet.replace("'", "''")
            yield from (value.text, f"'{name}'!{value.cell}")
        elif isinstance(value, RichText):
            yield from (text for text, _ in value.parts)
        elif isinstance(value, str):
            yield value
    for one in sheet.validations:
        yield from (one.title, one.message, one.error_title, one.error, one.source or "")
        yield from map(str, (*(one.whole or ()), one.longest))
    if sheet.table is not None:
        yield from (sheet.table.name, sheet.table.title, sheet.table.description)
        for column in sheet.table.columns:
            yield from (column.heading, column.formula or "")


_PALETTE = {
    f"FF{colour[1:]}"
    for style in STYLES.values()
    for colour in (style.ink, style.fill, style.border, *(edge.colour for edge in style.edges))
    if colour
} | {f"FF{colour[1:]}" for colour in TABS.values()}


def _kind(part: str) -> str:
    """Return the key of a part in the list of known elements: those of sheets and tables have numbers."""
    return re.sub(r"[0-9]+\.xml(\.rels)?$", "", part) if "/sheet" in part or "/table" in part else part


def _is_known(part: str, root: Element, allowed: Collection[str], parts: Collection[str]) -> None:
    """Refuse an element, an attribute or a text that is not known in a part, or is not described."""
    known = known_parts.ELEMENTS[_kind(part)]
    for element in root.iter():
        name = local(element.tag)
        if name not in known:
            raise refused(f"{part}: {name}")
        for key, value in element.attrib.items():
            attribute = local(key)
            if attribute not in known[name] or not _is_accounted(attribute, value, allowed, part, parts):
                raise refused(f"{part}: {name} {attribute}")
    for name, text in texts_of(root):
        free = name not in known_parts.DESCRIBED_ALONE and (
            text in known_parts.WORDS or known_parts.PLAIN.fullmatch(text)
        )
        if (
            not free
            and unescaped(text) not in allowed
            and not (name in ("lpstr", "definedName") and _of_sheet(text, allowed))
        ):
            raise refused(f"{part}: {name}")


def _is_accounted(attribute: str, value: str, allowed: Collection[str], part: str, parts: Collection[str]) -> bool:
    if attribute == "rgb":
        return value in _PALETTE
    if attribute == "Target":
        return _resolved(part, value) in parts
    plain = value in known_parts.WORDS or known_parts.PLAIN.fullmatch(value) is not None
    return plain or unescaped(value) in allowed or _OF_EXCEL.fullmatch(value) is not None


def _resolved(part: str, target: str) -> str:
    """Return the part that a link of a part leads to."""
    folder = part.replace("_rels/", "").rpartition("/")[0].split("/")
    while target.startswith("../"):
        folder, target = folder[:-1], target[3:]
    return "/".join([*filter(None, folder), target])


def _of_sheet(text: str, allowed: Collection[str]) -> bool:
    """Return True if a text names printed areas of sheets of the copy, and nothing else."""
    sheet, mark, rest = text.rpartition("!")
    if rest in ("Print_Area", "Print_Titles"):
        return bool(mark) and sheet.strip("'").replace("''", "'") in allowed
    try:
        return all(reference_of(one).sheet in allowed for one in text.split(","))
    except ValueError:
        return False


def _sheets_are_those(roots: Mapping[str, Element], described: Book) -> None:
    """Refuse unless the copy has the sheets and names described, each with as much as described, and all to be seen."""
    book = roots[known_parts.WORKBOOK_PART]
    if [one.get("name") for one in book.iterfind("{*}sheets/{*}sheet")] != [one.name for one in described.sheets]:
        raise refused("sheets")
    names = {(one.get("name"), one.text) for one in book.iterfind("{*}definedNames/{*}definedName")}
    if {one for one in names if not _OF_EXCEL.fullmatch(str(one[0]))} != set(described.names.items()):
        raise refused("names")
    for number, sheet in enumerate(described.sheets, start=1):
        root = roots[f"{known_parts.SHEET_PART}{number}.xml"]
        counted = {
            "cfRule": len(sheet.conditions),
            "dataValidation": len(sheet.validations),
            "hyperlink": sum(isinstance(cell.value, Link) for cell in sheet.cells.values()),
            "mergeCell": len(sheet.merges),
            "tablePart": int(sheet.table is not None),
        }
        for name, count in counted.items():
            if len(elements(root, name)) != count:
                raise refused(f"{sheet.key}: {name}")
        if not _has_its_sizes(root, sheet):
            raise refused(f"{sheet.key}: hidden")


def _has_its_sizes(root: Element, sheet: Sheet) -> bool:
    """Return True if rows and columns are as high and wide as described: none is too small to be seen."""
    heights, widths = sheet.fitted | sheet.heights, dict(sheet.widths)
    sizes = [(heights.get(int(row.get("r", 0)) - 1), row.get("ht")) for row in elements(root, "row") if row.get("ht")]
    for column in elements(root, "col"):
        reach = range(int(column.get("min", 0)) - 1, int(column.get("max", 0)))
        sizes += [(widths.pop(number, None), column.get("width")) for number in reach]
    as_described = (size is not None and abs(float(written or 0) - size) <= _ROUNDED for size, written in sizes)
    return all(as_described) and not widths


def _texts_are_used(roots: Mapping[str, Element]) -> None:
    """Refuse a shared text that no cell shows: what was deleted from a sheet may still stand there."""
    texts = roots.get(known_parts.TEXTS_PART)
    listed = 0 if texts is None else len(texts)
    used = {
        cell.findtext("{*}v")
        for name, root in roots.items()
        if name.startswith(known_parts.SHEET_PART)
        for cell in elements(root, "c")
        if cell.get("t") == "s"
    }
    if used != {str(number) for number in range(listed)}:
        raise refused("shared texts")


def _nothing_withheld(roots: Mapping[str, Element], withheld: Collection[str]) -> None:
    """Refuse a copy in which a text stands that its reader may not see: the last look, whatever was described."""
    said = {text for root in roots.values() for _, text in texts_of(root)}
    said |= {value for root in roots.values() for element in root.iter() for value in element.attrib.values()}
    everything = Haystack(unescaped(text) for text in said - known_parts.WORDS)
    if any(text in everything for text in withheld):
        raise refused("withheld")
