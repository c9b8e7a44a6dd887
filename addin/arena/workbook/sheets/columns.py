"""The columns of the table Arena: which there are, in which group, and the native formula of each calculated one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from arena.locale import Catalogue
from arena.method import notes
from arena.method.levels import HIGHEST, LOWEST, OWN_PLACES_BELOW
from arena.method.roles import FLAGGED_FROM_POINTS, LEAST_POINTS, SIGNALS, TARGET_GROUP_POINTS
from arena.method.vectors import HIGH_FROM, LEAST_DERIVED
from arena.workbook import names
from arena.workbook.formulas import cleaned, cleaned_or_empty, level_read, position_in, this_row, whole_column

_Reference = Callable[[str], str]
"""Gives a formula's reference to a column, by its key."""


class Group(StrEnum):
    """The groups of columns; a heading's style is named after its group."""

    ENTRY = "entry"
    """What the handout's form asks for."""

    COMPUTED = "computed"
    """What people read."""

    OPTIONAL = "optional"
    """What is typed if one likes."""

    CALCULATION = "calculation"
    """How it was worked out."""


@dataclass(frozen=True)
class Column:
    """A column of the table: its key, its group, its width in characters and the style of its cells."""

    key: str
    group: Group
    width: float
    style: str
    calculated: bool = False


COLUMNS = (
    Column("actor", Group.ENTRY, 28, "entry_bold"),
    Column("resources", Group.ENTRY, 34, "entry"),
    Column("importance", Group.ENTRY, 18, "entry_center"),
    Column("replaceability", Group.ENTRY, 17, "entry_center"),
    Column("replaced_by", Group.ENTRY, 25, "entry"),
    Column("dependency", Group.ENTRY, 23, "entry_center"),
    Column("rank", Group.ENTRY, 11, "computed_bold", calculated=True),
    Column("own_rank", Group.ENTRY, 12, "entry_center"),
    Column("signal", Group.COMPUTED, 22, "computed", calculated=True),
    Column("range", Group.COMPUTED, 12, "computed_center", calculated=True),
    Column("derived", Group.COMPUTED, 18, "computed_center", calculated=True),
    Column("role", Group.COMPUTED, 18, "computed", calculated=True),
    Column("form", Group.COMPUTED, 18, "computed", calculated=True),
    Column("attention", Group.COMPUTED, 38, "computed", calculated=True),
    Column("target_group", Group.OPTIONAL, 13, "entry_center"),
    Column("basis", Group.OPTIONAL, 34, "entry"),
    Column("explanation", Group.OPTIONAL, 50, "entry"),
    Column("name_read", Group.CALCULATION, 24, "calculation_left", calculated=True),
    Column("importance_read", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("hardness_read", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("dependency_read", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("own_rank_read", Group.CALCULATION, 13, "calculation", calculated=True),
    Column("target_group_read", Group.CALCULATION, 13, "calculation", calculated=True),
    Column("dependency_low", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("dependency_high", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("importance_low", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("importance_high", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("hardness_low", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("hardness_high", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("points_low", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("points_high", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("key", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("best", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("worst", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("order", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("open", Group.CALCULATION, 10, "calculation", calculated=True),
    Column("mask", Group.CALCULATION, 16, "calculation", calculated=True),
)

POSITION = {column.key: number for number, column in enumerate(COLUMNS)}

SHOWN_NOTES = tuple(
    note
    for note in notes.SHOWN_NOTES
    if note.column in POSITION and note.code not in ("invalid_target_group", "rank_overwritten")
)
"""The notes that the column ``attention`` can show, the gravest first: one digit each in the column ``mask``."""

UNKNOWN_NOTES = {"missing_importance": "importance_read", "missing_replaceability": "hardness_read"}
"""Notes with another short form where the entry is ``?``, and the column that tells; these forms are listed last."""


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
