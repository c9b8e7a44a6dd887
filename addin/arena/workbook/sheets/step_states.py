"""How far a step is, in the words of the sheet Start, by formula and by Python."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method.steps import Progress
from arena.workbook.description import Formula
from arena.workbook.formulas import quoted


def step_state(texts: Catalogue, step: Progress, begun: str, still_open: str) -> Formula:
    """Return the state of a step.

    Args:
        texts: the catalogue in the language of the workbook.
        step: how far it is.
        begun: the formula of whether there is any entry.
        still_open: the formula of how many entries are missing or invalid.
    """
    word = {state: quoted(texts(f"start.state.{state}")) for state in ("not_started", "busy", "done")}
    formula = f"IF({begun},IF({still_open}=0,{word['done']},{word['busy']}),{word['not_started']})"
    return Formula(formula, texts(f"start.state.{step.state}"))
