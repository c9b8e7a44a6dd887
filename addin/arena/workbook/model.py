"""An arena-analyse as its user typed it, and what it comes to: what every sheet is described from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from arena.locale import LANGUAGES, Catalogue
from arena.method import forms, network, ranking
from arena.method.adjustments import COMPARED
from arena.method.analysis import Assessment, Rules, assess
from arena.method.forms import FormTable
from arena.method.levels import CHOICES, COLUMNS, CRITERIA, Entries, read_choice, read_entries
from arena.method.notes import Seen
from arena.method.resources import Resources, resources_of
from arena.method.roles import CLASSES
from arena.method.substitutes import substitute_names
from arena.method.text import clean, fold
from arena.workbook import words
from arena.workbook.cells import Whereabouts

_Found = TypeVar("_Found")

SCHEMA = 2
"""Version of the workbook's layout, in the name ``arena_schema``."""

LINES = 230
"""So many rows below the headings of the table count in a workbook: its sheet of calculations has a line for each.

From schema 2 on, and then each of them whether the table reaches that far or not (docs/method.md, "Levels").
"""

QUESTIONS = ("subject", "appeal", "we", "benefit", "complex", "together", "duration", "common")
"""The questions of the sheet Issue, in their order; the last four decide the kind of issue."""

KIND_QUESTIONS = QUESTIONS[4:]

STOOD = ("actor", *COMPARED)
"""The columns of the table that the state on the sheet of step 6 has."""


def is_newer(schema: object) -> bool:
    """Return True if a version of the layout, as a workbook holds it, is one that this product does not know yet."""
    return isinstance(schema, int | float) and schema > SCHEMA


def is_older(schema: object) -> bool:
    """Return True if a version of the layout, as a workbook holds it, is an older one than this product makes."""
    return isinstance(schema, int | float) and schema < SCHEMA


@dataclass(frozen=True)
class Settings:
    """The choices on the settings sheet, as typed; ``None`` means the default.

    ``forms`` holds the typed words of the table of forms by (kind, class); missing ones are the default.
    ``objections`` is the answer to whether the summary shows who has objections.
    """

    priority: object = None
    scale: object = None
    custom_weights: tuple[object, object, object] = (None, None, None)
    forms: Mapping[tuple[str, str], object] = field(default_factory=dict)
    objections: object = None

    @property
    def shows_objections(self) -> bool:
        """True if the summary is to mark who has objections: not unless it is asked for."""
        return fold(self.objections) in words.yes_spellings()

    @property
    def importance_reversed(self) -> bool:
        """True if 1 was typed for the most important."""
        return words.scale_spellings().get(fold(self.scale), 0) == 1

    @property
    def typed_priority(self) -> str | None:
        """The code of the typed priority; ``None`` where it is not in the list."""
        number = words.priority_spellings().get(fold(self.priority))
        return None if number is None else ranking.PRIORITIES[number]

    @property
    def weights(self) -> tuple[str, ranking.Weights, bool]:
        """The priority that counts, its weights, and True if they are those asked for.

        Where the priority is not in the list, or its own weights are no whole numbers from 1 to 99, the default counts.
        """
        priority = self.typed_priority
        if priority in ranking.PRESETS:
            return str(priority), ranking.PRESETS[str(priority)], True
        if priority == ranking.CUSTOM and all(ranking.is_weight(weight) for weight in self.custom_weights):
            return ranking.CUSTOM, ranking.Weights(*(int(float(str(w))) for w in self.custom_weights)), True
        wanted = not fold(self.priority)
        return ranking.DEFAULT_PRIORITY, ranking.PRESETS[ranking.DEFAULT_PRIORITY], wanted

    @property
    def form_table(self) -> FormTable:
        """The table of forms by code; a cell without a form from the list counts as the default."""
        return {kind: {name: self._form(kind, name) for name in CLASSES} for kind in forms.ISSUE_KINDS}

    def _form(self, kind: str, name: str) -> str:
        number = words.choice_spellings("own_form").get(fold(self.forms.get((kind, name))))
        return forms.DEFAULT_FORMS[kind][name] if number is None else CHOICES["own_form"][number - 1]


def _blank(rows: Sequence[str], cells: int) -> tuple[tuple[object, ...], ...]:
    return ((None,) * cells,) * len(rows)


