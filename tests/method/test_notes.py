"""What asks for attention: every note with cases where it holds and cases where it does not."""

from __future__ import annotations

import pytest

from arena.method.notes import ROW_NOTES, SHEET_NOTES, NoteWeight, gravest
from tests.method.sheet import assessed, codes

pytestmark = pytest.mark.pure

QUIET = "OCMW 4 klein groot"

ROWS = {
    "invalid_importance": (["A 5 klein groot", "A veel klein groot", "A 2.5 - -"], [QUIET, "A ? klein groot"]),
    "invalid_replaceability": (["A 4 g* groot", "A 4 moeilijk groot"], [QUIET, "A 4 ? groot"]),
    "invalid_dependency": (["A 4 klein eerder?groot", "A 4 klein 4"], [QUIET, "A 4 klein ?", "A 4 klein klein"]),
    "invalid_own_rank": (
        ["A 4 klein groot own=0", "A 4 klein groot own=1.5", "A - - - own=eerste", "A 4 klein groot own=?"],
        [QUIET, "A 4 klein groot own=1"],
    ),
    "missing_name": (["- 4 klein groot", "- ? - -"], [QUIET, "- - - -", "- - - - has=geld"]),
    "duplicate_actor": (
        ["A 4 klein groot\na 3 klein groot", "A - - -\nA - - -", "De_Linde - - -\nDE__LINDE_ 4 klein groot"],
        [QUIET + "\nCAW 4 klein groot", "- 4 klein groot\n- 4 klein groot", "Eté - - -\nEte - - -"],
    ),
    "missing_resource": (["A 4 klein groot has=-", "A ? - - has=_"], [QUIET, "A - - - has=-"]),
    "missing_importance": (["A - klein groot", "A ? klein groot"], [QUIET, "A veel klein groot", "A - - -"]),
    "missing_replaceability": (
        ["A 4 - groot", "A 4 ? groot", "A ? - -"],
        [QUIET, "A 4 moeilijk groot", "A 4 - groot target=ja", "A 4 ? - target=ja", "A - - -"],
    ),
    "substitute_missing": (
        ["A 4 groot -", "A 4 eerder_groot groot", "A 4 groot groot by=_|"],
        [QUIET, "A 4 eerder_klein -", "A 4 ? -", "A 4 groot groot by=CAW", "A 4 groot groot by=;", "A - - -"],
    ),
    "substitute_vulnerable": (
        [
            "A 4 groot - by=B\nB 4 klein groot",
            "A 4 groot - by=b;C\nB 4 klein groot\nC 3 eerder_klein groot",
            "A 4 groot - by=B|_C\nB 4 klein groot\nC 4 eerder_klein groot",
            "A 4 klein groot by=B\nB 4 klein groot",
        ],
        [
            QUIET,
            "A 4 groot - by=B\nB 4 groot groot",
            "A 4 groot - by=B;C\nB 4 klein groot\nC 1 groot klein",
            "A 4 groot - by=B;Zorgpunt\nB 4 klein groot",
            "A 4 groot - by=Zorgpunt",
            "A 4 groot - by=B\nB 4 ? -",
            "A 4 groot - by=B\nB - - -",
            "A - - - by=B\nB 4 klein groot",
        ],
    ),
    "substitute_circular": (
        [
            "A 4 groot - by=B\nB 4 groot - by=A",
            "A 4 groot - by=B;b\nB 4 klein - by=a",
            "A 4 groot - by=B\nB - - - by=A",
        ],
        [
            QUIET,
            "A 4 groot - by=B\nB 4 groot - by=A;C\nC 1 groot -",
            "A 4 groot - by=B;C\nB 4 groot - by=A\nC 1 groot -",
            "A 4 groot - by=B\nB 4 groot - by=C\nC 4 groot - by=A",
            "A 4 groot - by=A",
            "A 4 groot - by=B\nB 4 groot -",
            "A - - - by=B\nB 4 groot - by=A",
            "A 4 groot - by=Zorgpunt\nB 4 groot - by=Zorgpunt",
            "- 4 groot - by=B\nB 4 groot - by=C",
        ],
    ),
    "dependency_differs": (
        ["A 4 klein eerder_groot", "A 1 groot groot", "A 1 groot klein", "A 4 klein klein"],
        [QUIET, "A 4 klein -", "A ? klein klein", "A 4 klein klein why=daarom", "A 1 klein eerder_groot"],
    ),
    "own_rank_outside_range": (
        ["A 4 klein groot own=2\nB 3 klein groot", "A 1 klein groot own=3"],
        [
            QUIET,
            "A 4 klein groot own=1\nB 3 klein groot",
            "A ? klein groot own=2\nB 3 klein groot",
            "A 4 klein groot own=2 why=daarom\nB 3 klein groot",
            "A - - - own=9",
            "A 4 klein groot own=0",
        ],
    ),
    "dependency_derived": (
        ["A 4 klein -", "A 4 klein ?", "A 1 groot veel"],
        [QUIET, "A 4 - -", "A ? klein -", "A - - -"],
    ),
    "target_group": (["A 1 groot klein target=ja"], [QUIET, "A 1 groot klein target=neen"]),
}


