"""What is said of a workbook that was brought along: where what is the user's own stands now, and what it lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arena.locale import Catalogue, catalogue
from arena.workbook.errors import listed, shown_text
from arena.workbook.update.bring import Brought

_MOST_NAMED = 4


def taken(brought: Brought, texts: Catalogue) -> list[str]:
    """Return which sheets are back and where what is the user's own stands now, a sentence each."""
    count, tab = brought.listed
    said = []
    if brought.missing:
        said.append(texts("update.back", sheets=_names(brought.missing)))
    if brought.columns:
        said.append(texts("update.columns", columns=_names(brought.columns)))
    if brought.sheets:
        said.append(texts("update.sheets", sheets=_names(brought.sheets)))
    if brought.agreed:
        said.append(texts("update.agreed", column=catalogue(brought.book.language)("column.agreed.heading")))
    if count:
        said.append(texts("update.listed", sheet=tab))
    return said


def left(brought: Brought, texts: Catalogue) -> str | None:
    """Return what did not come along, as the end of a sentence that says so; ``None`` where all did."""
    return "; ".join(_left(brought, texts)) or None


def _left(brought: Brought, texts: Catalogue) -> Iterator[str]:
    if brought.formulas:
        yield texts("update.left.formulas", cells=_names(brought.formulas, quoted=False))
    for kind, sheets in brought.besides.items():
        yield texts(f"update.left.{kind}", sheets=_names(sheets))
    if brought.holds_own:
        yield texts("update.left.looks")


def _names(found: Sequence[str], *, quoted: bool = True) -> str:
    shown = [f"‘{shown_text(name)}’" if quoted else shown_text(name) for name in found]
    return listed(shown, _MOST_NAMED)
