"""Whatever becomes of the reading process, and whatever bytes it meets: a message, never a crash."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arena.workbook import errors
from arena.workbook.intake import channel, limits
from arena.workbook.intake.reading import start_reading
from arena.workbook.intake.rejection import Rejected
from arena.workbook.intake.workbook_file import read_workbook
from tests.workbook.crafted import in_memory, parts, sheet, zipped
from tests.workbook.refusal import refused

pytestmark = pytest.mark.file


def said(answer: str, length: int | None = None) -> str:
    """Return Python that gives an answer as the reading process does, of a length that may be a lie."""
    head = channel.MORE + struct.pack(">Q", len(answer) if length is None else length)
    return f"import sys\nout = sys.stdout.buffer\nout.write({head + answer.encode()!r})"


class TestTheChild:
    def slow(self, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
        """Put other Python in the reading process's place."""
        popen = subprocess.Popen
        monkeypatch.setattr(
            subprocess, "Popen", lambda _command, **rest: popen([sys.executable, "-I", "-c", code], **rest)
        )

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return zipped(tmp_path / "map.xlsx", parts())

    def test_its_time_is_limited(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slow(monkeypatch, "import time; time.sleep(60)")
        monkeypatch.setattr(limits, "SECONDS", 0.3)
        assert type(refused(path)) is errors.TookTooLong

    def test_the_clock_runs_while_nobody_waits(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slow(monkeypatch, "import time; time.sleep(60)")
        monkeypatch.setattr(limits, "SECONDS", 0.3)
        reading = start_reading(path)
        time.sleep(0.6)
        began = time.perf_counter()
        with pytest.raises(errors.TookTooLong):
            reading.result()
        assert time.perf_counter() - began < 5

    @pytest.mark.parametrize(
        "code",
        [
            "raise SystemExit(3)",
            "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
            "pass",
            "print('een antwoord zonder lengte')",
            "print('m')",
            said("geen json"),
            said("[]"),
            said("{}"),
            said('{"rejected": ["verzonnen", ""]}'),
            said('{"rejected": 3}'),
            said('{"sheets": [1], "texts": [], "tables": [], "names": {}}'),
            said('{"sheets": [], "texts": [], "tables": [], "names": {}, "letters_guessed": false, "besides": []}'),
            said("{}")[:-3],
        ],
    )
    def test_its_death_is_a_message(self, path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
        self.slow(monkeypatch, code)
        assert type(refused(path)) is errors.ReaderFailed

    def test_it_cannot_flood_its_parent(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "ANSWER_BYTES", 1_000)
        self.slow(monkeypatch, said("", 1_001) + "\nwhile True: out.write(b'a' * 1000)")
        assert refused(path).data["reason"] == "answer"

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's address space")
    def test_its_memory_is_limited(self, tmp_path: Path) -> None:
        code = (
            "from arena.workbook.intake import child, limits, csv_file\nlimits.MEMORY_BYTES = 40_000_000\nchild.main()"
        )
        content = "\n".join(f"naam van actor {number}" for number in range(190_000)).encode()
        file = io.BytesIO()
        channel.send(file, channel.KINDS["csv"], content)
        done = subprocess.run(
            [sys.executable, "-I", "-c", code], input=file.getvalue(), capture_output=True, check=False
        )
        answer = channel.receive(io.BytesIO(done.stdout), (channel.MORE, channel.LAST), 1_000)
        assert answer is not None
        assert answer[1] == b'{"rejected":["unsafe","memory"]}'

    def test_no_process_is_a_message_too(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", "/nergens/python")
        assert type(refused(path)) is errors.ReaderFailed


@pytest.fixture(scope="module")
def normal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("normal") / "map.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Arena-analyse")
    page.add_table("A1:B9", {"name": "Arena"})
    page.write_formula("C1", "=1+1", None, 2)
    book.define_name("arena_schema", "=1")
    book.close()
    return path.read_bytes()


class TestBrokenBytes:
    """Runs the reader in this process, where a thousand files take a second; whatever escapes it would be a crash."""

    def survives(self, content: bytes) -> None:
        try:
            read_workbook(io.BytesIO(content)).book()
        except Rejected:
            return

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(share=st.floats(0, 1))
    def test_a_file_cut_off_anywhere_is_refused_or_read(self, normal: bytes, share: float) -> None:
        self.survives(normal[: int(len(normal) * share)])

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
    def test_a_file_with_changed_bytes_is_refused_or_read(
        self, normal: bytes, changes: list[tuple[float, int]]
    ) -> None:
        content = bytearray(normal)
        for share, byte in changes:
            content[int(len(content) * share)] = byte
        self.survives(bytes(content))

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_a_directory_with_changed_bytes_is_refused_or_read(self, normal: bytes, data: st.DataObject) -> None:
        start = normal.index(b"PK\x01\x02")
        content = bytearray(normal)
        for _ in range(data.draw(st.integers(1, 6))):
            content[data.draw(st.integers(start, len(content) - 1))] = data.draw(st.integers(0, 255))
        self.survives(bytes(content))

    @settings(max_examples=150, deadline=None)
    @given(
        attributes=st.dictionaries(st.sampled_from(["r", "t", "s"]), st.text("A1Z09sbden-. ", max_size=6)),
        inside=st.sampled_from(
            ["<v>{}</v>", "<is><t>{}</t></is>", "<f ref='{0}' t='array'>{0}</f>", "<v/><v>{}</v>", "{}"]
        ),
        text=st.text("0123456789.eE+-A:Z#N/_x ", max_size=12),
    )
    def test_a_cell_of_any_shape_is_refused_or_read(self, attributes: dict[str, str], inside: str, text: str) -> None:
        given_attributes = "".join(f' {name}="{value}"' for name, value in attributes.items())
        made = in_memory(sheet(f"<row><c{given_attributes}>{inside.format(text)}</c></row>"))
        self.survives(made.getvalue())

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
    def test_a_download_that_broke_off_is_damaged(self, tmp_path: Path, normal: bytes, share: float) -> None:
        path = tmp_path / "map.xlsx"
        path.write_bytes(normal[: int(len(normal) * share)])
        assert type(refused(path)) is errors.DamagedFile
