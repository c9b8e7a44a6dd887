"""What the sheets say, as described: Start, Issue and Samenvatting in small cases, and notes that name their cells."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.workbook import messages
from arena.workbook.description import Formula, Link, Sheet
from arena.workbook.model import Analysis, Settings, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.summary import BAR_CELLS
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
            "bezig | Vragen nog te beantwoorden of te verbeteren: 7 van de 8",
            "bezig | Nog 5 vakjes in te vullen of te verbeteren, bij 3 actoren",
        ]

    def test_is_done_where_every_cell_has_an_entry(self) -> None:
        of = analysis("actor | imp | repl | target\nOCMW | ? | ? | \nGezin | 4 | | ja", answers=ALL_ANSWERED)
        assert self.steps(of) == ["✔ klaar", "✔ klaar"]

    def test_asks_of_a_name_alone_what_is_still_to_do(self) -> None:
        assert (
            self.steps(analysis("actor\nOCMW"))[1] == "bezig | Nog 2 vakjes in te vullen of te verbeteren, bij 1 actor"
        )

    def test_counts_an_invalid_own_place(self) -> None:
        of = analysis("actor | imp | repl | own\nOCMW | 4 | klein | eerst")
        assert self.steps(of)[1] == "bezig | Nog 1 vakje in te vullen of te verbeteren, bij 1 actor"

    def test_is_busy_where_all_that_was_typed_is_an_own_place_that_is_none(self) -> None:
        assert self.steps(analysis("actor | own\n | eerst"))[1].startswith("bezig | Nog 4 vakjes")

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
            "9. Vorm bij een gemeenschappelijke actie: kernactor = netwerk, randactor = ad hoc, contextactor = overleg."
        )
        assert line in lines(described(of).sheet("start"))

    def test_of_the_example_says_that_everybody_is_invented(self) -> None:
        said = lines(described(replace(analysis(), example=True)).sheet("start"))
        assert said[1] == "Ingevuld voorbeeld: alle organisaties en mensen zijn verzonnen."


class TestIssue:
    @pytest.mark.parametrize(
        ("name", "kind", "consequence"),
        [
            ("complex, known", "complexe kwestie", "Complexe kwestie: "),
            ("complex, assumed", "complexe kwestie (voorlopig aangenomen", "Complexe kwestie: "),
            ("action, known", "gemeenschappelijke actie", "Gemeenschappelijke actie: "),
            ("action, assumed", "gemeenschappelijke actie (voorlopig aangenomen", "Gemeenschappelijke actie: "),
            ("exchange", "uitwisseling", "Uitwisseling: "),
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
        """The lines under a heading, without the row of column headings."""
        words = catalogue("nl")
        names = ("critical", "network", "ad_hoc", "consultation", "none", "target_group", "unknown", "talk", "figures")
        tab = words("sheet.arena.tab")
        headings = {name: words(f"summary.section.{name}").replace("{sheet}", tab) for name in names}
        start = said.index(headings[heading]) + 1
        end = next((number for number in range(start, len(said)) if said[number] in headings.values()), len(said))
        return [line for line in said[start:end] if not line.startswith("Plaats | Actor")]

    def test_begins_with_what_it_is_about_and_when_it_was_made(self, said: list[str]) -> None:
        assert said[:6] == [
            "Samenvatting van de arena-analyse",
            "Issue: Spelen",
            "‘Wij’ in dit blad: de stuurgroep",
            "Gemaakt op 01/03/2026 · 3 van 5 actoren volledig ingeschat",
            "Volgorde: eerst afhankelijkheid. Een voorstel: de rangorde van uw groep gaat voor. "
            "We gaan uit van: complexe kwestie. Klopt dat niet? Vul het blad Issue in.",
            "✔ Klopt nog met het blad Arena-analyse",
        ]
        assert said[6].startswith("Intern werkdocument.")

    def test_shows_first_whom_we_can_hardly_do_without(self, said: list[str]) -> None:
        first, second = self.section(said, "critical")
        assert first.startswith("1 | OCMW | 1 | ● | ▲ Onmisbaar | geld, mensen | ")
        assert first.endswith("Zoek een tweede actor met dezelfde hulpbron.")
        assert second.startswith("2 (eigen; voorstel 2) | School | 2–3 | ● | △ Moeilijk te missen | lokalen | Bib | ")
        assert second.endswith("Maak een afspraak over wie overneemt.")

    def test_shows_each_form_with_its_reason_and_the_next_step(self, said: list[str]) -> None:
        reason = "Netwerk: het issue is complex, deze actor is belangrijk en we hangen er sterk van af."
        assert [line.split(" | ")[1] for line in self.section(said, "network")] == ["OCMW", "School"]
        assert all(line.endswith(f"{reason} | Nodig uit voor het netwerk.") for line in self.section(said, "network"))
        assert self.section(said, "ad_hoc") == ["Niemand."]
        assert self.section(said, "none") == ["Niemand."]
        [family] = self.section(said, "consultation")
        assert family.startswith("3 | Gezin | 3–4 | ● | Overleg: met deze actor")

    def test_keeps_the_target_group_in_view(self, said: list[str]) -> None:
        [family] = self.section(said, "target_group")
        assert family.startswith("3 | Gezin")
        assert family.endswith("Spreek aan (stap 5).")

    def test_says_what_is_not_known_and_what_to_ask(self, said: list[str]) -> None:
        assert self.section(said, "unknown") == [
            "4 ? | Bib | 2–4 | ○ | boeken | OCMW | Nog niet te zeggen: vul eerst C7 in. | Vraag na: belangrijkheid.",
            "Ouders | nog niet ingeschat | Vraag na: belangrijkheid en vervangbaarheid.",
        ]

    def test_names_the_actor_and_the_cell_of_what_asks_for_attention(self, said: list[str]) -> None:
        assert [line[:24] for line in self.section(said, "talk")] == [
            "– Bib: C7 is nog niet in",
            "– Bib: E7 noemt enkel ve",
            "– Gezin: B8 is leeg: wel",
            "– Gezin: E8 is leeg: doo",
            "– Kolom A telt 5 actoren",
        ]

    def test_ends_with_the_figures(self, said: list[str]) -> None:
        figures = "   ·   ".join(self.section(said, "figures")).replace("·      ·", "·")
        assert "Actoren: 5   ·   Ingeschat: 4   ·   Volledig ingeschat: 3   ·   Met een eigen plaats: 1" in figures
        assert "netwerk: 2" in figures

    def test_leaves_out_the_target_group_where_there_is_none_and_says_that_nobody_is_flagged(self) -> None:
        of = analysis("actor | imp | repl | resources | by\nBib | 1 | groot | boeken | School")
        said = lines(described(of, summary_on=MADE_ON).sheet("summary"))
        assert catalogue("nl")("summary.section.target_group") not in said
        assert self.section(said, "critical")[0] == "Geen enkele actor krijgt een signaal."

    def test_orders_by_the_groups_own_place_first(self) -> None:
        of = analysis(
            "actor | imp | repl | own\nA | 4 | klein | \nB | 4 | klein | 1\nC | 4 | klein |\na | 4 | klein | 3"
        )
        said = lines(described(of, summary_on=MADE_ON).sheet("summary"))
        assert [line.split(" | ")[1] for line in self.section(said, "critical")[:4]] == ["B", "A", "C", "a"]

    def test_cuts_long_texts_over_lines_and_keeps_every_word(self) -> None:
        subject = "woord " * 120
        sheet = described(analysis(answers={"subject": subject}), summary_on=MADE_ON).sheet("summary")
        assert " ".join(lines(sheet, columns=1)).count("woord") == 120

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
        assert any(text.startswith("F6 zegt ‘groot’ terwijl C6 en D6 wijzen op ‘eerder groot’") for text in said)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_fill_every_place(self, language: str) -> None:
        result = evaluate(analysis(LEVELS, language=language))
        where = arena.whereabouts(len(result.entries))
        texts = catalogue(language)
        said = messages.row_messages(result, where, texts) + messages.sheet_messages(result, where, texts)
        assert said
        assert all("{" not in message.text for message in said)

    def test_come_the_gravest_first(self) -> None:
        result = evaluate(analysis(LEVELS.replace("| 9 ", "| x ")))
        weights = [m.weight for m in messages.row_messages(result, arena.whereabouts(7), catalogue("nl"))]
        assert weights == sorted(weights)
        assert weights[0] == 0
