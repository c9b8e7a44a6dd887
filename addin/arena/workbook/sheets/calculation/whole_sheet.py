"""The values of the whole sheet, right of the lines: counts, the short number, and how far each step is."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method import network, short_number
from arena.method.calling import ADJUST, HELD, OPEN
from arena.method.levels import CHOICES, CRITERIA, LAST_DAY
from arena.method.steps import STATES, STEPS
from arena.workbook import names
from arena.workbook.cells import Area, in_sheet
from arena.workbook.formulas import cleaned_or_empty
from arena.workbook.sheets import columns
from arena.workbook.sheets.calculation import called
from arena.workbook.sheets.calculation.lines import COLUMNS, FIRST_ROW, every, tab
from arena.workbook.sheets.calculation.proposals import (
    FORM_CODES,
    IMPORTANCE_OPEN,
    NOT_RATED,
    REPLACEABILITY_OPEN,
    UNDECIDED_FORM,
)
from arena.workbook.sheets.calculation.results import FLAG_CODES

FORMS = (*FORM_CODES.values(), UNDECIDED_FORM)
COUNTED_STEPS = STEPS[:-1]
"""The steps of which it is worked out how far they are; the last is never done."""

TALK_STATES = (OPEN, ADJUST, HELD)
OF_DIMENSIONS = tuple(range(1, len(network.DIMENSIONS) + 1))

KEYS = (
    "rated_count", "named_count", "used_count", "target_group_count", "beyond",
    *(f"form_count_{form}" for form in FORMS), *(f"chosen_count_{form}" for form in FORMS),
    "hard_count", "uncertain_count", "question_count", "to_find_out", "attention_length",
    "criteria_count", "open_1", "open_2", "waiting_2", "open_3", "open_4", "open_5", "talks_open",
    *(f"step_{step}" for step in COUNTED_STEPS), "next_step", "short_number", "short_number_by_row",
    "talks_for", "talks_listed", *(f"talks_shown_{state}" for state in TALK_STATES),
    *(f"planned_{number}" for number in OF_DIMENSIONS), *(f"done_{number}" for number in OF_DIMENSIONS),
    "actions", "without_dimension", "looked", "network_runs", "last_talk", "missed_first", "missed_others", "erase_by",
)  # fmt: skip
"""In their order from top to bottom."""

TALK_WORDS = ("open", "adjust", "held")
"""The states of a talk by the ends of the keys of their words, from 1."""

OF_FORM = ("form_count_", "chosen_count_")
OF_STEP = "step_"

LABEL_COLUMN = len(COLUMNS) + 1
VALUE_COLUMN = LABEL_COLUMN + 1
ROW_OF = {key: FIRST_ROW + number for number, key in enumerate(KEYS)}

DONE, BUSY, NOT_BEGUN = (STATES.index(state) for state in ("done", "busy", "not_started"))


def total(texts: Catalogue, key: str) -> str:
    """Return the absolute reference, from any sheet, to the cell of a value of the whole sheet.

    Raises:
        KeyError: there is no such value.
    """
    return total_on(tab(texts), key)


def total_on(sheet: str, key: str) -> str:
    """Return the same where the sheet of calculations has another name. Raises ``KeyError`` as ``total`` does."""
    return in_sheet(sheet, here(key))


def label(texts: Catalogue, key: str) -> str:
    """Return what stands beside a value."""
    forms = [*(texts(f"form.{form}") for form in FORM_CODES), texts("undecided")]
    for counted in OF_FORM:
        if key.startswith(counted):
            return texts(f"calculation.total.{counted.rstrip('_')}", form=forms[int(key[len(counted) :]) - 1])
    for kind, words in (
        ("talks_shown_", "talks.state"),
        ("planned_", "network.dimension"),
        ("done_", "network.dimension"),
    ):
        if key.startswith(kind):
            codes = TALK_WORDS if kind == "talks_shown_" else network.DIMENSIONS
            word = texts(f"{words}.{codes[int(key.removeprefix(kind)) - 1]}")
            return texts(f"calculation.total.{kind.rstrip('_')}", what=word)
    if key.startswith(OF_STEP):
        return texts("calculation.total.step", step=key[len(OF_STEP) :])
    return texts(f"calculation.total.{key}")


def here(key: str) -> str:
    """Return the same reference as a formula on this sheet writes it."""
    return Area(ROW_OF[key], VALUE_COLUMN, ROW_OF[key], VALUE_COLUMN).address


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of each value, by key."""
    flags, questions = every("flag_code"), every("question_code")
    named = f'({every("name")}<>"")'
    code_of_both = IMPORTANCE_OPEN + REPLACEABILITY_OPEN
    single = [f"COUNTIFS({questions},{code})" for code in (NOT_RATED, IMPORTANCE_OPEN, REPLACEABILITY_OPEN)]
    no, adjust = CHOICES["estimate_check"].index("no") + 1, every("estimate_check_read")
    talks = every("talk")
    answered = [f"({every('in_network_read')}={n})" for n in range(1, len(CHOICES["in_network"]) + 1)]
    return {
        "rated_count": f"COUNT({every('key')})",
        "named_count": f"SUMPRODUCT(--{named})",
        "used_count": f"COUNT({every('in_use')})",
        "target_group_count": f"COUNTIFS({every('target_group_read')},{CHOICES['target_group'].index('yes') + 1})",
        # all names and the heading, less those that the lines read: so rows that were deleted never matter
        "beyond": f'IFERROR(SUMPRODUCT(--({columns.typed(texts, "actor")}<>""))-1-SUM({every("cell_filled")}),0)',
        **{f"form_count_{form}": f"COUNTIFS({every('form_counts')},{form})" for form in FORMS},
        **{f"chosen_count_{form}": f"COUNTIFS({every('form_counts')},{form},{every('chosen')},1)" for form in FORMS},
        "hard_count": f'COUNTIFS({flags},"<={FLAG_CODES["vulnerable"]}")',
        "uncertain_count": f"COUNTIFS({flags},{FLAG_CODES['uncertain']})",
        "question_count": f"COUNT({questions})",
        "to_find_out": f"{'+'.join(single)}+2*COUNTIFS({questions},{code_of_both})",
        "attention_length": f"SUM({every('said')})",
        "criteria_count": "+".join(f'IF({cleaned_or_empty(names.criterion(key))}="",0,1)' for key in CRITERIA),
        "open_1": names.ISSUE_OPEN,
        "open_2": f"SUM({every('open')})",
        "waiting_2": f'COUNTIFS({every("open")},">0")',
        "open_3": f"SUMPRODUCT({named}*({every('form_counts')}={UNDECIDED_FORM}))",
        "open_4": f"{here('named_count')}-SUMPRODUCT({named}*({'+'.join(answered)}))",
        "open_5": f"COUNTIFS({talks},{OPEN})+COUNTIFS({adjust},{no})-COUNTIFS({talks},{OPEN},{adjust},{no})",
        "talks_open": f"COUNTIFS({talks},{OPEN})",
        **_steps(),
        **_talks_and_network(),
        "short_number": _short_number(f"SUM({every('number')})"),
        "short_number_by_row": _short_number(f"SUM({every('number_by_row')})"),
    }


