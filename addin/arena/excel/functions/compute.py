"""What the functions of the registry compute: blocks of cells in, a block of cells out, all of it by ``arena.method``.

Knows neither Excel nor xlwings. A block is a list of rows of cell values, as a range gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from arena.excel.functions.registry import SINGLE, Argument, Function, Kind
from arena.locale import Catalogue, catalogue
from arena.method import agreement, forms, ranking, roles
from arena.method.analysis import Assessment, Rules, assess
from arena.method.levels import IMPORTANCE_WORDS, INVALID, LOWEST, Vocabulary, read_choice, read_entries, read_level
from arena.method.text import fold
from arena.workbook.words import issue_kind_spellings, priority_spellings, proposal, vocabulary

Block = Sequence[Sequence[object]]
Row = list[object]


class WholeColumn(list[list[object]]):
    """A block that is a whole column of a sheet such as ``A:A``, down to the last row that its sheet uses."""


BAD_INPUT = False
"""Stands in a result where Excel shows ``#VALUE!``; the VBA wrapper turns it into that error. No result is a truth
value, and a COM server cannot put an error among values."""

_NOTHING = ""
_UNKNOWN = ("", "?")


class BadCall(ValueError):
    """The call as a whole cannot be computed: Excel shows ``#VALUE!`` in every cell of it."""


def call(function: Function, language: str, blocks: Sequence[Block | None]) -> list[Row]:
    """Compute a function over the blocks of its arguments, in their order; ``None`` for one that was left out.

    Args:
        function: one of the registry.
        language: of the words that are answered with; words of every language are understood.
        blocks: each a column or a row of cells, all equally long; a single cell for a priority or a kind of issue.
            Whole columns are as long as the other blocks, or down to the last cell of theirs that holds something.

    Returns:
        One row of ``function.columns`` cells an actor, or one column where the arguments were rows; one cell where the
        argument is what several raters gave to one actor. A cell is
        ``BAD_INPUT`` where its actor's input is no level or answer (who counts as unknown for the others), and empty
        where there is nothing to say, as on the sheet.

    Raises:
        BadCall: blocks of different sizes, with more than one row and column, or a setting that is no word for one.
    """
    given = {
        argument.key: None if argument.optional and _is_blank(block) else block
        for argument, block in zip(function.arguments, blocks, strict=True)
    }
    if function.arguments[0].kind is Kind.LEVELS:
        return [[_word_on(given[function.arguments[0].key] or [[None]], catalogue(language))]]
    lying = _lies(given[function.arguments[0].key])
    per_row = [one for one in function.arguments if one.kind not in SINGLE]
    columns = _columns({one.key: block for one in per_row if (block := given[one.key]) is not None})
    sizes = {len(column) for column in columns.values()}
    if len(sizes) != 1:
        raise BadCall("arguments of different sizes")
    bad = _bad_rows(per_row, columns)
    table = pd.DataFrame({key: pd.Series(column, dtype=object) for key, column in columns.items()})
    found = assess(read_entries(table, vocabulary=vocabulary()), _rules(given))
    answers = _ANSWERS[function.key](found, catalogue(language))
    rows: list[Row] = [
        [BAD_INPUT] * function.columns if is_bad else list(answer) for answer, is_bad in zip(answers, bad, strict=True)
    ]
    return [list(row) for row in zip(*rows, strict=True)] if lying else rows


def _is_blank(block: Block | None) -> bool:
    """Return True if an argument is one empty cell, as where nothing stands between two separators."""
    return block is not None and len(block) == len(block[0]) == 1 and block[0][0] is None


def _lies(block: Block | None) -> bool:
    """Return True if a block is a row of several cells."""
    return block is not None and len(block) == 1 and len(block[0]) > 1


def _columns(blocks: Mapping[str, Block]) -> dict[str, list[object]]:
    """Return the cells of each block; a whole column is cut, or filled up with blanks, to the length of the others.

    A whole column that holds something below the end of the others stays too long.
    """
    columns = {key: _cells(block) for key, block in blocks.items()}
    whole = {key: _filled(columns[key]) for key, block in blocks.items() if isinstance(block, WholeColumn)}
    height = max([1, *whole.values(), *(len(column) for key, column in columns.items() if key not in whole)])
    for key, filled in whole.items():
        columns[key] = [*columns[key][:filled], *[None] * (height - filled)]
    return columns


def _filled(column: Sequence[object]) -> int:
    """Return the number of cells down to the last one that holds something."""
    return next((row for row in range(len(column), 0, -1) if column[row - 1] not in (None, "")), 0)


