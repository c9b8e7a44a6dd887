"""The functions of the registry: what they compute, also through VBA and xlwings' own ``call_udf``, and their texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

import pandas as pd
import pytest

from arena.build import function_page
from arena.excel.functions import registry
from arena.excel.functions.compute import BAD_INPUT, BadCall, Block, WholeColumn, call
from arena.locale import LANGUAGES, catalogue
from arena.method.analysis import assess
from arena.method.levels import read_entries
from arena.workbook.example import example
from arena.workbook.model import evaluate
from arena.workbook.words import vocabulary
from tests.excel.installed import InstalledAddin

LONGEST_HELP = 250
"""Excel's wizard takes 255 characters for a function or an argument, and stops describing it where one is longer."""

VALUE = -2146826273
"""#VALUE! (#WAARDE!), as COM hands it over."""

ACTORS = """
4   klein         groot
4   groot         -
3   eerder klein  ?
?   klein         -
-   -             -
1   g             klein
"""


def column(text: str) -> list[list[object]]:
    """A column of cells: ``-`` is an empty one, digits are numbers, as Excel gives them."""
    return [[None if cell == "-" else float(cell) if cell.isdigit() else cell] for cell in text.split("|")]


def table(text: str) -> list[list[list[object]]]:
    """The columns of a table of actors: importance, replaceability, dependency, two spaces between them."""
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.strip().splitlines()]
    return [column("|".join(cells)) for cells in zip(*rows, strict=True)]


def answer(key: str, *blocks: object, language: str = "nl") -> list[list[object]]:
    function = registry.function(key)
    return call(function, language, [*blocks, *[None] * (len(function.arguments) - len(blocks))])


EXPECTED = {
    "derived": [["groot"], ["eerder groot"], ["groot"], [""], [""], ["eerder klein"]],
    "rank": [[1], [3], [2], [""], [""], [5]],
    "range": [[1, 1], [2, 4], [2, 4], [1, 4], ["", ""], [5, 5]],
    "signal": [["▲ onmisbaar"], [""], ["△ moeilijk te missen"], ["? misschien"], [""], [""]],
    "role": [["kern"], ["rand"], ["kern"], ["nog niet te zeggen"], [""], ["voorlopig niet"]],
    "form": [["netwerk"], ["ad hoc"], ["netwerk"], ["nog niet te zeggen"], [""], ["op de hoogte houden"]],
}
"""What the functions of one answer an actor give; ``agreement`` gives one for all its cells."""

PER_ACTOR = [registry.function(key) for key in EXPECTED]


def blocks_of(key: str) -> list[list[list[object]]]:
    return table(ACTORS)[: 2 if key == "derived" else 3]


