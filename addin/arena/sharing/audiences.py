"""Before a copy is made: what goes along and what stays here, in sentences for whoever shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arena.locale import Catalogue, catalogue
from arena.sharing import return_form
from arena.sharing.partners import Partners
from arena.workbook import book, fitting
from arena.workbook.audience import Audience, Reader
from arena.workbook.errors import shown_text
from arena.workbook.model import Result
from arena.workbook.reading import WholeRead
from arena.workbook.sheets.columns import COLUMNS, heading
from arena.workbook.update import own as users
from arena.workbook.update.bring import layout_of


@dataclass(frozen=True)
class Line:
    """One thing that whoever shares decides about.

    Attributes:
        key: what it is, as ``copies.Choices`` takes it.
        whose: the partner that it is about; empty where it is about all.
        text: as it would stand in the copy.
        ticked: whether it goes along unless whoever shares says otherwise.
        why: the sentence why it is not ticked; ``None`` where it is.
    """

    key: str
    whose: str
    text: str
    ticked: bool
    why: str | None


@dataclass(frozen=True)
class Proposal:
    """What a copy would hold.

    Attributes:
        audience: for whom it is.
        goes: what goes along: sheets, rows, people named.
        stays: what stays here: actors, entries, sheets, what is the user's own.
        lines: what is decided line by line, for partners; empty for others.
        not_spoken: the names of who is in the network, was not spoken to yet, and so is not in the copy for partners.
        without_form: the names of partners for whom no form was chosen.
    """

    audience: Audience
    goes: Sequence[str]
    stays: Sequence[str]
    lines: Sequence[Line] = ()
    not_spoken: Sequence[str] = ()
    without_form: Sequence[str] = ()

    @property
    def ticked(self) -> frozenset[str]:
        """The keys of the lines that go along as long as nobody decides otherwise."""
        return frozenset(line.key for line in self.lines if line.ticked)

    @property
    def is_empty(self) -> bool:
        """True if there is nobody to make the copy for."""
        return not self.goes


def propose(whole: WholeRead, result: Result, reader: Reader, texts: Catalogue, language: str) -> Proposal:
    """Return what a copy for a reader would hold.

    Args:
        whole: the workbook, with all that is the user's own in it.
        result: its analysis, evaluated.
        reader: for whom the copy is, and whether the talks go along.
        texts: the catalogue in the language of whoever shares.
        language: the language of the copy.
    """
    named = [name for name in result.entries.actor if name]
    own = [*_own(whole, texts)]
    if reader.audience is Audience.TEAM:
        return _for_team(reader, named, own, texts)
    if reader.audience is Audience.PARTNERS:
        return _for_partners(result, own, texts, language)
    goes = [_counted(texts, "share.goes.names", [result.entries.actor[row] for row in return_form.rows(result)])]
    goes = [*goes, texts("share.goes.subject")] if named else []
    return Proposal(reader.audience, goes, [texts("share.stays.return"), *_sheets(reader, texts), *own])


def _for_team(reader: Reader, named: Sequence[str], own: Sequence[str], texts: Catalogue) -> Proposal:
    tabs = [texts(f"sheet.{sheet.key}.tab") for sheet in book.seen_by(reader)]
    goes = [texts("share.goes.sheets", sheets=fitting.BETWEEN.join(tabs)), _counted(texts, "share.goes.actors", named)]
    goes += [texts("share.goes.talks")] if reader.talks else []
    hidden = [heading(texts, column.key) for column in COLUMNS if not reader.may_see(column)]
    stays = [texts("share.stays.columns", columns=fitting.BETWEEN.join(hidden))] if hidden else []
    return Proposal(reader.audience, goes, [*stays, *_sheets(reader, texts), *own])


def _for_partners(result: Result, own: Sequence[str], texts: Catalogue, language: str) -> Proposal:
    partners = Partners(result)
    lines = [
        Line(one.key, one.whose, one.text, not one.names, _why(one.names, texts))
        for one in partners.statements(catalogue(language))
    ]
    goes = [_counted(texts, "share.goes.partners", partners.names), texts("share.goes.lines")] if partners.rows else []
    stays = [texts("share.stays.partners")]
    stays += [_counted(texts, "share.stays.not_spoken", partners.not_spoken)] if partners.not_spoken else []
    stays += [_counted(texts, "share.stays.others", partners.others)] if partners.others else []
    stays += [*_sheets(Reader(Audience.PARTNERS), texts), *own]
    return Proposal(Audience.PARTNERS, goes, stays, lines, partners.not_spoken, partners.without_form)


def _why(names: Sequence[str], texts: Catalogue) -> str | None:
    return texts("share.names_absent", names=fitting.BETWEEN.join(map(shown_text, names))) if names else None


def _counted(texts: Catalogue, key: str, names: Sequence[str]) -> str:
    one = f"{key}.one"
    said = one if len(names) == 1 and one in texts else key
    return texts(said, count=len(names), names=fitting.BETWEEN.join(map(shown_text, names)))


def _sheets(reader: Reader, texts: Catalogue) -> Iterable[str]:
    """Yield which of our own sheets stay here, generated ones among them."""
    seen = {sheet.key for sheet in book.seen_by(reader)}
    keys = [*(sheet.key for sheet in book.STANDING), *book.PAINTED]
    tabs = [texts(f"sheet.{key}.tab") for key in keys if key not in seen]
    if tabs:
        yield texts("share.stays.sheets", sheets=fitting.BETWEEN.join(tabs))


def _own(whole: WholeRead, texts: Catalogue) -> Iterable[str]:
    """Yield what is the user's own and stays here: sheets, columns, cells beside the table, notes and pictures."""
    own = users.find(whole, layout_of(whole.read))
    found = [texts("share.own.sheet", name=shown_text(sheet.name)) for sheet in own.sheets]
    found += [texts("share.own.column", name=shown_text(column.heading)) for column in own.columns]
    found += [texts("share.own.cells", count=len(own.beside))] if own.beside else []
    for kind, sheets in whole.raw.besides.items():
        found.append(texts(f"update.left.{kind}", sheets=fitting.BETWEEN.join(map(shown_text, sheets))))
    if found:
        yield texts("share.stays.own", what=fitting.BETWEEN.join(found))