def _cases(position: int) -> list[tuple[str, str]]:
    return [(code, lines) for code, cases in ROWS.items() for lines in cases[position]]


def test_every_row_note_has_its_cases():
    assert list(ROWS) == [note.code for note in ROW_NOTES]


@pytest.mark.parametrize(("code", "lines"), _cases(0))
def test_a_note_is_given_where_its_rule_holds(code, lines):
    assert code in codes(assessed(lines))


@pytest.mark.parametrize(("code", "lines"), _cases(1))
def test_and_not_where_it_does_not(code, lines):
    assert code not in codes(assessed(lines))


def test_a_finished_actor_has_no_notes():
    assert codes(assessed(QUIET)) == []


@pytest.mark.parametrize("line", ["A - - -", "A - - - has=-", "A - - - by=A;B", "A - - - by=B why=daarom needs=neen"])
def test_a_row_that_is_not_rated_gets_only_notes_about_its_name(line):
    assert codes(assessed(line)) == []
    assert codes(assessed(f"{line}\nB 4 klein groot by=A\na 4 klein groot")) == ["duplicate_actor"]


def test_blank_rows_stay_quiet():
    assert assessed("- - - - has=-\n- - - - has=-").notes.empty


FAULTS = ["invalid_importance", "invalid_replaceability", "invalid_dependency", "invalid_own_rank", "missing_name"]
INFO = ["dependency_derived", "target_group"]


def test_the_weights_are_those_of_the_contract_and_faults_come_first():
    weights = {note.code: note.weight for note in ROW_NOTES}
    assert [code for code, weight in weights.items() if weight == NoteWeight.FAULT] == FAULTS
    assert [code for code, weight in weights.items() if weight == NoteWeight.INFO] == INFO
    assert list(weights.values()) == sorted(weights.values())
    notes = assessed("\n".join(lines for _, lines in _cases(0))).notes
    for code, weight in zip(notes["code"], notes["weight"], strict=True):
        assert weight == weights[code] or (code == "dependency_differs" and weight == NoteWeight.INFO)


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("A 4 klein eerder_groot", NoteWeight.INFO),
        ("A 4 klein eerder_klein", NoteWeight.ATTENTION),
        ("A 4 klein klein", NoteWeight.ATTENTION),
        ("A 1 eerder_groot eerder_groot by=B", NoteWeight.INFO),
        ("A 1 eerder_groot groot by=B", NoteWeight.ATTENTION),
        ("A 1 eerder_groot klein by=B", NoteWeight.INFO),
    ],
)
def test_a_dependency_that_differs_by_two_steps_asks_for_attention_and_by_one_informs(line, weight):
    notes = assessed(line).notes
    assert notes.loc[notes["code"] == "dependency_differs", "weight"].to_list() == [weight]


def test_the_notes_of_a_row_come_in_the_order_of_the_table():
    worst = "- veel moeilijk nogal own=0 has=-\nA ? groot - own=9 has=- target=ja\nA 2 groot - by=B\nB 4 klein groot"
    result = assessed(worst)
    assert codes(result, 0) == [*FAULTS, "missing_resource"]
    assert codes(result, 1) == [
        "duplicate_actor",
        "missing_resource",
        "missing_importance",
        "substitute_missing",
        "own_rank_outside_range",
        "target_group",
    ]
    assert codes(result, 2) == ["duplicate_actor", "substitute_vulnerable", "dependency_derived"]
    assert result.notes["row"].is_monotonic_increasing


