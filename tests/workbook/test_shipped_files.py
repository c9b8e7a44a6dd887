"""The shipped workbooks: built from code, committed as they would be made today, and an example worth showing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from arena.build.templates import shipped, write
from arena.locale import LANGUAGES, catalogue
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from tests.bench.files import findings
from tests.bench.package import Package
from tests.workbook.typed import described

pytestmark = pytest.mark.file

TEMPLATES = Path(__file__).parents[2] / "templates"


class TestShippedFiles:
    def test_are_made_twice_with_the_same_bytes(self, tmp_path: Path) -> None:
        for item in shipped():
            one, other = (write(item, folder) for folder in (self.folder(tmp_path, "a"), self.folder(tmp_path, "b")))
            assert one.read_bytes() == other.read_bytes()

    @staticmethod
    def folder(parent: Path, name: str) -> Path:
        (parent / name).mkdir(exist_ok=True)
        return parent / name

    def test_stand_in_templates_as_they_would_be_made_today(self, tmp_path: Path) -> None:
        for item in shipped():
            fresh, kept = write(item, tmp_path), TEMPLATES / item.file
            assert kept.is_file(), f"{kept.name} is not there: run make templates"
            with zipfile.ZipFile(fresh) as one, zipfile.ZipFile(kept) as other:
                parts = [{name: archive.read(name) for name in archive.namelist()} for archive in (one, other)]
            assert parts[0].keys() == parts[1].keys()
            stale = [name for name in parts[0] if parts[0][name] != parts[1][name]]
            assert stale == [], f"{item.file} is not fresh: run make templates"

    def test_are_those_and_no_others(self) -> None:
        kept = {path.name for path in TEMPLATES.iterdir() if path.suffix in (".xlsx", ".xltx")}
        assert kept == {item.file for item in shipped()}

    def test_have_the_content_type_that_their_ending_says(self, tmp_path: Path) -> None:
        for item in shipped():
            types = Package(write(item, tmp_path)).parts["[Content_Types].xml"].decode()
            is_template = "spreadsheetml.template.main+xml" in types
            assert is_template == item.file.endswith(".xltx") == item.template
            assert is_template != ("spreadsheetml.sheet.main+xml" in types)

    def test_have_nothing_wrong_with_them(self, tmp_path: Path) -> None:
        for item in shipped():
            assert findings(write(item, tmp_path)) == []


class TestExample:
    """At least 14 invented actors who show every signal, a tie, an unknown and every kind of note."""

    @pytest.fixture(params=LANGUAGES)
    def shown(self, request: pytest.FixtureRequest) -> Analysis:
        return example(request.param)

    def test_shows_all_that_there_is_to_see(self, shown: Analysis) -> None:
        result = evaluate(shown)
        actors, codes = result.actors, set(result.assessment.notes["code"])
        assert len(actors) >= 14
        assert set(actors["flag"]) == {"critical", "vulnerable", "uncertain", "none"}
        places = actors.loc[actors["rated"], "place"]
        assert places.duplicated().any()
        assert (actors["rated"] & ~actors["known"]).any()
        assert not actors["rated"].all()
        assert (result.entries.own_rank >= 1).any()
        assert {"substitute_vulnerable", "substitute_circular", "dependency_derived", "target_group"} <= codes
        assert result.entries.target_group.any()
        derived, typed = actors["derived_dependency"].to_numpy(), result.entries.dependency
        assert ((typed >= 1) & (derived >= 1) & (typed != derived)).any()
        assert "invalid_importance" not in codes

    def test_says_that_everybody_is_invented(self, shown: Analysis) -> None:
        start = described(shown).sheet("start")
        said = catalogue(shown.language)("start.example")
        assert any(str(cell.value).startswith(said) for cell in start.cells.values())

    def test_is_the_same_analysis_in_every_language(self) -> None:
        first, second = (evaluate(example(language)).actors for language in LANGUAGES)
        assert first["order"].tolist() == second["order"].tolist()
        assert first["flag"].tolist() == second["flag"].tolist()
