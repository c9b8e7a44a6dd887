"""The JSON of ``arena resources --json``: the contract with other programs (docs/method.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from arena.method.near_names import nearly_alike
from arena.workbook.model import Result


def as_contract(result: Result, rows: Sequence[int]) -> dict[str, Any]:
    """Return who brings in what as the contract says; actors are named, and an empty name stays empty.

    Args:
        result: the analysis, evaluated.
        rows: the row of the sheet, counted from 1, in which each row of the analysis stands.
    """
    found, actors = result.resources, result.entries.actor

    def named(of: Iterable[int]) -> list[str]:
        return [actors[row] for row in of]

    return {
        "resources": [
            {
                "resource": one.name,
                "needed": one.needed,
                "asked": one.asked,
                "holders": named(one.holders),
                "stand_ins": named(one.stand_ins),
                "objecting": named(one.objecting),
                "in_network": one.in_network,
                "promised": one.promised,
            }
            for one in found.resources
        ],
        "any_in_network": found.any_in_network,
        "circle": {
            "size": found.size,
            "lower_bound": found.lower_bound,
            "exact": found.found.exact,
            "count": len(found.listed),
            "more": found.found.more,
            "circles": [named(circle) for circle in found.listed],
        },
        "actors": [
            {
                "row": rows[part.row],
                "actor": actors[part.row] or None,
                "in_circles": part.in_circles.value,
                "sole_of": found.names(part.sole_of),
                "lost": found.names(part.lost),
            }
            for part in sorted(found.parts, key=lambda part: part.row)
        ],
        "pairs": [{"actors": named(pair.rows), "lost": found.names(pair.lost)} for pair in found.pairs],
        "unheld": [one.name for one in found.unheld],
        "near_names": [list(pair) for pair in nearly_alike(one.name for one in found.resources)],
    }
