"""`arena update` refuses what `arena rank` refuses, in the same words, and never replaces what it reads."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from arena.cli_outcome import TEXTS
from tests.command import arena
from tests.workbook.crafted import zipped
from tests.workbook.test_frozen import FROZEN
from tests.workbook.test_intake_hostile import DAMAGED, TOO_LARGE, UNSAFE

pytestmark = pytest.mark.file

HOSTILE = {**UNSAFE, **TOO_LARGE, **DAMAGED}


class TestAnInputThatRankRefuses:
    def both(self, path: Path, tmp_path: Path) -> None:
        ranked, out = arena("rank", path), tmp_path / "nieuw.xlsx"
        ran = arena("update", path, "--out", out)
        assert (ran.code, ran.err, ran.out) == (ranked.code, ranked.err, "") == (2, ranked.err, "")
        assert not out.exists()

    @pytest.mark.parametrize("name", sorted(HOSTILE)[::5])
    def test_is_refused_alike(self, name: str, tmp_path: Path) -> None:
        content = HOSTILE[name]
        made = content[1]() if isinstance(content, tuple) else content()
        self.both(zipped(tmp_path / "map.xlsx", made), tmp_path)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("leeg.xlsx", b""),
            ("foto.xlsx", b"\xff\xd8\xff"),
            ("oud.xls", bytes.fromhex("D0CF11E0A1B11AE1")),
            ("brief.pdf", b"%PDF-1.7"),
            ("zonder.csv", b"naam;getal\nBib;4\n"),
            ("twee.csv", b"Actoren;Belangrijkheid\nBib;4\nActoren;Belangrijkheid\nBib;4\n"),
            ("dubbel.csv", b"Actoren;Belangrijkheid;Belangrijkheid\nBib;4;3\n"),
        ],
    )
    def test_is_refused_alike_whatever_it_is(self, name: str, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        self.both(path, tmp_path)

    def test_of_a_newer_version_too(self, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(FROZEN / "schema-1-nl.xlsx")
        book["Instellingen"]["B30"] = 99
        book.save(tmp_path / "map.xlsx")
        self.both(tmp_path / "map.xlsx", tmp_path)

    def test_is_never_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.xlsx"
        path.write_bytes((FROZEN / "schema-1-nl.xlsx").read_bytes())
        ran = arena("update", path, "--out", path, "--force")
        assert (ran.code, ran.err) == (2, TEXTS("output.is_source", file="lijst.xlsx") + "\n")
