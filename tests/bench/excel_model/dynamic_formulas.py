"""Range.Formula2 of whole blocks, and of formulas with structured references, which the model leaves out.

- A block is written cell by cell as far as its formulas need it: one that the model knows as a dynamic array is put in
  its cell by itself, everything else goes as `Formula` has it.
- A formula with a structured reference reads as `Formula` has it. Excel would show an `@` where such a reference is cut
  to one value; written back, both mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba._a1 import Area
from pyopenvba.apps.excel._model import Range
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import VBAArray

from .amendments import Amendment, Replacement

#: A structured reference; what stands in the brackets of R1C1 style is a number.
_STRUCTURED = re.compile(r"\[[^\d-]")


def _reading_structured(formula2: Callable[..., str]) -> Callable[..., str]:
    kept: dict[tuple[object, ...], str] = {}  # it looks up each name in a formula, and each time through all names

    def read(self: Range, formula: str, *, whole: bool) -> str:
        if _STRUCTURED.search(formula):
            return formula
        names = tuple((entry.name, entry.refers_to) for entry in self.sheet.book.names_.entries)
        key = (formula, whole, self.sheet.name, names)
        if key not in kept:
            kept[key] = formula2(self, formula, whole=whole)
        return kept[key]

    return read


def _taking_blocks(name: str) -> Callable[[MemberSpec | None], MemberSpec]:
    def make(spec: MemberSpec | None) -> MemberSpec:
        assert spec is not None
        assert spec.setter is not None
        one_formula = spec.setter

        def put(self: Range, value: object) -> None:
            if not isinstance(value, VBAArray) and not (isinstance(value, str) and _STRUCTURED.search(value)):
                one_formula(self, value)
                return
            self.vba_set(name.replace("2", ""), value, [])
            for cell, text in _dynamic(self, value, name) if isinstance(value, VBAArray) else ():
                cell.vba_set(name, text, [])

        fields = {field: getattr(spec, field) for field in MemberSpec.__slots__}
        return MemberSpec(**{**fields, "setter": put})

    return make


def _dynamic(block: Any, array: VBAArray, name: str) -> Iterator[tuple[Range, str]]:
    """The cells of a block whose formula is a dynamic array, or has an `@` that `Formula` does not take."""
    (top, bottom), _ = array.bounds
    height = bottom - top + 1
    known: dict[str, bool] = {}
    for place, text in enumerate(array.items):
        if not isinstance(text, str) or not text.startswith("=") or _STRUCTURED.search(text):
            continue
        row, column = block.first.top + place % height, block.first.left + place // height
        cell = Range(block.sheet, [Area(row, column, row, column)])
        if text not in known:
            written, dynamic = cell._legacy(text, r1c1="R1C1" in name)
            known[text] = dynamic or ("R1C1" not in name and written != text)
        if known[text]:
            yield cell, text


def dynamic_formula_amendments() -> Iterator[Amendment | Replacement]:
    """The additions to Formula2, ready to be put in the model."""
    yield Replacement(Range, "_formula2", _reading_structured)
    for name in ("Formula2", "Formula2R1C1"):
        yield Amendment(Range, name, _taking_blocks(name))
