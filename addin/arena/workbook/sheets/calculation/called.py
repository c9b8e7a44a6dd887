"""Formulas of the lines for the list to call from and for the network: who is to be spoken to next, what is planned."""

from __future__ import annotations

from arena.locale import Catalogue, in_every_language
from arena.method import network
from arena.method.calling import ADJUST, ASKS, OPEN, UNDATED
from arena.method.levels import CHOICES
from arena.method.notes import EASY_UP_TO
from arena.workbook import names, words
from arena.workbook.formulas import cleaned, cleaned_or_empty, quoted, read_word
from arena.workbook.sheets.calculation.lines import MISSED, every, here, typed_here, until_here
from arena.workbook.sheets.calculation.proposals import FORM_CODES, IMPORTANCE_OPEN, NOT_RATED, REPLACEABILITY_OPEN
from arena.workbook.sheets.calculation.results import IS_TARGET_GROUP
from arena.workbook.sheets.calculation.typed import day as day_of

OF_STATE, OF_DAY = 10_000_000_000, 1_000
"""What the state and the day of a talk count for in its key: a day has seven digits at most, a place three."""

WITHOUT_PLACE = 500
"""Rows without a place follow those with one: more than there are lines."""

BETWEEN_ASKS = " "

LONGEST_MISSED = 150
"""Characters of a cell that is taken apart into names: a space so wide for each of them still fits in a cell."""


def formulas(talks_for: str, texts: Catalogue) -> dict[str, str]:
    """Return the formula of each of these columns, by key.

    Args:
        talks_for: the reference to the person whose talks are shown; empty for everybody.
        texts: the catalogue of the workbook.
    """
    talk, key, who = here("talk"), here("talk_key"), here("who_speaks")
    due = here("talk_by_read")
    day = f"IF({talk}={OPEN},IF(ISNUMBER({due}),{due},{UNDATED}),{here('spoken_on_read')})"
    place = f'IF({here("list_place")}="",{WITHOUT_PLACE}+{here("line")},{here("list_place")})'
    is_shown = f'IF({talk}="",FALSE,OR({talks_for}="",{who}={talks_for}))'
    first_time = f"SUMPRODUCT(--({until_here('who_speaks')}={who}))=1"
    listed = f"INDEX({every('who_speaks')},SMALL({every('speaker_line')},{here('line')}-1))"
    what = f'{here("action")}=""'
    return {
        "talk_key": f'IF({is_shown},{talk}*{OF_STATE}+({day})*{OF_DAY}+{place},"")',
        "talk_place": f'IF({key}="","",COUNTIFS({every("talk_key")},"<="&{key}))',
        "talk_asks": _asks(texts),
        "speaker_line": f'IF({who}="","",IF({first_time},{here("line")},""))',
        "speaker": f'IF({here("line")}=1,{quoted(texts("talks.everybody"))},IFERROR({listed},""))',
        **_missed(texts),
        "action": f'IF({cleaned_or_empty(_action(0))}="","",1)',
        "action_day": f'IF({what},"",{day_of(_action(2))})',
        **{
            f"action_{key}": f'IF({what},"",{_word(f"action_{key}" if key == "state" else key, column)})'
            for key, column in (("state", 3), ("dimension", 4))
        },
    }


def _missed(texts: Catalogue) -> dict[str, str]:
    """Return the formulas of the first names under who is missing that are not in the list, and of the line.

    A cell that holds no text, or a long one, is not taken apart: Python alone does that.
    """
    cell, text = typed_here(texts, "who_is_missing"), here("missed_text")
    apart = cleaned(f'SUBSTITUTE(SUBSTITUTE({cell},CHAR(13),";"),CHAR(10),";")')
    is_list = f"NOT(OR(ISNUMBER({cell}),ISLOGICAL({cell}),LEN({cell})>{LONGEST_MISSED}))"
    nobody = quoted(f";{';'.join(sorted(words.vocabulary().no_names))};")
    found = {"missed_text": f'IFERROR(IF({is_list},{apart},""),"")'}
    for number, key in enumerate(MISSED):
        wide = f'SUBSTITUTE({text},";",REPT(" ",{LONGEST_MISSED}))'
        part = f"TRIM(MID({wide},{number * LONGEST_MISSED + 1},{LONGEST_MISSED}))"
        known = f'OR(ISNUMBER(FIND(";"&LOWER({part})&";",{nobody})),SUMPRODUCT(--({every("name")}={part}))>0)'
        found[key] = f'IF({text}="","",IF({part}="","",IF({known},"",{part})))'
    return found | {"missed_line": f'IF({"&".join(map(here, MISSED))}="","",{here("line")})'}


