"""The description of the sheets resources and matrix, and what their users write, read back from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.locale import LANGUAGES, catalogue
from arena.workbook import book
from arena.workbook.description import Formula, Sheet
from arena.workbook.example import example
from arena.workbook.look import STYLES
from arena.workbook.model import Analysis, Result, Settings, evaluate
from arena.workbook.sheets import matrix, matrix_written, resources, resources_written
from arena.workbook.sheets.generated import seal, sizes
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.resources_page import FEW, MANY, OWN
from arena.workbook.sheets.resources_written import NEEDED, WHAT_IF, WORDS
from tests.workbook.typed import analysis

pytestmark = pytest.mark.pure

DAY = dt.date(2026, 2, 3)
ASKED = {"trainers": True, "vervoer": True}


def sheet(of: Analysis, agreed: Sequence[Agreement] = ()) -> Sheet:
    answered = replace(of, asked=resources_written.answers(agreed))
    return resources.describe(replace(book.made_from(evaluate(answered), DAY), agreed=agreed))


def grid(of: Analysis | Result, agreed: Sequence[Agreement] = ()) -> Sheet:
    result = of if isinstance(of, Result) else evaluate(of)
    return matrix.describe(replace(book.made_from(result, DAY), agreed=agreed))


def block(of: Sheet) -> list[list[object]]:
    """What the cells of a sheet show, from A1 on."""
    rows, columns = max(row for row, _ in of.cells), max(column for _, column in of.cells)
    return [[shown(of, row, column) for column in range(columns + 1)] for row in range(rows + 1)]


def shown(of: Sheet, row: int, column: int) -> object:
    cell = of.cells.get((row, column))
    value = None if cell is None else cell.value
    return value.value if isinstance(value, Formula) else value


def row_of(of: Sheet, label: str, column: int = 0) -> int:
    return next(row for row, line in enumerate(block(of)) if str(line[column] or "").endswith(label))


def texts_of(of: Sheet) -> str:
    return "\n".join(str(value) for line in block(of) for value in line if isinstance(value, str))


@pytest.fixture
def of_example() -> Sheet:
    return sheet(example("nl"), [Agreement(NEEDED, name, "ja") for name in ASKED])


class TestCircle:
    def test_stands_on_top_in_words(self, of_example: Sheet) -> None:
        said = texts_of(of_example)
        assert "Op papier brengen deze 7 actoren samen alle 10 nodige hulpbronnen in:" in said
        assert "en één van: Jeugdhuis De Kelder · Sportclub De Vliegende Bal · Turnkring Flik Flak" in said
        assert "(Er zijn 3 zulke combinaties.)" in said

    def test_says_what_counts_as_needed(self, of_example: Sheet) -> None:
        said = " ".join(texts_of(of_example).split())
        assert "Nodig = wat een actor met belangrijkheid 3 of 4 (of nog ‘?’) als eerste inbrengt" in said
        assert "Ook wat enkel komt van wie bezwaren heeft, telt niet mee." in said
        turned = analysis("actor | imp | resources\nA | 1 | zaal; bus", settings=Settings(scale="1 = heel belangrijk"))
        said = " ".join(texts_of(sheet(turned)).split())
        assert "Op papier brengt deze ene actor de ene nodige hulpbron in:" in said
        assert "belangrijkheid 1 of 2 (of nog ‘?’)" in said
        assert "bezwaren" not in said

    def test_names_what_is_needed_and_nobody_has(self) -> None:
        asked = [Agreement(NEEDED, name, "ja") for name in ("bus", "boot")]
        said = texts_of(sheet(analysis("actor | imp | resources\nA | 4 | zaal; bus"), asked))
        assert "Op papier brengt deze ene actor 2 van de 3 nodige hulpbronnen in:" in said
        assert "Nog bij niemand: boot." in " ".join(said.split())

    def test_with_target_groups_alone_nothing_is_needed(self) -> None:
        said = texts_of(sheet(analysis("actor | imp | target\nOuders | 4 | ja")))
        assert "Nog geen hulpbron waarvan vaststaat dat u ze nodig hebt" in said

    def test_is_said_of_every_actor(self, of_example: Sheet) -> None:
        circle = next(
            column
            for column, text in enumerate(block(of_example)[row_of(of_example, "Actor")])
            if text == "In de kleinste kring?"
        )
        said = {
            name: shown(of_example, row_of(of_example, name), circle)
            for name in (
                "Basisschool De Linde",
                "Wijkcomité Ter Linden",
                "Jeugdhuis De Kelder",
                "Speelpleinwerking Joepie",
                "Oudergroep De Linde",
            )
        }
        assert list(said.values()) == [
            "als enige", "heeft bezwaren: telt niet mee", "in een kleinste kring", "ook elders te vinden",
            "in elke kring (doelgroep)",
        ]  # fmt: skip
        assert "Brengt iets anders in: Bibliotheek Lindegem · Leerlingenbegeleiding Kompas" in texts_of(of_example)

    def test_shows_who_has_a_resource_and_who_stands_in(self, of_example: Sheet) -> None:
        head = block(of_example)[row_of(of_example, "Actor")]
        trainers = head.index("trainers")
        dots = {
            name: shown(of_example, row_of(of_example, name), trainers)
            for name in ("Jeugdhuis De Kelder", "Turnkring Flik Flak", "Basisschool De Linde")
        }
        assert dots == {"Jeugdhuis De Kelder": "○", "Turnkring Flik Flak": "●", "Basisschool De Linde": None}
        assert of_example.cells[row_of(of_example, "Actor"), head.index("subsidie")].style == "resources_head_sole"
        assert of_example.cells[row_of(of_example, "Actor"), trainers].style == "resources_head"

    def test_alarms_nobody_while_nobody_is_chosen(self) -> None:
        table = example("nl").table.assign(in_network=None)
        said = sheet(replace(example("nl"), table=table))
        assert "Nog niemand gekozen (stap 4)" in texts_of(said)
        assert "resources_total_open" not in {cell.style for cell in said.cells.values()}

    def test_of_nobody_says_what_to_do(self) -> None:
        said = texts_of(sheet(analysis()))
        assert "Vul bij de actoren de machts- en hulpbronnen en de belangrijkheid in." in said

    @pytest.mark.parametrize(("needed", "columns"), [(0, FEW), (FEW, FEW), (FEW + 1, MANY), (MANY + 3, MANY)])
    def test_has_few_widths_and_says_what_has_no_column(self, needed: int, columns: int) -> None:
        rows = "\n".join(f"A{number} | 4 | bron {number}; gedeeld {number % 2}" for number in range(needed))
        made = sheet(analysis(f"actor | imp | resources\n{rows}"))
        assert len(set(made.widths.values())) == 6
        assert made.print_setup.columns == 2 + columns + 2
        assert ("andere nodige hulpbronnen" in texts_of(made)) == (needed > MANY)


class TestWhatIf:
    def test_tells_of_the_chosen_actor(self) -> None:
        said = texts_of(sheet(example("nl"), [Agreement(WHAT_IF, "", "kinderopvang ’t zonnetje")]))
        assert "Jeugdhuis De Kelder 6 → 5 · Oudergroep De Linde 7 → 6" in said
        assert "Speelpleinwerking Joepie (staat bij ‘Door wie’; klopt dat nog?)" in said
        assert "‘Kinderopvang ’t Zonnetje’ staat bij ‘Door wie’ en valt weg." in said

    def test_tells_of_the_first_with_whom_something_is_lost_where_none_is_chosen(self) -> None:
        made = sheet(example("nl"))
        assert shown(made, row_of(made, "Kies een actor:"), OWN) is None
        assert "← kies een actor en klik op Hulpbronnen; nu staat hier: Basisschool De Linde" in texts_of(made)

    def test_says_that_a_name_is_unknown_or_unrated(self) -> None:
        of = analysis("actor | imp | resources\nA | 4 | geld\nB | | tijd")
        assert "‘C’ staat niet in de kolom Actoren." in texts_of(sheet(of, [Agreement(WHAT_IF, "", "C")]))
        assert "‘B’ is nog niet ingeschat" in texts_of(sheet(of, [Agreement(WHAT_IF, "", "B")]))

    def test_names_pairs_objections_and_what_to_look_at(self, of_example: Sheet) -> None:
        said = texts_of(of_example)
        assert "en Kunstacademie Lindegem – dan brengt niemand nog in: leerkrachten" in said
        assert "Wijkcomité Ter Linden. Telt niet mee, tot u bij ‘Nodig?’ ja kiest" in said
        assert "lokalen · lokaal" in said
        assert "Nodig omdat de belangrijkheid van Kunstacademie Lindegem nog niet bekend is." in said


class TestWritten:
    AGREED = (
        Agreement(WORDS, "Jeugdhuis De Kelder", "lokaal bekijken"),
        Agreement(WHAT_IF, "", "Gemeente Lindegem, dienst Vrije Tijd"),
        Agreement(NEEDED, "trainers", "ja"),
        Agreement(NEEDED, "vervoer", "ja"),
        Agreement(NEEDED, "lokalen", "?"),
    )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_read_back_as_it_stands(self, language: str) -> None:
        of = replace(example("nl"), language=language)
        made = sheet(of, self.AGREED)
        assert set(resources_written.read(block(made))) == set(self.AGREED)
        assert resources_written.hold_all(block(made), OWN)

    def test_stays_with_its_actor_and_its_resource_however_often_it_is_painted(self) -> None:
        agreed: Sequence[Agreement] = self.AGREED
        for table in (example("nl").table, example("nl").table.iloc[::-1], example("nl").table.iloc[:4]):
            made = sheet(replace(example("nl"), table=table), agreed)
            agreed = resources_written.read(block(made))
            assert set(agreed) == set(self.AGREED)  # also of those who are gone

    def test_stays_with_its_actor_when_its_sign_changes_and_its_name_is_long(self) -> None:
        long = "Organisatie met een heel lange naam voor kinderen en gezinnen"
        rows = "{0} Noord | 4 | {1} | a\n{0} Zuid | 4 | {1} | b\n? Vraag | 3 | klein | c"
        of = [analysis("actor | imp | repl | resources\n" + rows.format(long, level)) for level in ("klein", "groot")]
        agreed: Sequence[Agreement] = [Agreement(WORDS, f"{long} Zuid", "bellen"), Agreement(WORDS, "Vraag", "mail")]
        for one in (*of, *of):
            made = sheet(one, agreed)
            agreed = resources_written.read(block(made))
            assert {(words.actor, words.value) for words in agreed if words.group == WORDS} == {
                (f"{long} Zuid", "bellen"),
                ("Vraag", "mail"),
            }
            beside = [line[OWN] for line in block(made) if str(line[0]).removeprefix("▲ ") == f"{long} Zuid"]
            assert "bellen" in beside
            assert "Wat u schreef over wie hier niet meer staat" not in texts_of(made)

    def test_elsewhere_in_the_column_is_not_held(self, of_example: Sheet) -> None:
        for row in (0, row_of(of_example, "Twee die samen afhaken") + 1):
            of_example.put(row, OWN, "mijn nota", "agreement")
            assert not resources_written.hold_all(block(of_example), OWN)
            del of_example.cells[row, OWN]

    @settings(deadline=None, max_examples=30)
    @given(st.lists(st.tuples(st.sampled_from(["trainers", "lokalen", "iets nieuws", "="]), st.text(max_size=9))))
    def test_keeps_whatever_was_answered(self, answers: list[tuple[str, str]]) -> None:
        agreed = [Agreement(NEEDED, name, text) for name, text in dict(answers).items() if text.strip()]
        made = sheet(example("nl"), agreed)
        kept = {(one.actor, one.value) for one in resources_written.read(block(made)) if one.group == NEEDED}
        assert kept == {(one.actor, one.value) for one in agreed if isinstance(one.value, str) and one.value.strip()}

    def test_breaks_no_seal_and_anything_else_does(self, of_example: Sheet) -> None:
        cells = [
            [f"={value.text}" if isinstance(value, Formula) else value for value in line] for line in _typed(of_example)
        ]
        read = seal.read(cells)
        assert read is not None
        assert read.unbroken
        assert read.seal.key == resources.KEY
        cells[row_of(of_example, "trainers")][OWN] = "neen"
        assert (again := seal.read(cells)) is not None
        assert again.unbroken
        cells[row_of(of_example, "trainers")][0] = "andere naam"
        assert (broken := seal.read(cells)) is not None
        assert not broken.unbroken

    def test_says_on_the_sheet_where_its_pages_begin(self, of_example: Sheet) -> None:
        read = sizes.read(block(of_example))
        assert list(read.breaks) == of_example.breaks
        assert read.widths == of_example.widths
        assert [shown(of_example, row, 0) for row in of_example.breaks] == [
            "Wat als deze actor afhaakt?", "Alle hulpbronnen: wat hebt u nodig?",
        ]  # fmt: skip


def _typed(of: Sheet) -> list[list[object]]:
    rows, columns = max(row for row, _ in of.cells), max(column for _, column in of.cells)
    return [
        [of.cells[row, column].value if (row, column) in of.cells else None for column in range(columns + 1)]
        for row in range(rows + 1)
    ]


class TestMatrix:
    TABLE = """actor | imp | repl | target
               Boven | 4 | klein |
               Onder | 1 | groot |
               Half | 3 | ? |
               Leeg | ? | eerder groot |
               Niets | ? | ? |
               Buren | 3 | groot | ja
               Ouders | 4 | | ja
               Jongeren | ? | ? | ja
               Fout | 7 | klein |
               Naam | | |"""

    def place(self, of: Sheet, name: str) -> tuple[str, str]:
        """The label of the row and the heading of the column in which a name stands."""
        cells = block(of)
        row, column = next((r, c) for r, line in enumerate(cells) for c, value in enumerate(line) if name in str(value))
        heads = row_of(of, "Belangrijkheid")
        label = next(str(cells[above][0]) for above in range(row, -1, -1) if cells[above][0])
        return label, str(cells[heads][column])

    def test_shows_each_actor_at_its_levels_and_what_is_unknown_in_the_margins(self) -> None:
        made = grid(analysis(self.TABLE))
        assert {name: self.place(made, name) for name in ("Boven", "Onder", "Half", "Leeg", "Niets", "Fout")} == {
            "Boven": ("4  meest", "klein"),
            "Onder": ("1  minst", "groot"),
            "Half": ("3", "vervangbaarheid: ?"),
            "Leeg": ("belangrijkheid: ?", "eerder groot"),
            "Niets": ("belangrijkheid: ?", "vervangbaarheid: ?"),
            "Fout": ("belangrijkheid: ?", "klein"),
        }
        assert "Nog niet ingeschat (1): Naam" in texts_of(made)
        assert "▲ Boven" in texts_of(made)

    def test_shows_target_groups_as_such_and_never_as_not_known(self) -> None:
        made = grid(analysis(self.TABLE))
        assert self.place(made, "Buren · doelgroep") == ("3", "groot")
        assert self.place(made, "Ouders · belangrijkheid 4")[0] == "Doelgroep"
        assert self.place(made, "Jongeren · belangrijkheid ?")[0] == "Doelgroep"
        assert catalogue("nl")("matrix.target_groups.how") in texts_of(made)
        without = texts_of(grid(analysis("actor | imp | repl | target\nBuren | 3 | groot | ja")))
        assert catalogue("nl")("matrix.target_groups.how") not in without

    def test_shows_many_target_groups_below_each_other(self) -> None:
        rows = "\n".join(f"Groep {number} | 4 | | ja" for number in range(1, 7))
        made = grid(analysis(f"actor | imp | repl | target\n{rows}"))
        assert [self.place(made, f"Groep {number} ·")[0] for number in range(1, 7)] == ["Doelgroep"] * 6

    def test_is_darker_where_the_dependency_is_stronger(self) -> None:
        made = grid(analysis(self.TABLE))
        looks = {
            name: next(cell.style for cell in made.cells.values() if name in str(cell.value)).split("_")[1]
            for name in ("Boven", "Onder", "Half")
        }
        assert looks == {"Boven": "strong", "Onder": "weak", "Half": "unknown"}

    def test_shows_the_users_own_numbers_where_the_scale_is_reversed(self) -> None:
        of = analysis(self.TABLE)
        result = evaluate(replace(of, settings=replace(of.settings, scale=catalogue("nl")("settings.scale.reversed"))))
        assert self.place(grid(result), "Onder") == ("1  meest", "groot")

    def test_grows_with_the_fullest_field_and_stays_one_page(self) -> None:
        rows = "\n".join(f"A{number} | 4 | klein" for number in range(30))
        made = grid(analysis(f"actor | imp | repl\n{rows}"))
        assert all(f"A{number}" in texts_of(made) for number in range(30))
        assert made.print_setup.one_page

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_keeps_the_groups_own_words(self, language: str) -> None:
        agreed = [Agreement("noticed", "", text) for text in ("Rechtsboven zes.", "Links niemand.", "En nog iets.")]
        made = grid(replace(example("nl"), language=language), agreed)
        assert matrix_written.read(block(made)) == agreed
        assert matrix_written.hold_all(block(made), matrix_written.OWN)
        made.put(8, matrix_written.OWN, "elders", "agreement")
        assert not matrix_written.hold_all(block(made), matrix_written.OWN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_have_only_styles_that_there_are_and_are_internal(language: str) -> None:
    for made in (sheet(example(language)), grid(example(language))):
        assert {cell.style for cell in made.cells.values()} | set(made.styles) <= STYLES.keys()
        assert made.print_setup.footer == catalogue(language)("print.internal")
        assert made.merges == made.conditions == []


def test_of_many_and_strange_names_are_described() -> None:
    rows = "\n".join(
        f"=A{number}{'x' * 60} | 4 | bron {number}; {'y' * 80}{number} | groot | =A0{'x' * 60}" for number in range(60)
    )
    of = analysis(f"actor | imp | resources | repl | by\n{rows}")
    for made in (sheet(of), grid(of)):
        assert seal.read(_typed(made)) is not None
