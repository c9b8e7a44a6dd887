"""``arena rank``: the JSON contract to the letter, and the options that overrule a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from arena.locale import catalogue
from arena.workbook.example import example
from arena.workbook.model import SCHEMA, Analysis, Settings
from tests.command import arena
from tests.workbook.typed import analysis

pytestmark = pytest.mark.file

ACTOR_KEYS = [
    "row", "actor", "resources", "importance", "replaceability", "replaced_by", "dependency", "derived_dependency",
    "rated", "place", "rank", "own_rank", "rank_best", "rank_worst", "flag", "actor_class", "form", "own_form",
    "form_that_counts", "target_group", "attitude", "needs_us", "in_network", "notes",
]  # fmt: skip


class TestContract:
    """docs/method.md, "arena rank INPUT --json", to the letter."""

    def test_has_these_keys_in_this_order(self, filled: Path) -> None:
        answer = json.loads(arena("rank", filled, "--json").out)
        assert list(answer) == [
            "schema", "issue", "issue_kind", "issue_kind_assumed", "priority", "weights", "width", "actors",
            "questions", "notes",
        ]  # fmt: skip
        assert all(list(actor) == ACTOR_KEYS for actor in answer["actors"])

    def test_of_the_example(self, filled: Path) -> None:
        ran = arena("rank", filled, "--json")
        answer = json.loads(ran.out)
        assert (ran.code, ran.err) == (0, "")
        assert answer["issue"].startswith("Na school en in de vakanties")
        assert [answer[key] for key in ("issue_kind", "issue_kind_assumed", "priority")] == [
            "complex",
            False,
            "dependency",
        ]
        assert (answer["schema"], answer["weights"]) == (SCHEMA, [25, 5, 1])
        assert answer["width"] == sum(
            actor["rank_worst"] - actor["rank_best"] for actor in answer["actors"] if actor["rated"]
        )
        assert len(answer["actors"]) == len(example("nl").table)
        first = answer["actors"][0]
        assert set(first.pop("notes")) <= {"talk_late"}  # the talks of the example are late or not by today's date
        assert first == {
            "row": 5, "actor": "Basisschool De Linde",
            "resources": ["contact met gezinnen", "lokalen", "leerkrachten"],
            "importance": 4, "replaceability": "small", "replaced_by": [], "dependency": "large",
            "derived_dependency": "large", "rated": True, "place": 1, "rank": 1, "own_rank": None, "rank_best": 1,
            "rank_worst": 1, "flag": "critical", "actor_class": "core", "form": "network",
            "own_form": "network", "form_that_counts": "network", "target_group": False, "attitude": "supports",
            "needs_us": True, "in_network": "yes",
        }  # fmt: skip

    def test_of_what_is_not_known_is_null(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(
            analysis("actor | imp | repl | resources | target\nA | ? | klein | |\n | 4 | x | geld |\nB | | | |ja")
        )
        unknown, nameless, unrated = json.loads(arena("rank", path, "--json").out)["actors"]
        assert unknown == {
            "row": 5, "actor": "A", "resources": [], "importance": None, "replaceability": "small", "replaced_by": [],
            "dependency": None, "derived_dependency": None, "rated": True, "place": 2, "rank": None, "own_rank": None,
            "rank_best": 1, "rank_worst": 2, "flag": "uncertain", "actor_class": None, "form": None,
            "own_form": None, "form_that_counts": None, "target_group": False, "attitude": None, "needs_us": None,
            "in_network": None, "notes": ["missing_resource", "missing_importance"],
        }  # fmt: skip
        assert (nameless["actor"], nameless["replaceability"]) == (None, None)
        assert nameless["notes"] == ["invalid_replaceability", "missing_name"]
        assert unrated == dict.fromkeys(ACTOR_KEYS) | {
            "row": 7, "actor": "B", "resources": [], "replaced_by": [], "rated": False, "flag": "none",
            "target_group": True, "notes": ["target_group"],
        }  # fmt: skip

    def test_of_nobody(self, workbook: Callable[[Analysis], Path]) -> None:
        assert json.loads(arena("rank", workbook(analysis()), "--json").out) == {
            "schema": SCHEMA, "issue": None, "issue_kind": "complex", "issue_kind_assumed": True,
            "priority": "dependency", "weights": [25, 5, 1], "width": 0, "actors": [], "questions": [], "notes": [],
        }  # fmt: skip

    def test_keeps_the_order_of_the_input(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis("actor | imp | repl\nC | 1 | groot\n\nA | 4 | klein\nB | 3 | klein"))
        answer = json.loads(arena("rank", path, "--json").out)
        assert [(actor["actor"], actor["place"]) for actor in answer["actors"]] == [("C", 3), ("A", 1), ("B", 2)]

    def test_reads_a_reversed_scale_and_shows_four_for_the_most(self, workbook: Callable[[Analysis], Path]) -> None:
        reversed_ = Settings(scale=catalogue("nl")("settings.scale.reversed"))
        path = workbook(analysis("actor | imp | repl\nA | 1 | klein", settings=reversed_))
        assert json.loads(arena("rank", path, "--json").out)["actors"][0]["importance"] == 4

    def test_is_the_same_from_a_csv_file(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text(
            "Actoren;Machts- en hulpbronnen;Belangrijkheid;Vervangbaarheid;Door wie\n"
            "A;geld, lokaal;4;eerder klein;B, C\n",
            encoding="utf-8",
        )
        actor = json.loads(arena("rank", path, "--json").out)["actors"][0]
        assert actor["resources"] == ["geld, lokaal"]
        assert actor["replaced_by"] == ["B", "C"]
        assert (actor["importance"], actor["replaceability"]) == (4, "rather_small")

    def test_has_what_was_chosen_and_null_for_what_is_not_known(self, tmp_path: Path) -> None:
        path = tmp_path / "lijst.csv"
        path.write_text(
            "Actoren;Belangrijkheid;Vervangbaarheid;Houding;Hebben zij ons ook nodig?;Onze vorm;In het netwerk?;"
            "Door wie\n"
            "A;4;klein;heeft bezwaren;ja;;later;niemand\n"
            "B;4;klein;?;?;ad hoc;?;A; \n"
            ";;;;;;;\n"
            "C;;;x;x;x;x;\n"
            "D;;;staat erachter;neen;op de hoogte houden;nu niet;\n",
            encoding="utf-8",
        )
        answer = json.loads(arena("rank", path, "--json").out)
        assert answer["schema"] is None
        keys = ("row", "attitude", "needs_us", "form", "own_form", "form_that_counts", "in_network", "replaced_by")
        assert [tuple(actor[key] for key in keys) for actor in answer["actors"]] == [
            (2, "opposes", True, "consultation", None, "consultation", "later", []),
            (3, None, None, "network", "ad_hoc", "ad_hoc", None, ["A"]),
            (5, None, None, None, None, None, None, []),
            (6, "supports", False, None, "none", "none", "not_now", []),
        ]

    def test_lists_the_questions_the_one_to_ask_first_in_front(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(
            analysis("actor | imp | repl | dep\nA | 4 | klein | groot\nB | ? | groot | groot\nC | 4 | | groot")
        )
        first, second = json.loads(arena("rank", path, "--json").out)["questions"]
        assert first == {
            "row": 6, "actor": "B", "column": "importance", "widths": [1, 1, 1, 2], "gain_least": 0, "gain_mean": 0.75,
            "settles_form": True, "settles_flag": False,
        }  # fmt: skip
        assert second == {
            "row": 7, "actor": "C", "column": "replaceability", "widths": [1, 0, 0, 0], "gain_least": 1,
            "gain_mean": 1.75, "settles_form": False, "settles_flag": True,
        }  # fmt: skip


class TestOptions:
    TABLE = "actor | imp | repl | dep\nBelangrijk | 4 | klein | eerder klein\nNodig | 1 | klein | groot"

    def answer(self, path: Path, *options: str) -> dict[str, object]:
        ran = arena("rank", path, "--json", *options)
        assert ran.code == 0, ran.err
        made: dict[str, object] = json.loads(ran.out)
        return made | {"first": next(a["actor"] for a in made["actors"] if a["place"] == 1)}  # type: ignore[index, attr-defined]

    def test_overrule_the_workbook(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(
            analysis(self.TABLE, settings=Settings(priority="eerst belangrijkheid"), answers={"complex": "neen"})
        )
        assert self.answer(path)["first"] == "Belangrijk"
        assert self.answer(path, "--priority", "dependency")["first"] == "Nodig"
        assert self.answer(path, "--priority", "equal")["priority"] == "equal"
        weighted = self.answer(path, "--weights", "99,1,1")
        assert (weighted["first"], weighted["priority"]) == ("Nodig", "custom")
        assert self.answer(path, "--priority", "custom", "--weights", "1, 99 ,1")["first"] == "Belangrijk"
        assert self.answer(path)["issue_kind_assumed"]
        for kind in ("complex", "action", "exchange"):
            chosen = self.answer(path, "--issue-kind", kind)
            assert (chosen["issue_kind"], chosen["issue_kind_assumed"]) == (kind, False)

    def test_custom_takes_the_weights_of_the_workbook(self, workbook: Callable[[Analysis], Path]) -> None:
        path = workbook(analysis(self.TABLE, settings=Settings(custom_weights=(1, 99, 1))))
        assert self.answer(path, "--priority", "custom")["first"] == "Belangrijk"

    @pytest.mark.parametrize(
        "options",
        [
            ("--priority", "custom"),
            ("--priority", "eerst"),
            ("--issue-kind", "complexe"),
            ("--priority", "equal", "--weights", "1,2,3"),
            *(
                ("--weights", value)
                for value in ("1,2", "1,2,3,4", "0,1,1", "100,1,1", "1.5,1,1", "a,b,c", "", "²,1,1")
            ),
        ],
        ids=" ".join,
    )
    def test_that_make_no_sense_are_refused_in_one_line(self, options: tuple[str, ...], filled: Path) -> None:
        ran = arena("rank", filled, *options)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
