"""The command that makes copies: what it writes, what it says before, and what it refuses."""

from __future__ import annotations

import email
import json
from collections.abc import Callable
from dataclasses import replace
from email import policy
from pathlib import Path

import openpyxl
import pytest

from arena.cli_files import MOST_IN_A_WORKBOOK
from arena.cli_outcome import TEXTS
from arena.locale import catalogue
from arena.sharing import cells_again, pdf
from arena.workbook.errors import UnsafeFile
from arena.workbook.example import example
from arena.workbook.model import Analysis
from tests.command import arena, really
from tests.workbook.crafted import digest
from tests.workbook.typed import analysis, described, paint

pytestmark = pytest.mark.file

AUDIENCES, TEAM_IN_FRENCH = "team, partners, return", ["--audience", "team", "--lang", "fr"]
NAMED = "Begeleiders en lokalen voor de zomer"
"""An action of the example whose partner was not spoken to yet."""


def texts_in(path: Path) -> list[str]:
    """Every text that a copy shows."""
    book = openpyxl.load_workbook(path)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "kopie.xlsx"


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl knows no columns as printed areas
class TestACopy:
    @pytest.mark.parametrize("audience", ["team", "partners", "return"])
    def test_is_made_and_the_source_stays_as_it_is(self, audience: str, filled: Path, out: Path) -> None:
        before = digest(filled)
        ran = arena("share", filled, "--audience", audience, "--out", out)
        assert (ran.code, ran.err, digest(filled)) == (0, "", before)
        assert ran.out.startswith(TEXTS("cli.made", file=out))
        assert TEXTS("cli.share.goes") in ran.out
        assert TEXTS("cli.share.stays") in ran.out

    def test_for_partners_has_those_in_the_network_who_were_spoken_to(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "partners", "--out", out)
        shown = "\n".join(texts_in(out))
        for name in ("Basisschool De Linde", "Gemeente Lindegem, dienst Vrije Tijd", "Oudergroep De Linde"):
            assert name in shown
        for name in ("Buurtwerk", "Zonnetje", "Wijkcomité", "Kunstacademie"):
            assert name not in shown

    def test_leaves_out_a_line_that_names_who_stays_behind_unless_it_is_asked_for(
        self, filled: Path, out: Path, tmp_path: Path
    ) -> None:
        arena("share", filled, "--audience", "partners", "--out", out)
        assert NAMED not in texts_in(out)
        lines = json.loads(arena("share", filled, "--audience", "partners", "--json").out)["lines"]
        line = next(line for line in lines if line["text"].startswith(NAMED))
        assert (line["goes"], "Zonnetje" in line["why"]) == (False, True)
        arena("share", filled, "--audience", "partners", "--with", line["key"], "--out", tmp_path / "met.xlsx")
        assert NAMED in texts_in(tmp_path / "met.xlsx")

    @pytest.mark.parametrize(("audience", "said"), [("partners", "1 partner in"), ("return", "1 naam,")])
    def test_of_one_says_one(self, audience: str, said: str, tmp_path: Path) -> None:
        paint(described(analysis("actor | in_network | spoken_on\nBib | ja | 2026-01-13")), tmp_path / "a.xlsx")
        goes = json.loads(arena("share", tmp_path / "a.xlsx", "--audience", audience, "--json").out)["goes"]
        assert goes[0].startswith(said)

    def test_leaves_out_what_is_said_to_stay(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "partners", "--without", "benefit", "--without", "agreed:0", "--out", out)
        shown = "\n".join(texts_in(out))
        assert catalogue("nl")("partners.benefit") not in shown
        assert "Drie lokalen open" not in shown
        assert "Sara en de directie" in shown

    def test_is_in_the_language_asked_for(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "return", "--lang", "en", "--out", out)
        assert openpyxl.load_workbook(out).sheetnames == ["Form"]

    def test_asks_to_be_sent_back_by_a_day_in_words(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "return", "--back-by", "2026-02-13", "--out", out)
        assert "Terugsturen tegen vrijdag 13 februari 2026" in texts_in(out)

    def test_in_random_order_has_the_same_names(self, filled: Path, out: Path, tmp_path: Path) -> None:
        arena("share", filled, "--audience", "return", "--out", out)
        arena("share", filled, "--audience", "return", "--shuffle", "--out", tmp_path / "anders.xlsx")
        usual, shuffled = texts_in(out), texts_in(tmp_path / "anders.xlsx")
        assert sorted(usual) == sorted(shuffled)
        assert usual != shuffled  # one in 16! times it is

    def test_for_the_team_is_an_arena_workbook_with_the_same_order(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "team", "--out", out)
        ranked = [json.loads(arena("rank", path, "--json").out)["actors"] for path in (filled, out)]
        usual, copied = ([(one["actor"], one["rank"], one["flag"]) for one in actors] for actors in ranked)
        assert usual == copied

    def test_goes_into_a_draft_that_nobody_sent(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "partners", "--mail", "--out", out)
        mail = email.message_from_bytes(out.with_suffix(".eml").read_bytes(), policy=policy.default)
        assert mail["X-Unsent"] == "1"
        assert mail["To"] is None
        [attached] = mail.iter_attachments()
        assert attached.get_content() == out.read_bytes()

    def test_names_the_issue_in_no_mail_where_it_stays_here(self, filled: Path, out: Path) -> None:
        arena("share", filled, "--audience", "partners", "--mail", "--without", "subject", "--out", out)
        mail = email.message_from_bytes(out.with_suffix(".eml").read_bytes(), policy=policy.default)
        assert "Ter Linden" not in mail["Subject"]