@dataclass(frozen=True)
class Network:
    """What was typed on the sheet of the network at work; ``None`` where a cell is empty.

    Attributes:
        actions: of each row down to the last that holds anything: what, who, by when, state, dimension.
        looks: the dates of the looks at the evolutions.
        evolutions: of each of ``network.EVOLUTIONS``: a number a look, and what is done about it.
        characteristics: of each of ``network.CHARACTERISTICS``: the answer, and what is seen of it.
        attention: of each of ``network.ATTENTION``: how it is noticed.
    """

    actions: tuple[tuple[object, ...], ...] = ()
    looks: tuple[object, ...] = (None,) * network.LOOKS
    evolutions: tuple[tuple[object, ...], ...] = _blank(network.EVOLUTIONS, network.LOOKS + 1)
    characteristics: tuple[tuple[object, ...], ...] = _blank(network.CHARACTERISTICS, 2)
    attention: tuple[object, ...] = (None,) * len(network.ATTENTION)

    @property
    def actions_read(self) -> list[tuple[bool, int, int]]:
        """Of each action whether it says what is done, and its state and dimension by number, as choices are read."""
        states, dimensions = (words.network_spellings(key) for key in ("action_state", "dimension"))
        return [
            (
                bool(clean(what)),
                read_choice(state, states, may_be_unknown=False),
                read_choice(dimension, dimensions, may_be_unknown=False),
            )
            for what, _, _, state, dimension in self.actions
        ]


@dataclass(frozen=True)
class Adjustments:
    """What stands on the sheet of step 6; ``None`` where a cell is empty.

    Attributes:
        changes: of each row down to the last that holds anything: the day, the actor, what changed, from, to, place
            and signal, why, and own words.
        next_look: when the table is looked at again.
        stood_on: the day of the state with which it is compared.
        stood: that state, a row an actor: the columns of :data:`STOOD` as they were typed, then place and signal.
        answered: the answers about the issue then, in the order of ``QUESTIONS``.
    """

    changes: tuple[tuple[object, ...], ...] = ()
    next_look: object = None
    stood_on: object = None
    stood: tuple[tuple[object, ...], ...] = ()
    answered: tuple[object, ...] = (None,) * len(QUESTIONS)

    @property
    def has_state(self) -> bool:
        """True if there is a state to compare with."""
        return bool(self.stood) or any(clean(answer) for answer in self.answered)

    @property
    def table(self) -> pd.DataFrame:
        """The state as a table of typed entries."""
        rows = [dict(zip(STOOD, row, strict=False)) for row in self.stood]
        return pd.DataFrame(rows, columns=list(STOOD), dtype=object)


@dataclass(frozen=True)
class Analysis:
    """One arena-analyse: the answers on Issue, the table of actors and the settings, all as typed.

    ``table`` has the columns of :data:`arena.method.levels.COLUMNS`, one row an actor, blank rows left out.
    """

    language: str = LANGUAGES[0]
    answers: Mapping[str, object] = field(default_factory=dict)
    table: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS), dtype=object))
    settings: Settings = field(default_factory=Settings)
    example: bool = False
    talks_for: object = None
    """The person whose talks the list to call from shows; everybody's where it is empty, or says so."""
    network: Network = field(default_factory=Network)
    adjustments: Adjustments = field(default_factory=Adjustments)
    issue_kind: str | None = None
    """A kind given from outside (an option), which overrules the answers and is never assumed."""

    asked: Mapping[str, bool] = field(default_factory=dict)
    """What was answered on the sheet of resources to whether a resource is needed, by its name."""

    @property
    def issue(self) -> forms.IssueKind:
        """The kind of issue that the answers give, and whether it is assumed."""
        if self.issue_kind is not None:
            return forms.IssueKind(self.issue_kind, assumed=False)
        read = {question: read_answer(question, self.answers.get(question)) for question in KIND_QUESTIONS}
        return forms.issue_kind(
            complex_issue=read["complex"],
            only_together=read["together"],
            one_off=read["duration"],
            common_interest=read["common"],
        )

    @property
    def criteria_written(self) -> Mapping[str, bool]:
        """Whether the question of each criterion is written, by the key of its column."""
        return {key: bool(clean(self.answers.get(key))) for key in CRITERIA}

    def with_options(
        self, *, priority: str | None, weights: tuple[int, int, int] | None, issue_kind: str | None
    ) -> Analysis:
        """Return the analysis under options that overrule its own settings; ``None`` leaves a setting as it is."""
        settings = self.settings
        if priority is not None:
            word = next(w for w, n in words.priority_spellings().items() if ranking.PRIORITIES[n] == priority)
            settings = replace(settings, priority=word)
        if weights is not None:
            settings = replace(settings, custom_weights=weights)
        return replace(self, settings=settings, issue_kind=issue_kind or self.issue_kind)


