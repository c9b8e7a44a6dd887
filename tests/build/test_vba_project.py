"""The VBA project's file against [MS-OVBA] and [MS-CFB], read by others than those that wrote it: olefile, oletools."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

import olefile
import pytest

from arena.build import addin
from arena.build.vba_project import PART, vba_project

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oletools.olevba import decompress_stream

pytestmark = pytest.mark.file

MODULE_NAME, MODULE_STREAM, MODULE_OFFSET = 0x0019, 0x001A, 0x0031
PROJECT_COOKIE, MODULE_COOKIE, END = 0x0013, 0x002C, 0x0010
DOCUMENTS = {"ThisWorkbook", "Sheet1"}
BLACK, NO_ENTRY = 1, 0xFFFFFFFF


@pytest.fixture(scope="module")
def project() -> olefile.OleFileIO:
    return olefile.OleFileIO(io.BytesIO(vba_project(addin.vba_sources())))


def records(project: olefile.OleFileIO) -> Iterator[tuple[int, bytes]]:
    """The records of the stream `dir`; PROJECTVERSION alone has four bytes more than it says (2.3.4.2.1.11)."""
    content = bytes(decompress_stream(bytearray(project.openstream("VBA/dir").read())))
    at = 0
    while at < len(content):
        kind, size = struct.unpack_from("<HI", content, at)
        size = 6 if kind == 0x0009 else size
        yield kind, content[at + 6 : at + 6 + size]
        at += 6 + size


def test_nothing_is_said_to_be_compiled(project):
    assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")
    assert not any(stream[-1].startswith("__SRP_") for stream in project.listdir())


def test_every_module_begins_with_its_source_and_holds_no_more(project):
    said = list(records(project))
    names = [value.decode("cp1252") for kind, value in said if kind == MODULE_NAME]
    streams = [value.decode("cp1252") for kind, value in said if kind == MODULE_STREAM]
    offsets = [struct.unpack("<I", value)[0] for kind, value in said if kind == MODULE_OFFSET]
    assert names == streams
    assert set(names) == {*addin.vba_sources(), *DOCUMENTS}
    assert offsets == [0] * len(names)
    for name in names:
        stream = project.openstream(f"VBA/{name}").read()
        assert stream[0] == 1
        assert end_of_chunks(stream) == len(stream)
        source = bytes(decompress_stream(bytearray(stream))).decode("cp1252")
        assert source.startswith(f'Attribute VB_Name = "{name}"\r\n')


def test_the_list_of_modules_ends_where_it_ends_and_counts_no_versions_of_an_excel(project):
    said = list(records(project))
    assert said[-1] == (END, b"")
    cookies = [value for kind, value in said if kind in (PROJECT_COOKIE, MODULE_COOKIE)]
    assert cookies == [b"\xff\xff"] * (1 + len(addin.vba_sources()) + len(DOCUMENTS))


def end_of_chunks(container: bytes) -> int:
    """Where the last chunk of a compressed container ends (2.4.1.1): each says its size, and its signature 0b011."""
    at = 1
    while at < len(container):
        (header,) = struct.unpack_from("<H", container, at)
        assert header >> 12 & 0b111 == 0b011
        at += (header & 0x0FFF) + 3
    return at


def test_the_control_the_project_of_pyopenvba_keeps_what_an_excel_compiled(tmp_path):
    from pyopenvba import ExcelFile

    path = tmp_path / "x.xlsm"
    with ExcelFile.create_new(path) as empty:
        empty.save()
    with zipfile.ZipFile(path) as package:
        other = olefile.OleFileIO(io.BytesIO(package.read(PART)))
    assert len(other.openstream("VBA/_VBA_PROJECT").read()) > 7
    assert any(struct.unpack("<I", value)[0] for kind, value in records(other) if kind == MODULE_OFFSET)


def test_the_directory_is_a_tree_in_order_of_which_every_node_is_black(project):
    """[MS-CFB] 2.6.4: a shorter name comes first, then that of the lower letters in capitals; all black is allowed."""
    entries = project.direntries

    def walk(number: int) -> Iterator[int]:
        if number != NO_ENTRY:
            yield from walk(entries[number].sid_left)
            yield number
            yield from walk(entries[number].sid_right)

    storages = [entry for entry in entries if entry is not None and entry.sid_child != NO_ENTRY]
    reached = []
    for storage in storages:
        inside = [entries[number] for number in walk(storage.sid_child)]
        assert [entry.name for entry in inside] == sorted(
            (entry.name for entry in inside), key=lambda name: (len(name), name.upper())
        )
        reached += inside
    assert {"VBA", "PROJECT", "PROJECTwm", "dir", "_VBA_PROJECT"} <= {entry.name for entry in reached}
    assert {entry.color for entry in [entries[0], *reached]} == {BLACK}


def test_the_add_in_asks_for_no_calculation_of_everything(tmp_path):
    with zipfile.ZipFile(addin.build(tmp_path)) as package:
        workbook = package.read("xl/workbook.xml").decode()
    assert "fullCalcOnLoad" not in workbook
    assert 'calcId="191029"' in workbook
