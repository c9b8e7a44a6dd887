"""Nothing that a reader may not see is in their copy, wherever in a file it could be."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile

import pytest

from arena.locale import catalogue
from arena.method.levels import COLUMNS, CRITERIA
from arena.sharing import copies
from arena.sharing.copies import Choices
from arena.sharing.partners import Partners
from arena.workbook.audience import Audience
from arena.workbook.description import Formula
from arena.workbook.model import QUESTIONS, evaluate
from arena.workbook.sheets.columns import POSITION
from tests.sharing.canaries import PARTNERS, ROWS, Planted, hits, left_out, planted

pytestmark = pytest.mark.file

DAY = dt.date(2026, 2, 3)

TALK = {
    "attitude", "why_other_form", "why_choice", "who_speaks", "talk_by", "spoken_on", "estimate_check", "interest",
    "readiness", "who_is_missing",
}  # fmt: skip


def every(columns: set[str]) -> set[str]:
    return {f"{row}.{column}" for row in ROWS for column in columns}


ANSWERS = {f"answer.{key}" for key in (*QUESTIONS, *CRITERIA)}
TEAM = every({*COLUMNS} - TALK - {"contact"}) | ANSWERS | {"settings.priority", "settings.scale", "network.", "asked"}
ALLOWED = {
    "team": TEAM,
    "team, talks": TEAM | every(TALK) | {"settings.", "talks_for", "adjustments.change.", "adjustments.next_look"},
    "partners": {"answer.subject", "answer.benefit"}
    | {f"{row}.{column}" for row in PARTNERS for column in ("actor", "agreed", "who_when")}
    | {f"network.action.{number}.{what}" for number in (1, 2) for what in ("what", "who")},
    "return": {"answer.subject"} | every({"actor", "resources"}),
}
"""What may be found in each copy. Written from docs/security.md, not from the code."""


def made(of: Planted, name: str, language: str) -> bytes:
    """The copy, for partners with every line that can go along."""
    audience = Audience(name.partition(",")[0])
    result = evaluate(of.analysis)
    lines = frozenset(one.key for one in Partners(result).statements(catalogue(language)))
    choices = Choices(lines, "talks" in name, language=language, send_back_by=DAY)
    return copies.make(result, audience, choices, made_on=DAY, shuffle=lambda order: order.reverse())


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=ALLOWED)
def copy(request: pytest.FixtureRequest, language: str) -> tuple[Planted, bytes, set[str]]:
    of, name = planted(language), request.param
    return of, made(of, name, language), of.of(*ALLOWED[name])


def test_everything_that_can_be_typed_holds_a_canary() -> None:
    """Else a field that is added later would go unwatched: plant one in it."""
    assert set(left_out(planted().analysis)) == {
        "language",
        "example",
        "issue_kind",
        "settings.custom_weights",
        "settings.forms",
    }
    assert len(planted().words) > 150


def test_no_copy_holds_a_canary_of_what_stays_here(copy: tuple[Planted, bytes, set[str]]) -> None:
    of, content, allowed = copy
    assert hits(content, {*of.words.values()} - allowed) == set()


def test_what_goes_along_is_found_so_the_search_can_find(copy: tuple[Planted, bytes, set[str]]) -> None:
    of, content, allowed = copy
    found = hits(content, allowed)
    assert found
    names = of.of("partner.actor", "network_word.actor")
    assert names <= found


WORD, OTHER = "kanarie0001vogel", "kanarie0002vogel"
FORMS = (
    WORD.encode(),
    WORD.encode("utf-16-le"),
    WORD.encode("utf-16-be"),
    *(base64.b64encode(b"x" * before + WORD.encode() + b"yy") for before in range(3)),
    base64.b64encode(f"ab {WORD} cd".encode("utf-16-le")),
)


@pytest.mark.parametrize("hidden", FORMS)
def test_the_search_finds_a_word_in_every_form(hidden: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", b"....." + hidden + b".....")
    assert hits(file.getvalue(), [WORD, OTHER]) == {WORD}


class TestWithoutTalks:
    def test_forms_and_summary_are_values(self) -> None:
        of = planted()
        allowed = copies.allow(evaluate(of.analysis), Audience.TEAM, Choices(), made_on=DAY, shuffle=lambda _: None)
        summary, table = allowed.book.sheet("summary"), allowed.book.sheet("arena")
        assert not [cell for cell in summary.cells.values() if isinstance(cell.value, Formula)]
        for key in ("role", "form"):
            assert not [
                at for at, cell in table.cells.items() if at[1] == POSITION[key] and isinstance(cell.value, Formula)
            ]
