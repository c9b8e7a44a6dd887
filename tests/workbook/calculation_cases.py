"""Analyses for the columns of steps 3 to 5, on which the formulas of the calculations and Python must agree."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from arena.locale import LANGUAGES, catalogue
from arena.method import ranking
from arena.method.levels import CHOICES, COLUMNS, DATES, TEXTS
from arena.workbook.model import Analysis, Network, Settings
from arena.workbook.words import choice_spellings, choice_text
from tests.workbook import formula_cases
from tests.workbook.typed import analysis

NO_ANSWERS = (None, "?", " ? ", "onzin", "j*", "??", "~", 1, 2.5, True, False, "\u00a0", dt.datetime(2026, 2, 3))
"""What is no word of any list: nothing, not known, and what nobody expected."""

NO_DAYS = (None, 0, -1, 0.5, 2_958_466, "3/2/2026", "46000", "?", "\u00a0")
"""What is no day. Of truth values LibreOffice makes numbers where a cell shows days, so none is among them."""

DAYS = (dt.datetime(2026, 2, 3), dt.datetime(2026, 2, 3, 12), dt.datetime(2025, 12, 31), 1, 46_056, 2_958_465)

CRITERIA = {"criterion_1": "Hoort het erbij?", "criterion_2": "\u00a0"}

LONG = "Dienst voor de opbouw van de wijk en het plein"  # longer than a name on the board may be


def table(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """The table of these rows; columns that a row does not name are empty."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.astype(object).where(frame.notna(), None)


def of(rows: Sequence[dict[str, object]], **options: object) -> Analysis:
    """The analysis of these rows."""
    return replace(analysis(**options), table=table(rows))  # type: ignore[arg-type]


def word(key: str, code: str, language: str = "nl") -> str:
    """A word of a list, by its code."""
    return catalogue(language)(choice_text(key, code))


def every_word() -> list[dict[str, object]]:
    """Rows in which every accepted word of every list stands once, and whatever is none, in odd spellings too."""
    entries = {
        key: [*(w for known in choice_spellings(key) for w in (known, f"\u00a0{known.upper()} ")), *NO_ANSWERS]
        for key in CHOICES
    }
    entries |= {key: [*DAYS, *NO_DAYS] for key in DATES}
    count = max(map(len, entries.values()))
    return [
        {"actor": f"Actor {row}"} | {key: some[row] for key, some in entries.items() if row < len(some)}
        for row in range(count)
    ]


def talks() -> list[dict[str, object]]:
    """Rows with and without a talk: asked, somebody who speaks, days in every order, an estimate that was wrong."""
    days = (None, dt.datetime(2026, 2, 3), dt.datetime(2026, 3, 1), "ooit")
    some = itertools.product((None, "ja", "nu niet"), (None, "Sara"), days, days)
    checks = itertools.cycle((None, "ja", "neen", "aangepast", "x"))
    return [
        {"actor": "A", "in_network": asked, "who_speaks": who, "talk_by": due, "spoken_on": on, "estimate_check": check}
        for (asked, who, due, on), check in zip(some, checks, strict=False)
    ]


ONE_WORD = [{key: value} for key, value in {**dict.fromkeys(TEXTS, "x"), "resources": "x", "replaced_by": "x"}.items()]
"""Rows in which nothing stands but one text: in use, without a name."""

BOARD = f"""actor            | imp | repl         | dep   | target | own_form            | attitude       | who_when
            {LONG}           | 4   | klein        | groot |        |                     |                | 2026-02-03
            {LONG}           | 4   | klein        | groot | ja     | overleg             | heeft bezwaren | Sara
            {LONG[:40]}      | 3   | eerder klein |       |        | netwerk             |                | 3
            {LONG[:41]}      | 1   | groot        |       | ja     | op de hoogte houden |                | 2.5
            {LONG[:24]}      | ?   | klein        |       |        | voorlopig geen      | HEEFT BEZWAREN | '46000
            {LONG[:25]}      | 4   | ?            |       | ja     |                     |                | '-
                             | 4   | klein        |       | ja     | ad hoc              |                | ⍽
            {LONG} ½         |     |              |       |        | netwerk             |                |
            B                | 4   | klein        | groot | ja     | netwerk             | heeft bezwaren |
                             |     |              |       |        | netwerk             |                | x"""

