"""What taking over changes: decisions held against the table."""

from __future__ import annotations

import pytest

from arena.locale import catalogue
from arena.workbook.model import Settings, evaluate
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.taking_over import Change, Decisions, decide
from tests.workbook.typed import analysis

pytestmark = pytest.mark.pure

TABLE = """actor  | imp  | repl  | dep
           OCMW   | 4    | klein |
           School | veel | groot | ek
           Bib    | ?    |       |
           Bib    | 1    |       |     """


def decided(*written: Agreement, language: str = "nl", settings: Settings | None = None) -> Decisions:
    result = evaluate(analysis(TABLE, settings=settings))
    return decide(written, result, catalogue(language))


def test_a_choice_changes_what_differs_in_full_words() -> None:
    found = decided(
        Agreement("replaceability", "ocmw", "eg"), Agreement("importance", "OCMW", 4.0), Agreement("own", "OCMW", "x")
    )
    assert found.chosen == (Change(0, "replaceability", "OCMW", "klein", "eerder groot"),)
    assert found.proposed == ()


def test_what_is_the_same_level_in_other_words_is_no_change() -> None:
    assert decided(Agreement("dependency", "School", "eerder klein")) == Decisions((), (), (), (), ())


def test_what_was_no_level_is_replaced_and_a_question_mark_is_a_choice() -> None:
    found = decided(Agreement("importance", "School", "'2"[1:]), Agreement("dependency", "OCMW", "?"))
    assert found.chosen == (
        Change(1, "importance", "School", "veel", 2),
        Change(0, "dependency", "OCMW", "", "?"),
    )


def test_proposals_are_kept_apart() -> None:
    found = decided(Agreement("importance", "OCMW", "(3)"), Agreement("dependency", "OCMW", "(groot)"))
    assert found.chosen == ()
    assert [(one.column, one.after) for one in found.proposed] == [("importance", 3), ("dependency", "groot")]


def test_a_reversed_scale_is_typed_as_it_is_read() -> None:
    settings = Settings(scale=catalogue("nl")("settings.scale.reversed"))
    found = decided(Agreement("importance", "OCMW", 1), settings=settings)
    assert found.chosen == (Change(0, "importance", "OCMW", "4", 1),)
    assert decided(Agreement("importance", "OCMW", 4), settings=settings).chosen == ()


@pytest.mark.parametrize("value", ["veel", 5, 2.5, True, "eg"])
def test_what_is_no_answer_is_named(value: object) -> None:
    wrong = Agreement("importance", "OCMW", value)  # type: ignore[arg-type]
    assert decided(wrong).unread == (wrong,)


def test_names_that_are_not_there_or_there_twice_are_named() -> None:
    written = [Agreement("importance", name, 2) for name in ("Politie", "Bib", "politie")]
    found = decided(*written, Agreement("importance", "Bib", "(2)"))
    assert found.not_found == ("Politie", "Bib", "politie")
    assert found.chosen == found.proposed == ()


def test_ticked_names_that_are_new_come_along_once() -> None:
    written = [
        Agreement("new", "Turks Huis", "ja"),
        Agreement("new", "turks huis", "Yes"),
        Agreement("new", "Ouders", "neen"),
        Agreement("new", "school", "ja"),
        Agreement("new", "=1+1", "ja"),
    ]
    assert decided(*written).new_names == ("Turks Huis", "=1+1")