def first_missed() -> str:
    """Return the formula of the first name that is said to be missing and is not in the list; else an empty text."""
    lines = every("missed_line")
    said = '""'
    for key in reversed(MISSED):
        name = f"INDEX({every(key)},MIN({lines}))"
        said = f'IF({name}<>"",{name},{said})'
    return f'IF(COUNT({lines})=0,"",{said})'


def others_missed(first: str) -> str:
    """Return the formula of whether another name than a first one is said to be missing: 1 or 0."""
    others = "+".join(f'SUMPRODUCT(({every(key)}<>"")*({every(key)}<>{first}))' for key in MISSED)
    return f"IF({others}>0,1,0)"


def talks_for() -> str:
    """Return the formula of the person whose talks are shown: an empty text for everybody, in whatever language."""
    text = cleaned_or_empty(names.TALKS_FOR)
    everybody = ",".join(f"{text}={quoted(word)}" for word in in_every_language("talks.everybody"))
    return f'IF(OR({everybody}),"",{text})'


def shown(state: int) -> str:
    """Return the formula of how many of the talks that are shown are in a state."""
    keys = every("talk_key")
    return f'COUNTIFS({keys},">={state * OF_STATE}",{keys},"<{(state + 1) * OF_STATE}")'


def planned(dimension: int) -> str:
    """Return the formula of how many actions of a dimension are still to be done; both by number."""
    return f"COUNTIFS({every('action_dimension')},{dimension})-({done(dimension)})"


def done(dimension: int) -> str:
    """Return the formula of how many actions of a dimension are done."""
    finished = len(network.ACTION_STATES)
    return f"COUNTIFS({every('action_dimension')},{dimension},{every('action_state')},{finished})"


def _action(column: int) -> str:
    return f"INDEX({names.ACTIONS},{here('line')},{column + 1})"


def _word(key: str, column: int) -> str:
    return read_word(_action(column), names.words_of(key), names.levels_of(key), may_be_unknown=False)


def _asks(texts: Catalogue) -> str:
    """Return the formula of what to find out in a talk that is open (``arena.method.calling.asks``), in words."""
    question = f'IF({here("question_code")}="",0,{here("question_code")})'
    hardness = here("hardness_read")
    easy = f'IF(ISNUMBER({hardness}),AND({hardness}<={EASY_UP_TO},{here("replaced_by")}=""),FALSE)'
    conditions = {
        "objections": f"{here('attitude_read')}={CHOICES['attitude'].index('opposes') + 1}",
        "need": f"AND({here('form_known')}={FORM_CODES['network']},NOT(ISNUMBER({here('needs_us_read')})))",
        "unrated": f"{question}={NOT_RATED}",
        "importance": f"INT(MOD({question},{2 * IMPORTANCE_OPEN})/{IMPORTANCE_OPEN})=1",
        "takeover": f"OR({question}>={REPLACEABILITY_OPEN},{easy})",
        "voice": IS_TARGET_GROUP,
    }
    said = f'&"{BETWEEN_ASKS}"&'.join(f'IF({conditions[key]},{quoted(texts(f"talks.ask.{key}"))},"")' for key in ASKS)
    adjust = quoted(texts("talks.adjust"))
    return f'IF({here("talk")}={OPEN},TRIM({said}),IF({here("talk")}={ADJUST},{adjust},""))'
