"""Who brings in what: each rule by a table, everything at once against a plain second writing of the rules."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.method.analysis import assess
from arena.method.resources import Resources, resources_of
from arena.method.what_if import Moved, what_if
from tests.method.sheet import assessed, entries

pytestmark = pytest.mark.pure


def of(lines: str, asked: Mapping[str, bool] | None = None) -> Resources:
    return resources_of(assessed(lines), asked)


def words(lines: str, asked: Mapping[str, bool] | None = None) -> list[str]:
    """What each actor is to the circles, in the order of the lines."""
    return [part.in_circles.value for part in sorted(of(lines, asked).parts, key=lambda part: part.row)]


def needed(lines: str, asked: Mapping[str, bool] | None = None) -> list[str]:
    return sorted(one.name for one in of(lines, asked).resources if one.needed)


class TestNeeded:
    def test_is_the_first_resource_of_whom_may_be_important(self) -> None:
        lines = """A 3 klein - has=geld;tijd
                   B 2 klein - has=zaal
                   C ? klein - has=bus
                   D - klein - has=boot
                   E 9 klein - has=tent"""
        assert needed(lines) == ["boot", "bus", "geld", "tent"]

    def test_is_what_the_user_says(self) -> None:
        lines = "A 4 klein - has=geld;tijd\nB 1 klein - has=zaal"
        assert needed(lines, {"Geld": False, " TIJD ": True, "zaal": True}) == ["tijd", "zaal"]

    def test_are_resources_of_rated_actors_alone(self) -> None:
        found = of("A 4 klein - has=geld\nB - - - has=zaal")
        assert [one.name for one in found.resources] == ["geld"]

    def test_are_told_apart_by_semicolons_and_line_breaks_and_compared_folded(self) -> None:
        found = of("A 4 klein - has=Geld,_veel;tijd|Zaal\nB 4 klein - has=geld,_veel;ZAAL;zaal;-;?;geen;;")
        assert [(one.name, one.holders) for one in found.resources] == [
            ("Geld, veel", (0, 1)),
            ("tijd", (0,)),
            ("Zaal", (0, 1)),
        ]

    def test_what_is_asked_for_and_nobody_has_is_left_out_and_said(self) -> None:
        found = of("A 4 klein - has=geld\nB - - - has=zaal", {"Zaal": True, "bus": False})
        assert ([one.name for one in found.unheld], found.size) == (["Zaal"], 1)


class TestCovers:
    def test_are_substitutes_for_the_first_resource_of_whom_is_easily_replaced(self) -> None:
        lines = """A 4 {} - has=geld;tijd by=B;Niemand_hier;A
                   B 1 klein - has=zaal"""
        for easy in ("groot", "eerder_groot"):
            (geld,) = of(lines.format(easy)).needed
            assert (geld.name, geld.holders, geld.stand_ins, geld.covers) == ("geld", (0,), (1,), (0, 1))
        for hard in ("eerder_klein", "klein", "?", "-"):
            assert [one.stand_ins for one in of(lines.format(hard)).needed] == [()]

    def test_are_not_substitutes_who_are_unrated_or_have_nothing_or_object(self) -> None:
        lines = """A 4 groot - has=geld by=B;C;D;E
                   B - - - has=zaal
                   C 1 klein - has=
                   D 1 klein - has=zaal attitude=heeft_bezwaren
                   E 1 klein - has=zaal"""
        assert [one.covers for one in of(lines).needed] == [(0, 4)]

    def test_of_whom_has_objections_are_none_but_where_it_is_asked_for(self) -> None:
        lines = """A 4 klein - has=buren;geld attitude=heeft_bezwaren
                   B 2 klein - has=geld"""
        found = of(lines)
        assert [one.name for one in found.resources if one.only_with_objections] == ["buren"]
        assert (found.needed, found.size, words(lines)) == ([], 0, ["objects", "nothing_needed"])
        asked = of(lines, {"buren": True, "geld": True})
        assert [(one.name, one.holders, one.objecting, one.covers) for one in asked.needed] == [
            ("buren", (), (0,), (0,)),
            ("geld", (1,), (0,), (1,)),
        ]
        assert not any(one.only_with_objections for one in asked.resources)
        assert words(lines, {"buren": True, "geld": True}) == ["sole", "sole"]
        assert not any(one.only_with_objections for one in of(lines, {"buren": False}).resources)

    def test_what_is_wanted_of_whom_has_objections_is_needed_where_another_has_it(self) -> None:
        lines = "A 4 klein - has=geld attitude=heeft_bezwaren\nB 1 klein - has=zaal;geld"
        assert [(one.name, one.covers) for one in of(lines).needed] == [("geld", (1,))]


class TestTargetGroups:
    def test_are_in_every_circle(self) -> None:
        lines = """A 4 klein - has=geld
                   B 4 - - has=geld;ervaring target=ja
                   C - - - has=tijd target=ja
                   D 1 - - has= target=ja attitude=heeft_bezwaren"""
        found = of(lines)
        assert (found.size, found.listed) == (2, [(1, 3)])
        assert words(lines) == ["elsewhere", "target_group", "target_group"]

    def test_with_objections_cover_nothing_else(self) -> None:
        found = of("A 4 klein - has=geld\nB 4 - - has=geld target=ja attitude=heeft_bezwaren")
        assert (found.size, found.listed) == (2, [(0, 1)])

    def test_are_not_asked_about_falling_away(self) -> None:
        found = of("A 4 - - has=ervaring target=ja\nB 4 klein - has=geld\nC 4 klein - has=geld;ervaring")
        assert found.pairs[0].rows == (1, 2)
        assert len(found.pairs) == 1
        (part,) = (part for part in of("A 4 - - has=ervaring target=ja").parts)
        assert (part.sole_of, part.lost) == ((0,), ())


class TestWords:
    def test_of_each_kind(self) -> None:
        lines = """Alleen 4 klein - has=geld
                   Een 4 klein - has=zaal
                   Ander 4 klein - has=zaal
                   Elders 4 klein - has=zaal;bus
                   Niets 1 klein - has=tent
                   Leeg 4 klein - has=
                   Bezwaar 1 klein - has=boot attitude=heeft_bezwaren"""
        assert words(lines) == ["sole", "some", "some", "some", "nothing_needed", "no_resource", "objects"]
        # who covers two of three pairs of holders is in every circle; one who covers only what two others do, in none
        lines = """A 4 klein - has=x;y
                   B 4 klein - has=y;z
                   C 4 klein - has=z;w;x
                   D 4 klein - has=w"""
        assert words(lines) == ["some", "some", "every", "elsewhere"]

    def test_of_what_falls_away_with_two(self) -> None:
        found = of("A 4 klein - has=geld;zaal\nB 4 klein - has=zaal\nC 4 klein - has=zaal;bus\nD 4 klein - has=bus")
        assert [(pair.rows, found.names(pair.lost)) for pair in found.pairs] == [((2, 3), ["bus"])]
        assert [found.names(part.lost) for part in sorted(found.parts, key=lambda p: p.row)] == [["geld"], [], [], []]


class TestNetwork:
    def test_counts_who_covers_and_says_who_promised(self) -> None:
        lines = """A 4 groot - has=geld by=B net=ja
                   B 4 klein - has=zaal net=ja readiness=wil_en_kan
                   C 4 klein - has=bus net=later readiness=wil_en_kan
                   D 4 klein - has=bus net=ja readiness=onder_voorwaarde"""
        found = {one.name: (one.in_network, one.promised) for one in of(lines).needed}
        assert found == {"geld": (2, False), "zaal": (1, True), "bus": (1, False)}  # a stand-in promises nothing
        assert of(lines).any_in_network
        assert not of("A 4 klein - has=geld net=later").any_in_network


class TestWhatIf:
    def test_tells_places_notes_losses_and_who_could_take_over(self) -> None:
        lines = """A 4 klein groot has=geld;zaal
                   B 3 groot - has=zaal;tijd by=A
                   C 2 klein - has=bus by=A;Niemand_hier
                   D 1 groot - has=tent"""
        now = assessed(lines)
        without = assessed("\n".join(lines.splitlines()[1:]))
        found = what_if(now, without, resources_of(now), 0)
        assert found.lost == (0,)
        assert found.shared == [(1, (1,))]
        assert found.moved == [Moved(1, 2, 1), Moved(2, 3, 2), Moved(3, 4, 3)]
        assert (1, "substitute_unknown", "replaced_by") in found.appearing
        assert all(row != 2 for row, *_ in found.appearing)  # it named somebody unknown before
        again = what_if(
            now, assessed("\n".join([*lines.splitlines()[:1], *lines.splitlines()[2:]])), resources_of(now), 1
        )
        assert again.named == (0,)


# -- all rules at once

ROWS = st.fixed_dictionaries(
    {
        "importance": st.sampled_from("1234?-"),
        "replaceability": st.sampled_from(["groot", "eerder_groot", "klein", "?", "-"]),
        "has": st.lists(st.sampled_from("abcde"), max_size=3, unique=True),
        "by": st.lists(st.integers(0, 6), max_size=2),
        "target": st.sampled_from(["", "", "", "ja"]),
        "attitude": st.sampled_from(["", "", "", "heeft_bezwaren"]),
    }
)
ASKED = st.dictionaries(st.sampled_from("abcdef"), st.booleans(), max_size=3)


def line(number: int, row: Mapping[str, object]) -> str:
    by, has = (";".join(each) for each in ([f"N{n}" for n in row["by"]], row["has"]))  # type: ignore[attr-defined]
    extras = f"has={has} by={by} target={row['target']} attitude={row['attitude']}"
    return f"N{number} {row['importance']} {row['replaceability']} - {extras}"


def plainly(rows: list[dict[str, object]], asked: dict[str, bool]) -> tuple[int, list[set[int]], dict[str, set[int]]]:
    """The size, the smallest circles and the covers, written down a second time, by trying every set."""
    rated = [n for n, row in enumerate(rows) if (row["importance"], row["replaceability"]) != ("-", "-")]
    willing = [n for n in rated if not rows[n]["attitude"]]
    covers: dict[str, set[int]] = {}
    for name in "abcdef":
        hold = {n for n in rated if name in rows[n]["has"]}  # type: ignore[operator]
        first = {n for n in rated if rows[n]["has"][:1] == [name]}  # type: ignore[index]
        wanted = any(rows[n]["importance"] in "34?-" for n in first)  # type: ignore[operator]
        if not hold & set(willing):
            wanted = False
        if not asked.get(name, wanted):
            continue
        taking_over = {
            by
            for n in first
            if rows[n]["replaceability"] in ("groot", "eerder_groot")
            for by in rows[n]["by"]  # type: ignore[attr-defined]
            if by != n and by in willing and rows[by]["has"]
        }
        own = hold & set(willing) or (hold if name in asked else set())
        if own | taking_over:
            covers[name] = own | taking_over
    target_groups = {n for n in rated if rows[n]["target"]}
    for size in range(len(rated) + 1):
        found = [
            set(chosen)
            for chosen in itertools.combinations(rated, size)
            if target_groups <= set(chosen) and all(set(chosen) & each for each in covers.values())
        ]
        if found:
            return size, found, covers
    raise AssertionError


@given(st.lists(ROWS, min_size=1, max_size=7), ASKED)
def test_is_what_the_rules_say(rows: list[dict[str, object]], asked: dict[str, bool]) -> None:
    found = of("\n".join(line(*each) for each in enumerate(rows)), asked)
    size, every, covers = plainly(rows, asked)
    assert {one.name: set(one.covers) for one in found.needed} == covers
    assert found.size == found.lower_bound == size
    assert len(every) == len(found.listed) or (found.found.more and len(every) > len(found.listed))
    assert all(set(circle) in every for circle in found.listed)
    for part in found.parts:
        among = [part.row in circle for circle in every]
        expected = {"sole": all, "every": all, "some": any, "target_group": all}.get(part.in_circles)
        assert expected is None or expected(among), part
        if part.in_circles in ("elsewhere", "objects", "nothing_needed", "no_resource"):
            assert not any(among), part
        if part.in_circles == "some":
            assert not all(among)
        assert all(covers[name] == {part.row} for name in found.names(part.sole_of))


@given(st.lists(ROWS, min_size=1, max_size=7), ASKED, st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_of_rows(
    rows: list[dict[str, object]], asked: dict[str, bool], shuffler: random.Random
) -> None:
    lines = [line(*each) for each in enumerate(rows)]
    order = shuffler.sample(range(len(rows)), len(rows))
    one, other = of("\n".join(lines), asked), of("\n".join(lines[row] for row in order), asked)
    assert [(each.name, each.covers) for each in one.resources] == [
        (each.name, tuple(order[row] for row in each.covers)) for each in other.resources
    ]
    assert one.listed == [tuple(order[row] for row in circle) for circle in other.listed]
    assert {part.row: part.in_circles for part in one.parts} == {order[p.row]: p.in_circles for p in other.parts}


def test_ties_in_place_do_not_let_the_order_of_rows_in() -> None:
    table = entries("B 4 klein - has=x\nA 4 klein - has=x")
    assert resources_of(assess(table)).listed == [(1,), (0,)]