CHOSEN = """actor | imp | repl  | dep   | own_form | in_network | why_choice | target
            A     | 4   | klein | groot |          | ja         |            |
            B     | 4   | klein | groot |          | nu niet    |            |
            C     | 4   | klein | groot | overleg  | ja         |            |
            D     | 4   | klein | groot | overleg  | nu niet    | omdat      |
            E     | 1   | groot | klein |          | ja         |            |
            F     | ?   | ?     |       |          | ja         |            |
            G     |     |       |       |          | ja         |            |
            H     |     |       |       | netwerk  | nu niet    |            |
                  |     |       |       | netwerk  | nu niet    |            |
            I     | 4   | ?     | groot |          | later      |            | ja
            J     | 4   | ?     | groot |          | nu niet    | ⍽          |"""


MISSED = (
    "CLB", "academie; CLB ", " clb;actor 1;De Brug", "ACTOR 2", ";;De Brug;Turnkring", "niemand; Geen;nobody",
    "?;-;/;nvt", "De Brug\nOuders\u00a0\u00a0van Linde", "Actor 3\n\nKerk", "een; twee; drie; vier", "x" * 151,
    "a;" * 74 + "bb", "Kerk, Brug", None, " ", 12, 2.5, True, "*", "Act?r 1", "=1+1",
    "'s avonds", "; ".join("yz" * 30 for _ in range(3)),
)  # fmt: skip
"""Who is said to be missing: in the list or not, nobody, more than three, too long to be taken apart, no text."""


def missed() -> Analysis:
    """Rows that name who is missing, each another way."""
    return of([{"actor": f"Actor {row}", "who_is_missing": typed} for row, typed in enumerate(MISSED, start=1)])


def actions() -> Analysis:
    """Actions of a network with every kind of day and state."""
    states = itertools.cycle(("te doen", "klaar", None, "x"))
    days = (*DAYS, *NO_DAYS, None)
    some = [("Actie", "Sara", day, state, "taak") for day, state in zip(days, states, strict=False)]
    return replace(of([]), network=Network(actions=(*some, (None, None, DAYS[0], None, None))))


