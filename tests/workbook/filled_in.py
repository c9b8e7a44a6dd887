"""An analysis in which every cell that takes an entry has one, half of them odd."""

from __future__ import annotations

import pandas as pd

from arena.method import forms
from arena.method.levels import COLUMNS
from arena.method.roles import CLASSES
from arena.workbook.model import QUESTIONS, Analysis, Settings

FILLED = {
    "actor": ["OCMW", "Kruispunt; wijk", "=1+1", "’t Zonnetje\nvzw", "12"],
    "resources": ["geld; mensen", "zaal", "'s avonds", "-", "boeken\nspelen"],
    "importance": [4, "3", "?", "veel", 1],
    "replaceability": ["klein", "ek", "?", "heel klein", "groot"],
    "replaced_by": ["niemand", "12; OCMW", "x", "y\nz", "OCMW"],
    "dependency": ["groot", "eg", "?", "x", "klein"],
    "own_rank": [1, "2", "eerst", 9999, 3],
    "target_group": ["ja", "neen", "x", "yes", "JA"],
    "basis": ["gesprek", "+32", "@", "vermoeden", "#N/A"],
    "explanation": ["omdat", "-", "lang\nverhaal", "TRUE", "12,5"],
}


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
        answers={question: f"Antwoord {number}" for number, question in enumerate(QUESTIONS)},
        table=pd.DataFrame(FILLED, columns=list(COLUMNS), dtype=object).where(lambda frame: frame.notna(), None),
        settings=Settings("eigen gewichten", "1 = meest", (9, "8", 7), chosen),
        example=True,
    )
