"""The columns of the table Arena: which there are, in which group, and the native formula of each calculated one."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from arena.locale import Catalogue
from arena.method import notes
from arena.method.levels import HIGHEST, LOWEST, OWN_PLACES_BELOW
from arena.method.roles import FLAGGED_FROM_POINTS, LEAST_POINTS, SIGNALS, TARGET_GROUP_POINTS
from arena.method.vectors import HIGH_FROM, LEAST_DERIVED
from arena.workbook import names
from arena.workbook.cells import column_name
from arena.workbook.formulas import cleaned, cleaned_or_empty, level_read, position_in, this_row, whole_column

TITLE_ROW, INTERNAL_ROW, BANNER_ROW, HEADER_ROW = range(4)
FIRST_ROW = HEADER_ROW + 1
"""The rows of the sheet of actors, counted from 0; the table's cells begin at the last."""

LAST_ROW_READ = 2000
"""To this row, counted from 1, formulas look for cells of the table: so far that deleted rows never matter."""

_Reference = Callable[[str], str]
"""Gives a formula's reference to a column, by its key."""


class Group(StrEnum):
    """The groups of columns, from left to right; the style of a heading is named after its group."""

    FORM = "form"
    """What the handout's form asks for, with the order and the signal that follow from it: step 2."""

    DERIVED = "derived"
    """What follows from it besides."""

    OPTIONAL = "optional"
    """What is typed if one likes."""

    STEP_3 = "step_3"
    STEP_4 = "step_4"
    STEP_5 = "step_5"
    AGREED = "agreed"


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        key: its key; the texts of its heading and its help are ``column.{key}...``.
        group: its group.
        pixels: its width on a screen at 100 %.
        style: the style of its cells.
        calculated: whether a formula gives its cells.
        filtered: whether people filter by it, so that its heading has a button.
    """

    key: str
    group: Group
    pixels: int
    style: str
    calculated: bool = False
    filtered: bool = False

    @property
    def width(self) -> float:
        """Its width in characters, as files give it."""
        return round((self.pixels - 5) / 7, 2)


COLUMNS = (
    Column("actor", Group.FORM, 140, "form_actor"),
    Column("resources", Group.FORM, 162, "form_text"),
    Column("importance", Group.FORM, 80, "row_center"),
    Column("replaceability", Group.FORM, 93, "row_center"),
    Column("replaced_by", Group.FORM, 118, "form_text"),
    Column("dependency", Group.FORM, 123, "row_center"),
    Column("rank", Group.FORM, 55, "row_place", calculated=True),
    Column("own_rank", Group.FORM, 55, "row_center"),
    Column("signal", Group.FORM, 86, "form_signal", calculated=True, filtered=True),
    Column("range", Group.DERIVED, 80, "row_result_center", calculated=True),
    Column("derived", Group.DERIVED, 112, "row_result_center", calculated=True),
    Column("attention", Group.DERIVED, 226, "row_result", calculated=True),
    Column("order", Group.DERIVED, 70, "row_result_center", calculated=True),
    Column("target_group", Group.OPTIONAL, 82, "row_center", filtered=True),
    Column("attitude", Group.OPTIONAL, 116, "row_text", filtered=True),
    Column("basis", Group.OPTIONAL, 156, "row_text"),
    Column("explanation", Group.OPTIONAL, 230, "row_text"),
    Column("role", Group.STEP_3, 116, "row_result", calculated=True),
    Column("form", Group.STEP_3, 142, "row_result", calculated=True, filtered=True),
    Column("ideas", Group.STEP_3, 250, "row_text"),
    Column("needs_us", Group.STEP_3, 104, "row_center"),
    Column("own_form", Group.STEP_3, 142, "row_text", filtered=True),
    Column("why_other_form", Group.STEP_3, 190, "row_text"),
    Column("criterion_1", Group.STEP_4, 128, "row_center"),
    Column("criterion_2", Group.STEP_4, 128, "row_center"),
    Column("criterion_3", Group.STEP_4, 128, "row_center"),
    Column("in_network", Group.STEP_4, 100, "row_center", filtered=True),
    Column("network_role", Group.STEP_4, 170, "row_text"),
    Column("why_choice", Group.STEP_4, 180, "row_text"),
    Column("contact", Group.STEP_5, 160, "row_text"),
    Column("who_speaks", Group.STEP_5, 104, "row_text", filtered=True),
    Column("talk_by", Group.STEP_5, 145, "row_date"),
    Column("spoken_on", Group.STEP_5, 100, "row_date"),
    Column("estimate_check", Group.STEP_5, 104, "row_center", filtered=True),
    Column("interest", Group.STEP_5, 240, "row_text"),
    Column("readiness", Group.STEP_5, 150, "row_text", filtered=True),
    Column("who_is_missing", Group.STEP_5, 170, "row_text"),
    Column("agreed", Group.AGREED, 250, "row_text"),
    Column("who_when", Group.AGREED, 170, "row_text"),
)
"""Source of the columns and their order: the handout's form, then its steps 3 to 5; of the widths: our design."""

