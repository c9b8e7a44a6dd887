"""Tables of actors in a mini language: one actor a line, ``name importance replaceability dependency``, then extras.

``-`` is an empty cell and ``_`` a space. Extras are ``by=`` (door wie), ``own=``, ``has=`` (resources, given where
absent), ``why=`` (toelichting), ``target=``, ``needs=``, ``attitude=``, ``form=`` (onze vorm), ``net=`` (in het
netwerk?), and any other column by its key; a day is written ``2026-02-03``. So ``OCMW 4 klein groot by=CAW own=2``.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from arena.method.analysis import Assessment, Rules, assess
from arena.method.levels import COLUMNS, Entries, Vocabulary, read_entries
from arena.method.notes import Seen

DEPENDENCY_WORDS = {"klein": 1, "eerder klein": 2, "eerder groot": 3, "groot": 4, "k": 1, "ek": 2, "eg": 3, "g": 4}
HARDNESS_WORDS = {word: 5 - level for word, level in DEPENDENCY_WORDS.items()}
DUTCH = Vocabulary(
    replaceability=HARDNESS_WORDS,
    dependency=DEPENDENCY_WORDS,
    choices={
        "target_group": {"ja": 1, "neen": 2, "nee": 2},
        "attitude": {"staat erachter": 1, "wacht af": 2, "heeft bezwaren": 3},
        "needs_us": {"ja": 1, "neen": 2, "nee": 2},
        "own_form": {"netwerk": 1, "ad hoc": 2, "overleg": 3, "op de hoogte houden": 4},
        "criterion_1": {"ja": 1, "neen": 2},
        "criterion_2": {"ja": 1, "neen": 2},
        "criterion_3": {"ja": 1, "neen": 2},
        "in_network": {"ja": 1, "later": 2, "nu niet": 3},
        "network_role": {"lid: kernactor": 1, "lid: randactor": 2},
        "estimate_check": {"ja": 1, "neen": 2, "aangepast": 3},
        "readiness": {"wil en kan": 1, "onder voorwaarde": 2, "wil, kan nog niet": 3, "twijfelt nog": 4, "neen": 5},
    },
    nobody=frozenset({"niemand", "geen", "nvt"}),
)
HARDNESS_TYPED = {0: None, 1: "groot", 2: "eerder groot", 3: "eerder klein", 4: "klein"}
DEPENDENCY_TYPED = {0: None, 1: "klein", 2: "eerder klein", 3: "eerder groot", 4: "groot"}

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EXTRAS = {
    "by": "replaced_by",
    "own": "own_rank",
    "has": "resources",
    "why": "explanation",
    "target": "target_group",
    "needs": "needs_us",
    "form": "own_form",
    "net": "in_network",
}


def table(lines: str) -> pd.DataFrame:
    """The table that the lines describe."""
    rows = []
    for line in lines.strip().splitlines():
        name, importance, replaceability, dependency, *extras = line.split()
        row = dict.fromkeys(COLUMNS) | {
            "actor": _cell(name),
            "importance": _cell(importance),
            "replaceability": _cell(replaceability),
            "dependency": _cell(dependency),
            "resources": "geld",
        }
        for extra in extras:
            key, value = extra.split("=", 1)
            row[_EXTRAS.get(key, key)] = _cell(value)
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _cell(token: str) -> str | dt.date | None:
    if _DAY.fullmatch(token):
        return dt.date.fromisoformat(token)
    return None if token == "-" else token.replace("_", " ").replace("|", "\n")


def entries(lines: str) -> Entries:
    return read_entries(table(lines), vocabulary=DUTCH)


def assessed(lines: str, rules: Rules | None = None, seen: Seen | None = None) -> Assessment:
    return assess(entries(lines), rules, seen)


def codes(assessment: Assessment, row: int = 0) -> list[str]:
    """The codes of the notes on one row, in their order."""
    notes = assessment.notes
    return notes.loc[notes["row"] == row, "code"].astype(str).to_list()
