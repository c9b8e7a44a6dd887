"""What the buttons of the group Delen have in common: what may go along, the sheet that shows it, the copy as a file.

A copy is made from what is read now, under the choices on the sheet Delen, and only as long as that sheet shows exactly
what would be shown now: nobody sends what they did not see.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from arena.excel import generated, whole_book
from arena.excel.host import books, finished
from arena.excel.stopped import Stopped
from arena.locale import Catalogue, catalogue
from arena.sharing import audiences, copies, window
from arena.sharing.copies import Choices
from arena.workbook.atomic import numbered, write_atomically
from arena.workbook.audience import Audience, Reader
from arena.workbook.errors import CopyRefused, OutputError, OutputExists, OutputTooLarge, shown_name
from arena.workbook.model import Result, evaluate

if TYPE_CHECKING:
    from arena.excel.click import Click
    from arena.sharing.window import Window

_BUTTONS = {Audience.RETURN: "share_return", Audience.PARTNERS: "share_partners", Audience.TEAM: "share_team"}
"""The button by which each audience is chosen."""


@dataclass(frozen=True)
class Offer:
    """What can be shared with an audience today: the analysis, the sheet that shows it, and what is chosen on it."""

    result: Result
    window: Window
    choices: Choices


def offer(click: Click, audience: Audience, shown: generated.Shown) -> Offer:
    """Read the whole workbook and return what can be shared.

    Args:
        click: the click.
        audience: for whom.
        shown: what the sheet Delen shows that is there; nothing where there is none. What was chosen on it for the
            same audience stays chosen.

    Raises:
        Stopped: there is nobody to share with or about.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    before = shown if window.audience_of(shown, texts) is audience else ()
    talks, language = window.reader_of(before, texts, live.analysis.language)
    whole = whole_book.read(live, click.progress)
    result = evaluate(whole.read.analysis)  # with what stands on the sheets apart
    reader = Reader(audience, talks)
    proposal = audiences.propose(whole, result, reader, texts, language)
    if proposal.is_empty:
        raise _nobody(audience, texts)
    first = window.proposed(proposal, talks=talks, language=language, today=dt.date.today())
    choices = window.kept(before, proposal, first, texts)
    return Offer(result, window.describe(proposal, choices, texts), choices)


def _nobody(audience: Audience, texts: Catalogue) -> Stopped:
    if audience is Audience.PARTNERS:
        columns = {key: texts(f"column.{key}.heading") for key in ("in_network", "spoken_on")}
        return Stopped("button.share.nobody", **columns)
    return Stopped("button.share.empty", actor=texts("column.actor.heading"))


@dataclass(frozen=True)
class SharedCopy:
    """A copy that was made, with all that is said and done about it.

    Attributes:
        path: its file.
        content: what is in it.
        audience: for whom it is.
        choices: under which choices it was made.
        result: the analysis.
        where: the sentence that says where it stands.
    """

    path: Path
    content: bytes
    audience: Audience
    choices: Choices
    result: Result
    where: str


def make_copy(click: Click) -> SharedCopy:
    """Make the copy that the sheet Delen shows, and save it.

    Raises:
        Stopped: there is no such sheet, it does not show what would go along now, a choice cannot be read, the copy is
            not what was allowed, or it could not be saved anywhere.
    """
    texts = catalogue(click.read().analysis.language)
    found = generated.on_sheet(click.book, window.KEY, texts)
    audience = None if found is None else window.audience_of(found.shown, texts)
    if found is None or audience is None:
        labels = {str(one): texts(f"ribbon.{key}.label") for one, key in _BUTTONS.items()}
        raise Stopped("button.share.no_sheet", **labels)
    offered = offer(click, audience, found.shown)
    if not found.sealed.unbroken or found.sealed.seal.text != window.seal_of(offered.window):
        button = texts(f"ribbon.{_BUTTONS[audience]}.label")
        raise Stopped("button.share.stale", sheet=found.name, button=button)
    try:
        choices = window.read(found.shown, offered.window.rows, offered.choices, found.name)
    except window.Unreadable as unreadable:
        raise Stopped(unreadable.key, **unreadable.data) from unreadable
    click.progress()
    today, shuffle = dt.date.today(), _always_alike(offered.result)
    try:
        content = copies.make(offered.result, audience, choices, made_on=today, shuffle=shuffle)
    except CopyRefused as refused:
        raise Stopped("button.share.refused") from refused
    except OutputTooLarge as too_large:
        raise Stopped("button.share.too_large") from too_large
    path, where = _save(click, content, f"{_file_name(audience, choices)}.xlsx", texts)
    return SharedCopy(path, content, audience, choices, offered.result, where)


def _always_alike(result: Result) -> Callable[[list[int]], None]:
    """Return what puts rows in a random order, the same as long as the names are: what was read is what is sent."""
    names = "\n".join(result.entries.actor).encode("utf-8", "surrogatepass")
    return random.Random(hashlib.sha256(names).digest()).shuffle  # noqa: S311 - nothing is to be kept secret by it


def _file_name(audience: Audience, choices: Choices) -> str:
    """Return the name of a copy's file, without its ending: nothing in it was typed."""
    return f"{catalogue(choices.language)(f'share.file.{audience}')} {dt.date.today().isoformat()}"


# -- where it goes


def _save(click: Click, content: bytes, name: str, texts: Catalogue) -> tuple[Path, str]:
    """Save a copy beside the workbook, or where that is not possible with its user's documents; say where it is."""
    taken = finished.open_names(click.app)
    for key, folder in _folders(click):
        with suppress(OutputError):
            return save(folder / name, content, taken), texts(f"button.share.{key}", folder=shown_name(folder))
    raise Stopped("button.share.not_saved")


def save(target: Path, content: bytes, taken: Collection[str] = ()) -> Path:
    """Save a file under a name that no file and no open workbook has, and return its path.

    No file is ever written over. One that holds the same already is taken.

    Raises ``OutputError`` where it cannot be saved in that folder.
    """
    return next(one for one in chain([target], numbered(target)) if _is_saved(one, content, taken))


def _is_saved(path: Path, content: bytes, taken: Collection[str]) -> bool:
    """Save a copy where no file and no open workbook has its name; return True if that file holds it now."""
    if os.path.lexists(path):
        with suppress(OSError):
            return path.is_file() and path.read_bytes() == content
        return False
    if path.name.lower() in taken:
        return False
    with suppress(OutputExists):
        write_atomically(path, lambda new: new.write_bytes(content))
        return True
    return False


def _folders(click: Click) -> Iterator[tuple[str, Path]]:
    """Yield the folders in which a copy may go, each with the key of what is said of it."""
    beside = books.folder(click.book)
    if beside is not None and Path(beside).is_dir():
        yield "beside", Path(beside)
    documents = finished.documents(click.app)
    if documents and Path(documents).is_dir():
        yield "in_documents", Path(documents)
    yield "in_documents", Path.home()