POSITION = {column.key: number for number, column in enumerate(COLUMNS)}

SHOWN_NOTES = tuple(
    note for note in notes.ROW_NOTES if not note.from_python_only and note.weight < notes.NoteWeight.INFO
)
"""The notes that the column ``attention`` can show, the gravest first: one digit each in the column ``mask``."""

UNKNOWN_NOTES = {"missing_importance": "importance_read", "missing_replaceability": "hardness_read"}
"""Notes with another short form where the entry is ``?``, and the column that tells; these forms are listed last."""


def from_headings(position: int) -> str:
    """Return the reference, on the sheet of actors itself, to a column of the table from its heading down."""
    letters = column_name(position)
    return f"${letters}${HEADER_ROW + 1}:${letters}${LAST_ROW_READ}"


def own_cell(position: int) -> str:
    """Return the formula of the cell of its own row in a column of the table: the same text in every row."""
    return f"INDEX({from_headings(position)},ROW()-ROW($A${HEADER_ROW + 1})+1)"


def heading(texts: Catalogue, key: str) -> str:
    """Return the heading of a column in a language."""
    return texts(f"column.{key}.heading")


def all_cells(texts: Catalogue, key: str) -> str:
    """Return the reference to all cells of a column, by its key."""
    return whole_column(names.TABLE, heading(texts, key))


def filled_cells(texts: Catalogue, key: str, read: str) -> str:
    """Return the reference to a column's cells down to the last that holds something, as its other column reads it.

    A drop-down over them shows no blank rows below, and leaves nothing out after a blank row in between.
    """
    column, cleaned_column = all_cells(texts, key), all_cells(texts, read)
    rows = f"ROW({cleaned_column})-ROW(INDEX({cleaned_column},1))+1"
    last = f'MAX(1,SUMPRODUCT(MAX(({cleaned_column}<>"")*({rows}))))'
    return f"INDEX({column},1):INDEX({column},{last})"


def formulas(texts: Catalogue, table: str = names.TABLE) -> dict[str, str]:
    """Return the formula of every calculated column, by key; rules of docs/method.md, section by section.

    Args:
        texts: the catalogue in the language of the headings.
        table: the name of the table.
    """

    def own(key: str) -> str:
        return this_row(table, heading(texts, key))

    def every(key: str) -> str:
        return whole_column(table, heading(texts, key))

    def if_rated(formula: str) -> str:
        return f'IF({own("key")}="","",{formula})'

    bounds = [(own(f"{name}_low"), own(f"{name}_high")) for name in ("dependency", "importance", "hardness")]
    known = "AND(" + ",".join(f"{low}={high}" for low, high in bounds) + ")"
    target = position_in(cleaned_or_empty(own("target_group")), names.words_of("yes"))
    place = f'1+COUNTIFS({every("key")},">"&{own("key")})'
    return {
        "name_read": cleaned_or_empty(own("actor")),
        "importance_read": level_read(own("importance"), names.words_of("importance"), names.levels_of("importance")),
        "hardness_read": level_read(
            own("replaceability"), names.words_of("replaceability"), names.levels_of("replaceability")
        ),
        "dependency_read": level_read(own("dependency"), names.words_of("dependency"), names.levels_of("dependency")),
        "own_rank_read": _own_rank(own("own_rank")),
        "target_group_read": f'IF(ISNUMBER({target}),1,"")',
        **_bounds(own),
        "points_low": if_rated(_points(own, "low")),
        "points_high": if_rated(_points(own, "high")),
        "key": f'IF({own("dependency_low")}="","",{_key(own)})',
        "rank": if_rated(f'IF({known},{place},"")'),
        "best": if_rated(f"1+{_count(own, every, 'low', '>=', 'high')}-{_count(own, every, 'low', '', 'high')}"),
        "worst": if_rated(f"COUNT({every('key')})-{_count(own, every, 'high', '<=', 'low')}+IF({known},1,0)"),
        "order": (
            f"IF(ISNUMBER({own('own_rank_read')}),2*{own('own_rank_read')}-1,"
            f'IF({own("key")}<>"",2*({place}),IF({own("name_read")}<>"",2*COUNT({every("key")})+2,"")))'
        ),
        "range": if_rated(f'IF({own("best")}={own("worst")},{own("best")}&"",{own("best")}&"–"&{own("worst")})'),
        "derived": (
            f"IF(AND(ISNUMBER({own('importance_read')}),ISNUMBER({own('hardness_read')})),INDEX({names.DEPENDENCY_WORDS},"
            f'{_derived(own("importance_read"), own("hardness_read"))}),"")'
        ),
        "signal": if_rated(_signal(own)),
        "role": if_rated(
            f"IF({own('points_low')}={own('points_high')},INDEX({names.ROLE_WORDS},{_class(own, 'low')}),"
            f"{names.UNDECIDED_WORD})"
        ),
        "form": if_rated(_form(own)),
        "open": _open(own),
        "mask": _mask(own, every),
        "attention": _attention(own),
    }


