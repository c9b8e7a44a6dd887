"""Workbooks whose XML is harmful, or what it says."""

from __future__ import annotations

from tests.sharing.harmful.making import MANY, TABLE, Harm, of_parts, replaced, table
from tests.workbook.crafted import DECLARATION, MAIN, SHEET, noise, relations_xml, workbook_xml, zipped

RELATIONS = "xl/_rels/workbook.xml.rels"
REFRESHED = f'<connections xmlns="{MAIN}"><connection id="1" refreshOnLoad="1"/></connections>'
BRACKETS = "[h" * 15_000 + "_" * 9_999
QUOTES = "'" * 30_000
FORMATS = '<xf numFmtId="200"/>' * 2_000
LISTS = '<dataValidation sqref="A1"/>' * 200_000
MERGES = '<mergeCell ref="A1:XFD1048576"/>' * 5_000
ATTRIBUTES = " ".join(f'a{number}=""' for number in range(60_000))


def entities(levels: int, body: str = "") -> bytes:
    """Return a sheet whose entities grow tenfold a level."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    dtd = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{lines}]>'
    return f'{DECLARATION}{dtd}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()


def prefixes(count: int) -> str:
    return " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(count))


def _with_table(ref: str, columns: int) -> dict[str, bytes]:
    named = "".join(f'<tableColumn name="k{number}"/>' for number in range(columns))
    return table() | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml(("rId1", "table", "../tables/table1.xml")),
        "xl/tables/table1.xml": (
            f'<table xmlns="{MAIN}" displayName="Arena" ref="{ref}"><tableColumns>{named}</tableColumns></table>'
        ).encode(),
    }


XMLS: dict[str, Harm] = {
    "a billion laughs": of_parts(lambda: table() | {SHEET: entities(12, "<row><c><v>&l11;</v></c></row>")}),
    "a billion laughs in the texts": of_parts(
        lambda: table(
            texts=entities(12).replace(b"worksheet", b"sst").replace(b"<sheetData>", b"<si><t>&l11;</t></si>")
        )
    ),
    "one long entity many times": of_parts(
        lambda: table() | {SHEET: f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]><w>{"&a;" * 50_000}</w>'.encode()}
    ),
    "an entity of the machine": of_parts(
        lambda: table() | {SHEET: b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'}
    ),
    "an entity of the network": of_parts(
        lambda: table() | {SHEET: b'<!DOCTYPE w [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd">%a;]><w/>'}
    ),
    "a DTD in the list of contents": of_parts(
        lambda: table() | {"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "c">]><Types/>'}
    ),
    "a DTD in UTF-16 without a mark": of_parts(
        lambda: (
            table()
            | {"docProps/core.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16-be")}
        )
    ),
    "an include": of_parts(
        lambda: table(after='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'),
        read=True,
    ),
    "a style sheet to transform by": of_parts(
        replaced(SHEET, lambda part: part.replace(b"?><w", b'?><?xml-stylesheet type="text/xsl" href="file:///x"?><w')),
        read=True,
    ),
    "an encoding of seven bits": of_parts(replaced(SHEET, lambda part: part.replace(b"UTF-8", b"UTF-7"))),
    "an encoding that is a path": of_parts(replaced(SHEET, lambda part: part.replace(b"UTF-8", b"../../x"))),
    "zero bytes between": of_parts(replaced(SHEET, lambda part: part.replace(b"<row>", b"\0<row>"))),
    "a hundred thousand attributes": of_parts(lambda: table(after=f"<a {ATTRIBUTES}/>"), read=True, stored=True),
    "fifty thousand prefixes": of_parts(lambda: table(after=f"<a {prefixes(30_000)}/>"), read=True, stored=True),
    "prefixes in one another": of_parts(
        lambda: table(after="".join(f"<a {prefixes(50)}>" for _ in range(90)) + "</a>" * 90), read=True
    ),
    "comments by the hundred thousand": of_parts(lambda: table(after="<!-- -->" * MANY), read=True, stored=True),
    "instructions by the hundred thousand": of_parts(lambda: table(after="<?a b?>" * MANY), read=True, stored=True),
    "a block of text that is no cell's": of_parts(
        lambda: table(after=f"<![CDATA[{'a' * 900_000}]]>"), read=True, stored=True
    ),
    "no end": of_parts(replaced(SHEET, lambda part: part[: part.index(b"</sheetData>")])),
    "two roots": of_parts(replaced(SHEET, lambda part: part + part[part.index(b"<worksheet") :])),
    "a root of another kind": of_parts(replaced(SHEET, lambda part: b"<html><script>alert(1)</script></html>")),
}

WORKBOOKS: dict[str, Harm] = {
    "relations that lead out": of_parts(
        lambda: table() | {RELATIONS: relations_xml(("rId1", "worksheet", "../../../../../../etc/passwd"))}
    ),
    "relations that lead to the network": of_parts(
        lambda: (
            table()
            | {
                RELATIONS: relations_xml(("rId1", "worksheet", "http://127.0.0.1:9/x")).replace(
                    b"/>", b' TargetMode="External"/>'
                )
            }
        ),
        read=False,
    ),
    "relations to themselves": of_parts(
        lambda: table() | {RELATIONS: relations_xml(("rId1", "worksheet", "_rels/workbook.xml.rels"))}
    ),
    "a workbook that is its own sheet": of_parts(
        lambda: table() | {RELATIONS: relations_xml(("rId1", "worksheet", "workbook.xml"))}
    ),
    "a hundred thousand relations": of_parts(
        lambda: (
            table()
            | {
                RELATIONS: relations_xml(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    *((f"x{n}", "image", f"m{n}") for n in range(60_000)),
                )
            }
        ),
        read=True,
        stored=True,
    ),
    "a hundred thousand sheets": of_parts(
        lambda: (
            table()
            | {"xl/workbook.xml": workbook_xml("".join(f'<sheet name="b{n}" r:id="rId{n}"/>' for n in range(100_000)))}
        ),
        read=True,
        stored=True,
    ),
    "a link to another workbook": of_parts(
        lambda: (
            table('<row><c r="H3"><f>[1]Blad1!A1</f><v>1</v></c></row>')
            | {"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>'.encode()}
        ),
        read=True,
    ),
    "a query that runs on opening": of_parts(
        lambda: table() | {"xl/connections.xml": REFRESHED.encode()},
        read=True,
    ),
    "macros": Harm(
        lambda path: zipped(
            path,
            table()
            | {
                "xl/vbaProject.bin": noise(5_000),
                RELATIONS: relations_xml(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "vbaProject", "vbaProject.bin")
                ),
            },
        ),
        read=True,
        suffix=".xlsm",
    ),
    "an object that is a program": of_parts(
        lambda: table() | {"xl/embeddings/oleObject1.bin": b"MZ" + noise(9_000)}, read=True
    ),
    "names of formulas that call": of_parts(
        lambda: (
            table()
            | {
                "xl/workbook.xml": workbook_xml(
                    rest='<definedNames><definedName name="Auto_Open" hidden="1">cmd|\'/c calc\'!A1</definedName>'
                    '<definedName name="arena_schema">#REF!</definedName>'
                    '<definedName name="arena_formulier">_xlfn.WEBSERVICE("http://127.0.0.1:9")</definedName></definedNames>'
                )
            }
        ),
    ),
    "names that refer to every cell": of_parts(
        lambda: (
            table()
            | {
                "xl/workbook.xml": workbook_xml(
                    rest="<definedNames>"
                    + "".join(
                        f'<definedName name="{name}">Blad1!$A$1:$XFD$1048576</definedName>'
                        for name in (
                            "arena_naam",
                            "arena_wie_missen_we",
                            "arena_antwoord_1",
                            "arena_vormtabel",
                            "arena_schaal",
                        )
                    )
                    + "</definedNames>"
                )
            }
        ),
        read=True,
    ),
    "a name of thirty thousand quotes": of_parts(
        lambda: (
            table()
            | {
                "xl/workbook.xml": workbook_xml(
                    rest=f'<definedNames><definedName name="arena_naam">{QUOTES}</definedName></definedNames>'
                )
            }
        ),
        read=True,
    ),
    "formats made to be matched slowly": of_parts(
        lambda: table(
            styles=f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="{BRACKETS}"/>'
            f"</numFmts><cellXfs>{FORMATS}</cellXfs></styleSheet>".encode()
        ),
        read=True,
    ),
    "a million styles": of_parts(
        lambda: table(
            styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 1_000_000}</cellXfs></styleSheet>'.encode()
        ),
        read=True,
        stored=True,
    ),
    "three hundred thousand lists to choose from": of_parts(
        lambda: table(after=f"<dataValidations>{LISTS}</dataValidations>"),
        read=True,
        stored=True,
    ),
    "merged over everything": of_parts(
        lambda: table(after=f"<mergeCells>{MERGES}</mergeCells>"), read=True, stored=True
    ),
    "cells in the farthest corner": of_parts(
        lambda: table(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'
        ),
        read=True,
    ),
    "a dimension that lies": of_parts(lambda: table(before='<dimension ref="A1"/>'), read=True),
    "a table over the whole sheet": of_parts(lambda: _with_table("A1:XFD1048576", 16_384), read=True),
    "a table that is upside down": of_parts(lambda: _with_table("B9:A1", 2), read=True),
    "a table outside the sheet": of_parts(lambda: _with_table("A1:ZZZZ9999999", 2), read=True),
    "a row from nowhere": of_parts(lambda: table('<row r="-5"><c><v>1</v></c></row>')),
    "a row of forty digits": of_parts(lambda: table(f'<row r="{"9" * 40}"><c><v>1</v></c></row>')),
    "a row of five thousand digits": of_parts(lambda: table(f'<row r="{"1" * 5_000}"><c><v>1</v></c></row>')),
    "a style of five thousand digits": of_parts(
        lambda: table(
            styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="{"1" * 5_000}"/></cellXfs></styleSheet>'.encode()
        )
    ),
    "numbers in other digits": of_parts(lambda: table('<row r="٣"><c><v>٤</v></c></row>')),
    "an array over half of the sheet": of_parts(lambda: table('<row><c><f t="array" ref="A9:XFD9000">1</f></c></row>')),
    "formulas that call programs": of_parts(
        lambda: table(
            '<row><c r="H3"><f>cmd|\'/c calc\'!A0</f><v>1</v></c></row><row><c r="H4"><f>WEBSERVICE(1)</f></c></row>'
        ),
        read=True,
    ),
    "a ghost in an extension": of_parts(
        lambda: table(after=f"<extLst><ext><sheetData>{TABLE}</sheetData></ext></extLst>"), read=True
    ),
    "a ghost among alternatives": of_parts(
        lambda: table(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="x">'
            f"{TABLE}</mc:Choice></mc:AlternateContent>"
        ),
        read=True,
    ),
}
