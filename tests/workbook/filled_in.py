"""An analysis in which every cell that takes an entry has one, half of them odd."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from arena.method import forms
from arena.method.levels import COLUMNS, CRITERIA
from arena.method.roles import CLASSES
from arena.workbook.model import QUESTIONS, Analysis, Network, Settings

FILLED = {
    "actor": ["OCMW", "Kruispunt; wijk", "=1+1", "’t Zonnetje\nvzw", "12"],
    "resources": ["geld; mensen", "zaal", "'s avonds", "-", "boeken\nspelen"],
    "importance": [4, "3", "?", "veel", 1],
    "replaceability": ["klein", "ek", "?", "heel klein", "groot"],
    "replaced_by": ["niemand", "12; OCMW", "x", "y\nz", "OCMW"],
    "dependency": ["groot", "eg", "?", "x", "klein"],
    "own_rank": [1, "2", "eerst", 9999, 3],
    "target_group": ["ja", "neen", "x", "yes", "JA"],
    "attitude": ["staat erachter", "wacht af", "heeft bezwaren", "?", "boos"],
    "basis": ["gesprek", "+32", "@", "vermoeden", "#N/A"],
    "explanation": ["omdat", "-", "lang\nverhaal", "TRUE", "12,5"],
    "ideas": ["zomeraanbod", "=ideeën", "lokalen\ndelen", "-1", "."],
    "needs_us": ["ja", "neen", "?", "misschien", "no"],
    "own_form": ["netwerk", "ad hoc", "overleg", "op de hoogte houden", "iets anders"],
    "why_other_form": ["daarom", "+", "@x", "'", "1"],
    "criterion_1": ["ja", "neen", "?", "x", "yes"],
    "criterion_2": ["neen", "ja", "?", 1, "nee"],
    "criterion_3": ["?", "ja", "neen", "-", "JA"],
    "in_network": ["ja", "later", "nu niet", "?", "ooit"],
    "network_role": ["lid: kernactor", "lid: randactor", "omkadering: contextactor", "member: core actor", "baas"],
    "why_choice": ["nu niet het ogenblik", "-", "=2", "x\ny", "0"],
    "contact": ["onthaal, 09 000 00 00", "+32 9 000", "directie", "@info", "1"],
    "who_speaks": ["Sara", "Mehmet", "=Sara", "wij", "2"],
    "talk_by": [dt.datetime(2026, 1, 15), dt.datetime(2026, 3, 2), "in mei", dt.datetime(2025, 12, 9), "15/1"],
    "spoken_on": [
        dt.datetime(2026, 1, 12),
        "neen",
        dt.datetime(2025, 12, 8, 12, 30),
        "gisteren",
        dt.datetime(2025, 12, 1),
    ],
    "estimate_check": ["ja", "neen", "aangepast", "?", "half"],
    "interest": ["band met gezinnen", "-", "lang\nverhaal", "=x", "1"],
    "readiness": ["wil en kan", "onder voorwaarde", "wil, kan nog niet", "twijfelt nog", "geen idee"],
    "who_is_missing": ["CLB", "CLB; academie", "=", "?", "niemand"],
    "agreed": ["lokalen open", "-", "x\ny", "@", "12"],
    "who_when": ["Sara, 1 maart", "Mehmet", "=nu", "+1", "wij"],
}

NETWORK = Network(
    actions=(
        ("Lokalen vastleggen", "Sara", dt.datetime(2026, 3, 2), "te doen", "taak"),
        (None, None, None, None, None),
        ("=Affiche", "-", "in mei", "bijna", "profiel"),
        (None, "wij", dt.datetime(2026, 1, 15), "klaar", "relatie"),
        ("12", 12, "2026", "DONE", "Growth"),
        ("x\ny", "@", None, None, "?"),
    ),
    looks=(dt.datetime(2025, 10, 2), "feb", None),
    evolutions=tuple((1, "2", number, f"doen {number}") for number in range(1, 7)),
    characteristics=tuple((answer, f"zien {answer}") for answer in ("ja", "nog niet", "yes", "x", "?", "duurzaam")),
    attention=tuple(f"merken {number}" for number in range(7)),
)


def filled_in(language: str) -> Analysis:
    """The analysis, in a workbook of a language."""
    other = tuple(reversed(forms.FORMS))
    chosen = {
        (kind, name): other[(number + place) % len(other)].replace("_", " ")
        for number, kind in enumerate(forms.ISSUE_KINDS)
        for place, name in enumerate(CLASSES)
    }
    return Analysis(
        language=language,
        answers={question: f"Antwoord {number}" for number, question in enumerate((*QUESTIONS, *CRITERIA))},
        table=pd.DataFrame(FILLED, columns=list(COLUMNS), dtype=object).where(lambda frame: frame.notna(), None),
        talks_for="=Sara",
        network=NETWORK,
        settings=Settings("eigen gewichten", "1 = meest", (9, "8", 7), chosen, "ja"),
        example=True,
    )
