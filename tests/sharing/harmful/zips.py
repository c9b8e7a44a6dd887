"""Zips that are harmful as zips, and files that are none."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from arena.workbook.intake import limits
from tests.sharing.harmful.making import ACTOR, HEADINGS, LEVEL, MANY, Harm, of_bytes, of_parts, packed, patched, table
from tests.workbook.crafted import PACKAGE, SHEET, noise


def link_to(target: str) -> bytes:
    """Return a zip in which the sheet is a link of Unix to a file elsewhere."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, part in table().items():
            entry = zipfile.ZipInfo(name)
            if name == SHEET:
                entry.create_system, entry.external_attr = 3, 0o120777 << 16
            made.writestr(entry, target if name == SHEET else part)
    return file.getvalue()


def nested_zip() -> bytes:
    inner = packed({"a": bytes(99_000)})
    for _ in range(6):
        inner = packed({f"{number}.xlsx": inner for number in range(10)})
    return inner


def _commented(path: Path, comment: bytes) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for name, part in table().items():
            made.writestr(name, part)
        made.comment = comment


ZIPS: dict[str, Harm] = {
    "a zip of zips": of_bytes(nested_zip),
    "a link to another file": of_bytes(lambda: link_to("/etc/passwd")),
    "bytes before the zip": of_bytes(lambda: b"MZ" + packed()),
    "a program after the zip": of_bytes(lambda: packed() + b"MZ" + noise(5_000), read=True),
    "a comment that looks like the end": of_bytes(lambda: packed() + b"PK\5\6" + bytes(18)),
    "a directory that is elsewhere": of_bytes(patched(16, b"\xff\xff\xff\x7f", mark=b"PK\5\6")),
    "a directory of no size": of_bytes(patched(12, bytes(4), mark=b"PK\5\6")),
    "a directory of all the memory": of_bytes(patched(12, b"\xff" * 4, mark=b"PK\5\6")),
    "sixty-four bits that are not there": of_bytes(patched(8, b"\xff" * 12, mark=b"PK\5\6")),
    "a size of four gigabytes": of_bytes(patched(24, b"\xff\xff\xff\xfe", last=True), read=True),
    "a packed size of four gigabytes": of_bytes(patched(20, b"\xff\xff\xff\xfe", last=True)),
    "a wrong sum of its bytes": of_bytes(patched(16, b"\0\1\2\3", last=True)),
    "another name inside than outside": of_bytes(patched(30, b"../../../x", mark=b"PK\3\4")),
    "an entry that begins beyond the end": of_bytes(patched(42, b"\xff\xff\xff\x7f", last=True)),
    "an encryption that it does not have": of_bytes(patched(8, b"\x01\x08", last=True)),
    "a packing that nobody knows": of_bytes(patched(10, struct.pack("<H", 99), last=True)),
    "stored, and said to be packed": of_bytes(patched(8, b"\0\0", mark=b"PK\3\4"), read=True),
    "a name that is a device of Windows": of_parts(lambda: table() | {"xl/CON": b"", "xl/aux.xml": b"<a/>"}, read=True),
    "a name that turns the writing": of_parts(lambda: table() | {"xl/\u202egpj.xml": b"<a/>"}),
    "a name of sixty thousand letters": of_parts(lambda: table() | {"a" * 60_000: b""}, read=True),
    "names that climb": of_parts(lambda: table() | {"xl/worksheets/../../../../../../tmp/x": b"x"}),
    "a name that is a share": of_parts(lambda: table() | {"\\\\server\\deel\\x": b"x"}),
    "a comment of the longest": Harm(lambda path: _commented(path, b"PK\5\6" * 16_000)),
    "a thousand kinds of content": of_parts(
        lambda: (
            table()
            | {"[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{"<a/>" * MANY}</Types>'.encode()}
        ),
        read=True,
        stored=True,
    ),
}

LINE = f"{';'.join(HEADINGS)}\n{ACTOR};{LEVEL}\n"
TEXTS: dict[str, Harm] = {
    "a quote that does not close": of_bytes(lambda: LINE.encode() + b'"' + b"a\n" * 20_000, ".csv"),
    "quotes by the million": of_bytes(lambda: LINE.encode() + b'"' * 4_000_001, ".csv"),
    "pairs of quotes by the million": of_bytes(lambda: LINE.encode() + b'"' + b'""' * 2_000_000 + b'"', ".csv"),
    "one line of ten megabytes": of_bytes(lambda: LINE.encode() + b"a" * 9_000_000, ".csv"),
    "delimiters to the end": of_bytes(lambda: LINE.encode() + b";" * 9_000_000, ".csv"),
    "line ends to the end": of_bytes(lambda: LINE.encode() + b"\n" * 9_000_000, ".csv"),
    "a mark and nothing": of_bytes(lambda: b"\xef\xbb\xbf", ".csv"),
    "a mark of another encoding": of_bytes(lambda: b"\xff\xfe\0\0" + LINE.encode("utf-32-le"), ".csv", read=True),
    "half a letter": of_bytes(lambda: b"\xff\xfe" + LINE.encode("utf-16-le") + b"a", ".csv"),
    "letters that are none": of_bytes(lambda: b"\xff\xfe" + LINE.encode("utf-16-le") + b"\0\xd8", ".csv"),
    "a delimiter that is a quote": of_bytes(lambda: b'sep="\n' + LINE.encode(), ".csv", read=True),
    "a web page": of_bytes(lambda: b"<html><script>alert(1)</script></html>", ".csv"),
    "what a terminal obeys": of_bytes(lambda: b"\x1b]0;x\x07\x1b[2J\n" + LINE.encode(), ".csv", read=True),
    "a picture": of_bytes(lambda: b"\x89PNG\r\n\x1a\n" + noise(500), ".csv"),
    "a document under a workbook's name": of_bytes(lambda: b"%PDF-1.7\n" + noise(500)),
    "a program under a workbook's name": of_bytes(lambda: b"MZ" + noise(500)),
    "an old workbook with a password": of_bytes(
        lambda: bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le") + noise(900)
    ),
    "eleven megabytes": of_bytes(lambda: b"PK\3\4" + bytes(limits.FILE_BYTES)),
    "a mail": of_bytes(lambda: b"Subject: x\n\n", ".eml"),
    "a program": of_bytes(lambda: b"MZ", ".exe"),
}