def cases() -> dict[str, Analysis]:
    """Tables that fill the columns of steps 3 to 5."""
    words = every_word()
    third = -(-len(words) // 3)
    return {
        **{f"words {n}": of(words[n * third : (n + 1) * third], language=LANGUAGES[n % 2]) for n in range(3)},
        "talks": of(talks()[::3]),
        "other talks": of(talks()[1::3]),
        "one text a row": of(ONE_WORD, answers=CRITERIA),
        "names on the board": analysis(BOARD),
        "names on the board, objections shown": analysis(BOARD, settings=Settings(objections="Ja ")),
        "chosen": analysis(CHOSEN, answers=formula_cases.answers(("ja", "ja", "duurzaam", None))),
        "who is missing": missed(),
        "who is missing, of one": of([{"actor": "A", "who_is_missing": "B; b"}], language="en"),
        "actions": actions(),
        "chosen, all steps done": replace(
            analysis(CHOSEN), answers=CRITERIA | dict.fromkeys(("subject", "appeal", "we", "benefit"), "x")
        ),
    }


def done() -> Analysis:
    """An analysis of which every step is done."""
    row = {
        "actor": "A", "importance": 4, "replaceability": "klein", "in_network": "ja", "own_form": "netwerk",
        "spoken_on": dt.datetime(2026, 2, 3), "estimate_check": "ja",
    }  # fmt: skip
    given = dict.fromkeys(("subject", "appeal", "we", "benefit"), "x") | {"criterion_3": "Hoort het erbij?"}
    return of([row], answers=given | formula_cases.answers(("ja", "ja", "duurzaam", "ja")))


SPANS = {
    (2, 2): (1, "groot", "klein"),
    (2, 3): (1, "?", None),
    (2, 5): (None, "?", None),
    (3, 3): (1, "klein", None),
    (3, 5): ("?", "klein", None),
    (4, 4): (4, "groot", None),
    (4, 5): (4, "?", None),
    (5, 5): (4, "klein", None),
    (2, 4): ("?", "groot", None),
    (3, 4): ("?", "klein", "eerder groot"),
}
"""Levels for every span of classes, from the lowest to the highest points: importance, replaceability, dependency."""


def forms_of_answers(kind: str) -> Analysis:
    """Every span of classes with every attitude, need, own form and mark as target group, under a kind of issue.

    Whether a word is no answer since it is ``?`` or since it is not in the list, the formula of a form does not see.
    """
    none = (None, "x")
    attitudes = [*(word("attitude", code) for code in CHOICES["attitude"]), *none]
    needs = [*(word("needs_us", code) for code in CHOICES["needs_us"]), *none]
    own = [*(word("own_form", code) for code in CHOICES["own_form"]), *none]
    every = itertools.product(SPANS.values(), attitudes, needs, own, (None, "ja"))
    rows = [
        {
            "actor": f"Actor {n}", "importance": levels[0], "replaceability": levels[1], "dependency": levels[2],
            "attitude": attitude, "needs_us": need, "own_form": form, "target_group": target,
        }
        for n, (levels, attitude, need, form, target) in enumerate(every)
    ]  # fmt: skip
    return replace(of(rows), issue_kind=None, answers=formula_cases.answers(KINDS[kind]))


KINDS = {
    "complex": ("ja", "ja", "duurzaam", "neen"),
    "action": ("neen", "ja", "duurzaam", "ja"),
    "exchange": ("neen", "ja", "duurzaam", "neen"),
}


def in_parts(whole: Analysis, rows: int) -> dict[str, Analysis]:
    """An analysis in parts of so many rows, since what the formulas cost grows with the square."""
    starts = range(0, len(whole.table), rows)
    return {
        f"from row {start}": replace(whole, table=whole.table.iloc[start : start + rows].reset_index(drop=True))
        for start in starts
    }


def every_level() -> Analysis:
    """Every combination of levels, unknown, empty and invalid ones, of target groups and of others."""
    importance = (1, 2, 3, 4, "?", None, "x")
    words = ("groot", "eerder groot", "eerder klein", "klein", "?", None, "x")
    every = itertools.product(importance, words, words, (None, "ja"))
    return of(
        [
            {"actor": f"Actor {n}", "importance": i, "replaceability": r, "dependency": d, "target_group": target}
            for n, (i, r, d, target) in enumerate(every)
        ]
    )


def at_random(count: int, seed: int) -> Analysis:
    """A table with anything in any column: unknowns, ties, invalid values, blank and unrated rows, every preset."""
    luck = random.Random(seed)
    imp = [1, 2, 3, 4, 4, 3, "?", None, "'2", "x", 2.5, True]
    level = ["groot", "eerder groot", "eerder klein", "klein", "klein", "ek", "?", None, None, "fout"]
    texts = {key: [None, None, "x", f"{key} en meer", "\u00a0"] for key in ("resources", "replaced_by", *TEXTS)}
    rows: list[dict[str, object]] = []
    for number in range(count):
        row: dict[str, object] = {
            "actor": luck.choice([f"Actor {number}", f"Actor {number}", "OCMW", "ocmw ", None, LONG]),
            "importance": luck.choice(imp),
            "replaceability": luck.choice(level),
            "dependency": luck.choice([None, None, *level]),
            "own_rank": luck.choice([None, None, None, None, 1, 3, 20, "x"]),
        }
        row |= {key: luck.choice(some) for key, some in texts.items()}
        for key, codes in CHOICES.items():
            row[key] = luck.choice([None, None, "?", "x", *(word(key, code) for code in codes)])
        row |= {key: luck.choice([None, None, *DAYS, *NO_DAYS]) for key in DATES}
        unrated = dict.fromkeys(("importance", "replaceability", "dependency"))
        rows.append(luck.choice([row] * 7 + [{}, row | unrated]))
    settings = Settings(
        priority=luck.choice([None, *(catalogue("nl")(f"priority.{name}") for name in ranking.PRIORITIES)]),
        custom_weights=luck.choice([(7, 8, 9), (None, None, None)]),
        scale=luck.choice([None, "1 = heel belangrijk"]),
        objections=luck.choice([None, "ja"]),
        forms=luck.choice([{}, {("complex", "core"): "ad hoc", ("action", "context"): "netwerk"}]),
    )
    given = formula_cases.answers(luck.choice(list(formula_cases.ANSWERS.values())))
    given |= {key: luck.choice([None, "Hoort het erbij?"]) for key in ("criterion_1", "criterion_2", "criterion_3")}
    return of(rows, answers=given, settings=settings, language=luck.choice(list(LANGUAGES)))
