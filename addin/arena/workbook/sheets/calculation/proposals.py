"""Formulas of the lines for the forms of collaboration, and for what other sheets list by them."""

from __future__ import annotations

from arena.locale import Catalogue
from arena.method.levels import CHOICES
from arena.method.roles import CLASSES
from arena.workbook import names
from arena.workbook.fitting import CUT
from arena.workbook.formulas import filled, quoted
from arena.workbook.sheets.calculation.lines import every, here, if_rated, is_filled
from arena.workbook.sheets.calculation.results import IS_TARGET_GROUP, class_here, in_order

FORM_CODES = {form: number for number, form in enumerate(CHOICES["own_form"], start=1)}
"""The forms by number, as every list orders them."""

UNDECIDED_FORM = len(FORM_CODES) + 1
"""The number that stands for: not to say yet which form."""

PLACES_IN_FORM = 1000
"""The place within a form is the form times this, and the place: more than there are lines."""

NOT_RATED, IMPORTANCE_OPEN, REPLACEABILITY_OPEN = 1, 2, 4
"""What is still to find out of an actor; an actor's code is the sum of what holds."""

LONGEST_NAME, LONGEST_BESIDE = 40, 24
"""Signs of a name on the board alone, and where something follows on a second line."""

TICK = "✓"
OBJECTS = "!"


def formulas(texts: Catalogue) -> dict[str, str]:
    """Return the formula of each of these columns, by key."""
    known, own, proposal, counts = (here(key) for key in ("form_known", "own_form_read", "proposal", "form_counts"))
    return {
        "proposal": if_rated(_proposal()),
        "form": (
            f'IF({proposal}="","",IF(AND({proposal}={UNDECIDED_FORM},{IS_TARGET_GROUP}),'
            f"{quoted(texts('undecided.target_group'))},INDEX({names.FORM_WORDS},{proposal})))"
        ),
        "form_known": f'IF(ISNUMBER({own}),{own},IF({proposal}={UNDECIDED_FORM},"",{proposal}))',
        "form_counts": (f'IF(AND({here("name")}="",{here("key")}=""),"",IF({known}="",{UNDECIDED_FORM},{known}))'),
        "chosen": f'IF(ISNUMBER({own}),1,"")',
        "form_place": (
            f'IF({counts}="","",{PLACES_IN_FORM}*{counts}+COUNTIFS({every("form_counts")},{counts},{in_order()}))'
        ),
        "question_code": _question(),
        "question_place": (f'IF({here("question_code")}="","",COUNTIFS({every("question_code")},">0",{in_order()}))'),
        "signed_name": _signed_name(texts),
        "board_text": _board_text(texts),
    }


def _proposal() -> str:
    """Return the formula of the form proposed: in the block of the answers, by the lowest and the highest class."""
    no, opposes = CHOICES["needs_us"].index("no") + 1, CHOICES["attitude"].index("opposes") + 1
    block = f"IF({here('needs_us_read')}={no},1,0)+IF({here('attitude_read')}={opposes},2,0)"
    return f"INDEX({names.FORM_PROPOSALS},{len(CLASSES)}*({block})+{class_here('low')},{class_here('high')})"


def _question() -> str:
    """Return the formula of what is still to find out: whatever is no known level."""
    importance = f"IF(ISNUMBER({here('importance_read')}),0,{IMPORTANCE_OPEN})"
    asked = f"OR(ISNUMBER({here('hardness_read')}),{IS_TARGET_GROUP})"
    open_levels = f"{importance}+IF({asked},0,{REPLACEABILITY_OPEN})"
    of_rated = f'IF({open_levels}=0,"",{open_levels})'
    return f'IF({here("key")}="",IF({here("name")}="","",{NOT_RATED}),{of_rated})'


def _sign() -> str:
    """Return the formula of the sign of the line's signal with a space after it; nothing without one."""
    return f'IF({here("flag_code")}="","",LEFT({here("signal")},1)&" ")'


def _signed_name(texts: Catalogue) -> str:
    name = f"IF({is_filled('name')},{here('name')},{quoted(texts('summary.nameless'))})"
    return f'IF({here("form_counts")}="","",{_sign()}&{name})'


def _board_text(texts: Catalogue) -> str:
    """Return the formula of an actor's text on the board of forms: whether it was chosen, sign, name, and a remark."""
    counts, proposal = here("form_counts"), here("proposal")
    # a proposal that is undecided, or none at all, says nothing against the group's choice
    differs = f"IF(ISNUMBER({proposal}),AND({proposal}<{UNDECIDED_FORM},{proposal}<>{counts}),FALSE)"
    proposed = filled(texts("summary.board.proposed"), {"form": f"INDEX({names.FORM_WORDS},{proposal})"})
    target = quoted(texts("summary.board.target_group"))
    remark = f'TRIM(IF({differs},{proposed},"")&" "&IF({IS_TARGET_GROUP},{target},""))'
    has_remark = f"OR({differs},{IS_TARGET_GROUP})"
    opposes = CHOICES["attitude"].index("opposes") + 1
    objects = f'IF(AND({here("attitude_read")}={opposes},{names.SHOWS_OBJECTIONS}=1),"{OBJECTS} ","")'
    most = f"IF({has_remark},{LONGEST_BESIDE},{LONGEST_NAME})"
    name = here("name")
    shortened = f'IF(LEN({name})>{most},LEFT({name},{most}-1)&"{CUT}",{name})'
    shown = f"IF({is_filled('name')},{shortened},{quoted(texts('summary.nameless'))})"
    tick = f'IF({here("chosen")}=1,"{TICK} ","")'
    return f'IF({counts}="","",{tick}&{_sign()}&{objects}&{shown}&IF({has_remark},CHAR(10)&{remark},""))'
