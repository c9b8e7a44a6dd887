"""Formulas of the lines by which the whole sheet is counted: what step 2 still asks, and the short number."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method import short_number
from arena.method.levels import CHOICES
from arena.workbook.formulas import times
from arena.workbook.sheets.calculation.lines import here, typed_here


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of each of these columns, by key."""
    number = here("number")
    return {
        "open": f'IF({here("in_use")}="","",{_open()})',
        "cell_filled": f'IFERROR(IF({typed_here(texts, "actor")}="",0,1),0)',
        "said": f"LEN({here('attention')})",
        "number": f'IF({here("in_use")}="","",{_number()})',
        "number_by_row": f'IF({number}="","",MOD({number}*{here("line")},{short_number.MODULUS}))',
    }


def _open() -> str:
    """Return the formula of how many cells step 2 still asks for (``arena.method.steps.open_cells``)."""
    reads = ("importance", "hardness", "dependency", "own_rank")
    invalid = "+".join(f'IF({here(f"{name}_read")}="!",1,0)' for name in reads)
    return (
        f'IF({here("name")}="",1,0)+IF({here("importance_read")}="",1,0)'
        f'+IF(AND({here("hardness_read")}="",{here("target_group_read")}<>1),1,0)+{invalid}'
    )


def _number() -> str:
    """Return the formula of a line's part of the short number (docs/method.md, "The short number")."""
    levels = zip(("importance", "hardness", "dependency"), short_number.OF_LEVELS, strict=True)
    numbers = [times(factor, _number_or_0(here(f"{key}_read"))) for key, factor in levels]
    for key, factor in short_number.OF_CHOICES.items():
        read, unknown = here(f"{key}_read"), len(CHOICES[key]) + 1
        numbers.append(times(factor, f'IF({read}="?",{unknown},{_number_or_0(read)})'))
    numbers.append(times(short_number.OF_OWN_PLACE, _number_or_0(here("own_rank_read"))))
    texts = zip(("name", "resources", "replaced_by", "agreed"), short_number.OF_LENGTHS, strict=True)
    lengths = [times(factor, f"LEN({here(key)})") for key, factor in texts]
    product = f"(1+{'+'.join(numbers)})*({short_number.WITHOUT_TEXTS}+{'+'.join(lengths)})"
    return f"MOD({product},{short_number.MODULUS})"


def _number_or_0(reference: str) -> str:
    return f"IF(ISNUMBER({reference}),{reference},0)"
