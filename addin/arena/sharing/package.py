"""A copy's file taken apart: its parts as the zip holds them, and each as XML, without anything between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from arena.sharing import known_parts
from arena.workbook.errors import CopyRefused

_LOCAL_HEADER = 30
"""Bytes of what stands before a part in a zip, without the part's name."""

_END_OF_ZIP = 22
"""Bytes of the end of a zip that has no comment."""


def refused(reason: str) -> CopyRefused:
    """Return the refusal to hand over a copy, for a reason in a few words."""
    return CopyRefused("copy.refused", reason=reason)


def parts_of(content: bytes) -> Mapping[str, bytes]:
    """Return the parts of a file by name.

    Raises:
        CopyRefused: it has a part that is not known or stands there twice, or anything beside its parts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            parts = {entry.filename: archive.read(entry) for entry in entries}
            beside = archive.comment or any(
                entry.comment or entry.extra or entry.flag_bits & ~0x800 for entry in entries
            )
            central = archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as damaged:
        raise refused("zip") from damaged
    if beside or len(parts) < len(entries) or not _is_without_gaps(entries, central, len(content)):
        raise refused("zip")
    for name in parts:
        if not known_parts.PARTS.fullmatch(name):
            raise refused(f"part {name}")
    return parts


def _is_without_gaps(entries: list[zipfile.ZipInfo], central: int, size: int) -> bool:
    """Return True if the parts follow each other from the first byte on, and the directory of the zip after them."""
    at = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset != at:
            return False
        at += _LOCAL_HEADER + len(entry.filename.encode()) + entry.compress_size
    listed = sum(46 + len(entry.filename.encode()) for entry in entries)  # 46: bytes of a line of the directory
    return central == at and at + listed + _END_OF_ZIP == size


def root_of(part: bytes) -> Element:
    """Return a part as XML. Raises ``CopyRefused`` where it is none, or holds a comment, an instruction or a DTD."""
    parser = DefusedXMLParser(target=_Strict(), forbid_dtd=True)
    try:
        parser.feed(part)
        root = parser.close()
    except (ParseError, DefusedXmlException) as damaged:
        raise refused("xml") from damaged
    assert isinstance(root, Element)  # noqa: S101 - what the builder gives
    return root


class _Strict(TreeBuilder):
    """Builds elements, and refuses what stands in XML and is none."""

    def start_ns(self, prefix: str | None, uri: str) -> None:
        """Refuse a namespace that we do not use: its name says anything."""
        if (prefix or "") not in known_parts.NAMESPACES.get(uri, ()):
            raise refused("namespace in xml")

    def comment(self, _: str | None) -> Element:
        """Refuse a comment."""
        raise refused("comment in xml")

    def pi(self, _: str, __: str | None = None) -> Element:
        """Refuse an instruction to a program."""
        raise refused("instruction in xml")


def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def elements(root: Element, name: str) -> list[Element]:
    """Return the elements of a name in a part, wherever they stand."""
    return [element for element in root.iter() if local(element.tag) == name]


def texts_of(root: Element) -> Iterator[tuple[str, str]]:
    """Yield every text of a part with the name of the element it stands in, that between elements included."""
    for element in root.iter():
        for text in (element.text, element.tail):
            if text and text.strip():
                yield local(element.tag), text
