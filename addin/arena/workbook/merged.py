"""What colleagues sent back, laid beside the user's own analysis: what the sheet Inschattingen is described from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, product
from string import ascii_uppercase

from arena.method.raters import Comparison, Opinion
from arena.workbook.model import Result


@dataclass(frozen=True)
class Rater:
    """Somebody who rated.

    Attributes:
        file: by what its file is told from the others: its name, with a folder or a number where another has the same;
            ``None`` where raters are anonymous.
        name: what they typed as their name; ``None`` where nothing was typed or raters are anonymous.
        rows: how many rows of the file hold anything; where raters are anonymous, only as many as they rated.
        own: whether these are the ratings of the user's own analysis; never told where raters are anonymous.
    """

    file: str | None
    name: str | None
    rows: int
    own: bool = False


@dataclass(frozen=True)
class NewName:
    """A name that is not in the list: of an added row that was rated or not, or named as missing.

    Attributes:
        name: the name, as it was first typed.
        named_by: the raters who named it, positions in ``Merged.raters``.
        like: an actor of the list, or a new name before it, that it nearly matches; ``None`` where there is none.
    """

    name: str
    named_by: tuple[int, ...]
    like: str | None = None


@dataclass(frozen=True)
class Doubtful:
    """A rated name that nearly matches an actor of the list. Its ratings are left out until somebody says what it is.

    Attributes:
        typed: the name, as it was first typed.
        actor: the actor of the list that it is most like.
        files: the files in which it stands.
    """

    typed: str
    actor: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Twice:
    """Two files that may be of one person: the same name was typed, or they hold the same ratings.

    Attributes:
        first, second: the files, as ``Rater.file`` names them.
        name: the name that was typed in both, ``None`` where only the ratings are the same.
    """

    first: str
    second: str
    name: str | None


@dataclass(frozen=True)
class Problem:
    """What the user has to know about a file: a sentence.

    Of anonymous raters a page for others tells no file: what is wrong in one shows whose ratings are whose.
    """

    file: str
    sentence: str


@dataclass(frozen=True)
class Merged:
    """The ratings of several people, laid side by side.

    Attributes:
        result: the user's own analysis: its actors are the list.
        raters: in the order of ``Opinion.levels``; a random one where they are anonymous.
        anonymous: whether nothing tells whose ratings they are.
        comparison: what they gave, one element a row of ``result.analysis.table``.
        new_names: names that are not in the list, in the order of the files.
        doubtful: names to ask about, before anything is shown to others: who typed them is told by file.
        twice: files to ask about, likewise.
        problems: what was not read, or not taken along, of files that were read.
        rejected: files of which nothing was read, with the reason.
    """

    result: Result
    raters: tuple[Rater, ...]
    anonymous: bool
    comparison: Comparison
    new_names: tuple[NewName, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    twice: tuple[Twice, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: tuple[Problem, ...] = ()

    @property
    def rows(self) -> list[int]:
        """The rows with a name, the gravest word on top, in the order of their first cell to talk about.

        Rows about which nothing can be said yet come last, in the order of the table.
        """
        named = self.result.entries.named
        first = {row: position for position, (row, _) in reversed(list(enumerate(self.comparison.order)))}
        rows = (row for row, there in enumerate(named.tolist()) if there)
        return sorted(rows, key=lambda row: (first.get(row, len(self.comparison.order)), row))

    def opinion(self, row: int, column: str) -> Opinion:
        """Return what the raters gave to an actor, a row of the table, in one of the three rated columns."""
        return self.comparison.opinions[column][row]

    @property
    def letters(self) -> list[str]:
        """What each rater is called: A to Z, then AA and on."""
        names = ("".join(each) for size in count(1) for each in product(ascii_uppercase, repeat=size))
        return [name for name, _ in zip(names, self.raters, strict=False)]