@pytest.mark.pure
class TestWhatTheyCompute:
    @pytest.mark.parametrize("key", EXPECTED)
    def test_a_column_of_actors_gives_a_column(self, key):
        assert answer(key, *blocks_of(key)) == EXPECTED[key]

    @pytest.mark.parametrize("key", EXPECTED)
    def test_a_row_of_actors_gives_a_row(self, key):
        lying = [[[row[0] for row in block]] for block in blocks_of(key)]
        assert answer(key, *lying) == [list(row) for row in zip(*EXPECTED[key], strict=True)]

    @pytest.mark.parametrize(
        ("key", "alone"),
        [
            ("derived", "groot"),
            ("rank", 1),
            ("range", [1, 1]),
            ("signal", "▲ onmisbaar"),
            ("role", "kern"),
            ("form", "netwerk"),
        ],
    )
    def test_a_cell_gives_a_value(self, key, alone):
        expected = alone if isinstance(alone, list) else [alone]
        assert answer(key, [[4.0]], [["klein"]]) == [expected]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_on_the_example_they_say_what_the_workbook_says(self, language):
        analysis = example(language)
        result = evaluate(analysis)
        texts = catalogue(language)

        def typed(name: str) -> list[list[object]]:
            return [[None if pd.isna(value) else value] for value in analysis.table[name]]

        columns = [typed(name) for name in ("importance", "replaceability", "dependency")]
        assert answer("rank", *columns) == [[rank or ""] for rank in result.actors["rank"].tolist()]
        signals = [row[0] for row in answer("signal", *columns, typed("target_group"), language=language)]
        flags = result.actors["flag"].tolist()
        assert signals == ["" if flag == "none" else texts(f"flag.{flag}") for flag in flags]

    def test_priority_and_issue_kind_are_taken_as_words_of_any_language_and_as_codes(self):
        blocks = table("4  groot  -\n1  klein  groot")
        assert answer("rank", *blocks) == [[2], [1]]
        for word in ("eerst belangrijkheid", "Importance first", "importance"):
            assert answer("rank", *blocks, [[word]]) == [[1], [2]]
        assert answer("form", *blocks, None, [["uitwisseling"]]) == [["overleg"], ["overleg"]]

    def test_whole_columns_reach_to_the_last_cell_that_holds_something(self):
        blocks = blocks_of("rank")
        whole = [WholeColumn([*block, *[[None]] * extra]) for block, extra in zip(blocks, (0, 300, 3), strict=True)]
        assert answer("rank", *whole) == answer("rank", *blocks)
        assert answer("rank", blocks[0], *whole[1:]) == answer("rank", *blocks)
        assert answer("rank", WholeColumn([[None]]), WholeColumn([[None], [None]])) == [[""]]

    def test_a_whole_column_that_goes_on_below_the_others_is_of_another_size(self):
        importance, replaceability, _ = blocks_of("rank")
        with pytest.raises(BadCall):
            answer("rank", importance[:2], WholeColumn(replaceability))

    def test_a_target_group_and_who_does_not_need_us_count(self):
        assert answer("role", [[1.0]], [["groot"]], None, [["ja"]]) == [["op afstand"]]
        assert answer("form", [[4.0]], [["klein"]], None, None, None, [["neen"]]) == [["ad hoc"]]
        assert answer("form", [[4.0]], [["klein"]], None, None, None, [["yes"]]) == [["netwerk"]]

    @pytest.mark.parametrize(
        ("attitude", "needs_us", "form"),
        [
            ("heeft bezwaren", None, "overleg"),
            ("has objections", "neen", "overleg"),
            ("wacht af", "neen", "ad hoc"),
            ("staat erachter", "ja", "netwerk"),
            ("?", "?", "netwerk"),
        ],
    )
    def test_who_has_objections_is_first_listened_to(self, attitude, needs_us, form):
        given = [[[4.0]], [["klein"]], None, None, None, [[needs_us]], [[attitude]]]
        assert answer("form", *given) == [[form]]

    def test_of_a_target_group_nobody_has_to_rate_how_replaceable_it_is(self):
        group = ([[4.0]], [["?"]], None, [["ja"]])
        assert answer("signal", *group) == [[""]]
        assert answer("form", *group) == [["kies zelf"]]
        assert answer("role", *group) == [["nog niet te zeggen"]]
        assert answer("signal", *group[:2]) == [["? misschien"]]

    def test_they_answer_in_the_language_that_is_asked(self):
        assert answer("derived", [[4.0]], [["klein"]], language="en") == [["large"]]

    def test_an_optional_argument_that_is_one_empty_cell_was_left_out(self):
        assert answer("rank", *table("4  groot\n1  klein"), [[None]], [[None]]) == [[1], [2]]


@pytest.mark.pure
class TestAgreement:
    @pytest.mark.parametrize(
        ("cells", "word"),
        [
            ([4.0, 4.0, 4.0], "eens"),
            ([3.0, None, "4", "?"], "bijna eens"),
            ([1.0, 4.0], "uiteenlopend"),
            ([1.0, 1.0, 4.0, 4.0], "twee kampen"),
            (["klein", "g", "rather small"], "uiteenlopend"),
            (["klein", "k", "groot", "large"], "twee kampen"),
            ([4.0], ""),
            (["?", None], ""),
        ],
    )
    def test_is_one_word_for_a_column_and_for_a_row(self, cells, word):
        assert answer("agreement", [cells]) == answer("agreement", [[cell] for cell in cells]) == [[word]]

    @pytest.mark.parametrize("other", ["blauw", 5.0, True, "#N/A", "groot"])
    def test_is_an_error_where_a_cell_is_no_level_or_of_another_column(self, other):
        assert answer("agreement", [[4.0, other]]) == [[BAD_INPUT]]

    def test_of_a_block_is_refused(self):
        with pytest.raises(BadCall):
            answer("agreement", [[4.0, 3.0], [2.0, 1.0]])

    def test_is_that_of_a_whole_column(self):
        assert answer("agreement", WholeColumn([[4.0], [None], [3.0], [None]])) == [["bijna eens"]]

    def test_answers_in_the_language_that_is_asked(self):
        assert answer("agreement", [[4.0, 4.0]], language="en") == [["agreed"]]


