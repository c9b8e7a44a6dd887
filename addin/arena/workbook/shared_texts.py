"""The texts of a file, each once, as XlsxWriter writes them, but for two faults of it that a typed text can meet.

It takes any text that begins with ``<r>`` and ends with ``</r>`` for the XML of a rich text of its own, and writes it
as it is: whoever typed one could have put in the file what they liked. And it escapes ``_x000D_`` in a rich text twice.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable
from xlsxwriter.utility import _preserve_whitespace


class _Rich(NamedTuple):
    """The XML of a rich text: no text that anybody types is equal to it."""

    xml: str


class RichTexts:
    """Stands in the place of a file's table of texts while a rich text is added to it.

    Args:
        texts: the table.
    """

    def __init__(self, texts: SharedStringTable) -> None:
        self._texts = texts

    def _get_shared_string_index(self, xml: str) -> Any:
        return self._texts._get_shared_string_index(_Rich(xml))


class _Texts(SharedStrings):
    def _write_si(self, string: str | _Rich) -> None:
        if isinstance(string, _Rich):
            self._xml_rich_si_element(string.xml)
            return
        text = self._escape_control_characters(string)
        self._xml_si_element(text, [("xml:space", "preserve")] if _preserve_whitespace(text) else [])


class TextsPackager(Packager):
    """Puts a file together with such texts in it."""

    def _write_shared_strings_file(self) -> None:
        texts = self.workbook.str_table
        if texts.count:
            part = _Texts()
            part.string_table = texts
            part._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            part._assemble_xml_file()
