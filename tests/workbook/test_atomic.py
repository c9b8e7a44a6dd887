"""A file is written whole or not at all, and nothing else stays behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arena.workbook import atomic, errors
from arena.workbook.atomic import check_target, free_name_beside, make_folder, write_atomically

pytestmark = pytest.mark.file

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")


def new(path: Path) -> None:
    path.write_bytes(b"nieuw")


def refuse(code: int) -> Callable[..., None]:
    def raise_it(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return raise_it


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """A name in a folder of its own, in which after the test nothing stands but that file and those beside it."""
    folder = tmp_path / "map"
    folder.mkdir()
    yield folder / "Samenvatting.xlsx"
    assert not [path for path in folder.iterdir() if path.name.startswith(".arena-")]


class TestWriting:
    def test_a_new_file_holds_what_was_written(self, target: Path) -> None:
        write_atomically(target, new)
        assert target.read_bytes() == b"nieuw"

    def test_an_existing_file_is_refused_and_left(self, target: Path) -> None:
        target.write_bytes(b"oud")
        with pytest.raises(errors.OutputExists):
            write_atomically(target, lambda path: pytest.fail("written though refused"))
        assert target.read_bytes() == b"oud"

    def test_an_existing_file_is_replaced_when_asked(self, target: Path) -> None:
        target.write_bytes(b"oud en langer")
        write_atomically(target, new, overwrite=True)
        assert target.read_bytes() == b"nieuw"

    def test_a_file_that_appears_meanwhile_is_refused_and_left(self, target: Path) -> None:
        def race(path: Path) -> None:
            new(path)
            target.write_bytes(b"van iemand anders")

        with pytest.raises(errors.OutputExists):
            write_atomically(target, race)
        assert target.read_bytes() == b"van iemand anders"

    def test_the_writer_gets_the_same_extension_in_the_same_folder(self, target: Path) -> None:
        seen: list[Path] = []
        write_atomically(target, lambda path: (seen.append(path), new(path))[1])
        assert (seen[0].parent, seen[0].suffix) == (target.parent, ".xlsx")

    def test_verification_sees_all_bytes_before_the_name_is_given(self, target: Path) -> None:
        def verify(path: Path) -> None:
            assert path.read_bytes() == b"nieuw"
            assert not target.exists()

        write_atomically(target, new, verify=verify)
        assert target.exists()

    @posix
    def test_a_new_file_has_the_permissions_of_any_new_file(self, target: Path) -> None:
        before = os.umask(0o027)
        try:
            write_atomically(target, new)
        finally:
            os.umask(before)
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    @posix
    def test_a_replaced_file_keeps_its_permissions(self, target: Path) -> None:
        target.write_bytes(b"oud")
        target.chmod(0o600)
        write_atomically(target, new, overwrite=True)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600

    @posix
    def test_a_link_stays_a_link_when_its_file_is_replaced(self, target: Path) -> None:
        real = target.with_name("echt.xlsx")
        real.write_bytes(b"oud")
        target.symlink_to(real)
        write_atomically(target, new, overwrite=True)
        assert target.is_symlink()
        assert real.read_bytes() == b"nieuw"

    @posix
    def test_a_link_to_nowhere_is_a_file_that_exists(self, target: Path) -> None:
        target.symlink_to(target.with_name("nergens.xlsx"))
        with pytest.raises(errors.OutputExists):
            write_atomically(target, new)

    @posix
    @pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
    def test_a_folder_without_hard_links_works_and_refuses_too(
        self, target: Path, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        monkeypatch.setattr(os, "link", refuse(code))
        write_atomically(target, new)
        assert target.read_bytes() == b"nieuw"
        with pytest.raises(errors.OutputExists):
            write_atomically(target, lambda path: None)

        def race(path: Path) -> None:
            target.with_name("b.xlsx").write_bytes(b"van iemand anders")

        with pytest.raises(errors.OutputExists):
            write_atomically(target.with_name("b.xlsx"), race)
        assert target.with_name("b.xlsx").read_bytes() == b"van iemand anders"


class TestFailing:
    @pytest.mark.parametrize("overwrite", [True, False])
    @pytest.mark.parametrize("when", ["write", "verify"])
    @pytest.mark.parametrize(
        ("fault", "raised"),
        [(ValueError, ValueError), (KeyboardInterrupt, KeyboardInterrupt), (OSError, errors.OutputFailed)],
    )
    def test_a_fault_leaves_everything_as_it_was(
        self, target: Path, overwrite: bool, when: str, fault: type[BaseException], raised: type[BaseException]
    ) -> None:
        if overwrite:
            target.write_bytes(b"oud")

        def fail(path: Path) -> None:
            new(path)
            raise fault

        with pytest.raises(raised):
            write_atomically(
                target, fail if when == "write" else new, overwrite=overwrite, verify=fail if when == "verify" else None
            )
        assert [path.read_bytes() for path in target.parent.iterdir()] == ([b"oud"] if overwrite else [])

    @pytest.mark.parametrize(
        ("step", "code", "overwrite", "error"),
        [
            ("open", errno.EACCES, False, errors.OutputFolderProtected),
            ("open", errno.EROFS, False, errors.OutputFolderProtected),
            ("open", errno.ENOSPC, False, errors.DiskFull),
            ("open", errno.ENAMETOOLONG, False, errors.OutputFailed),
            ("fsync", errno.ENOSPC, True, errors.DiskFull),
            ("fsync", errno.EDQUOT, False, errors.DiskFull),
            ("replace", errno.EACCES, True, errors.OutputLocked),
            ("replace", errno.EIO, True, errors.OutputFailed),
            ("replace", errno.ENOSPC, True, errors.DiskFull),
        ],
    )
    def test_what_the_system_refuses_has_its_own_error(
        self,
        target: Path,
        monkeypatch: pytest.MonkeyPatch,
        step: str,
        code: int,
        overwrite: bool,
        error: type[errors.OutputError],
    ) -> None:
        if overwrite:
            target.write_bytes(b"oud")
        monkeypatch.setattr(atomic.os, step, refuse(code))
        with pytest.raises(error) as caught:
            write_atomically(target, new, overwrite=overwrite)
        monkeypatch.undo()
        assert caught.value.data["file"] == "Samenvatting.xlsx"
        assert [path.read_bytes() for path in target.parent.iterdir()] == ([b"oud"] if overwrite else [])

    @posix
    @pytest.mark.parametrize(("code", "error"), [(errno.EACCES, errors.OutputLocked), (errno.EIO, errors.OutputFailed)])
    def test_a_claim_that_cannot_be_filled_is_given_up(
        self, target: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[errors.OutputError]
    ) -> None:
        monkeypatch.setattr(os, "link", refuse(errno.ENOTSUP))
        monkeypatch.setattr(os, "replace", refuse(code))
        with pytest.raises(error):
            write_atomically(target, new)
        assert not target.exists()

    def test_a_disk_that_fills_while_writing_says_so(self, target: Path) -> None:
        with pytest.raises(errors.DiskFull):
            write_atomically(target, refuse(errno.ENOSPC))

    def test_a_locked_file_comes_with_a_free_name_beside_it(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("Samenvatting.xlsx", "Samenvatting (2).xlsx"):
            target.with_name(name).write_bytes(b"oud")
        monkeypatch.setattr(os, "replace", refuse(errno.EACCES))
        with pytest.raises(errors.OutputLocked) as caught:
            write_atomically(target, new, overwrite=True)
        assert caught.value.data["beside"] == "Samenvatting (3).xlsx"
        assert free_name_beside(target) == target.with_name("Samenvatting (3).xlsx")

    def test_a_folder_that_is_missing_is_not_made(self, target: Path) -> None:
        with pytest.raises(errors.OutputFolderMissing) as caught:
            write_atomically(target / "weg" / "a.xlsx", new)
        assert caught.value.data["folder"] == "weg"

    @pytest.mark.parametrize("overwrite", [True, False])
    def test_a_folder_is_never_overwritten(self, target: Path, overwrite: bool) -> None:
        target.mkdir()
        with pytest.raises(errors.OutputIsFolder):
            write_atomically(target, new, overwrite=overwrite)

    @pytest.mark.parametrize("mode", [0o444, 0o400])
    def test_a_file_that_is_read_only_is_not_replaced(self, target: Path, mode: int) -> None:
        target.write_bytes(b"oud")
        target.chmod(mode)
        with pytest.raises(errors.OutputProtected):
            write_atomically(target, new, overwrite=True)
        assert target.read_bytes() == b"oud"
        target.chmod(0o644)

    def test_a_file_that_this_user_may_not_write_is_not_replaced(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target.write_bytes(b"oud")
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(errors.OutputProtected):
            write_atomically(target, new, overwrite=True)
        assert target.read_bytes() == b"oud"

    @pytest.mark.parametrize(
        ("code", "error"), [(errno.EACCES, errors.OutputFolderProtected), (errno.ENAMETOOLONG, errors.OutputFailed)]
    )
    def test_a_folder_that_may_not_be_looked_into_has_its_own_error(
        self, target: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[errors.OutputError]
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "is_dir", refuse(code))
            with pytest.raises(error):
                check_target(target, overwrite=False)

    def test_a_name_that_is_too_long_is_refused_before_anything_is_written(self, target: Path) -> None:
        with pytest.raises(errors.OutputFailed):
            write_atomically(target.with_name(f"{'a' * 300}.xlsx"), new)


class TestMakingAFolder:
    def test_makes_those_above_it_too_and_is_content_with_one_that_is_there(self, target: Path) -> None:
        for _ in range(2):
            make_folder(target.parent / "a" / "b")
            assert (target.parent / "a" / "b").is_dir()

    @pytest.mark.parametrize("below", ["", "onder"])
    def test_says_that_a_file_is_in_the_way(self, target: Path, below: str) -> None:
        target.write_bytes(b"oud")
        with pytest.raises(errors.OutputFolderMissing) as caught:
            make_folder(target / below)
        assert caught.value.key == "output.folder_is_file"
        assert "Er is niets gewijzigd" in caught.value.sentence("nl")

    @pytest.mark.parametrize(
        ("code", "error", "key"),
        [
            (errno.EACCES, errors.OutputFolderProtected, "output.folder_not_made"),
            (errno.EROFS, errors.OutputFolderProtected, "output.folder_not_made"),
            (errno.ENOSPC, errors.DiskFull, "output.disk_full"),
            (errno.EIO, errors.OutputFailed, "output.failed"),
        ],
    )
    def test_says_what_the_system_refuses(
        self,
        target: Path,
        monkeypatch: pytest.MonkeyPatch,
        code: int,
        error: type[errors.OutputError],
        key: str,
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "mkdir", refuse(code))
            with pytest.raises(error) as caught:
                make_folder(target.parent / "nieuw")
        assert caught.value.key == key
        assert "Maak ze eerst aan" not in caught.value.sentence("nl")
