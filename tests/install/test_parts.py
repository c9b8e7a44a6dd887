"""What an installation puts on the windows, as it is really made: add-in, workbooks and manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arena.build import manual, sources
from arena.build.parts import shipped_parts
from arena.excel import user_files
from arena.install.install import install, is_ours
from arena.install.uninstall import uninstall
from arena.locale import LANGUAGES

from .imagined import ImaginedMachine

pytestmark = pytest.mark.file


def test_the_real_parts_go_in_and_out_again(windows: ImaginedMachine) -> None:
    before = windows.dump()
    done = install(windows.locations, windows.python, shipped_parts(), server=True)
    assert is_ours(done.addin)
    assert done.templates is not None
    templates = sorted(path.name for path in done.templates.iterdir())
    assert [name for name in templates if name.endswith(".xltx")]
    assert all(name.replace(".xltx", ".xlsx") in templates for name in templates)
    for language in LANGUAGES:
        assert (windows.locations.local / user_files.manual(language).name).is_file()
    uninstall(windows.locations)
    assert windows.dump() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_is_one_page_that_needs_no_other_file(language: str) -> None:
    page = manual.page(language)
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    links = re.findall(r'(?:src|href)="([^"]{0,40})', page)
    assert all(link.startswith(("data:image/png;base64,", "https://", "http://", "#")) for link in links)
    inside = {link[1:] for link in links if link.startswith("#")}
    assert inside
    assert inside <= set(re.findall(r'id="([^"]+)"', page))


def test_every_picture_is_in_the_manual() -> None:
    """Where a picture is not there its description stands in its place, between brackets."""
    page = manual.page("nl")
    written = "".join((sources.folder("docs") / name).read_text(encoding="utf-8") for name in manual.SOURCES["nl"])
    wanted = re.findall(r"!\[([^]]*)\]", written)
    assert len(wanted) >= 9
    assert [description for description in wanted if f"[{description}]" in page] == []


def test_the_manual_names_a_picture_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in manual.SOURCES["nl"]:
        (tmp_path / name).write_text("# Titel\n\n![Het blad Start](weg.png) [meer](elders.md) <b>x</b>\n")
    monkeypatch.setattr(sources, "folder", lambda _: tmp_path)
    page = manual.page("nl")
    assert "[Het blad Start]" in page
    assert "elders.md" not in page
    assert "<b>" not in page


class TestTheSources:
    def test_of_the_package_go_before_those_beside_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "addin" / "arena" / "build"
        monkeypatch.setattr(sources, "__file__", str(package / "sources.py"))
        for found in (tmp_path / "docs", tmp_path / "addin" / "docs", package / "docs"):
            found.mkdir(parents=True)
            assert sources.folder("docs") == found

    def test_that_are_nowhere_are_not_guessed(self) -> None:
        with pytest.raises(FileNotFoundError, match="nergens"):
            sources.folder("nergens")
