"""The zip around a workbook: its entries are checked, all of them inflated and counted, before any is understood."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from arena.workbook.intake import limits
from arena.workbook.intake.rejection import DAMAGED, NOT_A_WORKBOOK, UNSAFE, Rejected
from arena.workbook.intake.xml_part import NO_XML, refuse_dtd

_CHUNK = 65_536
_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LONGEST_COMMENT = 65_535
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000  # entry, strong encryption, encrypted directory
_XML_NAMES = (".xml", ".rels", ".vml")
_DRIVE = re.compile(r"[A-Za-z]:")

BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""All that ``zipfile`` raises at broken bytes (found by cutting and flipping files at random)."""


class Container:
    """A zip whose names, sizes and ratios have been found good, all of it inflated once and counted.

    Raises ``Rejected`` on construction. Source of the limits: docs/security, "Files that come back".
    """

    def __init__(self, file: BinaryIO) -> None:
        _check_directory_size(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN_ZIP as broken:
            raise Rejected(DAMAGED, "zip") from broken
        entries = self._zip.infolist()
        if len(entries) > limits.ENTRIES:
            raise Rejected(UNSAFE, "entries")
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._admit(entry)
        _check_overlap(entries, self._zip.start_dir)
        self._read: set[str] = set()
        self._kept: dict[str, list[bytes]] = {}
        self._inflated = 0
        for name, entry in self._parts.items():
            self._inspect(name, entry)
        self._inflated = 0  # the parts that are read count once more, from nothing

    def __contains__(self, name: str) -> bool:
        return _same(name) in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the inflated bytes of a part, counting them. Raises ``Rejected`` where the part is not there."""
        key = _same(name)
        entry = self._parts.get(key)
        if entry is None:
            raise Rejected(DAMAGED, "missing part")
        self._read.add(key)
        return self._inflate(entry, self._kept.get(key))

    def refuse_dtd_elsewhere(self) -> None:
        """Raise ``Rejected`` where a part that was not read is called XML and begins with a DTD.

        Whoever reads a part refuses its DTD, and what is no XML. Nothing reads Excel's drawings in VML, nor what a Mac
        adds to a folder that it zips (``__MACOSX``); both are often no XML.
        """
        for key, entry in self._parts.items():
            if key not in self._read and key.endswith(_XML_NAMES):
                try:
                    refuse_dtd(self._inflate(entry, self._kept.get(key)))
                except Rejected as rejected:
                    if rejected.reason != NO_XML:
                        raise

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename.replace("\\", "/")
        steps = name.removesuffix("/").split("/")
        if _DRIVE.match(name) or not {"", ".", ".."}.isdisjoint(steps) or not name.isprintable():
            raise Rejected(UNSAFE, "name")
        if entry.flag_bits & _ENCRYPTED_FLAGS:
            raise Rejected(UNSAFE, "encrypted entry")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Rejected(UNSAFE, "compression")
        if name.endswith("/") and entry.file_size:
            raise Rejected(UNSAFE, "name")
        key = _same(name.removesuffix("/"))
        if key in self._parts:
            raise Rejected(UNSAFE, "duplicate name")
        self._parts[key] = entry

    def _inspect(self, key: str, entry: zipfile.ZipInfo) -> None:
        """Inflate a part to its end; what is small is kept, so that it need not be inflated again."""
        if entry.file_size > limits.KEPT_BYTES - self._inflated:
            for _ in self._inflate(entry):
                pass
        else:
            self._kept[key] = list(self._inflate(entry))

    def _inflate(self, entry: zipfile.ZipInfo, kept: Iterable[bytes] | None = None) -> Iterator[bytes]:
        size = 0
        allowed = max(limits.RATIO * entry.compress_size, limits.RATIO_FROM_BYTES)
        for chunk in self._bytes_of(entry) if kept is None else kept:
            size += len(chunk)
            self._inflated += len(chunk)
            if size > limits.PART_BYTES:
                raise Rejected(UNSAFE, "part size")
            if self._inflated > limits.TOTAL_BYTES:
                raise Rejected(UNSAFE, "total size")
            if size > allowed:
                raise Rejected(UNSAFE, "ratio")
            yield chunk

    def _bytes_of(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except BROKEN_ZIP as broken:
            raise Rejected(DAMAGED, "zip") from broken


def _same(name: str) -> str:
    """Return what is equal for names that a case-insensitive reader takes for the same."""
    return name.replace("\\", "/").casefold()


def _check_directory_size(file: BinaryIO) -> None:
    """Look at the end of the zip before ``zipfile`` builds an object for each of perhaps 200,000 entries."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_RECORD_BYTES - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    start = tail.rfind(_END_RECORD)
    record = tail[start : start + _END_RECORD_BYTES]
    if start < 0 or len(record) < _END_RECORD_BYTES:
        raise Rejected(DAMAGED, "zip")
    if int.from_bytes(record[12:16], "little") > limits.DIRECTORY_BYTES:
        raise Rejected(UNSAFE, "entries")


def _check_overlap(entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuse entries that share bytes: the trick that makes a small zip out of one block named a thousand times.

    One that says it reaches into the zip's directory, or beyond the file, lies about its size, and so about its ratio.
    """
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Rejected(UNSAFE, "overlap")
        end = entry.header_offset + _LOCAL_HEADER_BYTES + len(entry.orig_filename) + entry.compress_size
    if end > directory:
        raise Rejected(UNSAFE, "overlap")


def require_zip(magic: bytes) -> None:
    """Refuse bytes that do not begin as a zip does. Raises ``Rejected``."""
    if not magic.startswith(b"PK\x03\x04"):
        raise Rejected(NOT_A_WORKBOOK, "magic")
