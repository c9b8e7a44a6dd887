"""The bundle: what goes in it, by which hash, and what is said where something cannot be had."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import urllib.error
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from arena import __version__
from arena.build import bundle
from arena.build.bundle import Archive, BundleRefused, Contents, make, own_wheel, pins
from arena.locale import LANGUAGES
from arena.workbook.errors import OutputExists
from tests.command import arena

pytestmark = pytest.mark.file

ROOT = Path(__file__).parents[2]
PYTHON = b"a Python"
ARCHIVE = Archive("3.13.18", "20261110", hashlib.sha256(PYTHON).hexdigest())


def wheel(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    described = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in {**files, **described}.items():
            archive.writestr(each, content)
    return path


def pin(path: Path, version: str = "1.0") -> str:
    name = path.name.partition("-")[0]
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for all the packages there are: one package, and the program that installs."""
    folder = tmp_path / "index"
    folder.mkdir()
    wheel(folder, "een", {"een.py": b""})
    wheel(folder, "uv", {"uv-1.0.data/scripts/uv.exe": b"MZ uv"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def contents(index: Path) -> Contents:
    lock = "".join(map(pin, sorted(index.iterdir())))
    return Contents(lock, ARCHIVE, lambda folder: wheel(folder, "arena_analyse", {"arena/__init__.py": b""}))


@pytest.fixture
def python(tmp_path: Path) -> Path:
    path = tmp_path / "gehaald.tar.gz"
    path.write_bytes(PYTHON)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "uit"
    folder.mkdir()
    return folder


def test_holds_both_double_clicks_and_all_that_they_ask_for(out: Path, contents: Contents, python: Path) -> None:
    made, zipped = make(out, contents, python)
    assert sorted(out.iterdir()) == sorted((made, zipped))
    held = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    assert held.keys() == {
        "Installeer Arena.cmd",
        "Verwijder Arena.cmd",
        "it.md",
        "sha256.txt",
        "bundle/uv.exe",
        "bundle/list.txt",
        "bundle/python.json",
        "bundle/python.tar.gz",
        "bundle/wheels/een-1.0-py3-none-any.whl",
        "bundle/wheels/arena_analyse-1.0-py3-none-any.whl",
    }
    assert held["bundle/uv.exe"].read_bytes() == b"MZ uv"
    assert held["Installeer Arena.cmd"].read_bytes() == (ROOT / "Installeer Arena.cmd").read_bytes()
    listed = held["bundle/list.txt"].read_text().splitlines()
    assert listed[:2] == ["--no-index", "--find-links wheels"]
    assert pins("\n".join(listed[2:])).keys() == {"een", "arena-analyse"}
    digest = hashlib.sha256(held["bundle/wheels/arena_analyse-1.0-py3-none-any.whl"].read_bytes()).hexdigest()
    assert f"arena-analyse=={__version__} \\" in listed
    assert listed[-1] == f"    --hash=sha256:{digest}"
    (described,) = json.loads(held["bundle/python.json"].read_text()).values()
    assert described["sha256"] == ARCHIVE.sha256
    with zipfile.ZipFile(zipped) as archive:
        assert {name.removeprefix(f"{made.name}/") for name in archive.namelist()} == held.keys()


def test_names_the_hash_of_every_other_file(out: Path, contents: Contents, python: Path) -> None:
    made, _ = make(out, contents, python)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "sha256.txt"], cwd=made, check=True)
    named = {line.split(" *")[1] for line in (made / "sha256.txt").read_text().splitlines()}
    assert named == {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()} - {"sha256.txt"}


def test_is_the_same_zip_each_time(tmp_path: Path, contents: Contents, python: Path) -> None:
    hashes = set()
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        _, zipped = make(tmp_path / name, contents, python)
        with zipfile.ZipFile(zipped) as archive:  # the wheel of this test has the date of its making
            hashes.add(tuple((each.filename, each.date_time) for each in archive.infolist()))
    assert len(hashes) == 1


def test_replaces_nothing(out: Path, contents: Contents, python: Path) -> None:
    make(out, contents, python)
    with pytest.raises(OutputExists):
        make(out, contents, python)


