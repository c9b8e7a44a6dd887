"""What a copy is made of: the parts of its file, and in each the elements, attributes and words that we write.

An allow-list, as docs/security.md, "Copies that leave the house", asks. What is not here is refused, whatever it is
for: ``hidden`` and ``collapsed``, comments, links to other files, properties, pictures, macros, and what comes later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PARTS = re.compile(
    r"""\[Content_Types\]\.xml | _rels/\.rels | docProps/(?:app|core)\.xml
    | xl/(?:workbook|styles|sharedStrings)\.xml | xl/_rels/workbook\.xml\.rels | xl/theme/theme1\.xml
    | xl/worksheets/(?:_rels/)?sheet[1-9][0-9]?\.xml(?:\.rels)? | xl/tables/table[1-9][0-9]?\.xml""",
    re.VERBOSE,
)
"""The names of its parts."""

THEME = "xl/theme/theme1.xml"
"""The one part that is the same in every file that XlsxWriter writes."""

STYLES_PART, TEXTS_PART, WORKBOOK_PART = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
SHEET_PART, TABLE_PART = "xl/worksheets/sheet", "xl/tables/table"


def _elements(listed: str) -> Mapping[str, frozenset[str]]:
    """Return elements with their attributes, each written as ``element(attribute attribute)``."""
    return {name: frozenset(given.split()) for name, given in re.findall(r"(\w+)(?:\(([^)]*)\))?", listed)}


_LETTERS = "b i u strike sz(val) color(rgb theme) family(val) scheme(val)"
_RELATIONSHIPS = _elements("Relationships Relationship(Id Type Target)")

ELEMENTS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "[Content_Types].xml": _elements("Types Default(Extension ContentType) Override(PartName ContentType)"),
    "_rels/.rels": _RELATIONSHIPS,
    "xl/_rels/workbook.xml.rels": _RELATIONSHIPS,
    "xl/worksheets/_rels/sheet": _RELATIONSHIPS,
    "docProps/core.xml": _elements("coreProperties title creator lastModifiedBy created(type) modified(type)"),
    "docProps/app.xml": _elements(
        "Properties Application DocSecurity ScaleCrop HeadingPairs vector(size baseType) variant lpstr i4 "
        "TitlesOfParts Company LinksUpToDate SharedDoc HyperlinksChanged AppVersion"
    ),
    WORKBOOK_PART: _elements(
        "workbook fileVersion(appName lastEdited lowestEdited rupBuild) workbookPr(defaultThemeVersion) bookViews "
        "workbookView(xWindow yWindow windowWidth windowHeight activeTab firstSheet) sheets sheet(name sheetId id) "
        "definedNames definedName(name localSheetId) calcPr(calcId)"
    ),
    STYLES_PART: _elements(
        f"styleSheet numFmts(count) numFmt(numFmtId formatCode) fonts(count) font {_LETTERS} name(val) fills(count) "
        "fill patternFill(patternType) fgColor(rgb) bgColor(rgb indexed) borders(count) border left(style) "
        "right(style) top(style) bottom(style) diagonal vertical horizontal cellStyleXfs(count) cellXfs(count) "
        "xf(numFmtId fontId fillId borderId xfId applyNumberFormat applyFont applyFill applyBorder applyAlignment "
        "quotePrefix) alignment(horizontal vertical indent wrapText textRotation) cellStyles(count) "
        "cellStyle(name xfId builtinId) dxfs(count) dxf tableStyles(count defaultTableStyle defaultPivotStyle)"
    ),
    TEXTS_PART: _elements(f"sst(count uniqueCount) si t(space) r rPr {_LETTERS} rFont(val)"),
    SHEET_PART: _elements(
        "worksheet sheetPr tabColor(rgb) pageSetUpPr(fitToPage) dimension(ref) sheetViews sheetView(showGridLines "
        "tabSelected zoomScale zoomScaleNormal workbookViewId) pane(xSplit ySplit topLeftCell activePane state) "
        "selection(pane activeCell sqref) sheetFormatPr(defaultRowHeight outlineLevelCol) cols col(min max width "
        "customWidth outlineLevel) sheetData row(r spans ht customHeight) c(r s t) f(t ref si) v mergeCells(count) "
        "mergeCell(ref) conditionalFormatting(sqref) cfRule(type dxfId priority) formula dataValidations(count) "
        "dataValidation(type operator errorStyle allowBlank showInputMessage showErrorMessage errorTitle error "
        "promptTitle prompt sqref) formula1 formula2 hyperlinks hyperlink(ref location display) printOptions("
        "horizontalCentered) pageMargins(left right top bottom header footer) pageSetup(paperSize scale orientation "
        "fitToHeight) headerFooter(scaleWithDoc) oddFooter rowBreaks(count manualBreakCount) colBreaks(count "
        "manualBreakCount) brk(id max man) ignoredErrors ignoredError(sqref numberStoredAsText emptyCellReference "
        "formula) tableParts(count) tablePart(id)"
    ),
    TABLE_PART: _elements(
        "table(id name displayName ref totalsRowShown altText altTextSummary) autoFilter(ref) filterColumn(colId "
        "hiddenButton) tableColumns(count) tableColumn(id name) calculatedColumnFormula tableStyleInfo("
        "showFirstColumn showLastColumn showRowStripes showColumnStripes) extLst ext(uri)"
    ),
}
"""The elements of each kind of part, with their attributes: names without their namespaces."""

_OF_SCHEMAS = "http://schemas.openxmlformats.org/"
_TYPE = "application/vnd.openxmlformats-"

WORDS = frozenset(
    f"""Microsoft|Excel|xl|Normal|minor|Calibri|Consolas|gray125|none|solid|thin|medium|thick|dotted|hair|dashed|left
    right|center|top|bottom|bottomLeft|bottomRight|topRight|topLeft|frozen|landscape|portrait|expression|list|whole
    textLength|between|lessThanOrEqual|warning|stop|preserve|shared|s|str|b|e|n|true|false|lpstr|variant
    Worksheets|Named Ranges|Microsoft Excel|dcterms:W3CDTF|PivotStyleLight16|TableStyleMedium9|rels|xml|
    {{504A1905-F514-4f6f-8877-14C23A59335A}}|application/xml|{_TYPE}package.relationships+xml
    {_TYPE}package.core-properties+xml|{_TYPE}officedocument.extended-properties+xml|{_TYPE}officedocument.theme+xml
    {_TYPE}officedocument.spreadsheetml.sheet.main+xml|{_TYPE}officedocument.spreadsheetml.worksheet+xml
    {_TYPE}officedocument.spreadsheetml.styles+xml|{_TYPE}officedocument.spreadsheetml.sharedStrings+xml
    {_TYPE}officedocument.spreadsheetml.table+xml|{_OF_SCHEMAS}officeDocument/2006/relationships/officeDocument
    {_OF_SCHEMAS}package/2006/relationships/metadata/core-properties
    {_OF_SCHEMAS}officeDocument/2006/relationships/extended-properties
    {_OF_SCHEMAS}officeDocument/2006/relationships/worksheet|{_OF_SCHEMAS}officeDocument/2006/relationships/theme
    {_OF_SCHEMAS}officeDocument/2006/relationships/styles|{_OF_SCHEMAS}officeDocument/2006/relationships/sharedStrings
    {_OF_SCHEMAS}officeDocument/2006/relationships/table""".replace("\n", "|")
    .replace("|    ", "|")
    .split("|")
)
"""The words of the file format that stand in it, beside what is described."""

NAMESPACES: Mapping[str, tuple[str, ...]] = {
    f"{_OF_SCHEMAS}package/2006/content-types": ("",),
    f"{_OF_SCHEMAS}package/2006/relationships": ("",),
    f"{_OF_SCHEMAS}package/2006/metadata/core-properties": ("cp",),
    f"{_OF_SCHEMAS}officeDocument/2006/extended-properties": ("",),
    f"{_OF_SCHEMAS}officeDocument/2006/docPropsVTypes": ("vt",),
    f"{_OF_SCHEMAS}officeDocument/2006/relationships": ("r",),
    f"{_OF_SCHEMAS}spreadsheetml/2006/main": ("",),
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main": ("x14",),
    "http://purl.org/dc/elements/1.1/": ("dc",),
    "http://purl.org/dc/terms/": ("dcterms",),
    "http://purl.org/dc/dcmitype/": ("dcmitype",),
    "http://www.w3.org/2001/XMLSchema-instance": ("xsi",),
}
"""The namespaces of its parts, with the prefixes that they have."""

_ADDRESS = r"\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?"
PLAIN = re.compile(rf"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|[0-9]+:[0-9]+|rId[0-9]+|{_ADDRESS}(?: {_ADDRESS})*")
"""What says nothing: numbers, the reach of a row, the numbers of links, addresses."""

DESCRIBED_ALONE = frozenset({"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "t", "oddFooter"})
"""The elements of which the whole text must be one that is described."""
