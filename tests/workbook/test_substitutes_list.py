"""The list of actors behind a drop-down: every name, also after a gap, and no blank rows below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from arena.workbook import names
from arena.workbook.description import Formula
from arena.workbook.sheets import arena
from tests.bench.judges import Judge
from tests.workbook.recalculated import JUDGES_OF_MAPS, set_lines
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.formulas

CASES = {
    "nobody": ("actor | imp", [""]),
    "names": ("actor\nOCMW\nSchool\nBib", ["OCMW", "School", "Bib"]),
    "a gap": ("actor | imp\nOCMW | 4\n | 4\n | \nBib | 1", ["OCMW", "", "", "Bib"]),
    "spaces alone at the end": ("actor | imp\nOCMW | 4\n⍽ | 3\n␣␣ |", ["OCMW"]),
    "a number": ("actor\nOCMW\n12", ["OCMW", 12]),
}
ASKED = 5


@pytest.fixture(autouse=True)
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the lists need: the model of Excel takes its time for each."""
    set_lines(monkeypatch, 6)


@pytest.mark.parametrize("judge", JUDGES_OF_MAPS, ids=lambda judge: judge.name)
def test_it_ends_at_the_last_name(judge: Judge, tmp_path: Path) -> None:
    paths = []
    for number, (text, _) in enumerate(CASES.values()):
        book = described(analysis(text))
        formulas = [f"ROWS({names.ACTORS})", *(f'INDEX({names.ACTORS},{row})&""' for row in range(1, ASKED))]
        for line, formula in enumerate(formulas):
            book.sheet("start").put(line, 20, Formula(formula, "?"), "text")
        paint(book, tmp_path / f"{number}.xlsx")
        paths.append(tmp_path / f"{number}.xlsx")
    start = described(analysis()).sheet("start").name
    for (name, (_, wanted)), values in zip(CASES.items(), judge.recalculate_many(paths), strict=True):
        found = [values[start].get((line + 1, 21)) for line in range(ASKED)]
        assert found[0] == len(wanted), name
        assert [str(text or "") for text in found[1 : 1 + len(wanted)]] == [str(text) for text in wanted], name


def test_an_error_among_the_names_leaves_the_list_alone(tmp_path: Path) -> None:
    book = described(analysis("actor\nOCMW\nSchool\nBib"))
    book.sheet("arena").put(arena.FIRST_ROW + 1, 0, Formula("1/0", "#DIV/0!"), "form_actor")
    book.sheet("start").put(0, 20, Formula(f"ROWS({names.ACTORS})", "?"), "text")
    paint(book, tmp_path / "map.xlsx")
    for judge in JUDGES_OF_MAPS:
        assert judge.recalculate(tmp_path / "map.xlsx")[book.sheet("start").name][1, 21] == 3
