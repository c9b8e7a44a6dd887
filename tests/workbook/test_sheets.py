"""What the sheets say, as described: Start and Issue in small cases, and notes that name their cells."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.method.levels import CRITERIA
from arena.workbook import messages, names
from arena.workbook.description import Formula, Link, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import POSITION
from tests.workbook.formula_cases import ANSWERS, LEVELS, answers
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.pure

ALL_ANSWERED = {
    "subject": "Spelen", "appeal": "samen", "we": "de stuurgroep", "benefit": "iedereen speelt",
    "complex": "ja", "together": "ja", "duration": "duurzaam", "common": "?",
}  # fmt: skip


def lines(sheet: Sheet, *, columns: int = 99) -> list[str]:
    """What a sheet shows, a line for each row, its cells parted by ``|``."""
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        value = cell.value
        shown = value.value if isinstance(value, Formula) else value.text if isinstance(value, Link) else value
        if shown not in (None, "") and column < columns:
            rows.setdefault(row, []).append(str(shown))
    return [" | ".join(cells) for cells in rows.values()]


class TestStart:
    @staticmethod
    def said(of: Analysis) -> list[str]:
        return lines(described(of).sheet("start"))

    @staticmethod
    def states(of: Analysis) -> list[str]:
        """How far each step is."""
        numbered = (line for line in TestStart.said(of) if re.match(r"[1-6]\. ", line))
        return [line.split(" | ")[1] for line in numbered]

    @staticmethod
    def figures(of: Analysis) -> str:
        said = TestStart.said(of)
        return next(line for line in said if re.fullmatch(r"\d+ \| \d+ \| \d+", line))

    def test_of_an_empty_workbook_begins_with_the_issue(self) -> None:
        assert self.said(analysis())[2] == "Begin hier: definieer het issue (stap 1) →"
        assert self.states(analysis()) == [
            "→ nog niet begonnen",
            *["nog niet begonnen"] * 4,
            "telkens als er iets verandert",
        ]
        assert self.figures(analysis()) == "0 | 0 | 0"

    def test_counts_what_misses_of_the_next_step(self) -> None:
        of = analysis("actor | imp | repl\nOCMW | 4 |\n | 3 | x\nGezin", answers={"subject": "Spelen", "common": "ja?"})
        assert self.said(of)[2] == "Volgende stap: beantwoord nog 7 vragen over het issue (stap 1) →"
        assert self.states(of)[:2] == ["→ bezig: nog 7 vragen", "bezig: nog 3 actoren"]

    def test_leads_on_where_a_step_is_done(self) -> None:
        of = analysis("actor | imp | repl | target\nOCMW | ? | ? | \nGezin | 4 | | ja", answers=ALL_ANSWERED)
        assert self.states(of)[:3] == ["✓ klaar", "✓ klaar", "→ nog niet begonnen"]
        assert self.said(of)[2] == "Volgende stap: kies een vorm voor 2 actoren (stap 3) →"

    def test_counts_an_invalid_own_place(self) -> None:
        of = analysis("actor | imp | repl | own\nOCMW | 4 | klein | eerst")
        assert self.states(of)[1] == "bezig: nog één actor"

    @pytest.mark.parametrize("column", ["imp", "repl", "dep", "own"])
    def test_is_not_done_beside_a_fault(self, column: str) -> None:
        done = {"actor": "OCMW", "imp": "4", "repl": "klein", "dep": "groot", "own": "1"}
        for actor in ("OCMW", ""):
            row = done | {"actor": actor, column: "x"}
            assert self.states(analysis(f"{' | '.join(row)}\n{' | '.join(row.values())}"))[1].startswith("bezig: nog ")

    def test_asks_for_criteria_before_anyone_is_chosen(self) -> None:
        of = analysis("actor | imp | repl | own_form | in_network\nOCMW | 4 | klein | netwerk | ", answers=ALL_ANSWERED)
        assert self.said(of)[2] == "Volgende stap: schrijf op waarop u selecteert (stap 4) →"

    @pytest.mark.parametrize(
        ("missed", "said"),
        [
            ("CLB", "Nog niet in de lijst: CLB (uit ‘Wie missen we volgens hen?’). Zet hen onder de laatste actor."),
            ("ocmw; CLB; clb", "Nog niet in de lijst: CLB (uit"),
            ("De Brug; CLB", "Nog niet in de lijst: De Brug en anderen (uit"),
            ("OCMW; niemand", "In de tabel: pas aan wat veranderde"),
            ("x" * 100, f"Nog niet in de lijst: {'x' * 47}… (uit"),
            ("\N{SLIGHTLY SMILING FACE}" * 80, "In de tabel: pas aan wat"),  # 160 signs for Excel
        ],
    )
    def test_names_who_is_missed_and_not_in_the_list(self, missed: str, said: str) -> None:
        of = analysis(f"actor | who_is_missing\nOCMW | {missed}")
        assert [line for line in self.said(of) if line.startswith(said)]

    def test_shows_three_figures(self) -> None:
        of = analysis("actor | imp | repl\nOCMW | 4 | klein\nBib | ? | ?\nGezin")
        assert self.figures(of) == "3 | 1 | 3"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_links_each_step_to_where_it_goes_on(self, language: str) -> None:
        sheet = described(analysis(language=language)).sheet("start")
        links = [cell.value for _, cell in sorted(sheet.cells.items()) if isinstance(cell.value, Link)]
        words = catalogue(language)
        arena_tab = words("sheet.arena.tab")
        assert [(link.sheet, link.cell) for link in links] == [
            (words("sheet.issue.tab"), "B4"),
            *((arena_tab, f"{column}5") for column in ("A", "T", "X")),
            (words("sheet.talks.tab"), "B5"),
            (words("sheet.adjustments.tab"), "B4"),
            (words("sheet.network.tab"), "A31"),
        ]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_fills_every_place(self, language: str) -> None:
        assert not [line for line in self.said(example(language)) if "{" in line]

    def test_of_the_example_says_that_everybody_is_invented(self) -> None:
        said = self.said(replace(analysis(), example=True))
        assert said[1].startswith("Ingevuld voorbeeld: alle organisaties en mensen zijn verzonnen. Zoals het was op 3 ")


class TestIssue:
    @pytest.mark.parametrize(
        ("name", "kind", "consequence"),
        [
            ("complex, known", "complexe kwestie", "Zo’n kwestie vraagt een netwerk"),
            ("complex, assumed", "complexe kwestie (voorlopig aangenomen", "Zo’n kwestie vraagt een netwerk"),
            ("action, known", "gemeenschappelijke actie", "Werk ad hoc samen"),
            ("action, assumed", "gemeenschappelijke actie (voorlopig aangenomen", "Werk ad hoc samen"),
            ("exchange", "uitwisseling", "Overleg volstaat."),
        ],
    )
    def test_says_the_kind_and_what_it_means(self, name: str, kind: str, consequence: str) -> None:
        found = lines(described(analysis(answers=answers(ANSWERS[name]))).sheet("issue"), columns=2)
        [said] = [line.partition(" | ")[2] for line in found if line.startswith("Soort issue")]
        [means] = [line.partition(" | ")[2] for line in found if line.startswith("Wat betekent dat?")]
        assert said == kind or ("aangenomen" in kind and said.startswith(kind))
        assert means.startswith(consequence)

    def test_is_silent_until_something_is_answered(self) -> None:
        found = lines(described(analysis()).sheet("issue"), columns=2)
        assert "Soort issue | Beantwoord eerst de vier vragen" in found
        assert "Wat betekent dat?" in found

    def test_shows_an_example_of_a_criterion_until_it_is_written(self) -> None:
        blank = lines(described(analysis()).sheet("issue"))
        written = lines(described(analysis(answers={"criterion_1": "Willen ze?"})).sheet("issue"))
        assert sum(", bv. " in line for line in blank) == 3
        assert sum(", bv. " in line for line in written) == 2
        assert "Criterium 1 | Willen ze?" in written

    def test_leads_with_enter_from_each_criterion_to_the_next(self) -> None:
        named = described(analysis()).sheet("issue").names
        rows = [named[names.criterion(key)].first_row for key in CRITERIA]
        assert rows == list(range(rows[0], rows[0] + 3))


class TestMessages:
    def test_name_the_cells_of_the_sheet_that_was_written(self) -> None:
        result = evaluate(
            analysis("actor | imp | repl | dep | own | by\nA | x | y | z | 0 |\na | 1 | klein | groot | 2 |")
        )
        where = arena.whereabouts(2)
        said = [message.text for message in messages.row_messages(result, where, catalogue("nl"))]
        assert [text.split(" ")[0] for text in said[:4]] == ["C5", "D5", "F5", "H5"]
        assert "C5 bevat ‘x’" in said[0]
        assert any(text.startswith("A5 en A6 dragen dezelfde naam") for text in said)
        assert any(text.startswith("F6: u koos ‘groot’; uit C6 en D6 volgt ‘eerder groot’.") for text in said)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_fill_every_place(self, language: str) -> None:
        result = evaluate(analysis(LEVELS, language=language))
        where = arena.whereabouts(len(result.entries))
        texts = catalogue(language)
        said = messages.row_messages(result, where, texts) + messages.sheet_messages(result, where, texts)
        assert said
        assert all("{" not in message.text for message in said)

    def test_tell_a_dependency_left_empty_from_one_that_does_not_count(self) -> None:
        result = evaluate(analysis("actor | imp | repl | dep\nA | 4 | klein |\nB | 4 | klein | ?"))
        messages_ = messages.row_messages(result, arena.whereabouts(2), catalogue("nl"))
        said = [message.text for message in messages_ if message.code == "dependency_derived"]
        assert said[0] == "F5 is leeg: de werkmap rekent met ‘groot’, op basis van C5 en D5."
        assert said[1].startswith("F6: hier staat geen geldige keuze. ")

    def test_in_short_tell_what_is_not_known_from_what_was_not_rated(self) -> None:
        sheet = described(analysis("actor | imp | repl | resources\nA | ? | klein | x\nB | | klein | x")).sheet("arena")
        shown = [sheet.cells[arena.FIRST_ROW + row, POSITION["attention"]].value for row in range(2)]
        assert [cell.value for cell in shown if isinstance(cell, Formula)] == [
            "belangrijkheid: nog een vraagteken",
            "belangrijkheid nog niet ingeschat",
        ]

    def test_come_the_gravest_first(self) -> None:
        result = evaluate(analysis(LEVELS.replace("| 9 ", "| x ")))
        weights = [m.weight for m in messages.row_messages(result, arena.whereabouts(7), catalogue("nl"))]
        assert weights == sorted(weights)
        assert weights[0] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_of_actions_can_come_and_go_without_touching_anything_else(language: str) -> None:
    """Whoever deletes or inserts whole rows among the actions changes what stands in those rows, and no more."""
    sheet = described(example(language)).sheet("network")
    actions = sheet.names[names.ACTIONS]
    assert sheet.beside == ()
    below = {place for place in sheet.cells if place[0] >= actions.first_row}
    assert below
    assert {column for _, column in below} == {*range(actions.first_column, actions.last_column + 1)}
    assert max(row for row, _ in below) <= actions.last_row
    others = [area for name, area in sheet.names.items() if name != names.ACTIONS]
    assert others
    assert all(area.last_row < actions.first_row for area in others)
