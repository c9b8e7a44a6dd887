"""What is done to a file: bytes, records of the zip, parts, and the XML in them, as a seed says."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

from tests.fuzz.bases import CSV, base

_RECORDS = {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}
"""Of each record of a zip, the mark and the bytes that it has at least."""

_NUMBERS = (0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_TAG = re.compile(rb"<[^<>]*>|[^<>]+")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')

_NASTY: Sequence[bytes] = (
    b"", b"0", b"-1", b"1", b"4", b"4.0", b"1e999", b"NaN", b"inf", b"9" * 400, b"1_0", "\u0664".encode(),
    b"A1", b"XFD1048576",
    b"XFE1", b"A0", b"a1", b"$A$1", b"A1:XFD1048576", b"B2:A1", b"A:A", b"1:1", b"s", b"str", b"inlineStr",
    b"d", b"e", b"b",
    b"n", b"array", b"dataTable", b"shared", b"2026-02-30", b"PT1H", b"P9999999D", b"24:00", b"0000-00-00", b"#REF!",
    b"_x0000_", b"_xD800__xDC00_", b"_x005F_x0041_", b"&#xFFFF;", b"&lt;", b"&a;", b"../../x",
    b"/xl/workbook.xml", b"rId1",
    b"http://x", b"External", b"Actoren", b"Actor", b"Belangrijkheid", b"Wie missen we?", b"arena_formulier",
    b"arena_schema",
    b"arena_naam", b"arena_wie_missen_we", b"Arena", b"Inschatting", b"[h][m]", b"[" * 300, b"d" * 300, b"'" * 300,
    b"a" * 40_000, "\u202e".encode(), "\u0130\ufb03".encode(), b"\xff", b"\xed\xa0\x80", b"=1+1", b"\t", b"\n",
    b"true",
)  # fmt: skip

_ELEMENTS: Sequence[bytes] = (
    b"<c/>", b'<c r="A1"><v>1</v></c>', b'<row r="3"><c><v>1</v></c></row>', b"<v>1</v>", b"<f>1</f>",
    b"<is><t>x</t></is>",
    b"<si><t>x</t></si>", b"<si/>", b'<f t="array" ref="A1:Z99">1</f>', b"<!-- -->", b"<?a b?>", b"<![CDATA[x]]>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<sheetData/>", b"</sheetData>",
    b'<definedName name="arena_formulier">2</definedName>',
    b'<sheet name="x" r:id="rId1"/>',
    b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">',
    b"</mc:AlternateContent>", b"<a>" * 120, b"<x xmlns='urn:x'>", b"\0", b"]]>", b"<",
)  # fmt: skip


def mutated(name: str, seed: int) -> bytes:
    """Return a base, changed as a seed says: the same bytes each time."""
    chance = random.Random(f"{name} {seed}")
    content = base(name)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        content = chance.choice(_OF_CSV if name in CSV else _OF_ZIP)(content, chance)
    return content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:first], content[:first] + content[last:], content + content[first:last]))


def _inserted(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((*_NASTY, b"PK\x03\x04", b"PK\x05\x06")) + content[at:]


def _record_changed(content: bytes, chance: random.Random) -> bytes:
    """Put a number in a field of a record of the zip, wherever one begins."""
    mark, size = chance.choice(list(_RECORDS.items()))
    places = [found.start() for found in re.finditer(re.escape(mark), content)]
    if not places:
        return content
    changed = bytearray(content)
    at, wide = chance.choice(places) + chance.randrange(4, size), chance.choice((1, 2, 4))
    value = chance.choice((*_NUMBERS, chance.randrange(2**16)))
    changed[at : at + wide] = struct.pack("<I", value)[:wide]
    return bytes(changed[: len(content)])


def _parts(content: bytes) -> list[tuple[str, bytes]] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return [(entry.filename, file.read(entry)) for entry in file.infolist() if entry.file_size < 2_000_000]
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, OSError, NotImplementedError, RuntimeError, EOFError):
        return None


def _packed(parts: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as made:
        warnings.simplefilter("ignore")  # the same name twice is meant
        for name, part in parts:
            made.writestr(zipfile.ZipInfo(name), part, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return file.getvalue()


def _entries_changed(content: bytes, chance: random.Random) -> bytes:
    """Take an entry away, put it twice, elsewhere or under another name, or give it another's content."""
    parts = _parts(content)
    if not parts:
        return _flipped(content, chance)
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    name, part = parts[one]
    match chance.randrange(6):
        case 0:
            del parts[one]
        case 1:
            names = (
                name.upper(),
                name.replace("/", "\\"),
                f"../{name}",
                f"/{name}",
                f"{name}/",
                f"C:{name}",
                f"\u202e{name}",
            )
            parts[one] = (chance.choice(names), part)
        case 2:
            parts[one] = (name, parts[other][1])
        case 3:
            parts.append((chance.choice((name, name.title(), f"xl/{one}.xml")), part))
        case 4:
            parts[one], parts[other] = parts[other], parts[one]
        case _:
            encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp1252"))
            parts[one] = (name, part.decode("utf-8", "replace").encode(encoding, "replace"))
    return _packed(parts, chance)


