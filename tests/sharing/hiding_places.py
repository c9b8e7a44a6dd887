"""A workbook whose user, or whose Excel, put a word of its own in every place where a file can keep something."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, NamedStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import TableColumn
from PIL import Image as Picture

from tests.sharing.repacked import packed, parts_of

Book = openpyxl.Workbook
TABLE, SUMMARY, ISSUE = "Arena-analyse", "Samenvatting", "Issue"


def _hidden_sheet(state: str) -> Callable[[Book, str], None]:
    def hide(book: Book, word: str) -> None:
        sheet = book.create_sheet(f"Blad {state} {len(book.sheetnames)}")
        sheet["B2"], sheet.sheet_state = word, state

    return hide


def _cell(sheet: str, address: str, **look: Any) -> Callable[[Book, str], None]:
    def write(book: Book, word: str) -> None:
        cell = book[sheet][address]
        cell.value = word
        for name, value in look.items():
            setattr(cell, name, value)

    return write


def _hidden_row(book: Book, word: str) -> None:
    book[TABLE]["AZ40"] = word
    book[TABLE].row_dimensions[40].hidden = True


def _folded_row(book: Book, word: str) -> None:
    book[SUMMARY]["H90"] = word
    book[SUMMARY].row_dimensions.group(90, 91, hidden=True)


def _hidden_column(book: Book, word: str) -> None:
    book[ISSUE]["K3"] = word
    book[ISSUE].column_dimensions["K"].hidden = True


def _name(hidden: bool) -> Callable[[Book, str], None]:
    def define(book: Book, word: str) -> None:
        name = f"geheim_{hidden}"
        book.defined_names[name] = DefinedName(name, attr_text=f'"{word}"', hidden=hidden)

    return define


def _comment(book: Book, word: str) -> None:
    book[TABLE]["A5"].comment = Comment(word, word)


def _property(book: Book, word: str) -> None:
    book.custom_doc_props.append(StringProperty(name=word, value=word))


def _core(book: Book, word: str) -> None:
    for name in ("creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category"):
        setattr(book.properties, name, word)


def _titles(book: Book, word: str) -> None:
    book[ISSUE]["A60"] = word
    book[ISSUE].print_title_rows = "60:60"
    book[ISSUE].oddHeader.left.text = book[ISSUE].oddFooter.right.text = word


def _validation(book: Book, word: str) -> None:
    rule = DataValidation("list", formula1=f'"{word}"', prompt=word, promptTitle=word[:32], error=word)
    rule.add("B5")
    book[TABLE].add_data_validation(rule)


def _alternative(book: Book, word: str) -> None:
    file = io.BytesIO()
    Picture.new("RGB", (3, 3)).save(file, "png", pnginfo=None)
    file.seek(0)
    picture = Image(file)
    picture.anchor = "N3"
    book[SUMMARY].add_image(picture)
    book.create_sheet(f"Foto {word}"[:31])


def _condition(book: Book, word: str) -> None:
    book[TABLE].conditional_formatting.add("A5", FormulaRule(formula=[f'$A5="{word}"'], font=Font(bold=True)))


def _style(book: Book, word: str) -> None:
    book.add_named_style(NamedStyle(name=word, number_format=f'"{word}"0'))
    book[ISSUE]["M2"].style = word


def _heading(book: Book, word: str) -> None:
    book[TABLE]["AN4"], book[TABLE]["AN5"] = word, word
    table = book[TABLE].tables["Arena"]
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=word))
    table.ref = table.autoFilter.ref = table.ref.replace(":AM", ":AN")


def _scenario(book: Book, word: str) -> None:
    book[ISSUE].sheet_properties.codeName = word


def _link(book: Book, word: str) -> None:
    book[ISSUE]["N2"].hyperlink = f"https://example.org/{word}"
    book[ISSUE]["N2"].hyperlink.tooltip = word


WHITE = Font(color="FFFFFFFF")

BY_OPENPYXL: Mapping[str, Callable[[Book, str], None]] = {
    "a sheet of the user's own": _cell(SUMMARY, "J4"),
    "a hidden sheet": _hidden_sheet("hidden"),
    "a very hidden sheet": _hidden_sheet("veryHidden"),
    "a hidden row": _hidden_row,
    "a folded row": _folded_row,
    "a hidden column": _hidden_column,
    "a name": _name(hidden=False),
    "a hidden name": _name(hidden=True),
    "a note": _comment,
    "custom properties": _property,
    "properties": _core,
    "print titles, header and footer": _titles,
    "a validation": _validation,
    "a picture": _alternative,
    "a conditional format": _condition,
    "a style and its number format": _style,
    "a column of the user's own": _heading,
    "the code name of a sheet": _scenario,
    "a hyperlink": _link,
    "white on white": _cell(ISSUE, "D30", font=WHITE),
    "a format that shows nothing": _cell(ISSUE, "D31", number_format=";;;"),
    "the last cell of a sheet": _cell(TABLE, "XFD1048576"),
    "far outside the used range": _cell(SUMMARY, "ZZ9999"),
    "a formula": _cell(ISSUE, "D32"),
    "below the table": _cell(TABLE, "B300"),
}

IN_THE_ZIP: Mapping[str, str] = {
    "a cache of another file": "xl/externalLinks/externalLink1.xml",
    "a thumbnail": "docProps/thumbnail.jpeg",
    "custom XML": "customXml/item1.xml",
    "settings of a printer": "xl/printerSettings/printerSettings1.bin",
    "persons": "xl/persons/person.xml",
    "a pivot cache": "xl/pivotCache/pivotCacheRecords1.xml",
    "an embedded file": "xl/embeddings/oleObject1.bin",
    "revisions": "xl/revisions/userNames.xml",
    "a connection": "xl/connections.xml",
    "shared texts that no cell shows": "xl/sharedStrings.xml",
}

CACHED = '<row r="900"><c r="B900" t="str"><f>A1</f><v>{}</v></c></row></sheetData>'

INSIDE_A_PART: Mapping[str, tuple[str, str, str]] = {
    "the theme": ("xl/theme/theme1.xml", 'name="Office', 'name="{} Office'),
    "a cached value": ("xl/worksheets/sheet1.xml", "</sheetData>", CACHED),
    "a comment in XML": ("xl/workbook.xml", "<sheets>", "<!-- {} --><sheets>"),
    "a reading aid": ("xl/worksheets/sheet2.xml", "</is>", '<rPh sb="0" eb="1"><t>{}</t></rPh></is>'),
}


def words() -> Iterator[tuple[str, str]]:
    """Every hiding place with its word."""
    places = [*BY_OPENPYXL, *IN_THE_ZIP, *INSIDE_A_PART, "the name of the file"]
    yield from ((place, f"kanarie{number:04d}vogel") for number, place in enumerate(places, start=1))


def hide(source: Path, folder: Path) -> tuple[Path, Mapping[str, str]]:
    """Put a word in every hiding place of a workbook; return the new file, and the words by their places."""
    hidden = dict(words())
    book = openpyxl.load_workbook(source)
    for place, write in BY_OPENPYXL.items():
        write(book, hidden[place])
    file = io.BytesIO()
    book.save(file)
    parts = parts_of(file.getvalue())
    for place, name in IN_THE_ZIP.items():
        parts[name] = f"<x>{hidden[place]}</x>".encode()
    for place, (part, before, after) in INSIDE_A_PART.items():
        assert before.encode() in parts[part], place
        parts[part] = parts[part].replace(before.encode(), after.format(hidden[place]).encode(), 1)
    path = folder / f"{hidden['the name of the file']}.xlsx"
    path.write_bytes(packed(parts))
    return path, hidden
