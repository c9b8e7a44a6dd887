"""What users wrote on the generated sheet resources, read back by its headings: rows may have moved since it was made.

What stands there is an agreement of ``sheets.generated.agreements``; its group says what it is: words about an actor,
the answer to whether a resource is needed, or the actor of whom it is asked what if it drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from arena.locale import in_every_language
from arena.method.roles import FLAGS
from arena.method.text import as_text, clean, fold
from arena.workbook import words
from arena.workbook.sheets.generated import agreements
from arena.workbook.sheets.generated.agreements import Agreement
from arena.workbook.sheets.resources_page import ACTOR, OWN

WORDS, NEEDED, WHAT_IF = "words", "needed", "what_if"
"""The groups of what the user writes."""

COLUMNS = OWN + 1
"""The columns, from the first on, in which all of it stands."""

_HEADINGS = {WORDS: "resources.column.own", NEEDED: "resources.column.needed"}
_NO_GROUP = ("resources.what_if", "resources.list")
"""The headings of sections below which what stands in the user's column would be about nothing."""


def read(block: Sequence[Sequence[object]]) -> list[Agreement]:
    """Return what stands in the cells that are the user's, row by row.

    Args:
        block: the values of the sheet's cells, from A1 on.
    """
    return list(_cells(block))


def typed(block: Sequence[Sequence[object]]) -> list[Agreement]:
    """Return the same without the actor of whom it is asked what if: a name stands there by itself."""
    return [one for one in read(block) if one.group != WHAT_IF]


def hold_all(block: Sequence[Sequence[object]], column: int) -> bool:
    """Return True if all that stands in the user's column (from 0) is read, as nothing above a heading is."""
    known = words.spellings(*_HEADINGS.values())
    held = (agreements.as_value(line[column]) for line in block if column < len(line))
    own = [value for value in held if value is not None and fold(value) not in known]
    return len(own) == len(read(block))


def answers(agreed: Iterable[Agreement]) -> dict[str, bool]:
    """Return what was answered to whether resources are needed, by their names; another word is no answer."""
    found: dict[str, bool] = {}
    for one in agreed:
        if one.group == NEEDED and fold(one.value) in words.yes_spellings():
            found[one.actor] = True
        elif one.group == NEEDED and fold(one.value) in words.no_spellings():
            found[one.actor] = False
    return found


def without_sign(name: str) -> str:
    """Return the name of an actor as the sheet shows it, without the sign of its signal, which may change.

    What looks like a sign at the beginning of the name itself goes as well, so that both are always the same.
    """
    name = clean(name)
    while name[:2] in _signs():
        name = name[2:]
    return name


def _cells(block: Sequence[Sequence[object]]) -> Iterator[Agreement]:
    group: str | None = None
    for line in block:
        if len(line) < COLUMNS:
            return
        beside, held = fold(line[ACTOR]), agreements.as_value(line[OWN])
        heading = next((key for key, text in _HEADINGS.items() if fold(held) in words.spellings(text)), None)
        if heading is not None:
            group = heading
        elif beside in words.spellings("resources.what_if.choose"):
            if held is not None:
                yield Agreement(WHAT_IF, "", held)
        elif beside in words.spellings(*_NO_GROUP):
            group = None
        elif held is not None and group is not None and beside:
            name = clean(as_text(line[ACTOR]))
            yield Agreement(group, without_sign(name) if group == WORDS else name, held)


@cache
def _signs() -> frozenset[str]:
    return frozenset(f"{text[0]} " for flag in FLAGS[1:] for text in in_every_language(f"flag.{flag}"))
