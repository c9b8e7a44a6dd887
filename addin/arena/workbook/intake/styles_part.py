"""Which cell formats show dates."""

from __future__ import annotations

from functools import cache

from arena.workbook.intake import limits
from arena.workbook.intake.numbers import is_date_format
from arena.workbook.intake.xml_part import PartListener


class Styles(PartListener):
    """Hears ``xl/styles.xml``. ``dates`` holds the indexes of date formats, as cells write them."""

    root = "styleSheet"

    def __init__(self) -> None:
        super().__init__()
        self.dates: set[str] = set()
        self._codes: dict[int, str] = {}
        self._shows_date = cache(lambda number: is_date_format(number, self._codes.get(number)))
        self._formats = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            self._codes[int(attributes.get("numFmtId", "0"))] = code[: limits.FORMAT_LENGTH]
        elif name == "xf":
            if self._shows_date(int(attributes.get("numFmtId", "0"))):
                self.dates.add(str(self._formats))
            self._formats += 1
