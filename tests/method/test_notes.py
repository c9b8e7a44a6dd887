"""What asks for attention: every note with cases where it holds and cases where it does not."""

from __future__ import annotations

import datetime as dt

import pytest

from arena.method.notes import ROW_NOTES, SHOWN_NOTES, NoteWeight, Seen, gravest
from tests.method.sheet import assessed, codes

pytestmark = pytest.mark.pure

QUIET = "OCMW 4 klein groot"


def _choices(column: str, words: str) -> list[str]:
    return [QUIET, *(f"A - - - {column}={word}" for word in words.split())]


ROWS = {
    "invalid_importance": (["A 5 klein groot", "A veel klein groot", "A 2.5 - -"], [QUIET, "A ? klein groot"]),
    "invalid_replaceability": (["A 4 g* groot", "A 4 moeilijk groot"], [QUIET, "A 4 ? groot"]),
    "invalid_dependency": (["A 4 klein eerder?groot", "A 4 klein 4"], [QUIET, "A 4 klein ?", "A 4 klein klein"]),
    "invalid_own_rank": (
        ["A 4 klein groot own=0", "A 4 klein groot own=1.5", "A - - - own=eerste", "A 4 klein groot own=?"],
        [QUIET, "A 4 klein groot own=1"],
    ),
    "missing_name": (
        ["- 4 klein groot", "- ? - -", "- - - - has=geld", "- - - - has=- net=ja", "- - - - has=- who_speaks=An"],
        [QUIET, "- - - - has=-"],
    ),
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
    "substitute_unknown": (
        ["A 4 groot - by=Zorgpunt", "A 4 groot - by=B;Zorgpunt\nB 4 klein groot", "A 4 klein groot by=Zorg,_welzijn"],
        [
            QUIET,
            "A 4 groot - by=a",
            "A 4 groot - by=B\nB 4 klein groot",
            *(f"A 4 groot - by={nobody}" for nobody in ("niemand", "GEEN", "-", "/", "nvt", "?", "?;Niemand", ";")),
            "A 4 groot - by=Zorg,_welzijn\nZorg,_welzijn - - -",
            "A - - - by=Zorgpunt",
        ],
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
            "A 4 groot - by=B\nB 4 groot - by=C\nC 4 groot - by=A",
            "A 4 groot - by=A;B\nB 4 groot - by=A",
            "A 4 groot - by=B;C\nB 4 groot - by=C\nC 4 groot - by=A",
            "A 4 groot - by=B;niemand;?\nB 4 groot - by=A",
        ],
        [
            QUIET,
            "A 4 groot - by=B\nB 4 groot - by=A;C\nC 1 groot -",
            "A 4 groot - by=B;C\nB 4 groot - by=A\nC 1 groot -",
            "A 4 groot - by=B\nB 4 groot - by=C\nC 4 groot - by=B",
            "A 4 groot - by=A",
            "A 4 groot - by=B\nB 4 groot -",
            "A - - - by=B\nB 4 groot - by=A",
            "A 4 groot - by=Zorgpunt\nB 4 groot - by=Zorgpunt",
            "A 4 groot - by=B\nB 4 groot - by=A;Zorgpunt",
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
    "target_group": (["A 1 groot klein target=ja", "A - - - target=ja"], [QUIET, "A 1 groot klein target=neen"]),
    "invalid_target_group": (["A - - - target=misschien", "A 4 klein groot target=x"], _choices("target", "ja neen ?")),
    "invalid_attitude": (["A - - - attitude=neen"], _choices("attitude", "staat_erachter wacht_af heeft_bezwaren ?")),
    "invalid_needs_us": (["A - - - needs=soms"], _choices("needs", "ja nee ?")),
    "invalid_own_form": (["A - - - form=lunch", "A - - - form=?"], _choices("form", "netwerk ad_hoc overleg")),
    "invalid_criterion": (
        ["A - - - criterion_1=x", "A - - - criterion_2=later", "A 4 klein groot criterion_3=x"],
        _choices("criterion_1", "ja neen ?"),
    ),
    "invalid_in_network": (["A - - - net=neen"], _choices("net", "ja later nu_niet ?")),
    "invalid_network_role": (["A - - - network_role=lid", "A - - - network_role=?"], _choices("network_role", "-")),
    "invalid_estimate_check": (["A - - - estimate_check=?"], _choices("estimate_check", "ja neen aangepast")),
    "invalid_readiness": (["A - - - readiness=ja"], _choices("readiness", "wil_en_kan neen ?")),
    "invalid_date": (
        ["A - - - talk_by=morgen", "A - - - spoken_on=x", "A 4 klein groot talk_by=3_feb"],
        [QUIET, "A - - - talk_by=2026-02-03 spoken_on=2026-02-03"],
    ),
    "rank_overwritten": ([], [QUIET]),
    "form_differs": (
        ["A 4 klein groot form=overleg", "A 1 groot - form=netwerk"],
        [
            QUIET,
            "A 4 klein groot form=netwerk",
            "A 4 klein groot form=overleg why_other_form=daarom",
            "A ? klein - form=overleg",
            "A - - - form=overleg",
            "A 4 klein groot form=lunch",
        ],
    ),
    "form_and_choice_clash": (
        [
            "A 4 klein groot net=nu_niet",
            "A - - - form=netwerk net=nu_niet",
            "A 1 groot - net=ja",
            "A 4 klein groot attitude=heeft_bezwaren net=ja",
            "A - - - form=op_de_hoogte_houden net=ja",
        ],
        [
            QUIET,
            "A 4 klein groot net=ja",
            "A 4 klein groot net=later",
            "A 1 groot - net=nu_niet",
            "A - - - net=ja",
            "A 4 klein groot form=overleg net=nu_niet",
            "A ? klein - net=ja",
        ],
    ),
    "flagged_left_out": (
        ["A 4 klein groot net=nu_niet", "A 3 eerder_klein - net=nu_niet"],
        [
            QUIET,
            "A 4 klein groot net=later",
            "A 4 klein groot net=nu_niet why_choice=daarom",
            "A ? ? ? net=nu_niet",
            "A 1 groot klein net=nu_niet",
            "A - - - net=nu_niet",
        ],
    ),
    "talk_late": (
        [
            "A - - - talk_by=2026-02-02",
            "A 4 klein groot talk_by=2026-01-05 spoken_on=2026-01-04 net=ja",
            "A - - - talk_by=2026-02-02 spoken_on=gisteren",
        ],
        [
            QUIET,
            "A - - - talk_by=2026-02-03",
            "A - - - talk_by=2026-02-02 net=nu_niet",
            "A - - - talk_by=morgen",
            "A - - - talk_by=2026-02-02 spoken_on=2026-02-02",
            "A - - - who_speaks=An",
        ],
    ),
}
TODAY = Seen(dt.date(2026, 2, 3))


def _cases(position: int) -> list[tuple[str, str]]:
    return [(code, lines) for code, cases in ROWS.items() for lines in cases[position]]


def test_every_row_note_has_its_cases():
    assert list(ROWS) == list(dict.fromkeys(note.code for note in ROW_NOTES))


@pytest.mark.parametrize(("code", "lines"), _cases(0))
def test_a_note_is_given_where_its_rule_holds(code, lines):
    assert code in codes(assessed(lines, seen=TODAY))


@pytest.mark.parametrize(("code", "lines"), _cases(1))
def test_and_not_where_it_does_not(code, lines):
    assert code not in codes(assessed(lines, seen=TODAY))


def test_a_finished_actor_has_no_notes():
    assert codes(assessed(QUIET)) == []


@pytest.mark.parametrize(
    "line", ["A - - -", "A - - - has=-", "A - - - by=A;B", "A - - - by=Zorg why=daarom needs=neen"]
)
def test_a_row_that_is_not_rated_gets_no_note_about_what_is_rated(line):
    assert codes(assessed(line)) == []
    assert codes(assessed(f"{line}\nB 4 klein groot by=A\na 4 klein groot")) == ["duplicate_actor"]


STEP_3_ON = "criterion_1=x net=x network_role=x estimate_check=x readiness=x talk_by=x needs=x form=x"


def test_it_has_those_about_its_name_its_place_target_group_attitude_and_what_comes_after():
    assert codes(assessed(f"- - - - own=x target=x attitude=x {STEP_3_ON}")) == [
        "invalid_own_rank", "missing_name", "invalid_target_group", "invalid_attitude", "invalid_needs_us",
        "invalid_own_form", "invalid_criterion", "invalid_in_network", "invalid_network_role", "invalid_estimate_check",
        "invalid_readiness", "invalid_date",
    ]  # fmt: skip


def test_a_note_on_several_columns_names_each_cell():
    notes = assessed("A 4 klein groot criterion_1=x criterion_3=y spoken_on=z").notes
    assert notes["column"].astype(str).to_list() == ["criterion_1", "criterion_3", "spoken_on"]


def test_ranks_that_were_typed_over_are_told_by_whoever_reads_the_sheet_and_not_of_blank_rows():
    seen = Seen(overwritten=frozenset({0, 1, 2}))
    result = assessed("A 4 klein groot\nB - - -\n- - - - has=-\nC 1 - -", seen=seen)
    assert [codes(result, row)[:1] for row in range(4)] == [
        ["rank_overwritten"], ["rank_overwritten"], [], ["missing_replaceability"],
    ]  # fmt: skip


def test_without_a_day_no_talk_is_late():
    assert codes(assessed("A - - - talk_by=1999-01-01")) == []


def test_blank_rows_stay_quiet():
    assert assessed("- - - - has=-\n- - - - has=-").notes.empty


FAULTS = ["invalid_importance", "invalid_replaceability", "invalid_dependency", "invalid_own_rank", "missing_name"]
INFO = ["dependency_derived", "target_group", "form_differs"]
LIGHTER_AT_TIMES = ["substitute_vulnerable", "substitute_circular", "dependency_differs"]
NO_FORMULA = ["substitute_unknown", "substitute_vulnerable", "substitute_circular", "talk_late"]


def test_the_weights_are_those_of_the_contract():
    weights = {note.code: note.weight for note in ROW_NOTES}
    faults = {*FAULTS, "rank_overwritten", *(code for code in weights if code.startswith("invalid_"))}
    assert {code for code, weight in weights.items() if weight == NoteWeight.FAULT} == faults
    assert [code for code, weight in weights.items() if weight == NoteWeight.INFO] == INFO
    assert [note.code for note in ROW_NOTES if note.lighter is not None] == LIGHTER_AT_TIMES
    notes = assessed("\n".join(lines for _, lines in _cases(0)), seen=TODAY).notes
    assert len(notes) > len(ROW_NOTES)
    for code, weight in zip(notes["code"], notes["weight"], strict=True):
        assert weight == weights[code] or (code in LIGHTER_AT_TIMES and weight == NoteWeight.INFO)


def test_let_op_can_show_every_fault_and_attention_that_a_formula_can_find_the_gravest_first():
    wanted = [note for note in ROW_NOTES if note.weight < NoteWeight.INFO and note.code not in NO_FORMULA]
    faults, attention = ([note for note in wanted if note.weight == weight] for weight in (0, 1))
    assert list(SHOWN_NOTES) == [*faults, *attention]


@pytest.mark.parametrize(
    ("lines", "code", "weight"),
    [
        ("A 4 klein - by=B\nB 4 klein -", "substitute_vulnerable", NoteWeight.ATTENTION),
        ("A ? klein - by=B\nB 4 klein -", "substitute_vulnerable", NoteWeight.ATTENTION),
        ("A 4 groot - by=B\nB 4 klein -", "substitute_vulnerable", NoteWeight.INFO),
        ("A 4 groot - by=B\nB 4 klein - by=A", "substitute_circular", NoteWeight.ATTENTION),
        ("A 4 groot - by=B\nB 4 groot - by=C\nC ? klein - by=A", "substitute_circular", NoteWeight.ATTENTION),
        ("A 4 groot - by=B\nB 4 groot - by=A\nC 4 klein -", "substitute_circular", NoteWeight.INFO),
    ],
)
def test_substitutes_ask_for_attention_where_an_actor_concerned_has_a_signal(lines, code, weight):
    notes = assessed(lines).notes
    assert notes.loc[(notes["code"] == code) & (notes["row"] == 0), "weight"].to_list() == [weight]


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
    worst += "\nC 4 klein eerder_groot target=x form=overleg net=nu_niet"
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
    assert codes(result, 4) == ["dependency_differs", "invalid_target_group", "form_differs", "flagged_left_out"]
    assert result.notes["row"].is_monotonic_increasing


def test_a_note_names_the_column_of_its_cell_and_the_other_row():
    notes = assessed("A 4 groot groot by=B\nB 4 groot groot by=A\na 4 klein groot\nA 4 klein groot").notes
    notes = notes[notes["code"] != "dependency_differs"]
    by_code = {code: group for code, group in notes.groupby("code", observed=True)}
    assert set(by_code["substitute_circular"]["column"]) == {"replaced_by"}
    assert by_code["substitute_circular"][["row", "other"]].to_numpy().tolist() == [[0, 0], [1, 0]]
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
        G 4 ? - target=x net=nu_niet attitude=neen talk_by=2026-01-01
        H 4 groot - by=Zorgpunt form=overleg net=ja
    """
    assert gravest(assessed(lines, seen=TODAY).notes) == {
        1: ("invalid_importance", 1),
        2: ("missing_resource", 1),
        6: ("missing_name", 2),
        8: ("invalid_target_group", 2),
        9: ("form_and_choice_clash", 0),
    }


def test_the_notes_have_the_documented_columns():
    notes = assessed("A 4 groot -").notes
    assert {name: str(dtype) for name, dtype in notes.dtypes.items()} == {
        "row": "int64",
        "code": "category",
        "column": "category",
        "weight": "int8",
        "other": "int64",
    }
