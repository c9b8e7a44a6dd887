"""Formulas of the lines for what asks for attention: which notes hold, and the gravest of them in short."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method import notes
from arena.method.levels import CHOICES
from arena.method.notes import SHOWN_NOTES, NoteKind
from arena.workbook import names
from arena.workbook.sheets.calculation.lines import every, here, is_filled, typed_here
from arena.workbook.sheets.calculation.proposals import FORM_CODES
from arena.workbook.sheets.calculation.results import FLAG_CODES, derived_here

UNKNOWN_NOTES = {"missing_importance": "importance_read", "missing_replaceability": "hardness_read"}
"""Notes with another short form where the entry is ``?``, and the column that tells; these forms are listed last."""

HOLDS, HOLDS_NOT = "1", "0"


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of each of these columns, by key."""
    conditions = _conditions(texts)
    digits = "&".join(f"IF({_condition(note, conditions)},{HOLDS},{HOLDS_NOT})" for note in SHOWN_NOTES)
    return {"mask": f'IF({here("in_use")}="","",{digits})', "attention": _attention()}


def short_forms(texts: Catalogue) -> list[str]:
    """Return the short form of each of the notes that the column of attention shows, and of those about a ``?``."""
    unknown = [texts(f"note.{code}.unknown.short") for code in UNKNOWN_NOTES]
    return [*(texts(f"note.{note.code}.short") for note in SHOWN_NOTES), *unknown]


def _condition(note: NoteKind, conditions: dict[str, str]) -> str:
    if note.code in conditions:
        return conditions[note.code]
    column = "hardness" if note.column == "replaceability" else note.column
    return f'{here(f"{column}_read")}="!"'  # what is no word of its list, no place or no day


def _conditions(texts: Catalogue) -> dict[str, str]:
    """Return the condition of each note that does not say that an entry is invalid (docs/method.md, "Notes")."""
    rated, explained = is_filled("key"), f"{here('explained')}=1"
    importance, hardness, dependency = here("importance_read"), here("hardness_read"), here("dependency_read")
    rank, name, target = here("own_rank_read"), here("name"), here("target_group_read")
    derived, steps = derived_here(), notes.ATTENTION_FROM_STEPS
    all_known = f"AND(ISNUMBER({importance}),ISNUMBER({hardness}),ISNUMBER({dependency}))"
    form, choice, network = here("form_known"), here("in_network_read"), FORM_CODES["network"]
    asked, not_now = (CHOICES["in_network"].index(code) + 1 for code in ("yes", "not_now"))
    shown_rank = typed_here(texts, "rank")

    def missing(read: str) -> str:
        return f'OR({read}="",{read}="?")'

    return {
        "missing_name": f'{name}=""',
        "duplicate_actor": f'IF({name}="",FALSE,SUMPRODUCT(--({every("name")}={name}))>1)',
        "missing_resource": f'AND({rated},{here("resources")}="")',
        "missing_importance": f"AND({rated},{missing(importance)})",
        "missing_replaceability": f"AND({rated},{missing(hardness)},{target}<>1)",
        "substitute_missing": (
            f'IF(ISNUMBER({hardness}),AND({hardness}<={notes.EASY_UP_TO},{here("replaced_by")}=""),FALSE)'
        ),
        "dependency_differs": (
            f"IF({all_known},IF({explained},FALSE,OR({dependency}-({derived})>={steps},"
            f"({derived})-{dependency}>={steps})),FALSE)"
        ),
        "own_rank_outside_range": (
            f"IF(AND({rated},ISNUMBER({rank})),IF({explained},FALSE,OR({rank}<{here('best')},{rank}>{here('worst')})),"
            "FALSE)"
        ),
        # an empty cell is no entry: below the table it holds no formula, and within it somebody may have cleared it
        "rank_overwritten": f'IFERROR(IF({shown_rank}="",FALSE,{shown_rank}<>{here("rank")}),TRUE)',
        "form_and_choice_clash": (
            f"OR(AND({choice}={not_now},{form}={network}),AND({choice}={asked},ISNUMBER({form}),{form}<>{network}))"
        ),
        "flagged_left_out": (
            f"IF(ISNUMBER({here('flag_code')}),AND({here('flag_code')}<={FLAG_CODES['vulnerable']},{choice}={not_now},"
            f"{here('choice_explained')}<>1),FALSE)"
        ),
    }


def _attention() -> str:
    """Return the formula of the first note in short, and how many more; an entry ``?`` has a short form of its own."""
    mask = here("mask")
    first = f'FIND("{HOLDS}",{mask})'
    codes = [note.code for note in SHOWN_NOTES]
    position = first
    for number, (code, read) in enumerate(UNKNOWN_NOTES.items(), start=len(SHOWN_NOTES) + 1):
        usual = codes.index(code) + 1
        position += f'+IF({first}={usual},IF({here(read)}="?",{number - usual},0),0)'
    more = f'LEN({mask})-LEN(SUBSTITUTE({mask},"{HOLDS}",""))-1'
    return f'IF(ISNUMBER({first}),INDEX({names.SHORT_NOTES},{position})&IF({more}>0," (+"&({more})&")",""),"")'
