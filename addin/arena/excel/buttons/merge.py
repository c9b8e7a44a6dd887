"""The button merge: what colleagues sent back, read from files, side by side on a sheet of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from arena.excel import generated
from arena.excel.click import Click, Outcome
from arena.excel.generated import OwnColumn
from arena.excel.host import books, dialogs, excel, sheets
from arena.excel.stopped import Stopped
from arena.locale import Catalogue, catalogue
from arena.method.near_names import same_name
from arena.sharing import merging
from arena.sharing.collecting import Estimate, Rejection, collect
from arena.workbook import fitting
from arena.workbook.merged import Doubtful, Merged, Twice
from arena.workbook.model import Result, evaluate
from arena.workbook.sheets import ratings, ratings_written

_PATTERNS = "*.xlsx;*.xlsm;*.xltx;*.csv"
"""What the dialog shows: the files that can be read."""

_REASONS = 5
"""Files of which a message says why they were not read; the others are counted."""

_LONGEST_NAME, _LONGEST_REASON = 80, 160

_OWN = OwnColumn(ratings_written.hold_all, "ratings.changed")

_Read = Estimate | Rejection


def run(click: Click) -> Outcome:
    """Ask for files or a folder, read them apart from Excel, ask what is not certain, and paint the sheet.

    Raises:
        Stopped: a sheet of that name is not ours, it is protected, no file could be read, or the user cancels.
    """
    live = click.read()
    texts = catalogue(live.analysis.language)
    target = generated.find(click, ratings.KEY, texts, _OWN)
    read = _collected(click, _chosen(click, texts), live.file, texts)
    result = evaluate(live.analysis)
    asked = _Asked(click, texts, result, read, live.file)
    merged = asked.merged()
    made_from = generated.made_from(live, live.interpreted, result, target, ratings_written.read(target.shown))
    described = ratings.describe(made_from, merged)
    there = live.other_references  # without its list Excel would refuse a drop-down
    described.validations = [one for one in described.validations if one.source in there]
    click.progress()
    with excel.quiet(click.app):
        also = generated.paint(click, target, described, live.table.sheet, texts)
    several = {} if len(merged.raters) == 1 else {"count": len(merged.raters)}
    done = texts("button.merge.done" if several else "button.merge.done.one", sheet=described.name, **several)
    rejected = [texts("button.merge.rejected", count=len(merged.rejected))] if merged.rejected else []
    show = partial(_show, click, described.name)
    return Outcome(" ".join([done, *rejected, *also]), show)


def _show(click: Click, name: str) -> None:
    page = sheets.find(click.book, name)
    if page is not None:
        sheets.select_first(page)


def _chosen(click: Click, texts: Catalogue) -> list[Path]:
    """Return the files, or the folder, that the user chooses. Raises ``Stopped`` where none is chosen."""
    in_folder = click.ask(texts("button.merge.folder"), "yes_no_cancel")
    found: list[Path] = []
    if in_folder == "yes":
        found = dialogs.choose_folder(click.app, texts("button.merge.choose.folder"))
    elif in_folder == "no":
        kind = texts("button.merge.choose.kind")
        found = dialogs.choose_files(click.app, texts("button.merge.choose.files"), kind, _PATTERNS)
    if not found:
        raise Stopped("button.merge.cancelled")
    return found


def _collected(click: Click, paths: Sequence[Path], own: str, texts: Catalogue) -> list[_Read]:
    """Return what was read, in the order in which the files were saved, without the user's own workbook.

    Raises:
        Stopped: nothing could be read.
    """
    click.progress(at_once=True)
    folder = Path(books.folder(click.book) or "")
    read = [
        one
        for one in collect(paths, texts=texts, progress=click.progress.counted)
        if not (isinstance(one, Estimate) and (one.path.parent, one.path.name) == (folder, own))
    ]
    if not any(isinstance(one, Estimate) for one in read):
        refused = [fitting.shortened(one.reason, _LONGEST_REASON) for one in read if isinstance(one, Rejection)]
        more = [texts("button.merge.more", count=len(refused) - _REASONS)] if len(refused) > _REASONS else []
        raise Stopped("button.merge.none", reasons="\n".join(["", *refused[:_REASONS], *more]))
    return sorted(read, key=_saved)


def _saved(one: _Read) -> float:
    """Return when a file was saved; 0 where the disk does not say."""
    try:
        return one.path.stat().st_mtime if isinstance(one, Estimate) else 0
    except OSError:
        return 0


@dataclass
class _Asked:
    """What was read, and what the user answered to the questions about it."""

    click: Click
    texts: Catalogue
    result: Result
    read: Sequence[_Read]
    own: str
    same: dict[str, str | None] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    both: set[tuple[str | None, str]] = field(default_factory=set)
    shuffled: random.Random | None = None

    def merged(self) -> Merged:
        """Return the ratings side by side, once nothing is left to ask. Raises ``Stopped`` where the user cancels."""
        if self._ask(self.texts("button.merge.names")) == "no":
            self.shuffled = random.SystemRandom()
        found = self._merge()
        for one in found.doubtful:
            self.same[one.typed] = self._actor_of(one)
        if self.same:
            found = self._merge()
        while self._settle(found):
            found = self._merge()
        return found

    def _merge(self) -> Merged:
        return merging.merge(
            self.result,
            self.read,
            texts=self.texts,
            file=self.own,
            same=self.same,
            left_out=self.left_out,
            shuffled=self.shuffled,
        )

    def _ask(self, text: str) -> str:
        answer = self.click.ask(text, "yes_no_cancel")
        if answer == "cancel":
            raise Stopped("button.merge.cancelled")
        return answer

    def _actor_of(self, one: Doubtful) -> str | None:
        """Return the actor that a doubtful name stands for; ``None`` where it is a new one."""
        typed, actor = (fitting.shortened(text, _LONGEST_NAME) for text in (one.typed, one.actor))
        names = {"typed": typed, "actor": actor, "file": one.files[0]}
        if self._ask(self.texts("button.merge.doubtful", **names)) == "yes":
            return one.actor
        listed = {same_name(name): name for name in filter(None, self.result.entries.actor)}
        question = self.texts("button.merge.which", typed=typed)
        while another := dialogs.ask_text(self.click.app, question):
            if same_name(another) in listed:
                return listed[same_name(another)]
            question = self.texts("button.merge.which.again", typed=typed, another=another)
        return None

    def _settle(self, found: Merged) -> bool:
        """Ask about the first two files of one person, perhaps, that were not asked about; False where none is left."""
        one = next((one for one in found.twice if (one.first, one.second) not in self.both), None)
        if one is None:
            return False
        if self._ask(self._about(one)) == "yes":
            self.left_out.add(one.second if one.first in (None, self.own) else str(one.first))
        else:
            self.both.add((one.first, one.second))
        return True

    def _about(self, one: Twice) -> str:
        if one.first in (None, self.own):
            return self.texts("button.merge.twice.own", file=one.second)
        why = self.texts("button.merge.twice.content")
        if one.name is not None:
            why = self.texts("button.merge.twice.name", name=fitting.shortened(one.name, _LONGEST_NAME))
        return self.texts("button.merge.twice", first=one.first, second=one.second, why=why)