def _steps() -> dict[str, str]:
    """Return the formulas of the state of each step, and of the first that is not done (docs/method.md)."""

    def state(done: str, begun: str) -> str:
        return f"IF({done},{DONE},IF({begun},{BUSY},{NOT_BEGUN}))"

    def any_entry(step: int) -> str:
        return f"COUNT({every(f'step_{step}')})>0"

    named, written = f"{here('named_count')}>0", f"{here('criteria_count')}>0"
    begun = f"{here('used_count')}>0"
    states = {
        "step_1": state(f"{here('open_1')}=0", f"{names.ISSUE_BEGUN}=1"),
        "step_2": state(f"AND({begun},{here('open_2')}=0)", begun),
        "step_3": state(f"AND({named},{here('open_3')}=0)", any_entry(3)),
        "step_4": state(f"AND({named},{here('open_4')}=0,{written})", f"OR({written},{any_entry(4)})"),
        "step_5": state(f"AND(COUNT({every('talk')})>0,{here('open_5')}=0)", any_entry(5)),
    }
    following = str(STEPS[-1])
    for step in reversed(COUNTED_STEPS):
        following = f"IF({here(f'step_{step}')}<{DONE},{step},{following})"
    return states | {"next_step": following}


def _talks_and_network() -> dict[str, str]:
    """Return the formulas of which talks are shown, what is planned, and until when talks are kept."""
    last, runs = here("last_talk"), f"{here('network_runs')}=1"
    until = f"MIN({last}+{network.DAYS_TO_ERASE},{LAST_DAY})"
    return {
        "talks_for": called.talks_for(),
        "talks_listed": f"COUNT({every('talk_key')})",
        **{f"talks_shown_{state}": called.shown(state) for state in TALK_STATES},
        **{f"planned_{number}": called.planned(number) for number in OF_DIMENSIONS},
        **{f"done_{number}": called.done(number) for number in OF_DIMENSIONS},
        "actions": f"COUNT({every('action')})",
        "without_dimension": f"{here('actions')}-COUNT({every('action_dimension')})",
        "looked": f"COUNT({names.EVOLUTIONS_RATED})",
        "network_runs": f"IF({here('actions')}+{here('looked')}>0,1,0)",
        "last_talk": f"MAX({every('spoken_on_read')})",
        "missed_first": called.first_missed(),
        "missed_others": called.others_missed(here("missed_first")),
        "erase_by": f'IF(AND({runs},{last}>0),{until},"")',
    }


def _short_number(of_lines: str) -> str:
    enough = f"{here('rated_count')}>={short_number.FEWEST_RATED}"
    return f'IF({enough},MOD({of_lines},{short_number.MODULUS}),"")'