class TestAsJson:
    def test_says_what_would_be_in_it_and_makes_nothing(self, filled: Path) -> None:
        ran = arena("share", filled, "--audience", "partners", "--json")
        said = json.loads(ran.out)
        assert ran.code == 0
        assert said.keys() == {
            "audience", "language", "talks", "goes", "stays", "lines", "not_spoken", "without_form",
        }  # fmt: skip
        assert said["not_spoken"] == ["Buurtwerk Ter Linden", "Kinderopvang ’t Zonnetje"]
        assert [path.name for path in filled.parent.iterdir()] == [filled.name]

    def test_names_those_without_a_chosen_form(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis("actor | in_network | spoken_on | own_form\nOCMW | ja | 2026-02-03 | \n"
                                 "School | ja | 2026-02-03 | netwerk"))  # fmt: skip
        assert json.loads(arena("share", path, "--audience", "partners", "--json").out)["without_form"] == ["OCMW"]


class TestIsRefused:
    @pytest.mark.parametrize(
        ("options", "key", "data"),
        [
            (["--audience", "x"], "error.choice", {"value": "x", "option": "--audience", "choices": AUDIENCES}),
            (TEAM_IN_FRENCH, "error.choice", {"value": "fr", "option": "--lang", "choices": "nl, en"}),
            (["--audience", "return", "--back-by", "13/2"], "share.no_day", {"value": "13/2"}),
            (["--audience", "partners", "--with", "agreed:99"], "share.no_line", {"line": "agreed:99"}),
            (["--audience", "team", "--without", "subject"], "share.no_line", {"line": "subject"}),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )  # fmt: skip
    def test_an_option_that_means_nothing(
        self, options: list[str], key: str, data: dict[str, str], filled: Path, out: Path
    ) -> None:
        ran = arena("share", filled, *options, "--out", out)
        assert (ran.code, ran.out, out.exists()) == (2, "", False)
        assert ran.err == TEXTS(f"cli.{key}", **data) + "\n"

    def test_without_a_file_to_write_to(self, filled: Path) -> None:
        ran = arena("share", filled, "--audience", "team")
        assert (ran.code, ran.err) == (2, TEXTS("cli.share.no_out") + "\n")

    def test_over_its_source(self, filled: Path) -> None:
        before = digest(filled)
        ran = arena("share", filled, "--audience", "team", "--force", "--out", filled)
        assert (ran.code, digest(filled)) == (2, before)
        assert ran.err == TEXTS("output.is_source", file=filled.name) + "\n"

    def test_over_a_file_that_exists(self, filled: Path, out: Path) -> None:
        out.write_text("van iemand", encoding="utf-8")
        assert arena("share", filled, "--audience", "return", "--out", out).code == 2
        assert out.read_text(encoding="utf-8") == "van iemand"

    def test_where_a_draft_beside_it_exists_and_nothing_is_made(self, filled: Path, out: Path) -> None:
        out.with_suffix(".eml").write_text("van iemand", encoding="utf-8")
        assert arena("share", filled, "--audience", "return", "--mail", "--out", out).code == 2
        assert not out.exists()

    def test_where_no_pdf_can_be_made_and_nothing_is(
        self, filled: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pdf, "program", lambda: None)
        ran = arena("share", filled, "--audience", "return", "--pdf", "--out", out)
        assert (ran.code, ran.err, out.exists()) == (2, TEXTS("cli.share.no_pdf") + "\n", False)

    @pytest.mark.parametrize(("audience", "key"), [("partners", "partners"), ("return", "return")])
    def test_a_copy_of_nothing(self, audience: str, key: str, workbook: Callable[[Analysis], Path], out: Path) -> None:
        ran = arena("share", workbook(Analysis()), "--audience", audience, "--out", out)
        assert (ran.code, ran.err, out.exists()) == (2, TEXTS(f"copy.nothing.{key}") + "\n", False)

    def test_of_more_actors_than_a_workbook_is_made_of(self, tmp_path: Path, out: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text("Actoren;Belangrijkheid\n" + "OCMW;4\n" * (MOST_IN_A_WORKBOOK + 1), encoding="utf-8")
        ran = arena("share", path, "--audience", "return", "--out", out)
        assert (ran.code, ran.err, out.exists()) == (2, TEXTS("copy.too_large") + "\n", False)

    def test_that_would_be_too_large_to_be_read(self, filled: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def too_large(_: Path) -> None:
            raise UnsafeFile("intake.unsafe", file="x", reason="cells")

        monkeypatch.setattr(cells_again, "read_cells", too_large)
        ran = arena("share", filled, "--audience", "return", "--out", out)
        assert (ran.code, ran.err, out.exists()) == (2, TEXTS("copy.too_large") + "\n", False)

    def test_in_the_language_of_the_user(self, filled: Path) -> None:
        ran = really("share", filled, "--audience", "team", language="en")
        assert (ran.code, ran.err) == (2, catalogue("en")("cli.share.no_out") + "\n")


class TestATextThatBeginsAsAFormula:
    @pytest.mark.parametrize("audience", ["team", "partners", "return"])
    def test_stays_text(self, audience: str, tmp_path: Path, out: Path) -> None:
        of = example("nl")
        table = of.table.copy()
        table.loc[0, ["actor", "resources", "agreed", "who_when"]] = ["=1+1", "+lokalen", "-2 lokalen", "@Sara"]
        answers = {**of.answers, "subject": "=HYPERLINK(1)", "benefit": "+beter"}
        path = tmp_path / "formule.xlsx"
        paint(described(replace(of, table=table, answers=answers)), path)
        assert arena("share", path, "--audience", audience, "--out", out).code == 0
        book = openpyxl.load_workbook(out)
        risky = [
            cell
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith(("=1+1", "+", "-2", "@", "=HYPERLINK(1)"))
        ]
        assert risky
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky if cell.data_type != "f")
        assert not [cell for cell in risky if cell.data_type == "f"]
