"""XML from a file that may be hostile: read once, from front to back, without a tree.

The parser is defusedxml's with every DTD forbidden, which holds in all encodings, where a search for the bytes
``DOCTYPE`` misses UTF-16. Source: docs/security, "Files that come back".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from arena.workbook.intake import limits
from arena.workbook.intake.rejection import DAMAGED, UNSAFE, Rejected

_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ALTERNATIVES = f"{{{_COMPATIBILITY}}}AlternateContent"
_FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"
NO_XML = "xml"
"""The reason why a part is refused that is not well-formed."""

_ROOT_AT_ONCE = re.compile(
    rb"""
    (?:\xef\xbb\xbf)?
    (?:<\?xml\ version="1\.0"(?:\ encoding="UTF-8")?(?:\ standalone="(?:yes|no)")?\ ?\?>\s*)?
    <[a-z]
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A declaration in an encoding whose letters are those of ASCII, and at once the first element."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _tags(*spaces: str, **parents: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return each tag with its local name and the names of the elements in which it means something."""
    return {
        f"{{{space}}}{name}": (name, frozenset(within.split())) for space in spaces for name, within in parents.items()
    }


_KNOWN = _tags(
    *_MAIN,
    workbook="", workbookPr="workbook", sheets="workbook", sheet="sheets", definedNames="workbook",
    definedName="definedNames", sst="", si="sst", r="si is", t="si is r", styleSheet="", numFmts="styleSheet",
    numFmt="numFmts", cellXfs="styleSheet", xf="cellXfs", worksheet="", sheetData="worksheet", row="sheetData",
    c="row", v="c", f="c", table="", tableColumns="table", tableColumn="tableColumns",
    **{"is": "c"},
) | _tags(_PACKAGE, Relationships="", Relationship="Relationships")  # fmt: skip
_UNHEARD: tuple[str, frozenset[str]] = ("", frozenset())
_CHOICE_IN = "alternatives in "


class PartListener:
    """Hears the elements of one part that we know, by their local name, where they stand in the element they belong in.

    All others pass unheard, and so does what stands in them: extensions, which Excel shows nothing of, readings in
    kana. Of alternatives (``mc:AlternateContent``) the last resort counts, as with every reader that knows none of the
    others. A subclass names its ``root`` and overrides ``opened`` and ``closed``. While ``self.captured`` is a list,
    text is added to it.
    """

    root = ""

    def __init__(self) -> None:
        self.captured: list[str] | None = None
        self._within: list[str] = []  # the elements under way; "" for one that is not heard
        self._count = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear a start tag."""

    def closed(self, name: str) -> None:
        """Hear an end tag."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag from the parser."""
        within = self._within
        name, parents = _KNOWN.get(tag, _UNHEARD)
        if not within:
            if name != self.root:
                raise Rejected(DAMAGED, "root")
        elif within[-1] not in parents:
            name = ""
        self._count += 1
        if len(within) >= limits.DEPTH:
            raise Rejected(UNSAFE, "depth")
        if self._count > limits.ELEMENTS:
            raise Rejected(UNSAFE, "elements")
        if name:
            within.append(name)
            self.opened(name, attributes)
        elif tag == _ALTERNATIVES:
            within.append(f"{_CHOICE_IN}{within[-1]}")
        elif tag == _FALLBACK and within[-1].startswith(_CHOICE_IN):
            within.append(within[-1].removeprefix(_CHOICE_IN))  # what stands in it stands where the alternatives do
        else:
            within.append("")

    def end(self, tag: str) -> None:
        """Take an end tag from the parser."""
        name, _ = _KNOWN.get(tag, _UNHEARD)
        if self._within.pop() == name and name:
            self.closed(name)

    def data(self, text: str) -> None:
        """Take text from the parser."""
        if self.captured is not None and self._within[-1]:
            self.captured.append(text)

    def close(self) -> None:
        """Take the end of the part from the parser."""

    def take(self) -> str:
        """Return the captured text, decoded, and stop capturing. Raises ``Rejected`` for more than a cell can hold."""
        text = unescaped("".join(self.captured or ()))
        self.captured = None
        if len(text) > limits.TEXT_LENGTH:
            raise Rejected(DAMAGED, "text length")
        return text


class _RootSeen(Exception):
    """The first element began: no DTD can follow."""


class _Prolog:
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise _RootSeen

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


def listen(chunks: Iterable[bytes], listener: PartListener | _Prolog) -> None:
    """Read a part to its end. Raises ``Rejected``: unsafe for a DTD or an endless token, damaged for broken XML."""
    parser = DefusedXMLParser(target=listener, forbid_dtd=True)
    fed = 0
    try:
        for chunk in chunks:
            parser.feed(chunk)
            fed += len(chunk)
            if fed - parser.parser.CurrentByteIndex > limits.TOKEN_BYTES:
                raise Rejected(UNSAFE, "token")
        parser.close()
    except DefusedXmlException as forbidden:
        raise Rejected(UNSAFE, "dtd") from forbidden
    except (ParseError, LookupError, ValueError) as broken:  # the last two: encodings that expat does not know
        raise Rejected(DAMAGED, NO_XML) from broken


def refuse_dtd(chunks: Iterator[bytes]) -> None:
    """Read a part as far as its first element, where no DTD can follow. Raises ``Rejected`` as ``listen`` does.

    Takes only as many chunks as it needs. What nearly all parts begin with needs no parser.
    """
    first = next(chunks, b"")
    if _ROOT_AT_ONCE.match(first):
        return
    try:
        listen(chain([first], chunks), _Prolog())
    except _RootSeen:
        return


def unescaped(text: str) -> str:
    """Return a text of the file with ``_x000D_`` and the like as the characters they stand for.

    Half a surrogate pair, which no encoding can write, becomes ``�``.
    """
    if "_x" not in text:
        return text
    raw = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
