"""The smallest circles in words, for the sheet resources, the summary and the command line."""

from __future__ import annotations

from collections.abc import Sequence

from arena.locale import Catalogue
from arena.method.levels import HIGHEST, LOWEST
from arena.method.resources import NEEDED_FROM
from arena.workbook import fitting
from arena.workbook.model import Result

_SHOWN = 3
"""Circles that are written out; of more it is said how many there are."""


def circle_lines(result: Result, texts: Catalogue) -> tuple[str, list[list[str]], str]:
    """Return what is said of the smallest circles: a heading, lines of names, and what to mind.

    Who is in each circle stands first. Where the others differ by one actor, "and one of"; else the first of them.
    """
    found = result.resources
    if not found.needed:
        return texts("circle.none"), [], how_to_need(result, texts)
    mind = [_what_is_needed(result, texts), texts("circle.mind")]
    if not found.found.exact:
        mind.insert(0, texts("circle.estimate", bound=found.lower_bound))
    needed = _needed(result, texts)
    one = found.size == 1
    head = texts("circle.head.one", needed=needed) if one else texts("circle.head", count=found.size, needed=needed)
    in_each = set(found.listed[0]).intersection(*found.listed)
    common = [result.name(row, texts) for row in found.listed[0] if row in in_each]
    rests = [[result.name(row, texts) for row in circle if row not in in_each] for circle in found.listed]
    lines = [common] if common else []
    if len(rests) > 1:
        lines += _choices(rests, texts, with_common=bool(common))
        lines[-1] = [*lines[-1][:-1], f"{lines[-1][-1]}. {_how_many(result, texts)}"]
    return head, lines, " ".join(mind)


def how_to_need(result: Result, texts: Catalogue) -> str:
    """Return what to fill in before anything counts as needed."""
    return texts("circle.none.how", levels=important_levels(result, texts))


def important_levels(result: Result, texts: Catalogue) -> str:
    """Return the two levels, as users type them, of an importance by which a first resource is needed."""
    levels = (NEEDED_FROM, HIGHEST)
    if result.analysis.settings.importance_reversed:
        levels = (LOWEST, LOWEST + HIGHEST - NEEDED_FROM)
    first, second = levels
    return texts("circle.levels", first=first, second=second)


def _needed(result: Result, texts: Catalogue) -> str:
    """Return what the circles cover: all that is needed, or all of it that anybody covers."""
    covered, unheld = len(result.resources.needed), len(result.resources.unheld)
    if unheld:
        return texts("circle.needed.some", count=covered, total=covered + unheld)
    return texts("circle.needed.one") if covered == 1 else texts("circle.needed", count=covered)


def _what_is_needed(result: Result, texts: Catalogue) -> str:
    """Return which resources count, and which do not."""
    found = result.resources
    said = [texts("circle.needed.means", levels=important_levels(result, texts))]
    if any(one.only_with_objections for one in found.resources):
        said.append(texts("circle.needed.objections"))
    if found.unheld:
        said.append(texts("circle.unheld", names=", ".join(one.name for one in found.unheld)))
    return " ".join(said)


def _choices(rests: Sequence[Sequence[str]], texts: Catalogue, *, with_common: bool) -> list[list[str]]:
    """Return the lines of those in which the circles differ."""
    if all(len(rest) == 1 for rest in rests):
        names = [rest[0] for rest in rests]
        first = texts("circle.one_of" if with_common else "circle.one_of.alone", name=names[0])
        return [[first, *names[1:]]]
    lines = []
    for number, rest in enumerate(rests[:_SHOWN]):
        key = "circle.or" if number else "circle.with" if with_common else "circle.either"
        lines.append([texts(key, name=rest[0]), *rest[1:]])
    return lines


def _how_many(result: Result, texts: Catalogue) -> str:
    found = result.resources
    if not found.found.more:
        return texts("circle.count", count=len(found.listed))
    return texts("circle.count.more", count=len(found.listed)) if found.found.exact else ""


def in_one_line(result: Result, texts: Catalogue) -> str:
    """Return the same as one text, with as much of the names as the summary says."""
    head, lines, _ = circle_lines(result, texts)
    if not lines:
        return ""
    named = texts("circle.between").join(map(fitting.BETWEEN.join, lines))
    return f"{head} {named.rstrip('.')}{'' if named.endswith(')') else '.'}"
