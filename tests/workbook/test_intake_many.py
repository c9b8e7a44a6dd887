"""Many files share the reading processes; one that dies, is late or does not come back to rest is replaced."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arena.workbook import errors
from arena.workbook.intake import channel, child, limits, many
from arena.workbook.intake.book import RawBook
from arena.workbook.intake.many import read_many
from arena.workbook.intake.process import Died, Late, ReadingProcess
from tests.workbook import heavy
from tests.workbook.crafted import cells_xml, parts, sheet_xml, zipped
from tests.workbook.test_intake_process import said

pytestmark = pytest.mark.file

Books = list["RawBook | errors.InputError"]


def numbered(folder: Path, count: int) -> list[Path]:
    """Write workbooks that each hold their own number."""
    return [
        zipped(folder / f"{number:04}.xlsx", parts(sheet_xml(cells_xml(f"A1 {number}")))) for number in range(count)
    ]


def values(books: Books) -> list[object]:
    return [next(iter(book.sheets[0].cells.values())) if isinstance(book, RawBook) else type(book) for book in books]


def read(paths: list[Path]) -> Books:
    return list(read_many(paths, lambda _, book: book))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The reading processes that were started, all of which must have ended."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*args: object, **more: object) -> subprocess.Popen[bytes]:
        processes.append(popen(*args, **more))  # type: ignore[call-overload]
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    yield processes
    assert all(process.poll() is not None for process in processes)


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_processors", lambda: 1)


class TestTheProcesses:
    def test_are_as_many_as_there_are_processors_and_no_more(
        self, tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(many, "_processors", lambda: 3)
        assert values(read(numbered(tmp_path, 40))) == list(range(40))
        assert len(started) == 3

    def test_read_at_the_same_time(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Four that take a second each take the time of one, and not of four."""
        slow = (
            "import time\nfrom arena.workbook.intake import child\nread = child._answer\n"
            "child._answer = lambda *file: time.sleep(1) or read(*file)\nchild.main()"
        )
        popen = subprocess.Popen
        monkeypatch.setattr(subprocess, "Popen", lambda _, **more: popen([sys.executable, "-I", "-c", slow], **more))
        monkeypatch.setattr(many, "_processors", lambda: 4)
        paths = numbered(tmp_path, 12)
        began = time.monotonic()
        assert values(read(paths)) == list(range(12))
        assert time.monotonic() - began < 9, "twelve seconds of sleep, by four at a time"

    def test_are_no_more_than_the_files(self, tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
        assert values(read(numbered(tmp_path, 1))) == [0]
        assert len(started) == 1
        assert read([]) == []

    def test_end_when_nobody_asks_for_the_rest(self, tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
        books = read_many(numbered(tmp_path, 60), lambda _, book: book)
        assert values([next(books)]) == [0]
        books.close()  # type: ignore[attr-defined]
        assert started

    def test_that_are_reading_end_as_well_when_nobody_asks_for_the_rest(
        self, tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else who stops would wait until the last of them is late."""
        paths = numbered(tmp_path, 8)
        asleep_after_the_first = (
            "import time\nfrom arena.workbook.intake import child\nread = child._answer\n"
            f"first = {paths[0].read_bytes()!r}\n"
            "child._answer = lambda mark, file: read(mark, file) if file.getvalue() == first else time.sleep(60)\n"
            "child.main()"
        )
        popen = subprocess.Popen
        command = [sys.executable, "-I", "-c", asleep_after_the_first]
        monkeypatch.setattr(subprocess, "Popen", lambda _, **more: popen(command, **more))
        monkeypatch.setattr(many, "_processors", lambda: 2)
        books = read_many(paths, lambda _, book: book)
        assert values([next(books)]) == [0]
        began = time.monotonic()
        while len(started) < 2 and time.monotonic() - began < limits.SECONDS:
            time.sleep(0.01)
        began = time.monotonic()
        books.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < limits.SECONDS / 2
        assert len(started) == 2

    @pytest.mark.usefixtures("one_process")
    def test_are_replaced_where_one_died(
        self, tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        popen, dying = subprocess.Popen, "import os, sys; sys.stdin.buffer.read(20); os._exit(3)"

        def first_dies(command: list[str], **more: object) -> subprocess.Popen[bytes]:
            return popen([sys.executable, "-I", "-c", dying] if not started else command, **more)  # type: ignore[call-overload]

        monkeypatch.setattr(subprocess, "Popen", first_dies)
        found = read(numbered(tmp_path, 4))
        assert values(found) == [errors.ReaderFailed, 1, 2, 3]
        assert found[0].data["file"] == "0000.xlsx"  # type: ignore[union-attr]
        assert len(started) == 2

    @pytest.mark.usefixtures("one_process")
    def test_are_replaced_where_one_is_late_and_each_file_has_its_own_time(
        self, tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = numbered(tmp_path, 4)
        popen, sleeping = subprocess.Popen, "import time; time.sleep(60)"

        def second_sleeps(command: list[str], **more: object) -> subprocess.Popen[bytes]:
            return popen([sys.executable, "-I", "-c", sleeping] if not started else command, **more)  # type: ignore[call-overload]

        monkeypatch.setattr(subprocess, "Popen", second_sleeps)
        monkeypatch.setattr(limits, "SECONDS", 5)  # a process that starts on a busy machine takes its time
        assert values(read(paths)) == [errors.TookTooLong, 1, 2, 3]
        assert len(started) == 2

    @pytest.mark.usefixtures("one_process")
    def test_that_died_between_two_files_cost_none(self, tmp_path: Path) -> None:
        paths = numbered(tmp_path, 2)
        pool = many._Processes(1)
        first = pool.read(paths[0], many.content_of(paths[0]))
        process = pool._free.get()
        assert process is not None
        process._process.kill()
        process._process.wait()
        pool._free.put(process)
        assert pool.read(paths[1], many.content_of(paths[1])) != first
        pool.close()

    def test_that_cannot_be_started_are_a_message_for_each_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = numbered(tmp_path, 3)
        monkeypatch.setattr(sys, "executable", "/nergens/python")
        assert values(read(paths)) == [errors.ReaderFailed] * 3

    def test_give_what_is_read_in_the_order_of_the_files_however_long_one_takes(self, tmp_path: Path) -> None:
        paths = numbered(tmp_path, 30)
        heavy.listed(paths[3], 2_000, lambda row: (f"a{row}", "", "4", "groot", "", "", ""))
        found = values(read(paths))
        assert found[:3] + found[4:] == [*range(3), *range(4, 30)]

    def test_are_handed_no_more_files_than_wait_for_an_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who asks slowly lets no answers pile up."""
        opened: list[Path] = []
        content_of = many.content_of
        monkeypatch.setattr(many, "_processors", lambda: 2)
        monkeypatch.setattr(many, "content_of", lambda path: opened.append(path) or content_of(path))
        books = read_many(numbered(tmp_path, 200), lambda _, book: book)
        next(books)
        time.sleep(0.5)
        assert len(opened) <= (2 * many._AHEAD + 1) * many._AT_A_TIME
        assert values(list(books)) == list(range(1, 200))

    def test_what_is_understood_of_a_file_may_refuse_it(self, tmp_path: Path) -> None:
        def odd_only(path: Path, book: RawBook) -> RawBook:
            if int(path.stem) % 2 == 0:
                raise errors.DamagedFile("intake.damaged", file=path.name)
            return book

        assert values(list(read_many(numbered(tmp_path, 4), odd_only))) == [
            errors.DamagedFile, 1, errors.DamagedFile, 3,
        ]  # fmt: skip


class TestOneProcess:
    @pytest.fixture
    def process(self) -> Iterator[ReadingProcess]:
        process = ReadingProcess()
        yield process
        process.kill()

    def resident(self, process: ReadingProcess) -> int:
        told = Path(f"/proc/{process._process.pid}/statm").read_text(encoding="ascii")
        return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def test_answers_the_same_whatever_it_read_before(self, process: ReadingProcess, tmp_path: Path) -> None:
        plain = zipped(tmp_path / "a.xlsx", parts()).read_bytes()
        first = process.read("workbook", plain)
        for broken in (plain[:100], b"PK\x03\x04" + b"x" * 500, b"", b"\0" * 1_000):
            assert b"rejected" in process.read("workbook", broken)
            assert b"rejected" in process.read("csv", b'"' + broken + b"\0")
        assert process.read("workbook", plain) == first
        assert not process.ended

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's memory in a file")
    def test_is_as_small_after_a_thousand_files_as_after_ten(self, process: ReadingProcess, tmp_path: Path) -> None:
        content = heavy.listed(
            tmp_path / "a.xlsx", 30, lambda row: (f"a{row}", "", "4", "groot", "", "", "")
        ).read_bytes()
        for _ in range(10):
            process.read("workbook", content)
        small = self.resident(process)
        for _ in range(1_000):
            process.read("workbook", content)
        assert not process.ended
        assert self.resident(process) < small * 1.1

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's memory in a file")
    def test_is_at_rest_or_gone_after_a_heavy_file(self, process: ReadingProcess, tmp_path: Path) -> None:
        path = heavy.listed(
            tmp_path / "a.xlsx",
            5_000,
            lambda row: (f"a{row} " * 20, "x" * 300, "4", "groot", "y" * 300, "x" * 200, "9"),
        )
        assert b"rejected" not in process.read("workbook", path.read_bytes())
        assert process.ended or self.resident(process) <= limits.REST_BYTES

    def test_that_takes_no_further_file_says_so_with_its_answer(self) -> None:
        process = self.replaced_by(said("{}").replace("b'm", "b'l") + "\nout.flush()\nsys.stdin.buffer.read()")
        assert process.read("csv", b"a") == b"{}"
        assert process.ended

    @staticmethod
    def replaced_by(code: str) -> ReadingProcess:
        popen = subprocess.Popen
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subprocess, "Popen", lambda _, **more: popen([sys.executable, "-I", "-c", code], **more))
            return ReadingProcess()

    def test_that_does_not_take_its_file_is_late(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ten megabytes do not fit in a pipe: who does not read them holds up the writing."""
        monkeypatch.setattr(limits, "SECONDS", 0.5)
        process = self.replaced_by("import time; time.sleep(60)")
        with pytest.raises(Late):
            process.read("csv", bytes(limits.FILE_BYTES))

    def test_that_ended_by_itself_has_died(self) -> None:
        process = self.replaced_by("pass")
        with pytest.raises(Died, match="exit"):
            process.read("csv", b"a")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no processor time")
    def test_that_the_system_ends_for_its_processor_time_is_late(self) -> None:
        busy = "child._answer = lambda *_: [None for _ in iter(int, 1)]"
        process = self.replaced_by(
            f"from arena.workbook.intake import child, limits\nlimits.SECONDS = 0\n{busy}\nchild.main()"
        )
        began = time.monotonic()
        with pytest.raises(Late):
            process.read("csv", b"a")
        assert time.monotonic() - began < limits.SECONDS

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no processor time")
    def test_has_for_each_file_its_own_processor_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import resource

        set_: list[tuple[int, tuple[int, int]]] = []
        monkeypatch.setattr(resource, "setrlimit", lambda what, both: set_.append((what, both)))
        used = resource.getrusage(resource.RUSAGE_SELF)
        child._limit_time()
        ((what, (soft, _)),) = set_
        assert what == resource.RLIMIT_CPU
        assert limits.SECONDS <= soft - used.ru_utime - used.ru_stime <= limits.SECONDS + 2


class TestTheChannel:
    @pytest.mark.parametrize(
        ("received", "error"),
        [
            (b"m", channel.Broken),
            (b"m" + bytes(7), channel.Broken),
            (b"x" + bytes(8), channel.Broken),
            (b"m" + bytes(7) + b"\3ab", channel.Broken),
            (b"m" + b"\xff" * 8, channel.TooLong),
            (b"m" + bytes(7) + b"\x65" + b"a" * 101, channel.TooLong),
        ],
    )
    def test_takes_no_message_that_is_not_whole(self, received: bytes, error: type[Exception]) -> None:
        import io

        with pytest.raises(error):
            channel.receive(io.BytesIO(received), (channel.MORE, channel.LAST), 100)

    def test_gives_what_was_sent(self) -> None:
        import io

        pipe = io.BytesIO()
        for content in (b"", b"abc", bytes(100)):
            channel.send(pipe, channel.MORE, content)
        pipe.seek(0)
        taken: Callable[[], object] = lambda: channel.receive(pipe, (channel.MORE,), 100)  # noqa: E731
        assert [taken(), taken(), taken(), taken()] == [
            (channel.MORE, b""), (channel.MORE, b"abc"), (channel.MORE, bytes(100)), None,
        ]  # fmt: skip