@pytest.mark.parametrize("language", LANGUAGES)
class TestWhatCannotBeFetched:
    def refused(self, out: Path, contents: Contents, python: Path | None, language: str) -> str:
        with pytest.raises(BundleRefused) as refused:
            make(out, contents, python)
        assert list(out.iterdir()) == []
        sentence = refused.value.sentence(language)
        assert sentence.endswith({"nl": "Er is niets gewijzigd.", "en": "Nothing was changed."}[language])
        return sentence

    def test_a_wheel_of_another_hash(
        self, out: Path, contents: Contents, python: Path, index: Path, language: str
    ) -> None:
        wheel(index, "een", {"een.py": b"import os"})
        assert "HASH" in self.refused(out, contents, python, language)

    def test_a_wheel_that_is_nowhere(
        self, out: Path, contents: Contents, python: Path, index: Path, language: str
    ) -> None:
        next(index.glob("een-*")).unlink()
        assert "een==1.0" in self.refused(out, contents, python, language)

    def test_a_python_where_there_is_no_internet(
        self, out: Path, contents: Contents, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []

        def no_internet(url: str, **_: object) -> None:
            asked.append(url)
            raise urllib.error.URLError("no route")

        monkeypatch.setattr("urllib.request.urlopen", no_internet)
        said = self.refused(out, contents, None, language)
        assert asked == [ARCHIVE.url]
        assert ARCHIVE.url in said
        assert "--python" in said

    def test_a_python_of_another_hash(self, out: Path, contents: Contents, python: Path, language: str) -> None:
        python.write_bytes(b"another")
        assert ARCHIVE.sha256 in self.refused(out, contents, python, language)

    def test_a_python_that_is_not_there(self, out: Path, contents: Contents, tmp_path: Path, language: str) -> None:
        assert "weg.tar.gz" in self.refused(out, contents, tmp_path / "weg.tar.gz", language)

    def test_anything_without_pip(
        self, out: Path, contents: Contents, python: Path, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
        assert "-m ensurepip" in self.refused(out, contents, python, language)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product as a wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", *build, str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


class TestTheProductsOwnWheel:
    @pytest.fixture
    def installed(self, built: Path, tmp_path: Path) -> metadata.Distribution:
        target = tmp_path / "site-packages"
        install = ["install", "--quiet", "--no-index", "--no-deps", "--target", str(target)]
        subprocess.run([sys.executable, "-m", "pip", *install, str(built)], check=True)
        return next(iter(metadata.distributions(path=[str(target)])))

    def test_holds_what_the_wheel_held_from_which_it_was_installed(
        self, built: Path, installed: metadata.Distribution, tmp_path: Path
    ) -> None:
        again = own_wheel(installed, tmp_path)
        assert again.name == built.name

        def held(path: Path) -> dict[str, bytes]:
            with zipfile.ZipFile(path) as archive:
                return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/RECORD")}

        assert held(again) == held(built)

    def test_can_make_the_next_bundle(self, installed: metadata.Distribution, built: Path) -> None:
        with zipfile.ZipFile(built) as archive:
            names = set(archive.namelist())
        needed = ("Installeer Arena.cmd", "Verwijder Arena.cmd", "requirements-bundle.lock", "docs/it.md")
        assert {f"arena/build/{name}" for name in needed} <= names

    def test_is_not_made_of_files_that_somebody_changed(self, installed: metadata.Distribution, tmp_path: Path) -> None:
        Path(str(installed.locate_file("arena/cli.py"))).write_text("print('anders')")
        with pytest.raises(BundleRefused, match="not_whole"):
            own_wheel(installed, tmp_path)

    def test_is_not_made_where_it_runs_from_its_sources(self, tmp_path: Path) -> None:
        info = tmp_path / "arena_analyse-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: arena-analyse\nVersion: 0.1.0\n")
        (info / "RECORD").write_text("arena_analyse.pth,,\n")
        with pytest.raises(BundleRefused, match="sources"):
            own_wheel(next(iter(metadata.distributions(path=[str(tmp_path)]))), tmp_path)


def test_the_command_says_what_it_made_or_why_not(
    out: Path, contents: Contents, python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "shipped_contents", lambda: contents)
    words = ("bundle", "--out", str(out), "--python", str(python))
    made = arena(*words)
    assert made.code == 0, made.out
    assert f"Arena-analyse {__version__}.zip" in made.out
    again = arena(*words)
    assert again.code == 2
    assert "Arena-analyse" in again.err


def test_the_python_of_the_bundle_is_the_one_that_the_double_click_asks_for() -> None:
    text = (ROOT / "Installeer Arena.cmd").read_text()
    assert bundle.PYTHON_FOR_WINDOWS.version.startswith("3.13.")
    assert "python install 3.13 " in text
    assert bundle.PYTHON_FOR_WINDOWS.url.endswith(
        "/20261110/cpython-3.13.18%2B20261110-x86_64-pc-windows-msvc-install_only_stripped.tar.gz"
    )