def _cells(block: Block) -> list[object]:
    if len(block) != 1 and any(len(row) != 1 for row in block):
        raise BadCall("a block of more than one row and one column")
    return [cell for row in block for cell in row]


def _word_on(block: Block, texts: Catalogue) -> object:
    """Return the word on the levels that raters gave to one actor in one column, numbers or words but not both.

    Which of the two columns with words it is makes no difference: turned round, the levels give the same word.
    """
    cells, words = _cells(block), vocabulary()
    read = [[read_level(cell, spellings) for cell in cells] for spellings in (IMPORTANCE_WORDS, words.replaceability)]
    fitting = [levels for levels in read if INVALID not in levels]
    if not fitting:
        return BAD_INPUT
    word = agreement.word([level for level in fitting[0] if level >= LOWEST])
    return _NOTHING if word is None else texts(f"ratings.word.{word}")


def _bad_rows(arguments: Iterable[Argument], columns: Mapping[str, list[object]]) -> list[bool]:
    words = vocabulary()
    bad = [False] * len(next(iter(columns.values())))
    for argument in arguments:
        if argument.key in columns:
            is_bad = _is_bad(argument.kind, words)
            bad = [so_far or is_bad(cell) for so_far, cell in zip(bad, columns[argument.key], strict=True)]
    return bad


_CHOICES = {Kind.YES_NO: "needs_us", Kind.ATTITUDE: "attitude"}
"""The column whose list an argument takes its words from."""


def _is_bad(kind: Kind, words: Vocabulary) -> Callable[[object], bool]:
    if kind in _CHOICES:
        chosen = words.choices[_CHOICES[kind]]
        return lambda cell: read_choice(cell, chosen) == INVALID
    levels = {
        Kind.IMPORTANCE: IMPORTANCE_WORDS,
        Kind.REPLACEABILITY: words.replaceability,
        Kind.DEPENDENCY: words.dependency,
    }[kind]
    return lambda cell: read_level(cell, levels) == INVALID


def _rules(given: Mapping[str, Block | None]) -> Rules:
    priority = _chosen(given.get("priority"), priority_spellings(), ranking.PRIORITIES) or ranking.DEFAULT_PRIORITY
    if priority == ranking.CUSTOM:
        raise BadCall("own weights stand on the settings sheet and in no function")
    kind = _chosen(given.get("issue_kind"), issue_kind_spellings(), forms.ISSUE_KINDS)
    if kind is None:
        return Rules.with_priority(priority)
    return Rules.with_priority(priority, issue=forms.IssueKind(kind, assumed=False))


def _chosen(block: Block | None, spellings: Mapping[str, int], codes: Sequence[str]) -> str | None:
    """Return the code of a setting, from its word in any language or from the code; ``None`` where it is left open."""
    if block is None:
        return None
    cells = _cells(block)
    word = fold(cells[0]) if len(cells) == 1 else None
    if word in _UNKNOWN:
        return None
    if word in codes:
        return word
    if word is None or word not in spellings:
        raise BadCall("no word for a setting")
    return codes[spellings[word]]


def _numbers(found: Assessment, _: Catalogue, *, of: Sequence[str]) -> list[Row]:
    return [[number or _NOTHING for number in row] for row in found.actors[list(of)].to_numpy().tolist()]


def _derived(found: Assessment, texts: Catalogue) -> list[Row]:
    levels = found.actors["derived_dependency"].tolist()
    return [[texts(f"level.dependency.{level}") if level else _NOTHING] for level in levels]


def _signal(found: Assessment, texts: Catalogue) -> list[Row]:
    flags = found.actors["flag"].tolist()
    return [[_NOTHING if flag == roles.FLAGS[0] else texts(f"flag.{flag}")] for flag in flags]


def _words(found: Assessment, texts: Catalogue, *, of: str, key: str) -> list[Row]:
    """Return the word of a proposal; where none can be made yet, what the sheet says there."""
    codes, rated = found.actors[of].astype(object).tolist(), found.actors["rated"].tolist()
    return [
        [proposal(texts, key, code, target_group=is_target) if is_rated else _NOTHING]
        for code, is_rated, is_target in zip(codes, rated, found.entries.target_group.tolist(), strict=True)
    ]


_ANSWERS: Mapping[str, Callable[[Assessment, Catalogue], list[Row]]] = {
    "derived": _derived,
    "rank": partial(_numbers, of=("rank",)),
    "range": partial(_numbers, of=("best", "worst")),
    "signal": _signal,
    "role": partial(_words, of="actor_class", key="role"),
    "form": partial(_words, of="form", key="form"),
}
