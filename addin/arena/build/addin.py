"""Builds the add-in from text: XlsxWriter's workbook with the texts, the VBA of addin/vba, the ribbon of the buttons.

The same sources give the same bytes. Nothing of it needs Excel.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import xlsxwriter
from defusedxml.ElementTree import fromstring

from arena.build import ADDIN, function_wrappers, sources
from arena.build.ribbon import TEXTS, ribbon
from arena.build.templates import is_whole
from arena.build.vba_project import vba_project
from arena.excel.buttons.table import CONTROLS, Needs
from arena.excel.functions import registry
from arena.locale import LANGUAGES, catalogue, in_every_language
from arena.workbook.atomic import write_atomically
from arena.workbook.book import STANDING
from arena.workbook.file_painter import CALCULATION_ENGINE, CREATED
from arena.workbook.model import SCHEMA
from arena.workbook.sheets import ratings

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_TYPE_OF_BOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPE_OF_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"

MESSAGES = (
    "library_missing",
    "python_blocked",
    "server_missing",
    "excel_apart",
    "not_installed",
    "python_gone",
    "unexpected",
    "doctor",
    "log",
)
"""What the add-in can say without Python."""

GREY = ("no_workbook", "no_table", "newer", "older", "update", "ratings", "read_only", "undo", "mac")
"""Why a button cannot be chosen, and what to do about it: the tip of a grey one says so."""


def build(folder: Path, *, overwrite: bool = False) -> Path:
    """Build ``arena.xlam`` in a folder and return its path. Raises a subclass of ``OutputError``."""
    target = folder / ADDIN
    content = package()
    write_atomically(target, lambda path: path.write_bytes(content), overwrite=overwrite, verify=is_whole)
    return target


def package() -> bytes:
    """Return the add-in's bytes."""
    return _with_ribbon(_workbook(vba_project(vba_sources())))


def vba_sources() -> dict[str, str]:
    """Return the source of every VBA module by its name, the generated one among them."""
    files = sorted(sources.folder("vba").glob("*.[bc][al]s"))
    written = {path.stem: path.read_bytes().decode("ascii") for path in files}
    return {**written, function_wrappers.MODULE: function_wrappers.module()}


def texts() -> dict[str, tuple[str, ...]]:
    """Return every text of the add-in by the key under which its VBA asks for it, one in each language."""
    keys = {key: f"ribbon.{key}" for key in _ribbon_texts()}
    keys |= {f"message.{name}": f"addin.message.{name}" for name in MESSAGES}
    keys |= {f"grey.{reason}": f"addin.grey.{reason}" for reason in GREY}
    keys |= {key: key for key in registry.text_keys()}
    found = {key: in_every_language(name) for key, name in keys.items()}
    facts = {f"{one.key}.needs": str(one.needs) for one in CONTROLS}
    facts |= {"schema": str(SCHEMA), **_tabs("sheets", [sheet.key for sheet in STANDING])}
    facts |= _tabs(Needs.RATINGS, [ratings.KEY])
    return found | {key: (fact,) * len(LANGUAGES) for key, fact in facts.items()}


def _tabs(name: str, keys: Iterable[str]) -> dict[str, str]:
    """Return the tabs of sheets under a name and each language, as the VBA takes them apart: ``Start/Issue/...``."""
    sheets = list(keys)
    return {f"{name}.{one}": "/".join(catalogue(one)(f"sheet.{key}.tab") for key in sheets) for one in LANGUAGES}


def _ribbon_texts() -> Iterator[str]:
    for control in fromstring(ribbon()).iter():
        for attribute, kind in TEXTS.items():
            if attribute in control.attrib:
                yield f"{control.attrib['id']}.{kind}"


def _workbook(project: bytes) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_calc_mode("auto", CALCULATION_ENGINE)
        book.calc_on_load = False
        book.set_properties({"title": "Arena-analyse", "author": "Arena-analyse", "created": CREATED})
        book.add_vba_project(io.BytesIO(project), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        sheet = book.add_worksheet("Arena")
        sheet.set_vba_name("Sheet1")
        sheet.write_row(0, 0, ["key", *LANGUAGES])
        for number, (key, said) in enumerate(texts().items(), start=1):
            for column, text in enumerate((key, *said)):
                sheet.write_string(number, column, text)
    return content.getvalue()


def _with_ribbon(workbook: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_TYPE_OF_BOOK, _TYPE_OF_ADDIN)
            elif name == "_rels/.rels":
                part = _related(part)
            _add(target, name, part)
        _add(target, _RIBBON_PART, ribbon())
    return content.getvalue()


def _related(relationships: bytes) -> bytes:
    """Return the package's relationships with that of the ribbon."""
    ribbon_is = ElementTree.Element("Relationship", Id="rIdRibbon", Type=_RIBBON_TYPE, Target=_RIBBON_PART)
    end = b"</Relationships>"
    return relationships.replace(end, ElementTree.tostring(ribbon_is) + end)


def _add(target: zipfile.ZipFile, name: str, part: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    target.writestr(entry, part)