def test_a_note_names_the_column_of_its_cell_and_the_other_row():
    notes = assessed("A 4 groot groot by=B\nB 4 groot groot by=A\na 4 klein groot\nA 4 klein groot").notes
    by_code = {code: group for code, group in notes.groupby("code", observed=True)}
    assert set(by_code["substitute_circular"]["column"]) == {"replaced_by"}
    assert by_code["substitute_circular"][["row", "other"]].to_numpy().tolist() == [[0, 1], [1, 0]]
    assert by_code["duplicate_actor"][["row", "other"]].to_numpy().tolist() == [[0, 2], [2, 0], [3, 0]]
    assert set(notes.loc[~notes["code"].isin(["substitute_circular", "duplicate_actor"]), "other"]) <= {-1}
    columns = {note.code: note.column for note in ROW_NOTES}
    assert [columns[code] for code in notes["code"]] == notes["column"].astype(str).to_list()


def test_let_op_shows_the_gravest_and_counts_the_others():
    lines = """
        OCMW 4 klein groot
        A veel groot -
        B 4 groot - has=-
        C 4 klein -
        D 4 groot eerder_groot by=E
        E 4 groot eerder_groot by=D
        - 4 klein eerder_klein has=-
        F 4 klein eerder_groot
    """
    assert gravest(assessed(lines).notes) == {
        1: ("invalid_importance", 1),
        2: ("missing_resource", 1),
        6: ("missing_name", 2),
    }


def sheet(named: int, *others: str) -> list[str]:
    lines = [f"actor{number} 1 klein eerder_groot" for number in range(named)]
    return assessed("\n".join([*lines, *others, "- - - -"])).sheet_notes


@pytest.mark.parametrize(
    ("named", "expected"), [(1, "few_actors"), (7, "few_actors"), (8, None), (22, None), (23, "many_actors")]
)
def test_few_and_many_actors_are_counted_by_name(named, expected):
    noted = [code for code in sheet(named) if code in ("few_actors", "many_actors")]
    assert noted == ([expected] if expected else [])


def test_actors_that_are_not_rated_count_for_few_and_rows_without_a_name_do_not():
    assert "few_actors" in sheet(6, "Z - - -", "- 4 klein groot", "- 4 klein groot")
    assert "few_actors" not in sheet(7, "Z - - -")
    assert assessed("- 1 groot klein").sheet_notes == ["no_critical_actor"]


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("Z 4 klein groot", False),
        ("Z 3 eerder_klein eerder_groot", False),
        ("Z ? ? ?", True),
        ("Z 1 groot klein", True),
        ("Z - - -", False),
    ],
)
def test_no_critical_actor_is_noted_where_rows_are_rated_and_none_is_hard_to_miss(line, noted):
    assert ("no_critical_actor" in assessed(line).sheet_notes) == noted


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ("Z 4 klein groot", False),
        ("Z 4 klein groot attitude=zomaar", False),
        ("Z 4 klein groot attitude=staat_erachter", True),
        ("Z 4 klein groot attitude=heeft_bezwaren", False),
        ("Z 3 klein eerder_groot attitude=heeft_bezwaren\nY 4 klein groot", False),
        ("Z 4 klein groot\nY 1 groot klein attitude=heeft_bezwaren", True),
    ],
)
def test_no_opponent_is_noted_once_attitudes_are_filled_in_and_no_one_who_is_hard_to_miss_objects(lines, noted):
    assert ("no_opponent" in assessed(lines).sheet_notes) == noted


def test_sheet_notes_come_in_the_order_of_the_table():
    assert SHEET_NOTES == ("few_actors", "many_actors", "no_critical_actor", "no_opponent")
    found = assessed("Z 1 groot klein attitude=wacht_af").sheet_notes
    assert found == ["few_actors", "no_critical_actor", "no_opponent"]


def test_the_notes_have_the_documented_columns():
    notes = assessed("A 4 groot -").notes
    assert {name: str(dtype) for name, dtype in notes.dtypes.items()} == {
        "row": "int64",
        "code": "category",
        "column": "category",
        "weight": "int8",
        "other": "int64",
    }
