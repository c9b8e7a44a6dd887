"""The texts that a workbook's cells share."""

from __future__ import annotations

from arena.workbook.intake import limits
from arena.workbook.intake.rejection import TOO_LARGE, Rejected
from arena.workbook.intake.xml_part import PartListener


class SharedTexts(PartListener):
    """Hears ``xl/sharedStrings.xml``: ``texts`` in order, runs joined, readings in kana left out."""

    root = "sst"

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._runs: list[str] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""
        if name == "t":
            self.captured = []
        elif name == "si":
            self._runs = []
            if len(self.texts) == limits.USED_CELLS:  # a text is there for a cell
                raise Rejected(TOO_LARGE, "texts")

    def closed(self, name: str) -> None:
        """Hear an end tag."""
        if name == "t":
            self._runs.append(self.take())
        elif name == "si":
            self.texts.append("".join(self._runs))
