"""The values of the whole sheet, right of the lines: counts, the short number, and how far each step is."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method import short_number
from arena.method.levels import CHOICES, CRITERIA
from arena.method.steps import STATES, STEPS
from arena.workbook import names
from arena.workbook.cells import Area, in_sheet
from arena.workbook.formulas import cleaned_or_empty
from arena.workbook.sheets import columns
from arena.workbook.sheets.calculation.lines import COLUMNS, FIRST_ROW, every, tab
from arena.workbook.sheets.calculation.proposals import (
    FORM_CODES,
    IMPORTANCE_OPEN,
    NOT_RATED,
    REPLACEABILITY_OPEN,
    UNDECIDED_FORM,
)
from arena.workbook.sheets.calculation.results import FLAG_CODES
from arena.workbook.sheets.calculation.typed import OPEN_TALK

FORMS = (*FORM_CODES.values(), UNDECIDED_FORM)
COUNTED_STEPS = STEPS[:-1]
"""The steps of which it is worked out how far they are; the last is never done."""

KEYS = (
    "rated_count", "named_count", "used_count", "target_group_count", "beyond",
    *(f"form_count_{form}" for form in FORMS), *(f"chosen_count_{form}" for form in FORMS),
    "hard_count", "uncertain_count", "question_count", "to_find_out", "attention_length",
    "criteria_count", "open_1", "open_2", "waiting_2", "open_3", "open_4", "open_5", "talks_open",
    *(f"step_{step}" for step in COUNTED_STEPS), "next_step", "short_number", "short_number_by_row",
)  # fmt: skip
"""In their order from top to bottom."""

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
    return in_sheet(sheet, _here(key))


def label(texts: Catalogue, key: str) -> str:
    """Return what stands beside a value."""
    forms = [*(texts(f"form.{form}") for form in FORM_CODES), texts("undecided")]
    for counted in OF_FORM:
        if key.startswith(counted):
            return texts(f"calculation.total.{counted.rstrip('_')}", form=forms[int(key[len(counted) :]) - 1])
    if key.startswith(OF_STEP):
        return texts("calculation.total.step", step=key[len(OF_STEP) :])
    return texts(f"calculation.total.{key}")


def _here(key: str) -> str:
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
        "open_4": f"{_here('named_count')}-SUMPRODUCT({named}*({'+'.join(answered)}))",
        "open_5": f"COUNTIFS({talks},{OPEN_TALK})+COUNTIFS({adjust},{no})-COUNTIFS({talks},{OPEN_TALK},{adjust},{no})",
        "talks_open": f"COUNTIFS({talks},{OPEN_TALK})",
        **_steps(),
        "short_number": _short_number(f"SUM({every('number')})"),
        "short_number_by_row": _short_number(f"SUM({every('number_by_row')})"),
    }


def _steps() -> dict[str, str]:
    """Return the formulas of the state of each step, and of the first that is not done (docs/method.md)."""

    def state(done: str, begun: str) -> str:
        return f"IF({done},{DONE},IF({begun},{BUSY},{NOT_BEGUN}))"

    def any_entry(step: int) -> str:
        return f"COUNT({every(f'step_{step}')})>0"

    named, written = f"{_here('named_count')}>0", f"{_here('criteria_count')}>0"
    begun = f"{_here('used_count')}>0"
    states = {
        "step_1": state(f"{_here('open_1')}=0", f"{names.ISSUE_BEGUN}=1"),
        "step_2": state(f"AND({begun},{_here('open_2')}=0)", begun),
        "step_3": state(f"AND({named},{_here('open_3')}=0)", any_entry(3)),
        "step_4": state(f"AND({named},{_here('open_4')}=0,{written})", f"OR({written},{any_entry(4)})"),
        "step_5": state(f"AND(COUNT({every('talk')})>0,{_here('open_5')}=0)", any_entry(5)),
    }
    following = str(STEPS[-1])
    for step in reversed(COUNTED_STEPS):
        following = f"IF({_here(f'step_{step}')}<{DONE},{step},{following})"
    return states | {"next_step": following}


def _short_number(of_lines: str) -> str:
    enough = f"{_here('rated_count')}>={short_number.FEWEST_RATED}"
    return f'IF({enough},MOD({of_lines},{short_number.MODULUS}),"")'