def _own_rank(reference: str) -> str:
    text = cleaned(reference)
    whole = f'AND((--{text})&""={text},--{text}>=1,--{text}<{OWN_PLACES_BELOW},ROUND(--{text},0)=--{text})'
    return (
        f'IF(ISERROR({reference}),"!",IF(ISLOGICAL({reference}),"!",IF({text}="","",'
        f'IFERROR(IF({whole},--{text},"!"),"!"))))'
    )


def _bounds(own: _Reference) -> dict[str, str]:
    read = {name: own(f"{name}_read") for name in ("dependency", "importance", "hardness")}
    unrated = f'{read["importance"]}&{read["hardness"]}&{read["dependency"]}=""'
    result = {}
    for end, value in (("low", LOWEST), ("high", HIGHEST)):
        for name in ("importance", "hardness"):
            result[f"{name}_{end}"] = f'IF({unrated},"",IF(ISNUMBER({read[name]}),{read[name]},{value}))'
        derived = _derived(own(f"importance_{end}"), own(f"hardness_{end}"))
        result[f"dependency_{end}"] = (
            f'IF({unrated},"",IF(ISNUMBER({read["dependency"]}),{read["dependency"]},{derived}))'
        )
    return result


def _high(level: str) -> str:
    """Return the formula that counts 1 where a level is high (docs/method.md, "Derived dependency")."""
    return f"IF({level}>={HIGH_FROM},1,0)"


def _derived(importance: str, hardness: str) -> str:
    """Return the formula of the dependency to which importance and hardness point."""
    return f"{LEAST_DERIVED}+{_high(importance)}+{_high(hardness)}"


def _points(own: _Reference, end: str) -> str:
    points = f"MAX({own(f'dependency_{end}')},{LEAST_DERIVED})+{_high(own(f'importance_{end}'))}"
    return f"MAX({points},IF({own('target_group_read')}=1,{TARGET_GROUP_POINTS},{LEAST_POINTS}))"


def _class(own: _Reference, end: str) -> str:
    """Return the formula of the position of a class in the list of roles, counted from 1."""
    return f"{own(f'points_{end}')}-{LEAST_POINTS - 1}"


def _key(own: _Reference) -> str:
    parts = ("dependency_low", "importance_low", "hardness_low")
    return "+".join(f"INDEX({names.WEIGHTS},1,{number})*{own(part)}" for number, part in enumerate(parts, start=1))


def _count(own: _Reference, every: _Reference, counted: str, sign: str, mine: str) -> str:
    """Return the formula that counts actors with each of the three bounds at least, at most or equal to this one's."""
    criteria = []
    for name in ("dependency", "importance", "hardness"):
        value = own(f"{name}_{mine}")
        criteria += [every(f"{name}_{counted}"), f'"{sign}"&{value}' if sign else value]
    return f"COUNTIFS({','.join(criteria)})"


