"""What each judge is known to get wrong, kept as data that a test tries: a mistake that is mended shows at once.

The formulas look at the sheet that `write_trial` makes. What Excel answers comes from its documentation and from
engineering.md and security.md; nothing here was seen in Excel itself. Formulas that the product uses must not depend
on any of this; where one cannot do without, the judge is left out of that test, and the test says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from tests.bench.judges.values import ExcelError, Value

# The trial's table Arena in A1:B6; `Waarden` and `Blok` are names for its column x, by table and by cells. The formulas
# in D2 and D3 answer an empty text and the number 1.
COLUMNS = ("Naam", "x")
ROWS = (("OCMW", 1), ("School", 3), ("P", None), ("g?", "tekst"), ("q", True))
FORMULA_COLUMN = 8
FIRST_FORMULA_ROW = 20

# The other judges come from the lock file; LibreOffice comes with the machine.
KNOWN_LIBREOFFICE = "7.4"


@dataclass(frozen=True)
class KnownWrong:
    """A formula that one judge works out otherwise than Excel does.

    Attributes:
        judge: the name of the judge.
        formula: what it is asked, over the trial's sheet.
        excel: what Excel answers.
        given: what the judge answers.
        why: what lies behind it, and so what else to mistrust.
    """

    judge: str
    formula: str
    excel: Value
    given: Value
    why: str


_IRON_NAMES = "a name for a column of a table is unknown to it; a name for cells it does know"
_IRON_MAPS = "a function of one value is given one cell of a range (implicit intersection), also inside SUMPRODUCT"
_EXCEL_INTERSECTS = "Excel before 2021 takes one cell of the range here, this judge all of them"
_TRUE_IS_ONE = "TRUE in a cell is a number to it: whatever counts, sums, ranks or compares numbers takes it along"
_ITS_ERROR = "the kind of an error is not always Excel's; ask whether there is one, not which"
_ESCAPES = "MATCH reads ~ as itself where every wildcard is escaped; COUNTIF, and MATCH with a bare one, do not"
_NO_WILDCARDS = "MATCH has no wildcards and no ~ before them; COUNTIF has both"
_EMPTY_IS_TEXT = 'an empty text counts as blank in Excel, and as a text to it; SUMPRODUCT(--(D2:D3="")) is right'
_ANY_TEXT = 'what * or ?* takes along differs: numbers, texts with a line break; SUMPRODUCT(--(B2:B6<>"")) is right'
_CODE_PAGE = "CHAR above 127 depends on the machine's code page; take _xlfn.UNICHAR"

KNOWN_WRONG = (
    KnownWrong("IronCalc", "SUMPRODUCT(--ISNUMBER(B2:B6))", 2, 0, _IRON_MAPS),
    KnownWrong("IronCalc", "SUMPRODUCT(--(LEN(A2:A6)>1))", 3, ExcelError("#VALUE!"), _IRON_MAPS),
    KnownWrong("IronCalc", "SUMPRODUCT(MOD(B2:B3,2))", 2, ExcelError("#VALUE!"), _IRON_MAPS),
    KnownWrong("IronCalc", "COUNTA(Waarden)", 4, 1, f"{_IRON_NAMES}; COUNTA counts that error as one entry"),
    KnownWrong("IronCalc", "MAX(Waarden)", 3, ExcelError("#NAME?"), _IRON_NAMES),
    KnownWrong("IronCalc", "SUMPRODUCT(IFERROR(1/B2:B6,0))", 0, 1 + 1 / 3 + 1, _EXCEL_INTERSECTS),
    KnownWrong("IronCalc", '"é">"z"', False, True, "texts are ordered by code point and not by alphabet"),
    KnownWrong("IronCalc", '"x"&1/3', "x0.333333333333333", "x0.3333333333333333", "16 digits in a text, Excel 15"),
    KnownWrong("IronCalc", "Arena[[#This Row],[x]]", ExcelError("#VALUE!"), 0, "beside no row of the table it is 0"),
    KnownWrong("IronCalc", 'COUNTIF(A2,"OCMW")', 1, ExcelError("#VALUE!"), "one cell is no range to it"),
    KnownWrong("IronCalc", 'COUNTIF(B2:B6,"<>x")', 5, 1, "what differs from a text is looked for among texts"),
    KnownWrong("LibreOffice", "SUMPRODUCT(IFERROR(1/B2:B6,0))", 0, 1 + 1 / 3 + 1, _EXCEL_INTERSECTS),
    KnownWrong("LibreOffice", "SUMPRODUCT(--ISNUMBER(B2:B6))", 2, 3, _TRUE_IS_ONE),
    KnownWrong("LibreOffice", 'COUNTIFS(Arena[x],">0")', 2, 3, _TRUE_IS_ONE),
    KnownWrong("LibreOffice", "COUNT(Arena[x])", 2, 3, _TRUE_IS_ONE),
    KnownWrong("LibreOffice", "SUM(Arena[x])", 4, 5, _TRUE_IS_ONE),
    KnownWrong("LibreOffice", "MATCH(TRUE,B2:B6,0)", 5, 1, _TRUE_IS_ONE),
    KnownWrong("LibreOffice", '"x"&B6', "xTRUE", "x1", "TRUE in a text is written 1"),
    KnownWrong("LibreOffice", 'COUNTIFS(B2:B6,"?*")', 1, 4, _ANY_TEXT),
    KnownWrong("LibreOffice", "SMALL(B2:B6,9)", ExcelError("#NUM!"), ExcelError("#VALUE!"), _ITS_ERROR),
    KnownWrong("LibreOffice", "INDEX(A2:A6,9)", ExcelError("#REF!"), ExcelError("#VALUE!"), _ITS_ERROR),
    KnownWrong("LibreOffice", 'FIND("","abc")', 1, ExcelError("#VALUE!"), "an empty text is found nowhere"),
    KnownWrong("LibreOffice", "CHAR(160)", "\xa0", "\ufffd", _CODE_PAGE),
    KnownWrong("model of Excel", 'MATCH("g~?",A2:A6,0)', 4, ExcelError("#N/A"), _ESCAPES),
    KnownWrong("model of Excel", "LEN(_xlfn.UNICHAR(128512))", 2, 1, "it counts characters, Excel UTF-16 units"),
    KnownWrong("LibreOffice", "LEN(_xlfn.UNICHAR(128512))", 2, 1, "it counts characters, Excel UTF-16 units"),
    KnownWrong("IronCalc", "LEN(_xlfn.UNICHAR(128512))", 2, 1, "it counts characters, Excel UTF-16 units"),
    KnownWrong("HyperFormula", 'MATCH("sch*",A2:A6,0)', 2, ExcelError("#N/A"), _NO_WILDCARDS),
    KnownWrong("HyperFormula", 'MATCH("g~?",A2:A6,0)', 4, ExcelError("#N/A"), _NO_WILDCARDS),
    KnownWrong("HyperFormula", 'MATCH("schoöl",A2:A6,0)', ExcelError("#N/A"), 2, "MATCH ignores accents; = does not"),
    KnownWrong("HyperFormula", "MATCH(TRUE,INDEX(B2:B6=3,0),0)", 2, ExcelError("#VALUE!"), "INDEX takes cells alone"),
    KnownWrong("HyperFormula", "INDEX(A2:A6,9)", ExcelError("#REF!"), ExcelError("#NUM!"), _ITS_ERROR),
    KnownWrong("HyperFormula", 'COUNTIFS(D2:D3,"")', 1, 0, _EMPTY_IS_TEXT),
    KnownWrong("HyperFormula", "COUNTBLANK(D2:D3)", 1, 0, _EMPTY_IS_TEXT),
    KnownWrong("HyperFormula", 'COUNTIFS(D2:D3,"?*")', 0, 1, _ANY_TEXT),
    KnownWrong("HyperFormula", 'IFERROR(--"","fout")', "fout", 0, "an empty text is the number 0 to it"),
    KnownWrong("HyperFormula", "SUMPRODUCT(B2:B3*ROW(B2:B3))", 11, 8, "ROW of a range is the row of its first cell"),
    KnownWrong("HyperFormula", "SUMPRODUCT(IFERROR(1/B2:B6,0))", 0, 1 + 1 / 3 + 1, _EXCEL_INTERSECTS),
    KnownWrong("HyperFormula", "INT(-1.5)", -2, -1, "it cuts off; from 0 on INT is right"),
    KnownWrong("HyperFormula", "ROUND(1.005,2)", 1.01, 1, "it rounds the number as the machine stores it"),
    KnownWrong("HyperFormula", '"x"&1/3', "x0.333333333333333", "x0.3333333333333333", "16 digits in a text, Excel 15"),
    KnownWrong("HyperFormula", '"a"&_xlfn.UNICHAR(307)="aij"', False, True, "signs that Unicode calls alike are alike"),
    KnownWrong("HyperFormula", "RANK(B2,B2:B4)", 2, ExcelError("#NAME?"), "UNSUPPORTED says what to take instead"),
)

UNSUPPORTED = {"RANK": '1+COUNTIFS(B2:B4,">"&B2) gives the same'}
"""Functions that the product may use and HyperFormula does not have."""


def write_trial(path: Path, formulas: Sequence[str]) -> Path:
    """Write the sheet that the formulas look at, and the formulas below and beside the table.

    Their cells hold a cached value that none of them gives.
    """
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Proef")
        columns = [{"header": header} for header in COLUMNS]
        sheet.add_table(0, 0, len(ROWS), len(COLUMNS) - 1, {"name": "Arena", "columns": columns})
        for number, row in enumerate(ROWS, start=1):
            sheet.write_row(number, 0, row)
        sheet.write_formula("D2", '=""', None, "leugen")
        sheet.write_formula("D3", "=B2", None, -999)
        book.define_name("Waarden", "=Arena[x]")
        book.define_name("Blok", "=Proef!$B$2:$B$6")
        for number, formula in enumerate(formulas):
            sheet.write_formula(FIRST_FORMULA_ROW - 1 + number, FORMULA_COLUMN - 1, f"={formula}", None, -999)
    return path