class EntryFormula(NamedTuple):
    """An entry cell with a formula: its row in the analysis, its column by key, and whether a result was stored."""

    row: int
    column: str
    calculated: bool


@dataclass(frozen=True)
class Beyond:
    """Actors who do not count, since they stand below the last row that does: the first one's cell, and how many."""

    cell: str
    count: int


@dataclass(frozen=True)
class ReadAnalysis:
    """An analysis read from a workbook.

    Attributes:
        analysis: the analysis.
        where: where its cells stand; also that of the column of signals where the workbook has one.
        sheet: the name of its sheet.
        schema: the version of its workbook's layout; ``None`` where it is no Arena workbook.
        formulas: the entry cells that hold a formula, row by row. Their values count; the formulas go nowhere.
        unread: the name of the first cell below the table that a blank row keeps from being read, if there is one.
        beyond: the actors that stand below the last row that counts, if there are any.
        letters_guessed: whether nothing told in which encoding the file was written.
        typed_ranks: what stands in the column of ranks of an Arena workbook and is no formula, by row; of a live
            workbook, which is calculated, what each of these cells shows.
    """

    analysis: Analysis
    where: Whereabouts
    sheet: str
    schema: int | None = None
    formulas: tuple[EntryFormula, ...] = ()
    unread: str | None = None
    beyond: Beyond | None = None
    letters_guessed: bool = False
    typed_ranks: Mapping[int, object] = field(default_factory=dict)


def read_answer(question: str, typed: object) -> bool | None:
    """Return the answer to one of the four questions that decide the kind of issue; ``None`` where it is not known.

    For ``duration``: whether it is a one-off. An answer that is not in the list counts as not known.
    """
    text = fold(typed)
    if isinstance(typed, bool):
        return None
    if question == "duration":
        number = words.duration_spellings().get(text)
    else:
        number = 1 if text in words.yes_spellings() else 0 if text in words.no_spellings() else None
    return None if number is None else bool(number)


@dataclass(frozen=True)
class Result:
    """An analysis with its entries read and assessed: one row a row of ``analysis.table`` in each."""

    analysis: Analysis
    entries: Entries
    assessment: Assessment
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What :meth:`once` has given."""

    def once(self, key: Hashable, work: Callable[[], _Found]) -> _Found:
        """Return what some work on these results gives, done once: several sheets ask for the same.

        Args:
            key: by which the work is known.
            work: takes nothing; what it gives is not to be changed.
        """
        if key not in self.kept:
            self.kept[key] = work()
        found: _Found = self.kept[key]
        return found

    @property
    def actors(self) -> pd.DataFrame:
        """The results per row, see :class:`arena.method.analysis.Assessment`."""
        return self.assessment.actors

    @cached_property
    def resources(self) -> Resources:
        """Who brings in what, and the smallest circles."""
        return resources_of(self.assessment, self.analysis.asked)

    def in_order(self, rows: Iterable[int]) -> list[int]:
        """Return rows in their order: by own places and places, ties by row."""
        order = self.actors["order"].tolist()
        return sorted(rows, key=lambda row: (order[row], row))

    def name(self, row: int, texts: Catalogue) -> str:
        """Return the name of the actor in a row, as typed, or what texts say of one without a name."""
        return self.entries.actor[row] or texts("summary.nameless")

    def signed_name(self, row: int, texts: Catalogue) -> str:
        """Return that name behind the sign of the actor's signal, where it has one."""
        flag = self.actors["flag"].iloc[row]
        return self.name(row, texts) if flag == "none" else f"{texts(f'flag.{flag}')[0]} {self.name(row, texts)}"

    def substitutes(self, row: int) -> list[str]:
        """Return the substitutes named in a row, as typed."""
        entries = self.entries
        return substitute_names(entries.replaced_by[row], entries.folded_names, entries.nobody)


def evaluate(analysis: Analysis, seen: Seen | None = None) -> Result:
    """Return an analysis read and assessed under its own settings; ``seen`` is what its entries do not tell."""
    settings = analysis.settings
    entries = read_entries(
        analysis.table, vocabulary=words.vocabulary(), importance_reversed=settings.importance_reversed
    )
    priority, weights, _ = settings.weights
    rules = Rules(
        priority=priority,
        weights=weights,
        issue=analysis.issue,
        forms=settings.form_table,
        criteria_written=analysis.criteria_written,
    )
    return Result(analysis, entries, assess(entries, rules, seen))
