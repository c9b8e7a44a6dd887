"""A copy as a PDF: by LibreOffice, with what the copy holds; by nothing, where there is none."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from arena.sharing import pdf
from arena.workbook import book, file_painter
from arena.workbook.example import example
from arena.workbook.model import evaluate
from tests.bench.libreoffice import required_program

pytestmark = pytest.mark.file


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("copy") / "copy.xlsx"
    file_painter.paint(book.describe(evaluate(example("nl"))), path)
    return path.read_bytes()


def test_libreoffice_prints_what_stands_in_the_copy(copy: bytes, tmp_path: Path) -> None:
    required_program("soffice")
    made = pdf.printed(copy)
    assert made is not None
    assert made.startswith(b"%PDF")
    (tmp_path / "made.pdf").write_bytes(made)
    text = subprocess.run(
        [required_program("pdftotext"), str(tmp_path / "made.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8")
    assert "Welzijnshuis" in text


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for LibreOffice")
class TestALibreOffice:
    def stand_in(self, folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def test_that_makes_nothing_leads_to_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stand_in(tmp_path, "exit 1", monkeypatch)
        assert pdf.printed(b"copy") is None

    def test_that_hangs_ends_with_all_that_it_started(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stand_in(tmp_path, f"sh -c 'echo $$ > {tmp_path}/pid; exec sleep 60'", monkeypatch)
        monkeypatch.setattr(pdf, "PATIENCE", 1)
        assert pdf.printed(b"copy") is None
        number = (tmp_path / "pid").read_text().strip()
        state = subprocess.run(["ps", "-o", "stat=", "-p", number], check=False, capture_output=True, text=True).stdout
        assert state.strip()[:1] in ("", "Z")

    def test_is_told_nothing_but_paths_of_ours(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stand_in(tmp_path, f'echo "$@" > {tmp_path}/said; env >> {tmp_path}/said', monkeypatch)
        pdf.printed(b"Geheime naam")
        said = (tmp_path / "said").read_text(encoding="utf-8")
        assert "Geheim" not in said
        assert "-env:UserInstallation=file://" in said
        assert said.splitlines()[0].endswith("/copy.xlsx")


def test_without_a_libreoffice_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for place in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        monkeypatch.setenv(place, str(tmp_path))
    assert pdf.program() is None
    assert pdf.printed(b"copy") is None