BAD_CELLS = [5.0, 0.0, 2.5, "2-3", "blauw", True, "#N/A", "*"]


@pytest.mark.pure
class TestBadInput:
    @pytest.mark.parametrize("bad", BAD_CELLS)
    @pytest.mark.parametrize("key", EXPECTED)
    def test_a_bad_cell_is_marked_and_the_others_are_computed(self, key, bad):
        function = registry.function(key)
        marked, computed = answer(key, [[bad], [4.0]], [["klein"], ["klein"]])
        assert marked == [BAD_INPUT] * function.columns
        assert all(cell is not BAD_INPUT for cell in computed)

    @pytest.mark.parametrize("place", [1, 2])
    @pytest.mark.parametrize("bad", ["blauw", 3.0, True, "#REF!"])
    def test_a_bad_word_is_marked_in_every_column(self, place, bad):
        blocks = [[[4.0]], [["klein"]], [["groot"]]]
        blocks[place] = [[bad]]
        assert answer("signal", *blocks) == [[BAD_INPUT]]

    @pytest.mark.parametrize("place", ["target_group", "needs_us"])
    def test_a_word_that_is_neither_yes_nor_no_is_marked(self, place):
        given = {"target_group": None, "needs_us": None, place: [["misschien"]]}
        found = answer("form", [[4.0]], [["klein"]], None, given["target_group"], None, given["needs_us"])
        assert found == [[BAD_INPUT]]

    @pytest.mark.parametrize(
        "blocks",
        [
            ([[4.0], [3.0]], [["klein"]]),
            ([[4.0, 3.0], [2.0, 1.0]], [["klein", "klein"], ["klein", "klein"]]),
            ([[4.0]], [["klein"]], None, [["eigen gewichten"]]),
            ([[4.0]], [["klein"]], None, [["zomaar"]]),
            ([[4.0]], [["klein"]], None, [["equal"], ["equal"]]),
        ],
    )
    def test_a_call_that_makes_no_sense_is_refused(self, blocks):
        with pytest.raises(BadCall):
            answer("rank", *blocks)

    def test_an_invalid_cell_counts_as_unknown_for_the_others_as_in_the_workbook(self):
        columns = [[["?"], [2.0]], [["klein"], ["groot"]]]
        bad = [[["blauw"], [2.0]], [["klein"], ["groot"]]]
        assert answer("range", *columns)[1] == answer("range", *bad)[1]


@pytest.mark.pure
class TestTheRegistry:
    def test_it_has_the_functions_of_the_product(self):
        assert {one.name for one in registry.FUNCTIONS} == {
            "ARENA_AFHANKELIJKHEID",
            "ARENA_RANGORDE",
            "ARENA_PLAATSEN",
            "ARENA_SIGNAAL",
            "ARENA_ROL",
            "ARENA_VORM",
            "ARENA_EENSGEZINDHEID",
        }

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_help_text_fits_the_wizard(self, language):
        for key in registry.text_keys():
            assert 0 < len(catalogue(language)(key)) <= LONGEST_HELP

    def test_the_page_of_the_functions_is_fresh(self):
        page = (Path(__file__).parents[2] / "docs" / "functies.md").read_text(encoding="utf-8")
        assert page == function_page.page(), "make catalogues writes it anew"

    def test_a_thousand_actors_are_one_assessment(self):
        rows = 1000
        columns = [[[float(n % 4 + 1)] for n in range(rows)], [["k"] if n % 3 else ["?"] for n in range(rows)]]
        importance, replaceability = ([row[0] for row in column] for column in columns)
        frame = pd.DataFrame({"importance": importance, "replaceability": replaceability})
        expected = assess(read_entries(frame, vocabulary=vocabulary())).actors["rank"].tolist()
        assert answer("rank", *columns) == [[rank or ""] for rank in expected]


