"""What a file carries besides its sheets, most of which must not leave the house (security.md, Copies)."""

import re
from collections.abc import Iterator

from tests.bench.package import Package

# Everything else is named in the finding: macros, comments, persons, customXml, printerSettings, externalLinks,
# connections, pivot caches, embeddings, revisions, thumbnails, and whatever comes after them.
KNOWN_PARTS = re.compile(
    r"""\[Content_Types\]\.xml
    | _rels/\.rels
    | docProps/(app|core|custom)\.xml
    | xl/(workbook|styles|sharedStrings)\.xml
    | xl/_rels/workbook\.xml\.rels
    | xl/theme/theme\d*\.xml
    | xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?
    | xl/tables/table\d+\.xml
    | xl/drawings/(_rels/)?drawing\d+\.xml(\.rels)?
    | xl/charts/chart\d+\.xml
    | xl/media/image\d+\.png""",
    re.VERBOSE,
)
WEB_OR_MAIL = ("https://", "mailto:")
GENERIC_AUTHORS = {"", "Arena-analyse"}
AUTHOR_PROPERTIES = {
    "docProps/core.xml": ("creator", "lastModifiedBy"),
    "docProps/app.xml": ("Company", "Manager"),
}
MACHINE_PATHS = re.compile(rb"absPath|file:///|[A-Za-z]:\\Users\\|(?<![\w.])/(home|Users|tmp)/")


def parts_are_known(package: Package) -> Iterator[str]:
    """No part that we do not write ourselves."""
    for part in package.parts:
        if not KNOWN_PARTS.fullmatch(part):
            yield f"unknown part {part}"


def links_stay_inside(package: Package) -> Iterator[str]:
    """No link to another file; hyperlinks to a safe web address or a mailbox may be there."""
    for links in package.parts:
        if not links.endswith(".rels"):
            continue
        for each in package.root(links):
            if each.get("TargetMode") != "External":
                continue
            is_hyperlink = each.get("Type", "").endswith("/hyperlink")
            if not (is_hyperlink and each.get("Target", "").startswith(WEB_OR_MAIL)):
                yield f"{links} links to {each.get('Target')}"


def authors_are_generic(package: Package) -> Iterator[str]:
    """No name of a person or an organisation in the properties of the document."""
    for part, properties in AUTHOR_PROPERTIES.items():
        if part not in package.parts:
            continue
        for each in properties:
            name = package.root(part).findtext(f"{{*}}{each}") or ""
            if name not in GENERIC_AUTHORS:
                yield f"{each} is {name!r}"


def paths_are_absent(package: Package) -> Iterator[str]:
    """No folder of the machine that wrote the file, such as the absPath that Excel adds."""
    for part, content in package.parts.items():
        found = MACHINE_PATHS.search(content) if part.endswith((".xml", ".rels")) else None
        if found:
            yield f"{part} holds {found[0].decode()}"


def shared_strings_are_used(package: Package) -> Iterator[str]:
    """No text that no cell shows: what was deleted from a sheet may still stand in the shared strings."""
    used = {int(cell.findtext("{*}v") or 0) for sheet in package.sheets for cell in sheet.cells if cell.get("t") == "s"}
    for index, text in enumerate(package.shared_strings):
        if index not in used:
            yield f"no cell shows {text!r}"
