"""The words that users may type, in every supported language, with what they count as.

The words of every language are understood in every workbook (docs/method.md, "Levels"); the lists on the sheet
of settings and the Python functions both come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.method import forms, network, ranking
from arena.method.levels import CHOICES, LEVELS, Vocabulary
from arena.method.text import fold

_SCALES = {"normal": False, "reversed": True}
DURATIONS = {"one_off": True, "temporary": False, "lasting": False}


def _spellings(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the texts of catalogue keys in every language, folded, with the number that each key stands for."""
    listed = list(keys)
    return {fold(catalogue(language)(key)): number for language in LANGUAGES for key, number in listed}


@cache
def spellings(*keys: str) -> frozenset[str]:
    """Return the texts of catalogue keys in every language, folded: by these a cell is known for what we wrote."""
    return frozenset(_spellings((key, 0) for key in keys))


@cache
def level_spellings(column: str) -> Mapping[str, int]:
    """Return every accepted spelling of ``replaceability`` (as hardness) or ``dependency``, folded, with its level."""
    return _spellings((f"level.{column}.{form}{level}", level) for form in ("", "short.") for level in LEVELS)


@cache
def yes_spellings() -> Mapping[str, int]:
    """Return every accepted spelling of yes, folded."""
    return _spellings([("answer.yes", 1), ("answer.yes.alternative", 1)])


@cache
def no_spellings() -> Mapping[str, int]:
    """Return every accepted spelling of no, folded."""
    return _spellings([("answer.no", 0), ("answer.no.alternative", 0)])


def choice_text(key: str, code: str) -> str:
    """Return the catalogue key of a word of a list, by its column and its code."""
    if key == "attitude":
        return f"answer.attitude.{code}"
    if key == "own_form":
        return f"form.{code}"
    if key == "network_role":
        return f"network_role.{code}"
    return f"readiness.{code}" if key == "readiness" else f"answer.{code}"


def list_of_choice(key: str) -> str:
    """Return the key of the list of words that a column chooses from: one for all that are answered with yes or no."""
    if CHOICES[key] == ("yes", "no"):
        return "answer"
    return "forms" if key == "own_form" else key


@cache
def choice_spellings(key: str) -> Mapping[str, int]:
    """Return every accepted word of a list, folded, with its number in it, counted from 1."""
    coded = list(enumerate(CHOICES[key], start=1))
    others = [(f"{choice_text(key, code)}.alternative", number) for number, code in coded]
    return _spellings((choice_text(key, code), number) for number, code in coded) | _spellings(
        (text, number) for text, number in others if text in catalogue(LANGUAGES[0])
    )


@cache
def network_spellings(key: str) -> Mapping[str, int]:
    """Return every word of a list of the sheet of the network, folded, with its number in it, counted from 1."""
    return _spellings((f"network.{key}.{code}", number) for number, code in enumerate(network.LISTS[key], start=1))


@cache
def nobody_spellings() -> frozenset[str]:
    """Return the words that mean, under "door wie", that nobody can take over, folded."""
    return spellings(*(f"substitute.{name}" for name in ("nobody", "none", "not_applicable")))


@cache
def duration_spellings() -> Mapping[str, int]:
    """Return every accepted duration, folded: 1 where it is a one-off, else 0."""
    return _spellings((f"answer.duration.{name}", int(one_off)) for name, one_off in DURATIONS.items())


@cache
def priority_spellings() -> Mapping[str, int]:
    """Return every accepted priority, folded, with its position in ``ranking.PRIORITIES``."""
    plain = _spellings((f"priority.{name}", number) for number, name in enumerate(ranking.PRIORITIES))
    default = ranking.PRIORITIES.index(ranking.DEFAULT_PRIORITY)
    listed = (listed_priority(catalogue(language), ranking.DEFAULT_PRIORITY) for language in LANGUAGES)
    return plain | {fold(word): default for word in listed}


def listed_priority(texts: Catalogue, priority: str) -> str:
    """Return a priority as the list of settings shows it: the default one is recommended."""
    word = texts(f"priority.{priority}")
    return texts("priority.recommended", priority=word) if priority == ranking.DEFAULT_PRIORITY else word


def enumerated(texts: Catalogue, names: Sequence[str]) -> str:
    """Return names as a sentence lists them, ``Bib, OCMW en Buurtwerk``; there is at least one."""
    return texts("list.and").join(filter(None, (", ".join(names[:-1]), names[-1])))


def proposal(texts: Catalogue, kind: str, code: object, *, target_group: bool = False) -> str:
    """Return the word of a proposed ``role`` or ``form`` by its code; where none can be made, that it is undecided.

    Of a target group the users are then asked to choose the form themselves.
    """
    if isinstance(code, str):
        return texts(f"{kind}.{code}")
    return texts("undecided.target_group" if target_group and kind == "form" else "undecided")


@cache
def issue_kind_spellings() -> Mapping[str, int]:
    """Return every accepted kind of issue, folded, with its position in ``forms.ISSUE_KINDS``."""
    return _spellings((f"issue_kind.{name}", number) for number, name in enumerate(forms.ISSUE_KINDS))


@cache
def scale_spellings() -> Mapping[str, int]:
    """Return both scales of importance, folded: 1 where the scale is reversed."""
    return _spellings((f"settings.scale.{name}", int(reversed_)) for name, reversed_ in _SCALES.items())


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of every supported language, with which a user's table is read."""
    return Vocabulary(
        replaceability=level_spellings("replaceability"),
        dependency=level_spellings("dependency"),
        choices={key: choice_spellings(key) for key in CHOICES},
        nobody=nobody_spellings(),
    )