@pytest.fixture
def called(installed: InstalledAddin, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the functions for which VBA called Python, one a call."""
    from xlwings import com_server

    names: list[str] = []
    own = com_server.call_udf

    def counted(module: str, name: str, *rest: object) -> object:
        names.append(name)
        assert rest[1] is None  # no workbook goes along
        return own(module, name, *rest)

    monkeypatch.setattr(com_server, "call_udf", counted)
    yield names
    sys.modules.pop(registry.UDF_MODULE, None)


@pytest.mark.model
class TestInExcel:
    @pytest.fixture
    def sheet(self, installed):
        sheet = installed.excel.new_book().sheets[0]
        for number, block in enumerate(table(ACTORS)):
            sheet.range((1, number + 1)).value = block
        return sheet

    @pytest.mark.parametrize("function", PER_ACTOR, ids=lambda one: one.name)
    def test_ranges_give_an_array_in_one_call(self, installed, called, sheet, function):
        count = len(blocks_of(function.key))
        ranges = [sheet[f"{letter}1:{letter}6"] for letter in "ABC"[:count]]
        found = installed.excel.run(function.name, *ranges)
        assert found == tuple(tuple(row) for row in EXPECTED[function.key])
        assert called == [function.key]

    @pytest.mark.parametrize("function", PER_ACTOR, ids=lambda one: one.name)
    def test_a_cell_and_typed_values_give_a_value(self, installed, called, sheet, function):
        first = EXPECTED[function.key][0]
        alone = {"range": (1, 1)}.get(function.key, first[0])
        assert installed.excel.run(function.name, sheet["A1"], sheet["B1"]) == alone
        assert installed.excel.run(function.name, 4, "klein") == alone

    @pytest.mark.parametrize("function", PER_ACTOR, ids=lambda one: one.name)
    def test_bad_input_is_an_error_in_its_cell(self, installed, called, sheet, function):
        sheet["D1:D2"].value = [[9], [4]]
        sheet["E1"].formula = "=NA()"
        assert installed.excel.run(function.name, 9, "klein") in (VALUE, (VALUE, VALUE))
        assert installed.excel.run(function.name, sheet["E1"], "klein") in (VALUE, (VALUE, VALUE))
        assert installed.excel.run(function.name, sheet["A1:A6"], sheet["B1"]) == VALUE
        bad, good = installed.excel.run(function.name, sheet["D1:D2"], sheet["B1:B2"])
        assert set(bad) == {VALUE}
        assert VALUE not in good

    def test_agreement_is_one_value_in_one_call(self, installed, called, sheet):
        name = registry.function("agreement").name
        assert installed.excel.run(name, sheet["A1:A6"]) == "uiteenlopend"
        assert installed.excel.run(name, sheet["A1:A2"]) == "eens"
        assert installed.excel.run(name, sheet["A1"]) in ("", None)
        sheet["D1"].value = 9
        assert installed.excel.run(name, sheet["D1"]) == VALUE
        assert installed.excel.run(name, sheet["A1:B6"]) == VALUE
        assert called == ["agreement"] * 5

    def test_it_is_an_error_too_where_python_does_not_start(self, installed, sheet):
        installed.dll.failure = "Could not create Python process."
        assert installed.excel.run("ARENA_RANGORDE", sheet["A1:A6"], sheet["B1:B6"]) == VALUE

    def test_arguments_in_the_middle_may_be_left_out(self, installed, called, sheet):
        macro = 'Function Asked(a, b)\nAsked = ARENA_VORM(a, b, , , "uitwisseling")\nEnd Function'
        installed.excel.add_module("Asks", macro)
        assert installed.excel.run("Asked", sheet["A1"], sheet["B1"]) == "overleg"

    def test_a_thousand_rows_cost_one_call_and_a_read_of_each_range(self, installed, called, sheet):
        sheet["F1"].value = [[n % 4 + 1, "k"] for n in range(1000)]
        with installed.excel.counting() as calls:
            found = installed.excel.run("ARENA_RANGORDE", sheet["F1:F1000"], sheet["G1:G1000"])
        assert len(found) == 1000
        assert called == ["rank"]
        assert calls.by_member["Range.Value"] == 2

    def test_of_a_whole_column_only_the_rows_in_use_are_read(self, installed, called, sheet):
        expected = installed.excel.run("ARENA_RANGORDE", sheet["A1:A6"], sheet["B1:B6"])
        read: list[Sequence[Block | None]] = []

        def seen(function: registry.Function, language: str, blocks: Sequence[Block | None]) -> list[list[object]]:
            read.append(blocks)
            return call(function, language, blocks)

        from xlwings.udfs import get_udf_module

        with mock.patch.object(get_udf_module(registry.UDF_MODULE, None), "call", seen):
            found = installed.excel.run("ARENA_RANGORDE", sheet["A:A"], sheet["B:B"])
        assert found == expected
        assert [len(block) for block in read[0][:2]] == [sheet.used_range.last_cell.row] * 2

    def test_the_words_are_those_of_the_language_that_was_chosen(self, installed, called, sheet):
        installed.choose("en")
        assert installed.excel.run("ARENA_AFHANKELIJKHEID", 4, "klein") == "large"
