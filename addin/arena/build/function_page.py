"""Makes docs/functies.md, the page on the functions for cells, from the registry: in Dutch, with computed examples.

``python -m arena.build.function_page docs/functies.md`` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from arena.excel.functions.compute import Block, call
from arena.excel.functions.registry import FUNCTIONS, Function
from arena.locale import catalogue

_LANGUAGE = "nl"
_IMPORTANCE, _REPLACEABILITY = 4.0, "klein"
_COLUMNS: tuple[Block, Block] = ([[4.0], [3.0], ["?"]], [["klein"], ["groot"], ["eerder klein"]])
_LETTERS = "AB"


def page() -> str:
    """Return the page as Markdown."""
    texts = catalogue(_LANGUAGE)
    parts = [f"# {texts('function.page.title')}\n", texts("function.page.intro") + "\n", _shown_columns()]
    parts += [_section(function) for function in FUNCTIONS]
    return "\n".join(parts)


def _shown_columns() -> str:
    texts = catalogue(_LANGUAGE)
    head = [f"| | {' | '.join(_LETTERS)} |", "|---" * (len(_LETTERS) + 1) + "|"]
    rows = [
        f"| {number} | " + " | ".join(_shown(block[number - 1][0]) for block in _COLUMNS) + " |"
        for number in range(1, len(_COLUMNS[0]) + 1)
    ]
    return f"{texts('function.page.columns')}\n\n" + "\n".join(head + rows) + "\n"


def _section(function: Function) -> str:
    texts = catalogue(_LANGUAGE)
    shown = "; ".join(f"[{one.name}]" if one.optional else one.name for one in function.arguments)
    lines = [f"## {function.name}", "", texts(function.help), "", f"`={function.name}({shown})`", ""]
    lines += [f"- **{one.name}**: {texts(one.help)}" for one in function.arguments]
    lines += ["", *_examples(function), ""]
    return "\n".join(lines)


def _examples(function: Function) -> list[str]:
    texts = catalogue(_LANGUAGE)
    one: tuple[Block, Block] = ([[_IMPORTANCE]], [[_REPLACEABILITY]])
    count = len(function.arguments)
    typed = [f"{_IMPORTANCE:.0f}", f'"{_REPLACEABILITY}"'][:count]
    ranges = [f"{letter}1:{letter}{len(_COLUMNS[0])}" for letter in _LETTERS][:count]
    cases = [
        (one[:count], f"={function.name}({'; '.join(typed)})"),
        (_COLUMNS[:count], f"={function.name}({'; '.join(ranges)})"),
    ]
    if count == 1:  # of one rater alone there is nothing to say
        cases = cases[1:]
    return [
        "- " + texts("function.page.example", formula=formula, answer=" · ".join(_answer(function, blocks)))
        for blocks, formula in cases
    ]


def _answer(function: Function, blocks: Sequence[Block]) -> list[str]:
    given = [*blocks, *[None] * (len(function.arguments) - len(blocks))]
    return [", ".join(_shown(cell) for cell in row) for row in call(function, _LANGUAGE, given)]


def _shown(cell: object) -> str:
    text = f"{cell:g}" if isinstance(cell, float) else str(cell)
    return text or catalogue(_LANGUAGE)("function.page.empty")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
