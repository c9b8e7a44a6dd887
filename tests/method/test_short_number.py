"""The short number: the same for the same entries, another after nearly any change, and none of a few actors."""

from __future__ import annotations

import itertools
import random

import pytest

from arena.method.short_number import MODULUS, length, short_number
from tests.method.sheet import entries

pytestmark = pytest.mark.pure

LINES = """OCMW   4 klein groot
           School 3 ek    -     own=2 by=Bib has=lokalen needs=neen attitude=heeft_bezwaren form=overleg net=later
           Bib    ? groot g     own=x has=boeken;zaal needs=? attitude=? form=? net=?
           Gezin  2 -     x     has=- needs=x net=nu_niet agreed=elke_week
           Ouders - -     -"""


def number_of(lines: str, rows: list[int] | None = None) -> int | None:
    return short_number(entries(lines), rows)


def test_is_worked_out_by_the_rule() -> None:
    of_rows = (
        (1 + 4 + 5 * 4 + 25 * 4) * (7 + 4 + 31 * 4),
        (1 + 3 + 5 * 3 + 125 * 2 + 500 * 3 + 2_500 * 3 + 15_000 * 2 + 75_000 * 2) * (7 + 6 + 31 * 7 + 61 * 3),
        (1 + 0 + 5 * 1 + 25 * 4 + 125 * 3 + 500 * 4 + 15_000 * 4) * (7 + 3 + 31 * 11),
        (1 + 2 + 15_000 * 3) * (7 + 5 + 97 * 9),
        1 * (7 + 6 + 31 * 4),
    )
    assert number_of(LINES) == sum(of_rows) % MODULUS
    places = (5, 6, 8, 9, 10)
    weighted = sum(one % MODULUS * row for one, row in zip(of_rows, places, strict=True)) % MODULUS
    assert number_of(LINES, list(places)) == weighted


def test_does_not_depend_on_the_order_of_the_rows_unless_it_is_asked_to() -> None:
    lines = LINES.splitlines()
    turned = ["\n".join(order) for order in itertools.permutations(lines)][:24]
    assert {number_of(each) for each in turned} == {number_of(LINES)}
    assert len({number_of(each, [1, 2, 3, 4, 5]) for each in turned}) == len(turned)


def test_leaves_out_blank_rows_and_no_others() -> None:
    blank = "- - - - has=-"
    assert number_of(f"{blank}\n{LINES}\n{blank}") == number_of(LINES)
    assert number_of(f"{LINES}\n{blank} contact=balie") == (number_of(LINES) + 7) % MODULUS


@pytest.mark.parametrize("column", ["needs", "attitude", "form", "net", "agreed", "by", "has", "own"])
def test_tells_what_was_chosen_and_agreed(column: str) -> None:
    words = {"needs": "neen", "attitude": "wacht_af", "form": "overleg", "net": "later", "own": "2"}
    assert number_of(LINES.replace("klein groot", f"klein groot {column}={words.get(column, 'kamer')}")) != number_of(
        LINES
    )


def test_tells_nearly_every_change_of_one_cell() -> None:
    chance = random.Random(8)
    rows = [f"A{n} {chance.randint(1, 4)} {chance.choice(('klein', 'ek', 'eg', 'groot'))} -" for n in range(12)]
    before, missed = number_of("\n".join(rows)), 0
    for row, level in itertools.product(range(12), "1234?-"):
        name, typed, *others = rows[row].split()
        changed = [*rows[:row], " ".join([name, level, *others]), *rows[row + 1 :]]
        missed += level != typed and number_of("\n".join(changed)) == before
    assert missed == 0


@pytest.mark.parametrize(("rated", "has_number"), [(0, False), (3, False), (4, True)])
def test_there_is_none_of_fewer_than_four_rated_actors(rated: int, has_number: bool) -> None:
    lines = "\n".join(f"A{n} {n if n <= rated else '-'} - -" for n in range(1, 7))
    assert (number_of(lines) is not None) == has_number


def test_stays_exact_with_the_largest_entries() -> None:
    chosen = "own=9999 needs=? attitude=? form=op_de_hoogte_houden net=?"
    texts = " ".join(f"{column}={'y' * 32_767}" for column in ("has", "by", "agreed"))
    lines = "\n".join(f"{'x' * 32_767} 4 klein g {chosen} {texts}" for _ in range(4))
    choices = 125 * 3 + 500 * 4 + 2_500 * 4 + 15_000 * 4
    one = (1 + 4 + 20 + 100 + choices + 75_000 * 9999) * (7 + (1 + 31 + 61 + 97) * 32_767)
    assert number_of(lines) == 4 * one % MODULUS
    assert number_of(lines, [10**6] * 4) == 4 * (one % MODULUS) * 10**6 % MODULUS


def test_of_nobody_there_is_none() -> None:
    assert number_of("- - - - has=-") is None


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("été", 3), ("a\nb", 3), ("𝄞", 2), ("\ud800", 1)])
def test_texts_are_as_long_as_excel_counts_them(text: str, expected: int) -> None:
    assert length(text) == expected
