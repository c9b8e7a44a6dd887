"""A copy in which anything was planted is not handed over; each violation is refused, and nothing else is."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest

from arena.locale import catalogue
from arena.sharing import checked, copies
from arena.sharing.copies import Allowed, Choices
from arena.sharing.partners import Partners
from arena.workbook import file_painter
from arena.workbook.audience import Audience
from arena.workbook.description import Cell
from arena.workbook.errors import CopyRefused, NothingToShare
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from tests.sharing.repacked import Change, add, fill, packed, parts_of, put

pytestmark = pytest.mark.file

DAY = dt.date(2026, 2, 3)
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
TEXTS, CORE, APP, TABLE = "xl/sharedStrings.xml", "docProps/core.xml", "docProps/app.xml", "xl/tables/table1.xml"


def allowed(audience: Audience, of: Analysis | None = None) -> Allowed:
    result = evaluate(of or example("nl"))
    lines = frozenset(one.key for one in Partners(result).statements(catalogue("nl")))
    return copies.allow(result, audience, Choices(lines, send_back_by=DAY), made_on=DAY, shuffle=lambda _: None)


@pytest.fixture(scope="module")
def form() -> Allowed:
    return allowed(Audience.RETURN)


@pytest.fixture(scope="module")
def content(form: Allowed) -> bytes:
    return file_painter.painted(form.book)


OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f'<Relationship Id="rId9" Type="{OF_OFFICE}/worksheet" Target="file:///c:/x"/></Relationships>'
FILTER = '<filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
NAME = '<definedName name="geheim">"x"</definedName></definedNames>'
HYPERLINK = '<hyperlinks><hyperlink ref="A1" location="A1"/></hyperlinks><pageMargins'
MERGED = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><dataValidations'
SEEN = '<c r="A1" s="1" t="s"><v>5</v></c>'

PLANTED: dict[str, Change] = {
    "a hidden sheet": put(BOOK, 'name="Invulblad" ', 'name="Invulblad" state="hidden" '),
    "a very hidden sheet": put(BOOK, 'name="Invulblad" ', 'name="Invulblad" state="veryHidden" '),
    "a sheet more": put(BOOK, "</sheets>", '<sheet name="Geheim" sheetId="2" r:id="rId1"/></sheets>'),
    "another name of a sheet": put(BOOK, 'name="Invulblad"', 'name="Geheim"'),
    "a hidden row": put(SHEET, '<row r="30"', '<row r="30" hidden="1"'),
    "a row without height": put(SHEET, 'ht="30"', 'ht="0"'),
    "a hidden column": put(SHEET, '<col min="2"', '<col hidden="1" min="2"'),
    "a column without width": put(SHEET, '<col min="5" max="5" width="37.', '<col min="5" max="5" width="0.'),
    "rows hidden unless said otherwise": put(SHEET, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
    "a folded outline": put(SHEET, '<row r="30"', '<row r="30" collapsed="1"'),
    "a filter at work": put(TABLE, '<filterColumn colId="0" hiddenButton="1"/>', FILTER),
    "an external link": add("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
    "a link to another file": put("xl/_rels/workbook.xml.rels", "</Relationships>", LINK),
    "a connection": add("xl/connections.xml", "<connections/>"),
    "custom XML": add("customXml/item1.xml", "<geheim/>"),
    "a comment on a cell": add("xl/comments1.xml", "<comments/>"),
    "a thread of comments": add("xl/threadedComments/threadedComment1.xml", "<x/>"),
    "persons": add("xl/persons/person.xml", "<personList/>"),
    "settings of a printer": add("xl/printerSettings/printerSettings1.bin", "geheim"),
    "a pivot cache": add("xl/pivotCache/pivotCacheDefinition1.xml", "<x/>"),
    "an embedded file": add("xl/embeddings/oleObject1.bin", "geheim"),
    "a picture": add("xl/media/image1.png", "geheim"),
    "macros": add("xl/vbaProject.bin", "geheim"),
    "a revision": add("xl/revisions/revisionHeaders.xml", "<headers/>"),
    "a thumbnail": add("docProps/thumbnail.jpeg", "geheim"),
    "custom properties": add("docProps/custom.xml", "<Properties/>"),
    "a creator": put(CORE, "<dc:creator>Arena-analyse", "<dc:creator>Sara"),
    "who saved it last": put(CORE, "<cp:lastModifiedBy>Arena-analyse", "<cp:lastModifiedBy>Sara"),
    "a title": put(CORE, "<dc:title>", "<dc:title>Geheim "),
    "a keyword": put(CORE, "<dc:creator>", "<cp:keywords>geheim</cp:keywords><dc:creator>"),
    "a company": put(APP, "<Company></Company>", "<Company>Geheim</Company>"),
    "a manager": put(APP, "<Company></Company>", "<Manager>Geheim</Manager><Company></Company>"),
    "the path of a folder": put(BOOK, "<bookViews>", '<absPath url="C:\\Users\\Sara\\"/><bookViews>'),
    "a name that is on no list": put(BOOK, "</definedNames>", NAME),
    "another constant behind a name": put(BOOK, '"nl"', '"geheim"'),
    "a printed area that is none": put(BOOK, "Invulblad!$8:$9", '"geheim"'),
    "a text that no cell shows": put(TEXTS, "</sst>", "<si><t>geheim</t></si></sst>"),
    "another text in a cell": put(TEXTS, "<si><t>Door wie te vervangen?", "<si><t>Geheim"),
    "a reading aid of a text": put(TEXTS, "</t></si>", '</t><rPh sb="0" eb="1"><t>geheim</t></rPh></si>'),
    "a cell that shows another text": put(SHEET, SEEN, SEEN.replace("5", "6")),
    "a number in an empty cell": fill(SHEET, "B27", "<v>4</v>"),
    "a cell far away": put(SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>4</v></c></row></sheetData>'),
    "a formula": fill(SHEET, "B27", "<f>1+1</f><v>2</v>"),
    "white letters": put(STYLES, '<color rgb="FF1F2933"/>', '<color rgb="FFFFFFFF"/>'),
    "a colour that is not ours": put(STYLES, '<color rgb="FF1F2933"/>', '<color rgb="FFFEFEFE"/>'),
    "letters of one point": put(STYLES, '<sz val="9"/>', '<sz val="1"/>'),
    "a number format that shows nothing": put(
        STYLES, "<fonts ", '<numFmts count="1"><numFmt numFmtId="164" formatCode=";;;"/></numFmts><fonts '
    ),
    "the name of a style": put(STYLES, 'name="Normal"', 'name="Geheim"'),
    "the name of a font": put(STYLES, '<name val="Calibri"/>', '<name val="Geheim"/>'),
    "a theme": put("xl/theme/theme1.xml", 'name="Office Theme"', 'name="Geheim"'),
    "a message beside a cell": put(SHEET, 'prompt=""', 'prompt="geheim"'),
    "a list to choose from": put(SHEET, '"4,3,2,1,?"', '"4,3,2,1,geheim"'),
    "a rule more": put(SHEET, "</dataValidations>", '<dataValidation sqref="A1"/></dataValidations>'),
    "a conditional format": put(
        SHEET, "<dataValidations", '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1">'
        "<formula>1</formula></cfRule></conditionalFormatting><dataValidations"
    ),
    "a hyperlink": put(SHEET, "<pageMargins", HYPERLINK),
    "a merged area": put(SHEET, "<dataValidations", MERGED),
    "a footer": put(SHEET, "&amp;11Terugsturen", "&amp;11Geheim"),
    "a header": put(SHEET, "<oddFooter>", "<oddHeader>geheim</oddHeader><oddFooter>"),
    "the description of a table": put(TABLE, 'altText="', 'altText="geheim '),
    "the heading of a table": put(TABLE, 'name="Door wie', 'name="Geheim'),
    "the name of a table": put(TABLE, 'displayName="Inschatting"', 'displayName="Geheim"'),
    "an extension": put(SHEET, "</worksheet>", '<extLst><ext uri="x"/></extLst></worksheet>'),
    "a scenario": put(SHEET, "<pageMargins", '<scenarios><scenario name="geheim"/></scenarios><pageMargins'),
    "a comment in XML": put(SHEET, "<sheetData>", "<!-- geheim --><sheetData>"),
    "an instruction in XML": put(SHEET, "<sheetData>", "<?geheim x?><sheetData>"),
    "a namespace": put(SHEET, "<worksheet ", '<worksheet xmlns:g="urn:geheim" '),
    "a document type": put(SHEET, "<worksheet ", '<!DOCTYPE x [<!ENTITY g "geheim">]><worksheet '),
    "text between elements": put(SHEET, "</sheetData>", "</sheetData>geheim"),
    "no XML at all": add(APP, "geheim"),
}  # fmt: skip


def test_are_more_than_twenty() -> None:
    assert len(PLANTED) > 20


def test_a_copy_that_is_merely_packed_again_passes(form: Allowed, content: bytes) -> None:
    checked.check(packed(parts_of(content)), form.book)


@pytest.mark.parametrize("name", PLANTED)
def test_is_refused(name: str, form: Allowed, content: bytes) -> None:
    parts = parts_of(content)
    PLANTED[name](parts)
    with pytest.raises(CopyRefused):
        checked.check(packed(parts), form.book)


def zipped_otherwise(content: bytes, change: Callable[[zipfile.ZipFile], None]) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        change(archive)
    return file.getvalue()


ZIPS: dict[str, Callable[[bytes], bytes]] = {
    "a comment on the zip": lambda content: zipped_otherwise(content, lambda one: setattr(one, "comment", b"geheim")),
    "bytes before the zip": lambda content: b"geheim" + content,
    "bytes after the zip": lambda content: content + b"geheim",
    "a part twice": lambda content: zipped_otherwise(content, lambda one: one.writestr(CORE, b"<geheim/>")),
    "no zip": lambda content: content[: len(content) // 2],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ZIPS)
def test_in_the_zip_is_refused(name: str, form: Allowed, content: bytes) -> None:
    with pytest.raises(CopyRefused):
        checked.check(ZIPS[name](content), form.book)


class TestWhatWasDescribedWrongly:
    """The last look knows what a reader may not see, whatever was described."""

    @pytest.mark.parametrize("audience", Audience)
    def test_is_refused_too(self, audience: Audience, monkeypatch: pytest.MonkeyPatch) -> None:
        result = evaluate(example("nl"))
        real = copies.allow

        def leaking(*arguments: object, **options: object) -> Allowed:
            made = real(*arguments, **options)  # type: ignore[arg-type]
            cells = made.book.sheets[0].cells
            at, cell = next((at, cell) for at, cell in cells.items() if isinstance(cell.value, str))
            cells[at] = Cell(f"{cell.value} directie, 09 000 00 01", cell.style)
            return made

        monkeypatch.setattr(copies, "allow", leaking)
        with pytest.raises(CopyRefused, match="withheld"):
            copies.make(result, audience, Choices(talks=True), made_on=DAY)


class TestACopyOfNothing:
    @pytest.mark.parametrize(
        ("audience", "key"), [("partners", "copy.nothing.partners"), ("return", "copy.nothing.return")]
    )
    def test_is_refused_in_a_sentence(self, audience: str, key: str) -> None:
        with pytest.raises(NothingToShare, match=key):
            copies.make(evaluate(Analysis()), Audience(audience), Choices(), made_on=DAY)

    def test_is_made_for_the_team_that_begins(self) -> None:
        assert copies.make(evaluate(Analysis()), Audience.TEAM, Choices(), made_on=DAY)
