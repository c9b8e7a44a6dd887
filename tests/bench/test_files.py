"""Bench 4 catches what it says it catches: each check meets a file that is wrong in one place only."""

import shutil
from pathlib import Path

import pytest

from tests.bench.files import CHECKS, audit, findings
from tests.bench.specimen import ALTERNATIVE_TEXT, patched, write_specimen

pytestmark = pytest.mark.file

BOOK = "xl/workbook.xml"
ACTORS = "xl/worksheets/sheet1.xml"
COUNT = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
CORE = "docProps/core.xml"
DRAWING = "xl/drawings/drawing1.xml"
LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAST_LINK = "</Relationships>"

# check, part, what is replaced (a regular expression), by what, and words of the finding
BROKEN = [
    ("parts_are_known", "xl/vbaProject.bin", "", "macro", "vbaProject.bin"),
    ("parts_are_known", "xl/comments1.xml", "", "<comments/>", "comments1.xml"),
    ("parts_are_known", "xl/persons/person.xml", "", "<personList/>", "person.xml"),
    ("parts_are_known", "customXml/item1.xml", "", "<a/>", "customXml"),
    ("parts_are_known", "xl/printerSettings/printerSettings1.bin", "", "HP", "printerSettings"),
    ("parts_are_known", "xl/externalLinks/externalLink1.xml", "", "<externalLink/>", "externalLinks"),
    ("parts_are_known", "docProps/thumbnail.jpeg", "", "picture", "thumbnail"),
    (
        "links_stay_inside",
        LINKS,
        LAST_LINK,
        f'<Relationship Id="rId9" Type="{LINK_TYPE}/hyperlink" Target="file.xlsx" TargetMode="External"/>{LAST_LINK}',
        "file.xlsx",
    ),
    (
        "links_stay_inside",
        LINKS,
        LAST_LINK,
        f'<Relationship Id="rId9" Type="{LINK_TYPE}/image" Target="https://example.org/a.png" '
        f'TargetMode="External"/>{LAST_LINK}',
        "example.org",
    ),
    ("authors_are_generic", CORE, "(<dc:creator>)[^<]*", r"\1An Peeters", "An Peeters"),
    ("authors_are_generic", CORE, "(<cp:lastModifiedBy>)[^<]*", r"\1An", "lastModifiedBy"),
    ("authors_are_generic", "docProps/app.xml", "<Company>", "<Company>OCMW", "OCMW"),
    (
        "paths_are_absent",
        BOOK,
        "<bookViews>",
        r'<x15ac:absPath xmlns:x15ac="urn:x" url="D:\\arena\\"/><bookViews>',
        "absPath",
    ),
    ("paths_are_absent", CORE, "(<dc:creator>)", r"<dc:title>C:\\Users\\an\\a.xlsx</dc:title>\1", "Users"),
    ("shared_strings_are_used", "xl/sharedStrings.xml", "</sst>", "<si><t>geheim</t></si></sst>", "geheim"),
    ("no_calculation_is_forced_on_opening", BOOK, "<calcPr", '<calcPr fullCalcOnLoad="1"', "fullCalcOnLoad"),
    ("calculation_is_as_usual", BOOK, "<calcPr", '<calcPr iterate="1"', "iterate"),
    ("calculation_is_as_usual", BOOK, "<calcPr", '<calcPr calcMode="manual"', "manual"),
    ("calculation_is_as_usual", BOOK, '<calcPr calcId="191029"/>', "", "no calcPr"),
    ("formula_cells_have_cached_values", COUNT, "<v>3</v>", "", "Telling!B1"),
    ("empty_text_is_cached_as_text", ACTORS, '(<c r="D4") t="str"', r"\1", "Actoren!D4"),
    ("cached_values_are_no_errors", COUNT, '(<c r="B1")(.*?)<v>3', r'\1 t="e"\2<v>#REF!', "#REF!"),
    ("formulas_are_plain", COUNT, "<f>B1&gt;2", '<f t="array" ref="B3">B1&gt;2', "Telling!B3"),
    ("functions_are_safe", COUNT, r"COUNTA\(", "_xlfn.XLOOKUP(", "_xlfn.XLOOKUP"),
    ("functions_are_safe", COUNT, "B1&gt;2", 'UNICHAR(B1)="a"', "UNICHAR"),
    ("functions_are_safe", COUNT, "B1&gt;2", 'HYPERLINK("#"&amp;B1,"a")', "HYPERLINK"),
    ("functions_are_safe", COUNT, "B1&gt;2", 'HYPERLINK("#\'Actoren\'!A"&amp;B1,"a")', "HYPERLINK"),
    (
        "functions_are_safe",
        COUNT,
        "B1&gt;2",
        "IF('Telling'!$B$1&lt;2,\"\",HYPERLINK(\"#'Actoren'!A\"&amp;'Telling'!$B$1,\"a\"))",
        "HYPERLINK",
    ),
    ("functions_are_safe", COUNT, "B1&gt;2", 'HYPERLINK("https://example.org","a")', "HYPERLINK"),
    ("functions_are_safe", ACTORS, r"<formula>\$C2", "<formula>NOW()", "cfRule of Actoren uses NOW"),
    ("functions_are_safe", ACTORS, "<formula1>Keuzes", "<formula1>INDIRECT(A1)", "dataValidation of Actoren"),
    ("functions_are_safe", BOOK, r"Actoren!\$G\$1:\$G\$2", r"OFFSET(Actoren!$G$1,0,0)", "name Keuzes uses OFFSET"),
    ("functions_are_safe", TABLE, r"COUNTIFS\(", "XLOOKUP(", "table Arena uses XLOOKUP"),
    (
        "functions_are_safe",
        "xl/charts/chart1.xml",
        r"<c:f>Actoren!\$C\$2",
        "<c:f>INDIRECT(A1)",
        "chart1.xml uses INDIRECT",
    ),
    ("match_is_exact", COUNT, r",0\)", ")", "Telling!B2"),
    ("match_is_exact", COUNT, r",0\)", ",1)", "Telling!B2"),
    ("structured_references_are_spelled_for_files", ACTORS, r"\[\[#This Row\],\[Belang\]\]", "[@Belang]", "[@Belang]"),
    (
        "structured_references_are_spelled_for_files",
        ACTORS,
        r"\[\[#This Row\],\[Belang\]\]",
        "[[#This Row],Belang]",
        "[[#This Row],Belang]",
    ),
    ("structured_references_meet_a_column", COUNT, r"Arena\[Actor\]", "Arena[Partner]", "Arena[Partner]"),
    ("structured_references_meet_a_column", COUNT, r"Arena\[Actor\]", "Arnea[Actor]", "Arnea[Actor]"),
    ("structured_references_meet_a_column", ACTORS, r"\(Arena(\[\[#This)", r"(\1", "of no table"),
    ("rules_use_no_structured_references", ACTORS, r"<formula>\$C2", "<formula>Arena[Belang]", "Arena[Belang]"),
    ("calculated_columns_equal_their_cells", ACTORS, r'(<c r="E3"><f>)[^<]*', r"\g<1>C3", "Actoren!E3"),
    ("calculated_columns_equal_their_cells", ACTORS, r'(<c r="E3">)<f>[^<]*</f>', r"\g<1>", "E3 holds None"),
    (
        "calculated_columns_equal_their_cells",
        TABLE,
        r'(name="Plaats">)<calc.*?</calculatedColumnFormula>',
        r"\1",
        "Plaats",
    ),
    ("table_headers_equal_their_columns", "xl/sharedStrings.xml", "<t>Belang</t>", "<t>Belang </t>", "Actoren!C1"),
    ("table_headers_equal_their_columns", ACTORS, r'<c r="C1" t="s"><v>2', r'<c r="C1"><v>2', "reads 2"),
    ("defined_names_lead_somewhere", BOOK, r"Actoren!\$G\$1:\$G\$2", "#REF!", "leads to #REF!"),
    ("defined_names_lead_somewhere", BOOK, r"Actoren!\$G\$1:\$G\$2", "[1]Blad1!$A$1", "[1]Blad1"),
    ("defined_names_lead_somewhere", BOOK, "<definedName ", '<definedName hidden="1" ', "is hidden"),
    ("nothing_is_hidden", BOOK, '(name="Telling" sheetId="2")', r'\1 state="hidden"', "Telling is hidden"),
    ("nothing_is_hidden", BOOK, '(name="Telling" sheetId="2")', r'\1 state="veryHidden"', "veryHidden"),
    ("nothing_is_hidden", COUNT, '<row r="3"', '<row r="3" hidden="1"', "row 3"),
    ("nothing_is_hidden", COUNT, '<row r="3"', '<row r="3" ht="0" customHeight="1"', "row 3"),
    (
        "nothing_is_hidden",
        COUNT,
        "<sheetData>",
        '<cols><col min="2" max="3" hidden="true"/></cols><sheetData>',
        "2 to 3",
    ),
    ("nothing_is_hidden", COUNT, "<sheetData>", '<cols><col min="2" max="2" width="0"/></cols><sheetData>', "2 to 2"),
    ("nothing_is_hidden", COUNT, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ', "unless said otherwise"),
    (
        "nothing_is_hidden",
        TABLE,
        '<autoFilter ref="A1:E4"/>',
        '<autoFilter ref="A1:E4"><filterColumn colId="1"><filters><filter val="klein"/></filters></filterColumn>'
        "</autoFilter>",
        "column 1",
    ),
    ("validation_texts_fit", ACTORS, 'promptTitle="', f'promptTitle="{"x" * 20}', "promptTitle has 35"),
    ("validation_texts_fit", ACTORS, 'prompt="', f'prompt="{"x" * 240}', "prompt has 256"),
    ("validation_texts_fit", ACTORS, 'errorTitle="', f'errorTitle="{"x" * 22}', "errorTitle has 33"),
    ("validation_texts_fit", ACTORS, 'error="', f'error="{"😀" * 100}', "error has 229"),
    ("validation_texts_fit", ACTORS, "<formula1>Keuzes", f'<formula1>"{"x," * 128}"', "the list has 256"),
    ("drawings_have_alternative_text", DRAWING, f' descr="{ALTERNATIVE_TEXT}"', "", "Chart 1"),
    ("drawings_have_alternative_text", DRAWING, ALTERNATIVE_TEXT, " ", "Chart 1"),
    ("print_setup_is_a4_one_page_wide", COUNT, "<pageSetup [^>]*>", "", "Telling has no print set-up"),
    ("print_setup_is_a4_one_page_wide", COUNT, 'paperSize="9"', 'paperSize="1"', "Telling is not on A4"),
    ("print_setup_is_a4_one_page_wide", COUNT, ' fitToPage="1"', "", "Telling is not fitted"),
    ("print_setup_is_a4_one_page_wide", COUNT, "<pageSetup ", '<pageSetup fitToWidth="2" ', "Telling is not fitted"),
]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook in which nothing is wrong."""
    return write_specimen(tmp_path_factory.mktemp("files") / "specimen.xlsx")


def test_a_good_file_has_no_findings(specimen: Path) -> None:
    assert findings(specimen) == []
    assert findings(specimen, names=["Keuzes"]) == []


@pytest.mark.parametrize(
    ("check", "part", "pattern", "replacement", "words"),
    [pytest.param(*each, id=f"{each[0]}: {each[-1]}") for each in BROKEN],
)
def test_each_check_catches_a_file_that_is_broken_in_one_place(
    specimen: Path, tmp_path: Path, check: str, part: str, pattern: str, replacement: str, words: str
) -> None:
    broken = patched(specimen, tmp_path / "broken.xlsx", part, pattern, replacement)
    found = [each for each in findings(broken) if each.startswith(f"{check}:")]
    assert any(words in each for each in found), findings(broken)


def test_every_check_is_tried() -> None:
    assert {check.__name__ for check in CHECKS} == {check for check, *_ in BROKEN}


def test_a_name_that_is_on_no_list_is_a_finding(specimen: Path) -> None:
    assert findings(specimen, names=[]) == ["unlisted_names: the name Keuzes is on no list"]


def test_openxml_audit_is_asked(specimen: Path, tmp_path: Path) -> None:
    broken = patched(specimen, tmp_path / "broken.xlsx", ACTORS, "<pageSetup ", '<pageSetup pageOrder="crosswise" ')
    assert audit(specimen) == []
    assert any(each.startswith("openxml-audit: ") for each in findings(broken))


def test_a_template_is_read_as_a_workbook_is(specimen: Path, tmp_path: Path) -> None:
    template = patched(
        specimen,
        tmp_path / "specimen.xltx",
        "[Content_Types].xml",
        r"sheet\.main\+xml",
        "template.main+xml",
    )
    assert findings(template) == []


def test_a_link_to_a_row_by_its_number_passes_whatever_it_shows(specimen: Path, tmp_path: Path) -> None:
    row = "(ROW('Actoren'!$A$4)+INDEX('Telling'!$A$1:$A$9,MATCH(1,'Telling'!$B$1:$B$9,0)))"
    link = f"IF('Telling'!$B$1&lt;2,\"\",HYPERLINK(\"#'Actoren'!A\"&amp;{row},'Actoren'!$A$5))"
    other = patched(specimen, tmp_path / "other.xlsx", COUNT, "B1&gt;2", link)
    assert [each for each in findings(other) if "functions_are_safe" in each] == []


def test_a_web_address_and_decoration_pass(specimen: Path, tmp_path: Path) -> None:
    target = 'Target="https://example.org/home/" TargetMode="External"'
    link = f'<Relationship Id="rId9" Type="{LINK_TYPE}/hyperlink" {target}/>'
    linked = patched(specimen, tmp_path / "linked.xlsx", LINKS, LAST_LINK, link + LAST_LINK)
    mark = (
        '><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></xdr:cNvPr>'
    )
    decorated = patched(linked, tmp_path / "both.xlsx", DRAWING, f' descr="{ALTERNATIVE_TEXT}"/>', mark)
    assert [each for each in findings(decorated) if not each.startswith("openxml-audit")] == []


@pytest.mark.parametrize("level", ["error", "text"])
def test_words_in_texts_and_column_names_are_no_functions(specimen: Path, tmp_path: Path, level: str) -> None:
    formula = f"\"TODAY(){level}\"&amp;'Actoren'!$A$1&amp;Arena[[#Headers],[Vervangbaar (typ)]]"
    other = patched(specimen, tmp_path / "other.xlsx", COUNT, "B1&gt;2", formula)
    assert [each for each in findings(other) if "functions_are_safe" in each or "references" in each] == []


def test_the_specimen_is_not_changed_by_breaking_it(specimen: Path, tmp_path: Path) -> None:
    copy = shutil.copy(specimen, tmp_path / "copy.xlsx")
    patched(specimen, tmp_path / "broken.xlsx", COUNT, "<v>3</v>", "")
    assert Path(copy).read_bytes() == specimen.read_bytes()


def test_a_patch_that_meets_nothing_is_refused(specimen: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not in"):
        patched(specimen, tmp_path / "same.xlsx", COUNT, "not there", "")
