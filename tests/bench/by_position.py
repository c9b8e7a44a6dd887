"""A small workbook whose formulas reach other sheets by position, without a name or a structured reference.

An actor sheet with entries in some rows of many, and a sheet of calculations, of which line k reads row k below the
headings; what it works out is read back by position, and gathered in lists. Its sheets are called so that references
need quotes.
"""

from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.bench.judges.values import Value

ACTORS = "Actoren 'nu' en straks"
LINES = "Rekenblad"
HEADING_ROW, FIRST_ROW, LAST_LINE = 4, 5, 12
NAMES: list[Value] = ["OCMW", " 't\u00a0Zonnetje ", None, 12, "a*b", "School\nzuid", "ocmw"]
LEVELS: list[Value] = ["klein", "Eerder\u202fgroot", "groot", "?", "g*", None, " K "]
SPELLINGS = (("klein", 1), ("eerder klein", 2), ("eerder groot", 3), ("groot", 4), ("k", 1))

BLANK: list[Value] = [""] * (LAST_LINE - len(NAMES))

CLEANED: list[Value] = ["OCMW", "'t Zonnetje", "", "12", "a*b", "School zuid", "ocmw", *BLANK]
READ: list[Value] = [1, 3, 4, "?", "!", "", 1, *BLANK]
KEYS: list[Value] = [100001, 300002, "", "", "", "", 100007, *BLANK]
PLACES: list[Value] = [2001, 2003, "", "", "", "", 2002, *BLANK]
ALIKE: list[Value] = [2, 1, "", 1, 1, 1, 2, *BLANK]

_ACTORS = f"'{ACTORS.replace(chr(39), chr(39) * 2)}'!"
_SPACES = ("_xlfn.UNICHAR(160)", "_xlfn.UNICHAR(8239)", "CHAR(9)", "CHAR(10)", "CHAR(13)")

Formulas = dict[tuple[str, int, str], tuple[str, Value]]


def _cleaned(text: str) -> str:
    text = f'{text}&""'
    for space in _SPACES:
        text = f'SUBSTITUTE({text},{space}," ")'
    return f"TRIM({text})"


def _escaped(text: str) -> str:
    for sign in "~*?":
        text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
    return text


def _column(letter: str) -> str:
    return f"{LINES}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + LAST_LINE - 1}"


def _line(row: int) -> dict[str, str]:
    """The formulas of a line of calculations, by column."""
    level = _cleaned(f"INDEX({_ACTORS}$B${HEADING_ROW}:$B$2000,$A{row}+1)")
    found = f'IFERROR(INDEX($N$1:$N$5,MATCH({_escaped(level)},$M$1:$M$5,0)),"!")'
    return {
        "B": f'IFERROR({_cleaned(f"INDEX({_ACTORS}$A${HEADING_ROW}:$A$2000,$A{row}+1)")},"")',
        "C": f'IF({level}="","",IF({level}="?","?",{found}))',
        "D": f'IF(AND($B{row}<>"",ISNUMBER($C{row})),$C{row}*100000+$A{row},"")',
        "E": f'IF($D{row}="","",2000+COUNTIFS({_column("D")},"<="&$D{row}))',
        "F": f'IF($B{row}="","",COUNTIFS({_column("B")},{_escaped(f"$B{row}")}))',
    }


def _read_back() -> str:
    """The place of the actor in the formula's own row, where the line read the name that stands there now."""
    here = f"ROW()-ROW($A${HEADING_ROW})"
    unchanged = f"{_cleaned(f'INDEX($A${HEADING_ROW}:$A$2000,{here}+1)')}=INDEX({_column('B')},{here})"
    return f'IF({unchanged},INDEX({_column("E")},{here}),"")'


def formulas() -> Formulas:
    """Every formula of the workbook by its (sheet, row, column letter), with the value that Excel gives."""
    given: Formulas = {}
    results = zip(CLEANED, READ, KEYS, PLACES, ALIKE, strict=True)
    for row, values in enumerate(results, start=FIRST_ROW):
        for (letter, formula), value in zip(_line(row).items(), values, strict=True):
            given[LINES, row, letter] = formula, value
        given[ACTORS, row, "C"] = _read_back(), PLACES[row - FIRST_ROW]
    for place, name in enumerate(("OCMW", "ocmw", "'t Zonnetje", ""), start=1):
        given[LINES, place, "P"] = f'IFERROR(INDEX({_column("B")},MATCH(2000+{place},{_column("E")},0))&"","")', name
    above = f'{LINES}!$Q$1&" actoren, "&COUNT({_column("D")})&" met een niveau"'
    return given | {
        (LINES, 1, "Q"): (f'SUMPRODUCT(--({_column("B")}<>""))', 6),
        (LINES, 2, "Q"): (f'SUMPRODUCT(({_column("C")}=1)*({_column("B")}<>""))', 2),
        (LINES, 3, "Q"): ('REPT("░",INT((2-1)*5/5))&REPT("█",INT((3*5+5-1)/5)-1)&REPT("░",5-3)', "░██░░"),
        (LINES, 4, "Q"): (f'HYPERLINK("#{_ACTORS}A5","naar "&$B$5)', "naar OCMW"),
        (ACTORS, 2, "A"): (above, "6 actoren, 3 met een niveau"),
    }


def write_by_position(path: Path, value: Callable[[Value], Value] = lambda right: right) -> Path:
    """Write the workbook; what stands as each formula's cached value is made of the right one."""
    with xlsxwriter.Workbook(path) as book:
        sheets = {name: book.add_worksheet(name) for name in (ACTORS, LINES)}
        sheets[ACTORS].write_row(HEADING_ROW - 1, 0, ["Actoren", "Vervangbaarheid", "Plaats"])
        for column, entries in enumerate((NAMES, LEVELS)):
            for row, entry in enumerate(entries, start=FIRST_ROW - 1):
                if entry is not None:
                    sheets[ACTORS].write(row, column, entry)
        sheets[LINES].write_column(FIRST_ROW - 1, 0, list(range(1, LAST_LINE + 1)))
        for row, spelling in enumerate(SPELLINGS):
            sheets[LINES].write_row(row, 12, spelling)
        for (sheet, row, letter), (formula, right) in formulas().items():
            sheets[sheet].write_formula(f"{letter}{row}", f"={formula}", None, value(right))
    return path
