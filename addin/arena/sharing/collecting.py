"""What colleagues sent back: forms, whole workbooks and lists, of files or folders, each read or refused by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from arena.locale import Catalogue
from arena.sharing import returned_form, unread
from arena.sharing.returned_form import ReturnedForm
from arena.workbook import attention
from arena.workbook.cells import Whereabouts
from arena.workbook.errors import InputError, InputIsFolder, ReaderFailed, shown_name
from arena.workbook.intake.book import RawBook
from arena.workbook.intake.many import read_many
from arena.workbook.model import SCHEMA
from arena.workbook.reading import WholeRead, read_whole

Kind = Literal["return_form", "workbook", "list"]

_NOT_SENT = ("~$", ".")
"""How names begin of what Excel, LibreOffice and a Mac leave beside files that are open."""

_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Estimate:
    """One colleague's file, read.

    Attributes:
        file: its name, without its folder, as it may be shown.
        path: where it is.
        name: what its filler typed as a name, cleaned; ``None`` where nothing, and in all but forms.
        table: the columns of ``arena.method.levels.COLUMNS``, one row an actor, as typed; in columns that the file does
            not have there is nothing.
        importance_reversed: whether 1 is the most important in it.
        language: the language of its headings.
        schema: the version of its layout where it is an Arena workbook.
        kind: a form that came back, an Arena workbook, or any other table with our headings.
        missed: the names under "Wie missen we?"; one that is also rated stands in ``table`` too.
        problems: sentences on what in it was not read or does not count.
    """

    file: str
    path: Path
    name: str | None
    table: pd.DataFrame
    importance_reversed: bool
    language: str | None
    schema: int | None
    kind: Kind
    missed: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Rejection:
    """A file that was not read: its name as it may be shown, and why, in a sentence."""

    file: str
    reason: str


def collect(
    paths: Iterable[Path], *, texts: Catalogue, progress: Callable[[int, int], None] = lambda done, of: None
) -> Iterator[Estimate | Rejection]:
    """Yield what becomes of each file, in the order of their names; one that cannot be read stops none of the others.

    Args:
        paths: files and folders; of a folder its files, while a folder in it is refused. What is named twice counts
            once. What a system or a program leaves in a folder beside files (``~$…``, ``.…``) was sent by nobody.
        texts: the language of the sentences.
        progress: is told how many of how many files are done, after each.
    """
    files, closed = _files(paths)
    for folder in closed:
        yield Rejection(shown_name(folder), texts("intake.unreadable", file=shown_name(folder)))

    def understand(path: Path, book: RawBook) -> Estimate:
        try:
            return _estimate(path, book, texts)
        except InputError:
            raise
        except Exception as fault:  # a fault of ours in one file must not cost the user the others
            reason = type(fault).__name__
            raise ReaderFailed("intake.reader_failed", file=shown_name(path), reason=reason) from fault

    for number, (path, found) in enumerate(zip(files, read_many(files, understand), strict=True), start=1):
        progress(number, len(files))
        if isinstance(found, InputIsFolder):
            yield Rejection(shown_name(path), texts("collect.folder", file=shown_name(path)))
        elif isinstance(found, InputError):
            yield Rejection(shown_name(path), texts(found.key, **found.data))
        else:
            yield found


def _files(paths: Iterable[Path]) -> tuple[Sequence[Path], Sequence[Path]]:
    """Return the files that are meant, in the order of their names, and the folders that cannot be looked into."""
    found: dict[Path, None] = {}
    closed = []
    for path in paths:
        if not path.is_dir():
            found[path.absolute()] = None
            continue
        try:
            found |= {one.absolute(): None for one in path.iterdir() if _was_sent(one)}
        except OSError:
            closed.append(path)
    return sorted(found, key=lambda one: (one.name.casefold(), str(one))), closed


def _was_sent(path: Path) -> bool:
    return not path.name.startswith(_NOT_SENT) and path.name.casefold() not in _OF_THE_SYSTEM


def _estimate(path: Path, book: RawBook, texts: Catalogue) -> Estimate:
    """Return the estimate that a file holds. Raises what ``returned_form.find`` and ``read_whole`` raise."""
    file = shown_name(path)
    form = returned_form.find(book, file)
    if form is not None:
        return _of_form(path, book, form, texts)
    return _of_table(path, book, read_whole(book, file), texts)


def _of_form(path: Path, book: RawBook, form: ReturnedForm, texts: Catalogue) -> Estimate:
    entries = form.entries
    listed, missed = form.listed, form.missed_rows
    problems = [
        *unread.levels(entries, Whereabouts(form.rows, listed.where.letters), texts),
        *unread.formulas(listed, listed.formulas, texts),
        *unread.formulas(missed, missed.formulas, texts),
        *unread.columns(listed, texts),
        *unread.cells(form.cells_beside, texts),
        *unread.beside(book, listed.sheet.name, texts, ours=False),
        *([texts("file.letters_guessed")] if book.letters_guessed else []),
    ]
    return Estimate(
        file=shown_name(path),
        path=path,
        name=form.filled_in_by,
        table=entries,
        importance_reversed=False,
        language=form.language,
        schema=None,
        kind="return_form",
        missed=form.missed,
        problems=tuple(problems),
    )


def _of_table(path: Path, book: RawBook, whole: WholeRead, texts: Catalogue) -> Estimate:
    read, actors = whole.read, whole.actors
    analysis = read.analysis
    problems = [
        *unread.levels(analysis.table, read.where, texts),
        *unread.formulas(actors, (one for one in read.formulas if one.calculated), texts),
        *attention.caveats(read, texts),
        *(unread.columns(actors, texts) if read.schema in (None, SCHEMA) else []),
        *unread.beside(book, read.sheet, texts, ours=read.schema is not None),
    ]
    return Estimate(
        file=shown_name(path),
        path=path,
        name=None,
        table=analysis.table,
        importance_reversed=analysis.settings.importance_reversed,
        language=analysis.language,
        schema=read.schema,
        kind="list" if read.schema is None else "workbook",
        missed=(),
        problems=tuple(problems),
    )
