"""Files made to hurt: each passes exactly one limit, and each ends in its own error within three seconds."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.workbook import errors
from arena.workbook.cells import COLUMNS
from arena.workbook.intake import limits
from arena.workbook.intake.reading import read_cells
from arena.workbook.intake.rejection import Rejected
from arena.workbook.intake.workbook_file import read_workbook
from tests.workbook.crafted import (
    MAIN,
    SHEET,
    cells_xml,
    in_memory,
    noise,
    parts,
    relations_xml,
    sheet,
    sheet_xml,
    with_part,
    workbook_xml,
    zipped,
)
from tests.workbook.hostile import DAMAGED, TOO_LARGE, UNSAFE
from tests.workbook.refusal import refused

pytestmark = pytest.mark.file

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


class TestLimits:
    @pytest.mark.parametrize("name", UNSAFE)
    def test_what_no_normal_file_does_is_not_safe(self, tmp_path: Path, name: str) -> None:
        reason, make = UNSAFE[name]
        error = refused(zipped(tmp_path / "map.xlsx", make()))
        assert (type(error), error.key, error.data["reason"]) == (errors.UnsafeFile, "intake.unsafe", reason)

    @pytest.mark.parametrize("name", TOO_LARGE)
    def test_what_is_too_large_to_read_says_so(self, tmp_path: Path, name: str) -> None:
        reason, make = TOO_LARGE[name]
        error = refused(zipped(tmp_path / "map.xlsx", make(), method=zipfile.ZIP_STORED))
        assert (type(error), error.key, error.data["reason"]) == (errors.TooLarge, "intake.too_large", reason)

    @pytest.mark.parametrize("name", DAMAGED)
    def test_what_contradicts_itself_is_damaged(self, tmp_path: Path, name: str) -> None:
        assert type(refused(zipped(tmp_path / "map.xlsx", DAMAGED[name]()))) is errors.DamagedFile

    def test_a_file_of_more_than_ten_megabytes_is_not_opened(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "map.xlsx", with_part("a.bin", noise(limits.FILE_BYTES)))
        error = refused(path)
        assert (type(error), error.data["reason"]) == (errors.TooLarge, "file")

    def test_parts_of_more_than_a_hundred_megabytes_together_are_not_safe(self, tmp_path: Path) -> None:
        line = noise(100) + bytes(4_900)  # inflates fifty times at most
        content = parts() | {f"{letter}.bin": line * 8_000 for letter in "abc"}
        path = zipped(tmp_path / "map.xlsx", content)
        error = refused(path)
        assert error.data["reason"] in {"total size", "ratio"}

    def test_cells_that_only_carry_a_format_do_not_count_as_used(self, tmp_path: Path) -> None:
        content = sheet("".join(f"<row>{'<c/>' * 10_000}</row>" for _ in range(21)))
        assert read_cells(zipped(tmp_path / "map.xlsx", content, method=zipfile.ZIP_STORED)).sheets[0].cells == {}

    @pytest.mark.parametrize(
        ("limit", "cell", "reason"),
        [
            ("BLANK_CELLS", "<c/>", "blank cells"),
            ("USED_CELLS", "<c><f>1</f></c>", "cells"),
            ("ELEMENTS", "<a/>", "elements"),
        ],
    )
    def test_what_holds_no_value_counts_too(
        self, monkeypatch: pytest.MonkeyPatch, limit: str, cell: str, reason: str
    ) -> None:
        monkeypatch.setattr(limits, limit, 100)
        with pytest.raises(Rejected, match=f"'{reason}'"):
            read_workbook(in_memory(sheet(f"<row>{cell * 101}</row>")))

    def test_shared_texts_are_no_more_than_cells(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "USED_CELLS", 100)
        with pytest.raises(Rejected, match="'texts'"):
            read_workbook(in_memory(parts(texts=f'<sst xmlns="{MAIN}">{"<si/>" * 101}</sst>'.encode())))

    def test_a_wide_csv_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "breed.csv"
        path.write_text(";" * COLUMNS + "a")
        assert refused(path).data["reason"] == "edge"

    def test_a_csv_file_of_too_many_cells_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "lang.csv"
        path.write_text("1;1;1;1\n" * 50_001)
        assert refused(path).data["reason"] == "cells"

    def test_array_formulas_are_counted_over_all_sheets(self, tmp_path: Path) -> None:
        sheets = "".join(f'<sheet name="Blad{number}" sheetId="{number}" r:id="rId{number}"/>' for number in range(3))
        content = parts() | {
            "xl/workbook.xml": workbook_xml(sheets),
            "xl/_rels/workbook.xml.rels": relations_xml(
                *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(3))
            ),
        }
        for number in range(3):
            array = '<f t="array" ref="A1:A99999">1</f>'
            content[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(cells_xml(f"A1 {array}"))
        assert refused(zipped(tmp_path / "map.xlsx", content)).data["reason"] == "cells"

    def test_the_cells_of_an_array_formula_count_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "USED_CELLS", 4)
        rows = cells_xml('A1 <f t="array" ref="A1:A3">B1:B3</f><v>1</v>', "A2 2", "A3 3", "A4 4")
        assert len(read_workbook(in_memory(sheet(rows))).sheets[0]["values"]) == 4

    def test_a_csv_file_of_too_much_text_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "lang.csv"
        path.write_text(f"{'a' * 30_000}\n" * 170)
        assert refused(path).data["reason"] == "text"

    def test_a_long_text_in_all_cells_is_sent_once(self, tmp_path: Path) -> None:
        texts = f'<sst xmlns="{MAIN}"><si><t>{noise(16_000).hex()}</t></si></sst>'.encode()
        row = "<row>" + '<c t="s"><v>0</v></c>' * 5 + "</row>"
        content = parts(sheet_xml(row * 30), texts=texts)
        book = read_cells(zipped(tmp_path / "map.xlsx", content, method=zipfile.ZIP_STORED))
        assert len({id(value) for value in book.sheets[0].cells.values()}) == 1


class TestZip:
    def patched(self, tmp_path: Path, change: Callable[[bytearray], None]) -> Path:
        path = zipped(tmp_path / "map.xlsx", parts(), method=zipfile.ZIP_STORED)
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(content)
        return path

    def test_an_encrypted_entry_is_not_safe(self, tmp_path: Path) -> None:
        def encrypt(content: bytearray) -> None:
            content[content.index(b"PK\x01\x02") + 8] |= 1

        assert refused(self.patched(tmp_path, encrypt)).data["reason"] == "encrypted entry"

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_a_compression_that_excel_does_not_know_is_not_safe(self, tmp_path: Path, method: int) -> None:
        assert refused(zipped(tmp_path / "map.xlsx", parts(), method=method)).data["reason"] == "compression"

    def test_a_size_that_lies_is_found_out(self, tmp_path: Path) -> None:
        def lie(content: bytearray) -> None:
            struct.pack_into("<I", content, content.rindex(b"PK\x01\x02") + 24, 10)

        assert type(refused(self.patched(tmp_path, lie))) is errors.DamagedFile

    def test_entries_that_share_their_bytes_are_not_safe(self, tmp_path: Path) -> None:
        def share(content: bytearray) -> None:
            first = content.index(b"PK\x01\x02")
            second = content.index(b"PK\x01\x02", first + 4)
            content[second + 42 : second + 46] = content[first + 42 : first + 46]

        assert refused(self.patched(tmp_path, share)).data["reason"] == "overlap"

    def test_the_same_name_twice_is_not_safe(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "map.xlsx", parts())
        with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as file:
            file.writestr(SHEET, b"<a/>")
        assert refused(path).data["reason"] == "duplicate name"

    def test_a_zip_bomb_of_many_megabytes_is_not_safe(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "map.xlsx", with_part("xl/media/a.png", bytes(49_000_000)))
        assert path.stat().st_size < 60_000
        assert refused(path).data["reason"] == "ratio"


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "content", "error", "key"),
        [
            ("map.xls", OLE + b"\0" * 600, errors.UnsupportedKind, "intake.unsupported_kind"),
            ("map.xls", OLE + "Workbook".encode("utf-16-le"), errors.UnsupportedKind, "intake.old_excel"),
            ("map.xlsx", OLE + "Book".encode("utf-16-le"), errors.UnsupportedKind, "intake.old_excel"),
            ("map.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), errors.PasswordProtected, "intake.password"),
            ("map.xls", b"<html>", errors.UnsupportedKind, "intake.old_excel"),
            ("map.ods", b"PK\x03\x04", errors.UnsupportedKind, "intake.unsupported_kind"),
            ("map.pdf", b"%PDF-1.7", errors.UnsupportedKind, "intake.unsupported_kind"),
            ("map.xlsb", b"PK\x03\x04", errors.UnsupportedKind, "intake.unsupported_kind"),
            ("map", b"PK\x03\x04", errors.UnsupportedKind, "intake.unsupported_kind"),
            ("map.xlsx", b"", errors.InputEmpty, "intake.empty"),
            ("map.csv", b"", errors.InputEmpty, "intake.empty"),
            ("map.xlsx", b"Actoren;3\n", errors.NotAWorkbook, "intake.not_a_workbook"),
            ("map.xlsx", b"PK", errors.NotAWorkbook, "intake.not_a_workbook"),
            ("map.csv", b"PK\x03\x04abc", errors.NotAWorkbook, "intake.not_a_workbook"),
            ("map.xlsx", b"PK\x03\x04" + b"a" * 100, errors.DamagedFile, "intake.damaged"),
            ("map.csv", "Łódź;3".encode("cp1250") + b"\x81", errors.WrongEncoding, "intake.wrong_encoding"),
            ("map.csv", "Café\t3".encode("utf-16")[:-1], errors.WrongEncoding, "intake.wrong_encoding"),
            ("map.csv", "Café\t3".encode("utf-16-le"), errors.WrongEncoding, "intake.wrong_encoding"),
            ("map.csv", b'"Caf;3\n', errors.MalformedLine, "intake.csv_line"),
            ("map.csv", b"a" * 40_000, errors.MalformedLine, "intake.csv_line"),
        ],
    )
    def test_what_is_not_read_says_why(
        self, tmp_path: Path, name: str, content: bytes, error: type[errors.InputError], key: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        found = refused(path)
        assert (type(found), found.key, found.data["file"]) == (error, key, name)

    @pytest.mark.parametrize(
        "change",
        [
            {
                "_rels/.rels": relations_xml(("rId1", "officeDocument", "word/document.xml")),
                "word/document.xml": b"<a/>",
            },
            {
                "_rels/.rels": relations_xml(("rId1", "officeDocument", "xl/workbook.bin")),
                "xl/workbook.bin": b"\x83\x01",
            },
            {"_rels/.rels": relations_xml()},
            {"xl/workbook.xml": workbook_xml("")},
        ],
    )
    def test_another_office_file_under_a_workbooks_name_is_no_workbook(
        self, tmp_path: Path, change: dict[str, bytes]
    ) -> None:
        assert type(refused(zipped(tmp_path / "map.xlsx", parts() | change))) is errors.NotAWorkbook

    def test_a_zip_of_something_else_is_no_workbook(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "map.xlsx", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
        assert type(refused(path)) is errors.NotAWorkbook

    def test_what_is_not_there_is_not_found(self, tmp_path: Path) -> None:
        (tmp_path / "bestand").write_bytes(b"a")
        for path in (tmp_path / "map.xlsx", tmp_path / "bestand" / "map.xlsx"):
            with pytest.raises(errors.InputNotFound):
                read_cells(path)

    def test_a_folder_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "map.xlsx").mkdir()
        with pytest.raises(errors.InputIsFolder):
            read_cells(tmp_path / "map.xlsx")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "map.xlsx")
        with pytest.raises(errors.UnsupportedKind):
            read_cells(tmp_path / "map.xlsx")

    def test_a_file_that_may_not_be_read_is_unreadable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = zipped(tmp_path / "map.xlsx", parts())

        def held(self: Path, *_: object, **__: object) -> None:
            raise PermissionError(13, "held by Excel")

        monkeypatch.setattr(Path, "open", held)
        with pytest.raises(errors.InputUnreadable):
            read_cells(path)
