"""Analyses on which native formulas and Python must agree: what users type, and what nobody expected them to."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from arena.method import forms, ranking
from arena.method.roles import CLASSES
from arena.workbook.example import example
from arena.workbook.model import Analysis, Settings
from tests.workbook.typed import analysis

LEVELS = """actor | imp | repl         | dep          | own | target | why
            A     | 4   | klein        | groot        |     |        |
            B     | 4   | klein        | groot        | 2   |        |
            C     | 3   | eerder klein |              | 9   | ja     |
            D     | ?   | ?            | eerder klein |     |        | omdat
            E     | 1   | groot        | klein        |     |        |
            F     |     |              |              | 1   |        |
            G     | 2   | eerder groot | ?            | 6   |        | omdat"""
"""Known and unknown actors, a tie, own places within and outside the range, a target group, one not rated."""

WORDS = """actor | imp   | repl          | dep           | target | resources
           A     | '4    | k             | g             | JA     | geld
           B     | '4.0  | K             | G             | yes    | geld
           C     | 3.0   | ek            | eg            | ja.    | geld
           D     | 2     | small         | large         | neen   | geld
           E     | 1     | rather small  | rather large  | TRUE   | geld
           F     | 4     | EERDER KLEIN  | Eerder Groot  | ?      | geld
           G     | '?    | rs            | rl            | j      | geld
           H     | ␣?⍽   | l             | s             | ja ja  | geld"""

SPACES = """actor     | imp   | repl           | dep            | own   | target | resources | by  | why
            A⍽B       | ⍽4    | ⍽eerder⍽groot  | eerder⇥klein   | ⍽2    | ⍽ja    | ⍽         | ⍽   | ⍽
            A␣␣B⏎     | ⌇3⌇   | eerder⌇klein␣  | ⏎groot         | '3⇥   | ja⏎    | ⏎⍽        | ⌇   | ⌇
            ⍽         | ⇥     | ⏎              | ␣␣             | ⍽     | ⍽      | ⍽         | x   | x
            C         | '␣1   | eerder⏎␣klein  | eerder⇥␣groot  |       |        | ⇥         | ⇥   | ⏎y
            ⇥         | 2     | klein          |                |       |        |           |     |"""

CARRIAGE_RETURNS = """actor | imp | repl         | dep           | own | by | why
                      ␍C␍   | '␍1 | eerder␍␣klein| eerder␍␣groot | '␍2 | ␍  | ␍"""
"""Apart, since the model of Excel does not undo the _x000D_ by which a file writes them."""

NO_LEVELS = """actor | imp  | repl         | dep          | own                | target
               A     | g*   | g*           | g*           | *                  | j*
               B     | ?4   | eerder?groot | eerder?groot | ?                  | ??
               C     | *    | ~            | ~~           | ~                  | ~ja
               D     | TRUE | TRUE         | FALSE        | TRUE               | FALSE
               E     | 2.5  | 3            | 4            | 2.5                | 1
               F     | 5    | ~klein       | kle~in       | 0                  | ja~
               G     | 0    | groot klein  | ??           | -1                 |
               H     | -1   | xyz          | klein;groot  | '03                |
               I     | '1e0 | 1            | 'groot'      | '3.0               |
               J     | 1000 | ""           | "groot"      | 1000000000000000   |
               K     | '4)  | =1+1         | +groot       | 999999999999999    |
               L     | ½    | klëin        | gróót        | twee               |"""

NAMES = """actor     | imp | repl  | resources
           OCMW      | 4   | klein | geld
           ␣ocmw⍽    | 3   | groot | geld
           >5        | 1   | klein | geld
           >5        | 1   | klein | geld
           <>        | 1   | klein | geld
           =x        | 2   | klein | geld
           x         | 2   | klein | geld
           *         | 2   | klein | geld
           ?         | 2   | klein | geld
           ~         | 2   | klein | geld
           O*W       | 2   | klein | geld
           3         | 2   | klein | geld
           '3        | 2   | klein | geld
           '3.0      | 2   | klein | geld
           3.5       | 2   | klein | geld
           '03       | 2   | klein | geld
           -1        | 2   | klein | geld
           École     | 2   | klein | geld
           école     | 2   | klein | geld
           ecole     | 2   | klein | geld
           "A"       | 2   | klein | geld
           'A'       | 2   | klein | geld
           #N/A      | 2   | klein | geld
           [rood]    | 2   | klein | geld
           a&b<c>    | 2   | klein | geld
           Łódź ½    | 2   | klein | geld
           ŁÓDŹ ½    | 2   | klein | geld"""

GAPS = """actor | imp | repl  | dep   | own | target
          A     | 4   | klein | groot |     |
                |     |       |       |     |
                | 4   | klein |       |     |
                |     |       | groot |     | ja
                |     |       |       | 2   |
                |     |       |       | x   |
                |     |       |       |     | ja
          A     |     |       |       |     |
          B     |     |       |       |     |
                | ?   |       |       |     |
          C     | 1   | groot | klein |     |"""

ONE = "actor | imp | repl | dep\nOCMW | {} | {} | {}"


def tables() -> dict[str, Analysis]:
    """Every table under the default settings."""
    long = "x" * 199
    return {
        "empty": analysis(),
        "levels": analysis(LEVELS),
        "words": analysis(WORDS),
        "words in English": analysis(WORDS, language="en"),
        "spaces": analysis(SPACES),
        "carriage returns": analysis(CARRIAGE_RETURNS),
        "no levels": analysis(NO_LEVELS),
        "names": analysis(NAMES),
        "long names": analysis(f"actor | imp | repl\n{long}y | 4 | klein\n{long}Y | 3 | groot\n{long}z | ? | "),
        "gaps": analysis(GAPS),
        "one actor, known": analysis(ONE.format("4", "klein", "groot")),
        "one actor, unknown": analysis(ONE.format("", "?", "")),
        "one actor, with dependency alone": analysis(ONE.format("", "", "eerder groot")),
        "one name": analysis(ONE.format("", "", "")),
        "all equal": analysis("actor | imp | repl\n" + "\n".join(f"A{number} | 3 | klein" for number in range(6))),
    }


def settings() -> dict[str, Analysis]:
    """One table under all that can be chosen on Instellingen."""
    chosen: dict[str, Settings] = {}
    for priority in ("eerst afhankelijkheid", "eerst belangrijkheid", "alles even zwaar", "EQUAL␣WEIGHT", "junk", 3):
        chosen[f"priority {priority}"] = Settings(priority=priority)
    chosen["priority with odd spaces"] = Settings(priority="\u00a0Eerst  Belangrijkheid\t")
    chosen["priority in English"] = Settings(priority="importance first")
    for weights in ((7, 8, 9), (99, 1, 1), (1, 99, 50), (3.0, 2, 1)):
        chosen[f"own weights {weights}"] = Settings(priority="eigen gewichten", custom_weights=weights)
    for weights in ((None, None, None), (1, 2, None), (0, 1, 1), (100, 1, 1), (2.5, 1, 1), ("3", 2, 1), ("x", 1, 1)):
        chosen[f"no weights {weights}"] = Settings(priority="eigen gewichten", custom_weights=weights)
    chosen["own weights not asked for"] = Settings(priority="alles even zwaar", custom_weights=(7, 8, 9))
    for scale in ("1 = heel belangrijk", "4 = heel belangrijk", "1\u00a0=  HEEL belangrijk ", "junk", 1):
        chosen[f"scale {scale}"] = Settings(scale=scale)
    return {name: analysis(LEVELS, settings=each) for name, each in chosen.items()}


def form_tables() -> dict[str, Analysis]:
    """Edited tables of forms: a form of the list, one in another language, and what is none."""
    typed = {
        "one form everywhere": dict.fromkeys(itertools.product(forms.ISSUE_KINDS, CLASSES), "Ad  hoc"),
        "another language": {("complex", "core"): "Consultation", ("complex", "context"): "NETWORK"},
        "no form": {("complex", "core"): "net*", ("complex", "complementary"): 3, ("complex", "context"): "x"},
        "forms reversed": {
            ("complex", "not_relevant"): "netwerk",
            ("complex", "context"): "netwerk",
            ("complex", "core"): "op de hoogte houden",
        },
    }
    return {name: analysis(LEVELS, settings=Settings(forms=each)) for name, each in typed.items()}


ANSWERS = {
    "complex, known": ("ja", "ja", "duurzaam", "neen"),
    "complex, assumed": ("ja", "?", "tijdelijk", "ja"),
    "complex, assumed of nothing": (None, None, None, None),
    "action, known": ("nee", "ja", "duurzaam", "Yes"),
    "action, assumed": ("ja", "ja", "eenmalig", "?"),
    "exchange": ("no", None, None, "Neen "),
}


def answers(typed: tuple[object, ...]) -> dict[str, object]:
    """The four answers that decide the kind of issue, by question."""
    return dict(zip(("complex", "together", "duration", "common"), typed, strict=True))


def kinds() -> dict[str, Analysis]:
    """Each kind of issue, known and assumed."""
    return {name: analysis(LEVELS, answers=answers(typed)) for name, typed in ANSWERS.items()}


def texts() -> dict[str, Analysis]:
    """The free questions, and the filled-in example."""
    subject = {"subject": "Spelen na school", "appeal": "\u00a0", "we": "de stuurgroep", "benefit": 3}
    return {"questions": analysis(LEVELS, answers=subject), "example": example("nl")}


def every_answer() -> list[dict[str, object]]:
    """All combinations of answers to the four questions: known, not known, missing, and not from the list."""
    yes_no = ("ja", "neen", "?")
    durations = ("eenmalig", "duurzaam", "?")
    odd = [("misschien", "ja", "duurzaam", "ja"), (True, "ja", "duurzaam", False), ("j*", "n?", "ee*", "~")]
    odd += [(" JA ", "\u00a0ja", "Lasting", "yes"), (1, 0, 1, 0), ("nee", "YES", "tijdelijk", "no"), (None,) * 4]
    return [answers(typed) for typed in [*itertools.product(yes_no, yes_no, durations, yes_no), *odd]]


def random_analysis(seed: int) -> Analysis:
    """A random table of 5 to 15 rows, under random settings and answers."""
    luck = random.Random(seed)
    imp = [1, 2, 3, 4, 4, 3, "?", "", "'2", "x", 2.5]
    level = ["groot", "eerder groot", "eerder klein", "klein", "klein", "ek", "?", "", "", "fout"]
    lines = ["actor | imp | repl | dep | own | target | by | why | resources"]
    for _ in range(luck.randint(5, 15)):
        line = [luck.choice(["OCMW", "School", "Politie", "Bib", "Jeugdhuis", ""]), luck.choice(imp)]
        line += [luck.choice(level), luck.choice(["", "", *level]), luck.choice(["", "", "", 1, 3, 20, "x"])]
        line += [luck.choice(["", "", "", "ja"]), *(luck.choice(["", "x"]) for _ in range(3))]
        lines.append(" | ".join(map(str, line)) if luck.random() > 0.1 else " | ")
    made = analysis("\n".join(lines), answers=answers(luck.choice(list(ANSWERS.values()))))
    priority = luck.choice(["", *ranking.PRIORITIES])
    return replace(
        made.with_options(priority=priority or None, weights=None, issue_kind=None),
        language=luck.choice(["nl", "en"]),
    )


def many_actors(count: int) -> Analysis:
    """Actors of every combination of levels, unknown ones included."""
    levels = ["klein", "eerder klein", "eerder groot", "groot", "?", ""]
    combinations = itertools.cycle(itertools.product([4, 3, 2, 1, "?", ""], levels, levels))
    lines = [f"Actor {n} | {i} | {r} | {d}" for n, (i, r, d) in zip(range(count), combinations, strict=False)]
    return analysis("\n".join(["actor | imp | repl | dep", *lines]))