def _xml_changed(content: bytes, chance: random.Random) -> bytes:
    """Change the XML of a part, one to eight times: its tags, attributes and texts."""
    parts = _parts(content)
    if not parts:
        return _flipped(content, chance)
    one = chance.randrange(len(parts))
    pieces = _TAG.findall(parts[one][1]) or [b""]
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        _piece_changed(pieces, chance)
    parts[one] = (parts[one][0], b"".join(pieces))
    return _packed(parts, chance)


def _piece_changed(pieces: list[bytes], chance: random.Random) -> None:
    at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
    match chance.randrange(9):
        case 0:
            pieces[at] = b""
        case 1:
            pieces[at] *= chance.choice((2, 2, 3, 500))
        case 2:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        case 3:
            first, last = sorted((at, min(other, at + 40)))
            pieces[other] += b"".join(pieces[first:last])
        case 4:
            pieces[at] += chance.choice(_ELEMENTS)
        case 5 | 6:
            pieces[at] = _attribute_changed(pieces[at], chance)
        case 7:
            texts = [number for number, piece in enumerate(pieces) if not piece.startswith(b"<")]
            if texts:
                pieces[chance.choice(texts)] = chance.choice(_NASTY)
        case _:
            pieces[at] = _flipped(pieces[at], chance)


def _attribute_changed(piece: bytes, chance: random.Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(piece))
    if not found:
        return piece
    one = chance.choice(found)
    name, value = one.groups()
    written = chance.choice((
        b'%s="%s"' % (name, chance.choice(_NASTY)), b"", b'%s="%s" %s="x"' % (name, value, name),
        b'x%s="%s"' % (name, value), b'%s="%s"' % (name, value * 3), b"%s='%s'" % (name, value),
    ))  # fmt: skip
    return piece[: one.start()] + written + piece[one.end() :]


def _text_changed(content: bytes, chance: random.Random) -> bytes:
    """Put signs that mean something in CSV, or take them away."""
    signs = (
        b'"',
        b'""',
        b";",
        b",",
        b"\t",
        b"\r",
        b"\n",
        b"\r\n",
        b"\0",
        b"\xef\xbb\xbf",
        b"sep=|\r\n",
        b";" * 500,
        b"\n" * 500,
    )
    at = chance.randrange(len(content) + 1)
    if chance.randrange(3):
        return content[:at] + chance.choice((*signs, *_NASTY)) + content[at:]
    return content.replace(chance.choice(signs), chance.choice(signs), chance.choice((1, 2, -1)))


def _encoded(content: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-32", "cp437"))
    return content.decode("utf-8", "replace").encode(encoding, "replace")


_Mutation = Callable[[bytes, random.Random], bytes]
_OF_ZIP: Sequence[_Mutation] = (
    _flipped, _cut, _inserted, _record_changed, _record_changed, _entries_changed,
    *[_xml_changed] * 8,
)  # fmt: skip
_OF_CSV: Sequence[_Mutation] = (_flipped, _cut, _inserted, _encoded, *[_text_changed] * 4)
