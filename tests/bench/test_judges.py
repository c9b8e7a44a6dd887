"""Bench 3 recalculates: each judge sees through a planted cached value, and errs only where we know it does."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.bench.files.formulas import SAFE_FUNCTIONS
from tests.bench.judges import (
    EXCEL_MODEL,
    HYPERFORMULA,
    JUDGES,
    JUDGES_OF_CELLS,
    LIBREOFFICE,
    ExcelError,
    Judge,
    Value,
    Values,
    cached_values,
    changed_by_recalculation,
    differences,
    formula_cells,
    same,
)
from tests.bench.judges.known_wrong import (
    FIRST_FORMULA_ROW,
    FORMULA_COLUMN,
    KNOWN_LIBREOFFICE,
    KNOWN_WRONG,
    UNSUPPORTED,
    KnownWrong,
    write_trial,
)
from tests.bench.libreoffice import ConversionError, libreoffice_version, required_program
from tests.bench.specimen import patched, write_specimen

pytestmark = pytest.mark.formulas

each_judge = pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.name)
each_judge_of_cells = pytest.mark.parametrize("judge", JUDGES_OF_CELLS, ids=lambda judge: judge.name)

# Every function of the allow-list, with what Excel answers over the trial's sheet.
RIGHT: dict[str, Value] = {
    'IF(B4="","leeg",B4)': "leeg",
    'IFERROR(B5+1,"fout")': "fout",
    "AND(B2=1,B3=3)": True,
    "OR(B2=2,B3=2)": False,
    "NOT(B2=1)": False,
    "SUM(B2:B4)": 4,
    'SUMIFS(B2:B4,A2:A4,"School")': 3,
    'COUNTIFS(B2:B4,">=1",A2:A4,"<>School")': 1,
    'COUNTIF(A2:A6,"g~?")': 1,
    'COUNTIF(A2:A6,"?")': 2,
    "MIN(B2:B4)": 1,
    "MAX(B2:B6)": 3,
    "INDEX(A2:A6,2)": "School",
    'MATCH("school",A2:A6,0)': 2,
    'MATCH("sch*",A2:A6,0)': 2,
    'ISERROR(MATCH("Niemand",A2:A6,0))': True,
    "RANK(B2,B2:B4)": 2,
    'SUMPRODUCT((A2:A6="OCMW")*(B2:B6>0))': 1,
    "MOD(123456789,9973)": 1022,
    "ROUND(2.5,0)": 3,
    "ROUND(-2.5,0)": -3,
    "ROUND(1.005,2)": 1.01,
    'TRIM("  a   b ")': "a b",
    "TRIM(_xlfn.UNICHAR(160))": "\xa0",
    'SUBSTITUTE("a\xa0b",_xlfn.UNICHAR(160)," ")': "a b",
    "LARGE(B2:B4,1)": 3,
    "SMALL(B2:B4,1)": 1,
    'LEFT("één",2)': "éé",
    'MID("abc",2,9)': "bc",
    'RIGHT("abc",2)': "bc",
    "INT(2.7)": 2,
    'CHOOSE(2,"a","b")': "b",
    "ISBLANK(B4)": True,
    "LEN(B4)": 0,
    "COUNT(B2:B5)": 2,
    "COUNTA(B2:B6)": 4,
    "CHAR(65)": "A",
    "ISNUMBER(B5)": False,
    "ISLOGICAL(B6)": True,
    "ISLOGICAL(B2)": False,
    'REPT("█",3)': "███",
    'REPT("x",0)': "",
    "DAY(46056)": 3,
    "MONTH(46056)": 2,
    "YEAR(46056)": 2026,
    "ROW(A5)": 5,
    'FIND("é","één")': 1,
    'UPPER("één")': "ÉÉN",
    'LOWER("ÉÉN")': "één",
    "0.1+0.2": 0.3,
    "B4": 0,
    "1/0": ExcelError("#DIV/0!"),
    "B5+1": ExcelError("#VALUE!"),
}

RIGHT_BY_NAME: dict[str, Value] = {
    "MAX(Blok)": 3,
    "INDEX(Arena[Naam],2)": "School",
    'MATCH("school",Arena[Naam],0)': 2,
    "COUNTA(Arena[x])": 4,
}


def _answers(values: Values, count: int) -> list[Value]:
    """The values of the trial's formulas."""
    cells = values["Proef"]
    return [cells.get((FIRST_FORMULA_ROW + number, FORMULA_COLUMN)) for number in range(count)]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of which every cached value is right."""
    return write_specimen(tmp_path_factory.mktemp("judges") / "specimen.xlsx")


@each_judge
def test_it_confirms_right_cached_values(judge: Judge, specimen: Path) -> None:
    assert changed_by_recalculation(specimen, (judge,)) == []


@each_judge
def test_it_sees_through_planted_cached_values(judge: Judge, specimen: Path, tmp_path: Path) -> None:
    table = patched(specimen, tmp_path / "table.xlsx", "xl/worksheets/sheet1.xml", '(<c r="E3">.*?)<v>2', r"\1<v>999")
    both = patched(table, tmp_path / "both.xlsx", "xl/worksheets/sheet2.xml", "<v>School é", "<v>leugen")
    assert changed_by_recalculation(both, (judge,)) == [
        f"{judge.name}: Actoren!E3: expected 999, got 2",
        f"{judge.name}: Telling!B2: expected 'leugen', got 'School é'",
    ]


@each_judge_of_cells
def test_a_planted_value_does_not_reach_the_formulas_that_read_it(judge: Judge, tmp_path: Path) -> None:
    path = tmp_path / "chain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Keten")
        for row, formula in enumerate(["=A2+1", "=A3+1", "=2+3"]):
            sheet.write_formula(row, 0, formula, None, 999)
    assert judge.recalculate(path) == {"Keten": {(1, 1): 7, (2, 1): 6, (3, 1): 5}}


@each_judge_of_cells
def test_every_sort_of_value_keeps_its_sort(judge: Judge, tmp_path: Path) -> None:
    path = tmp_path / "sorts.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Elk 'soort' cel")
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime("A1", datetime(2026, 3, 1, 12), date)
        sheet.write_formula("A2", "=A1+1", date)
        sheet.write("A3", True)
        sheet.write_formula("A4", "=A3")
        sheet.write_string("A5", "#N/A")
        sheet.write_formula("A6", "=NA()")
        sheet.write_string("A7", "007")
        sheet.write_string("A8", "=1+1")
        sheet.write_formula("A9", '="3"')
        sheet.write_rich_string("A10", "a ", book.add_format({"bold": True}), "b", " c\n d")
        sheet.write_formula("A11", '=IF(A3,"","x")')
        sheet.write_formula("A12", "=6/2")
        sheet.write_blank("A13", None, date)
        book.add_worksheet("Leeg")
    values = judge.recalculate(path)
    assert set(values) == {"Elk 'soort' cel", "Leeg"}
    column = [values["Elk 'soort' cel"].get((row, 1)) for row in range(1, 14)]
    expected = [
        46082.5, 46083.5, True, True, "#N/A", ExcelError("#N/A"), "007", "=1+1", "3", "a b c\n d", None, 3, None,
    ]  # fmt: skip
    assert [same(got, wanted) for got, wanted in zip(column, expected, strict=True)] == [True] * 13, column
    assert type(column[11]) is int
    assert type(column[4]) is str


def _unexpected(judge: Judge, expected: dict[str, Value], path: Path) -> dict[str, Value]:
    """What a judge answers otherwise than Excel, and is not known to."""
    known = {each.formula for each in KNOWN_WRONG if each.judge == judge.name}
    answers = _answers(judge.recalculate(write_trial(path, list(expected))), len(expected))
    return {
        formula: got
        for (formula, wanted), got in zip(expected.items(), answers, strict=True)
        if not same(got, wanted) and formula not in known
    }


@each_judge_of_cells
def test_it_knows_every_safe_function(judge: Judge, tmp_path: Path) -> None:
    assert _unexpected(judge, RIGHT, tmp_path / "trial.xlsx") == {}


@each_judge
def test_it_knows_names_and_structured_references(judge: Judge, tmp_path: Path) -> None:
    assert _unexpected(judge, RIGHT_BY_NAME, tmp_path / "trial.xlsx") == {}


def test_hyperformula_is_shown_no_name_and_no_table(tmp_path: Path) -> None:
    trial = write_trial(tmp_path / "trial.xlsx", list(RIGHT_BY_NAME))
    answers = _answers(HYPERFORMULA.recalculate(trial), len(RIGHT_BY_NAME))
    assert answers == [ExcelError("#NAME?"), *[ExcelError("#ERROR!")] * 3]


def test_hyperformula_says_which_functions_it_does_not_have(tmp_path: Path) -> None:
    trial = write_trial(tmp_path / "trial.xlsx", [*RIGHT, 'IF(A2="LINEST(A2)",1,0)', "IF(1=2,LINEST(B2:B3,B2:B3),0)"])
    assert HYPERFORMULA.unsupported(trial) == sorted([*UNSUPPORTED, "LINEST"])


def test_every_safe_function_is_tried() -> None:
    assert [each for each in SAFE_FUNCTIONS if not any(f"{each}(" in formula for formula in RIGHT)] == []


@each_judge_of_cells
def test_it_errs_where_we_know_it_does(judge: Judge, tmp_path: Path) -> None:
    """When this fails a judge has been mended: take the line out of known_wrong, and rely on the judge there."""
    if judge is LIBREOFFICE and (version := libreoffice_version()) != KNOWN_LIBREOFFICE:
        pytest.skip(f"the mistakes of LibreOffice {KNOWN_LIBREOFFICE} are known, not those of {version}")
    known = [each for each in KNOWN_WRONG if each.judge == judge.name]
    trial = write_trial(tmp_path / "wrong.xlsx", [each.formula for each in known])
    answers = _answers(judge.recalculate(trial), len(known))
    assert known
    assert {each.formula: got for each, got in zip(known, answers, strict=True) if not same(got, each.given)} == {}


@pytest.mark.parametrize("known", KNOWN_WRONG, ids=lambda known: f"{known.judge}: {known.formula}")
def test_what_is_known_to_be_wrong_differs_from_excel(known: KnownWrong) -> None:
    assert known.judge in {judge.name for judge in JUDGES_OF_CELLS}
    assert not same(known.excel, known.given)


@each_judge_of_cells
def test_many_workbooks_come_back_in_their_order(judge: Judge, tmp_path: Path) -> None:
    paths = []
    for number in range(11):
        (tmp_path / str(number)).mkdir()
        paths.append(write_trial(tmp_path / str(number) / "same name.xlsx", [f"{number}*2"]))
    assert [_answers(values, 1) for values in judge.recalculate_many(paths)] == [[2 * number] for number in range(11)]


@each_judge
def test_a_misspelled_structured_reference_is_an_error_to_it(judge: Judge, specimen: Path, tmp_path: Path) -> None:
    part, right = "xl/worksheets/sheet1.xml", r"\[\[#This Row\],\[Belang\]\]"
    misspelled = [
        patched(specimen, tmp_path / f"{number}.xlsx", part, right, spelling)
        for number, spelling in enumerate(["[[#This Row],Belang]", "[@Belang]"])
    ]
    shown = [values["Actoren"][2, 5] for values in judge.recalculate_many(misspelled)]
    assert [type(value) for value in shown] == [ExcelError, ExcelError]


def test_the_model_refuses_what_it_cannot_work_out(tmp_path: Path) -> None:
    from pyopenvba.exceptions import VBAUnsupportedError

    trial = write_trial(tmp_path / "unsupported.xlsx", ['INFO("osversion")'])
    with pytest.raises(VBAUnsupportedError):
        EXCEL_MODEL.recalculate(trial)


def test_a_file_that_libreoffice_cannot_read_is_named(specimen: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(specimen.read_bytes()[:2000])
    with pytest.raises(ConversionError, match=r"damaged\.xlsx"):
        LIBREOFFICE.recalculate_many([specimen, damaged])


def test_a_missing_program_skips_a_test_unless_all_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARENA_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not on the path"):
        required_program("no-such-program")
    monkeypatch.setenv("ARENA_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is not on the path"):
        required_program("no-such-program")


def test_cached_values_are_read_as_openpyxl_reads_them(specimen: Path) -> None:
    book = openpyxl.load_workbook(specimen, data_only=True)
    other = {
        sheet.title: {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
        for sheet in book
    }
    other["Telling"][5, 2] = ExcelError(other["Telling"][5, 2])  # openpyxl gives an error as its text
    assert differences(other, cached_values(specimen)) == []


def test_formula_cells_are_found_where_they_are(specimen: Path) -> None:
    in_table = {("Actoren", row, column) for row in (2, 3, 4) for column in (4, 5)}
    assert formula_cells(specimen) == in_table | {("Telling", row, 2) for row in range(1, 6)}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (None, "", True),
        ("", "", True),
        (None, 0, False),
        ("", False, False),
        (3, 3.0, True),
        (1 / 3, 0.333333333333333, True),
        (0, 5e-17, True),
        (1, 1.000001, False),
        (1, True, False),
        (0, False, False),
        (3, "3", False),
        ("a", "A", False),
        ("#N/A", ExcelError("#N/A"), False),
        (ExcelError("#N/A"), ExcelError("#N/A"), True),
        (ExcelError("#N/A"), ExcelError("#REF!"), False),
    ],
)
def test_same_tells_values_apart_as_a_reader_would(a: Value, b: Value, expected: bool) -> None:
    assert same(a, b) is expected
    assert same(b, a) is expected


def test_differences_name_the_cell_and_both_values() -> None:
    before: Values = {"Blad": {(1, 1): 4, (3, 28): "x"}}
    assert differences(before, {"Blad": {(1, 1): 5}}) == [
        "Blad!A1: expected 4, got 5",
        "Blad!AB3: expected 'x', got None",
    ]
    assert differences(before, {"Blad": {(1, 1): 5}}, [("Blad", 3, 28)]) == ["Blad!AB3: expected 'x', got None"]