def _signal(own: _Reference) -> str:
    def vulnerable(end: str) -> str:
        return f"AND({own(f'hardness_{end}')}>={HIGH_FROM},{own(f'points_{end}')}>={FLAGGED_FROM_POINTS})"

    critical = f"AND({own('hardness_low')}={HIGHEST},{own('dependency_low')}={HIGHEST})"
    word = {flag: f"INDEX({names.FLAG_WORDS},{number})" for number, flag in enumerate(SIGNALS, start=1)}
    return (
        f"IF({critical},{word['critical']},IF({vulnerable('low')},{word['vulnerable']},"
        f'IF({vulnerable("high")},{word["uncertain"]},"")))'
    )


def _form(own: _Reference) -> str:
    proposal = f"INDEX({names.FORM_PROPOSALS},{_class(own, 'low')},{_class(own, 'high')})"
    return f"IF({proposal}<0,{names.UNDECIDED_WORD},INDEX({names.FORM_WORDS},{proposal}+1))"


def _open(own: _Reference) -> str:
    """Return the formula of how many cells of the row still ask for an entry (arena.workbook.progress)."""
    invalid = "+".join(
        f'IF({own(f"{name}_read")}="!",1,0)' for name in ("importance", "hardness", "dependency", "own_rank")
    )
    return (
        f'IF(AND({own("order")}="",{own("own_rank_read")}<>"!"),"",IF({own("name_read")}="",1,0)'
        f'+IF({own("importance_read")}="",1,0)'
        f'+IF(AND({own("hardness_read")}="",{own("target_group_read")}<>1),1,0)+{invalid})'
    )


def _mask(own: _Reference, every: _Reference) -> str:
    """Return the formula of a digit for each of SHOWN_NOTES, 1 where it holds; the column of attention reads them."""
    rated = f'{own("key")}<>""'
    explained = f'{cleaned_or_empty(own("explanation"))}<>""'
    importance, hardness, dependency = own("importance_read"), own("hardness_read"), own("dependency_read")
    rank, name, target = own("own_rank_read"), own("name_read"), own("target_group_read")
    derived, steps = _derived(importance, hardness), notes.ATTENTION_FROM_STEPS
    all_known = f"ISNUMBER({importance}),ISNUMBER({hardness}),ISNUMBER({dependency})"

    def asked(read: str) -> str:
        return f'OR({read}="",{read}="?")'

    conditions = {
        "invalid_importance": f'{importance}="!"',
        "invalid_replaceability": f'{hardness}="!"',
        "invalid_dependency": f'{dependency}="!"',
        "invalid_own_rank": f'{rank}="!"',
        "missing_name": f'AND({rated},{name}="")',
        "duplicate_actor": f'IF({name}="",FALSE,SUMPRODUCT(--({every("name_read")}={name}))>1)',
        "missing_resource": f'AND({rated},{cleaned_or_empty(own("resources"))}="")',
        "missing_importance": f"AND({rated},{asked(importance)})",
        "missing_replaceability": f"AND({rated},{asked(hardness)},{target}<>1)",
        "substitute_missing": (
            f'AND(ISNUMBER({hardness}),{hardness}<={notes.EASY_UP_TO},{cleaned_or_empty(own("replaced_by"))}="")'
        ),
        "dependency_differs": (
            f"IF(AND({all_known}),IF({explained},FALSE,OR({dependency}-({derived})>={steps},"
            f"({derived})-{dependency}>={steps})),FALSE)"
        ),
        "own_rank_outside_range": (
            f"IF(AND({rated},ISNUMBER({rank})),IF({explained},FALSE,OR({rank}<{own('best')},{rank}>{own('worst')})),FALSE)"
        ),
    }
    digits = "&".join(f"IF({conditions[note.code]},1,0)" for note in SHOWN_NOTES)
    return f'IF({name}&{importance}&{hardness}&{dependency}&{rank}="","",{digits})'


def _attention(own: _Reference) -> str:
    """Return the formula of the first note in short, and how many more; an entry ``?`` has a short form of its own."""
    mask = own("mask")
    first = f'FIND("1",{mask})'
    position = first
    for number, (code, read) in enumerate(UNKNOWN_NOTES.items(), start=len(SHOWN_NOTES) + 1):
        usual = [note.code for note in SHOWN_NOTES].index(code) + 1
        position += f'+IF({first}={usual},IF({own(read)}="?",{number - usual},0),0)'
    more = f'LEN({mask})-LEN(SUBSTITUTE({mask},"1",""))-1'
    return f'IF(ISNUMBER({first}),INDEX({names.SHORT_NOTES},{position})&IF({more}>0," (+"&({more})&")",""),"")'
