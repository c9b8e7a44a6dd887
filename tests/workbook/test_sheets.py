"""What the sheets say, as described: Start, Issue and Samenvatting in small cases, and notes that name their cells."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest
from arena.workbook.sheets.summary_page import BAR_CELLS

from arena.locale import LANGUAGES, catalogue
from arena.workbook import messages
from arena.workbook.description import Formula, Link, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, Settings, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import POSITION
from tests.workbook.formula_cases import ANSWERS, LEVELS, answers
from tests.workbook.typed import analysis, described

pytestmark = pytest.mark.pure

MADE_ON = dt.date(2026, 3, 1)
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
    def steps(of: Analysis) -> list[str]:
        """State and what still misses, of the two steps that have a sheet."""
        found = lines(described(of).sheet("start"))
        return [
            line.split(" | ", 1)[1].rsplit(" | ", 1)[0]
            for line in found
            if line.startswith(("1. Definieer", "2. Maak"))
        ]

    def test_of_an_empty_workbook_has_nothing_begun(self) -> None:
        assert self.steps(analysis()) == ["nog niet begonnen", "nog niet begonnen"]

    def test_is_busy_while_anything_misses(self) -> None:
        of = analysis("actor | imp | repl\nOCMW | 4 |\n | 3 | x\nGezin", answers={"subject": "Spelen", "common": "ja?"})
        assert self.steps(of) == [
            "bezig | Nog 7 van de 8 vragen te beantwoorden of te verbeteren",
            "bezig | Nog 3 actoren in te schatten (5 vakjes)",
        ]

    def test_is_done_where_every_cell_has_an_entry(self) -> None:
        of = analysis("actor | imp | repl | target\nOCMW | ? | ? | \nGezin | 4 | | ja", answers=ALL_ANSWERED)
        assert self.steps(of) == ["✓ klaar", "✓ klaar"]

    def test_asks_of_a_name_alone_what_is_still_to_do(self) -> None:
        assert self.steps(analysis("actor\nOCMW"))[1] == "bezig | Nog 1 actor in te schatten (2 vakjes)"

    def test_counts_an_invalid_own_place(self) -> None:
        of = analysis("actor | imp | repl | own\nOCMW | 4 | klein | eerst")
        assert self.steps(of)[1] == "bezig | Nog 1 actor in te schatten (1 vakje)"

    def test_is_busy_where_all_that_was_typed_is_an_own_place_that_is_none(self) -> None:
        assert self.steps(analysis("actor | own\n | eerst"))[1].endswith("(4 vakjes)")

    @pytest.mark.parametrize("column", ["imp", "repl", "dep", "own"])
    def test_is_not_done_beside_a_fault(self, column: str) -> None:
        done = {"actor": "OCMW", "imp": "4", "repl": "klein", "dep": "groot", "own": "1"}
        for actor in ("OCMW", ""):
            row = done | {"actor": actor, column: "x"}
            assert self.steps(analysis(f"{' | '.join(row)}\n{' | '.join(row.values())}"))[1].startswith("bezig | Nog ")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_explains_the_results_in_ten_lines(self, language: str) -> None:
        said = lines(described(analysis(language=language)).sheet("start"))
        numbered = [line for line in said if line.split(".")[0].isdigit() and " | " not in line]
        assert [line.split(".")[0] for line in numbered] == [str(number) for number in range(1, 11)]
        assert "{" not in "".join(said)

    def test_says_which_order_counts(self) -> None:
        of = analysis(settings=Settings(priority="importance first"))
        assert "2. De volgorde: eerst belangrijkheid. Een andere kiezen kan in Instellingen." in lines(
            described(of).sheet("start")
        )

    def test_says_which_forms_go_with_this_issue(self) -> None:
        edited = Settings(forms={("action", "core"): "netwerk"})
        of = analysis(answers=answers(("neen", None, None, "ja")), settings=edited)
        line = (
            "9. Vorm bij dit soort issue (gemeenschappelijke actie). Kern: netwerk. Rand: ad hoc. Op afstand: overleg."
        )
        assert line in lines(described(of).sheet("start"))

    def test_of_the_example_says_that_everybody_is_invented(self) -> None:
        said = lines(described(replace(analysis(), example=True)).sheet("start"))
        assert said[1] == "Ingevuld voorbeeld: alle organisaties en mensen zijn verzonnen."


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


SUMMARY = """actor  | imp | repl         | dep          | own | target | resources    | by   | why
             OCMW   | 4   | klein        | groot        |     |        | geld; mensen |      |
             School | 3   | eerder klein |              | 2   |        | lokalen      | Bib  |
             Bib    | ?   | groot        | eerder klein |     |        | boeken       | OCMW |
             Gezin  | 2   | groot        |              |     | ja     |              |      |
             Ouders |     |              |              |     |        |              |      |"""


class TestSummary:
    @pytest.fixture
    def said(self) -> list[str]:
        of = analysis(SUMMARY, answers={"subject": "Spelen", "we": "de stuurgroep", "complex": "ja"})
        sheet = described(of, summary_on=MADE_ON).sheet("summary")
        return lines(sheet, columns=sheet.print_setup.columns or 0)

    @staticmethod
    def section(said: list[str], heading: str) -> list[str]:
        """What stands beside a heading, and the lines under it."""
        words = catalogue("nl")
        names = ("critical", "network", "ad_hoc", "consultation", "none", "target_group", "unknown", "talk", "figures")
        headings = {name: words(f"summary.section.{name}") for name in names}
        start = next(number for number, line in enumerate(said) if line.split(" | ")[0] == headings[heading])
        others = (n for n in range(start + 1, len(said)) if said[n].split(" | ")[0] in headings.values())
        beside = said[start].split(" | ")[1:]
        return [*beside, *said[start + 1 : next(others, len(said))]]

    @staticmethod
    def of_example() -> list[str]:
        sheet = described(example("nl"), summary_on=MADE_ON).sheet("summary")
        return lines(sheet, columns=sheet.print_setup.columns or 0)

    def test_begins_with_what_it_is_about_and_when_it_was_made(self, said: list[str]) -> None:
        assert said[:4] == [
            "Met wie werken we samen, en hoe?",
            "Issue: Spelen",
            "Wij: de stuurgroep",
            "Gemaakt op 01/03/2026 · 3 van 5 actoren volledig ingeschat. "
            "Volgorde: eerst afhankelijkheid. Een voorstel: de rangorde van uw groep gaat voor. "
            "We gaan uit van: complexe kwestie. Klopt dat niet? Vul het blad Issue in.",
        ]
        assert said[4].startswith(f"{catalogue('nl')('summary.fits')} | Intern werkdocument.")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_says_of_the_example_that_it_is_one_and_of_nothing_else(self, language: str) -> None:
        note = catalogue(language)("start.example")
        told = [
            any(cell.value == note for cell in described(each, summary_on=MADE_ON).sheet("summary").cells.values())
            for each in (example(language), replace(example(language), example=False))
        ]
        assert told == [True, False]

    def test_shows_first_whom_we_can_hardly_do_without(self, said: list[str]) -> None:
        first, second = self.section(said, "critical")
        assert first.startswith("1 | OCMW | 1 | ● | ▲ onmisbaar | geld, mensen | Netwerk: ")
        assert first.endswith("Maak een afspraak, of zoek wie dit ook kan inbrengen.")
        assert second.startswith(
            "2 (eigen)\nvoorstel 2 | School | 2–3 | ● | △ moeilijk te missen | lokalen | Bib | Netwerk: "
        )
        assert second.endswith("Maak een afspraak over wie overneemt.")

    def test_orders_them_by_place_whatever_their_signal(self) -> None:
        said = self.of_example()
        places = [line.split(" | ")[0] for line in self.section(said, "critical")]
        assert places == ["1", "1", "3", "4", "5", "7 ?", "8", "11 ?"]

    def test_names_by_form_those_who_stand_above_and_shows_the_others_with_the_reason(self, said: list[str]) -> None:
        assert self.section(said, "network") == ["Zie hierboven: OCMW · School. Nodig hen uit voor het netwerk."]
        assert self.section(said, "ad_hoc") == ["Niemand."]
        assert self.section(said, "none") == ["Niemand."]
        [family] = self.section(said, "consultation")
        assert family.startswith("3 | Gezin | 3–4 | ● | Overleg: uitwisselen volstaat. | Zet hen op de agenda")

    def test_gives_nobody_two_rows(self) -> None:
        of = example("nl")
        sheet = described(of, summary_on=MADE_ON).sheet("summary")
        shown = [cell.value for (_, column), cell in sheet.cells.items() if (column, cell.style) == (1, "cell_bold")]
        assert sorted(map(str, shown)) == sorted(of.table["actor"])

    def test_keeps_the_target_group_in_view(self, said: list[str]) -> None:
        assert self.section(said, "target_group") == ["Zie hierboven: Gezin. Spreek hen aan (stap 5)."]

    def test_says_what_is_not_known_and_what_to_ask(self, said: list[str]) -> None:
        assert self.section(said, "unknown") == [
            "4 ? | Bib | 2–4 | ○ | boeken | OCMW | Nog niet te zeggen: vul eerst belangrijkheid in. | "
            "Vraag na: belangrijkheid.",
            "Ouders | nog niet ingeschat | Vraag na: belangrijkheid en vervangbaarheid.",
        ]

    def test_names_among_the_unknown_who_stands_above_with_what_to_ask(self) -> None:
        said = self.of_example()
        assert self.section(said, "unknown")[0] == "Zie hierboven: Kunstacademie Lindegem (belangrijkheid)."

    def test_names_the_actor_and_the_column_of_what_asks_for_attention(self, said: list[str]) -> None:
        assert self.section(said, "talk") == [
            "Bib – ‘Door wie’: wie hier staat (OCMW), is zelf moeilijk te missen. Kan die dit echt overnemen?",
            "Gezin – ‘Machts- en hulpbronnen’: welke machts- of hulpbron heeft deze actor voor het issue? "
            "‘Door wie’: wie kan dit overnemen?",
            "Kolom ‘Actoren’ telt 5 actoren, minder dan de 8 die men vaak aanraadt: "
            "wie ontbreekt nog, en wie kan bezwaren hebben?",
        ]

    def test_ends_with_the_figures(self, said: list[str]) -> None:
        [figures] = self.section(said, "figures")
        assert figures.startswith("Actoren: 5 · Ingeschat: 4 · Volledig ingeschat: 3 · Met een eigen plaats: 1 · ")
        assert "netwerk: 2" in figures

    def test_names_no_cell_so_that_rows_may_be_sorted(self) -> None:
        of = analysis(
            "actor | imp | repl | dep | own | by\nA | x | y | z | 0 |\na | 1 | klein | groot | 2 |\n"
            "B | 4 | groot | groot | 9 | C\nC | 3 | groot | groot | | B\nD | ? | ? | | |"
        )
        said = lines(described(of, summary_on=MADE_ON).sheet("summary"), columns=12)
        assert not [line for line in said if re.search(r"\b[A-Z]{1,2}[0-9]+\b", line)]
        assert any("‘Door wie’ noemt enkel C, en omgekeerd" in line for line in said)

    def test_leaves_out_the_target_group_where_there_is_none_and_says_that_nobody_is_flagged(self) -> None:
        of = analysis("actor | imp | repl | resources | by\nBib | 1 | groot | boeken | School")
        said = lines(described(of, summary_on=MADE_ON).sheet("summary"))
        assert catalogue("nl")("summary.section.target_group") not in said
        assert self.section(said, "critical")[0] == "Geen enkele actor krijgt een signaal."

    def test_orders_by_the_groups_own_place_first(self) -> None:
        of = analysis(
            "actor | imp | repl | own\nA | 4 | klein | \nB | 4 | klein | 1\nC | 4 | klein |\na | 4 | klein | 3"
        )
        said = lines(described(of, summary_on=MADE_ON).sheet("summary"), columns=12)
        assert [line.split(" | ")[1] for line in self.section(said, "critical")[:4]] == ["B", "A", "C", "a"]

    def test_cuts_long_texts_over_lines_and_keeps_every_word(self) -> None:
        subject = "woord " * 120
        sheet = described(analysis(answers={"subject": subject}), summary_on=MADE_ON).sheet("summary")
        assert " ".join(lines(sheet, columns=1)).count("woord") == 120

    def test_repeats_its_headings_on_each_page(self) -> None:
        sheet = described(example("nl"), summary_on=MADE_ON).sheet("summary")
        assert sheet.print_setup.repeat is not None
        first, last = sheet.print_setup.repeat
        assert first == last
        assert sheet.cells[first, 1].value == "Actor"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_the_example_fits_one_page_and_of_many_actors_does_not(self, language: str) -> None:
        many = example(language)
        many = replace(many, table=pd.concat([many.table] * 3, ignore_index=True))
        pages = [
            described(each, summary_on=MADE_ON).sheet("summary").print_setup.one_page
            for each in (example(language), many)
        ]
        assert pages == [True, False]

    @pytest.mark.parametrize("count", [1, 5, BAR_CELLS, BAR_CELLS + 1, 60])
    def test_draws_the_range_of_everybody_in_cells(self, count: int) -> None:
        rows = "\n".join(
            f"A{number} | {1 + number % 4} | {'klein' if number % 3 else 'groot'}" for number in range(count)
        )
        sheet = described(analysis(f"actor | imp | repl\n{rows}"), summary_on=MADE_ON).sheet("summary")
        drawn: dict[int, list[str]] = {}
        for (row, _), cell in sorted(sheet.cells.items()):
            if cell.style in ("bar", "bar_empty"):
                drawn.setdefault(row, []).append("●" if cell.value else "#" if cell.style == "bar" else ".")
        bars = ["".join(bar) for bar in drawn.values()]
        assert len(bars) >= count
        for bar in bars:
            assert len(bar) == min(count, BAR_CELLS)
            assert bar.count("●") == 1
            assert "." not in bar.strip("."), f"{bar} is one piece"


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
        assert said[1].startswith("F6: geen keuze die telt. ")

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
