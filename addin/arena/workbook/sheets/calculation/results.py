"""Formulas of the lines for place, range, class and signal (docs/method.md, section by section)."""

from __future__ import annotations

from arena.method.levels import HIGHEST, LOWEST
from arena.method.roles import FLAGGED_FROM_POINTS, LEAST_POINTS, SIGNALS, TARGET_GROUP_POINTS
from arena.method.vectors import HIGH_FROM, LEAST_DERIVED
from arena.workbook import names
from arena.workbook.sheets.calculation.lines import BOUNDED, every, here, if_rated, is_filled

FLAG_CODES = {flag: number for number, flag in enumerate(SIGNALS, start=1)}
"""The signals by number: 1 the gravest."""

LINES_IN_ORDER = 100_000
"""The key to sort by is the order times this, and the line: more than there are lines."""

IS_TARGET_GROUP = f"{here('target_group_read')}=1"


def formulas() -> dict[str, str]:
    """Return the formula of each of these columns, by key."""
    bounds = [(here(f"{name}_low"), here(f"{name}_high")) for name in BOUNDED]
    known = "AND(" + ",".join(f"{low}={high}" for low, high in bounds) + ")"
    own, key, count = here("own_rank_read"), here("key"), f"COUNT({every('key')})"
    best, worst = here("best"), here("worst")
    return {
        **_bounds(),
        "points_low": if_rated(_points("low")),
        "points_high": if_rated(_points("high")),
        "key": f'IF({here("dependency_low")}="","",{_key()})',
        "place": if_rated(f'1+COUNTIFS({every("key")},">"&{key})'),
        "best": if_rated(f"1+{_count('low', '>=', 'high')}-{_count('low', '', 'high')}"),
        "worst": if_rated(f"{count}-{_count('high', '<=', 'low')}+IF({known},1,0)"),
        "rank": if_rated(f'IF({known},{here("place")},"")'),
        "order": (
            f'IF(ISNUMBER({own}),2*{own}-1,IF({key}<>"",2*{here("place")},IF({is_filled("name")},2*{count}+2,"")))'
        ),
        "range": if_rated(f'IF({best}={worst},{best}&"",{best}&"–"&{worst})'),
        "derived": (
            f"IF(AND(ISNUMBER({here('importance_read')}),ISNUMBER({here('hardness_read')})),"
            f'INDEX({names.DEPENDENCY_WORDS},{derived_here()}),"")'
        ),
        "flag_code": if_rated(_flag()),
        "signal": f'IF({here("flag_code")}="","",INDEX({names.FLAG_WORDS},{here("flag_code")}))',
        "role": if_rated(
            f"IF({here('points_low')}={here('points_high')},INDEX({names.ROLE_WORDS},{class_here('low')}),"
            f"{names.UNDECIDED_WORD})"
        ),
        "sort_key": f'IF({here("order")}="","",{here("order")}*{LINES_IN_ORDER}+{here("line")})',
        "list_place": f'IF({here("sort_key")}="","",COUNTIFS({in_order()}))',
        "signal_place": (
            f'IF({here("flag_code")}="","",COUNTIFS({every("flag_code")},"<"&{here("flag_code")})'
            f"+COUNTIFS({every('flag_code')},{here('flag_code')},{in_order()}))"
        ),
    }


def in_order() -> str:
    """Return the criterion of COUNTIFS that counts the lines up to this one, in the order of sorting."""
    return f'{every("sort_key")},"<="&{here("sort_key")}'


def derived_here() -> str:
    """Return the formula of the dependency to which importance and hardness of the line point, as both were typed."""
    return _derived(here("importance_read"), here("hardness_read"))


def class_here(end: str) -> str:
    """Return the formula of the line's lowest or highest class: its position in the list of roles, from 1."""
    return f"{here(f'points_{end}')}-{LEAST_POINTS - 1}"


def _bounds() -> dict[str, str]:
    read = {name: here(f"{name}_read") for name in BOUNDED}
    unrated = f'{"&".join(read.values())}=""'
    result = {}
    for end, value in (("low", LOWEST), ("high", HIGHEST)):
        for name in ("importance", "hardness"):
            result[f"{name}_{end}"] = f'IF({unrated},"",IF(ISNUMBER({read[name]}),{read[name]},{value}))'
        derived = _derived(here(f"importance_{end}"), here(f"hardness_{end}"))
        result[f"dependency_{end}"] = (
            f'IF({unrated},"",IF(ISNUMBER({read["dependency"]}),{read["dependency"]},{derived}))'
        )
    return result


def _high(level: str) -> str:
    """Return the formula that counts 1 where a level is high (docs/method.md, "Derived dependency")."""
    return f"IF({level}>={HIGH_FROM},1,0)"


def _derived(importance: str, hardness: str) -> str:
    return f"{LEAST_DERIVED}+{_high(importance)}+{_high(hardness)}"


def _points(end: str) -> str:
    points = f"MAX({here(f'dependency_{end}')},{LEAST_DERIVED})+{_high(here(f'importance_{end}'))}"
    return f"MAX({points},IF({IS_TARGET_GROUP},{TARGET_GROUP_POINTS},{LEAST_POINTS}))"


def _key() -> str:
    weighed = (f"INDEX({names.WEIGHTS},1,{n})*{here(f'{name}_low')}" for n, name in enumerate(BOUNDED, start=1))
    return "+".join(weighed)


def _count(counted: str, sign: str, mine: str) -> str:
    """Return the formula that counts lines with each of the three bounds at least, at most or equal to this one's."""
    criteria = []
    for name in BOUNDED:
        value = here(f"{name}_{mine}")
        criteria += [every(f"{name}_{counted}"), f'"{sign}"&{value}' if sign else value]
    return f"COUNTIFS({','.join(criteria)})"


def _flag() -> str:
    """Return the formula of the signal by number: the first whose rule holds."""

    def vulnerable(end: str) -> str:
        return f"{here(f'hardness_{end}')}>={HIGH_FROM},{here(f'points_{end}')}>={FLAGGED_FROM_POINTS}"

    critical = f"AND({here('hardness_low')}={HIGHEST},{here('dependency_low')}={HIGHEST})"
    # nobody should have to rate how replaceable a target group is
    may_ask = f"OR(ISNUMBER({here('hardness_read')}),{here('target_group_read')}<>1)"
    return (
        f"IF({critical},{FLAG_CODES['critical']},IF(AND({vulnerable('low')}),{FLAG_CODES['vulnerable']},"
        f'IF(AND({vulnerable("high")},{may_ask}),{FLAG_CODES["uncertain"]},"")))'
    )
