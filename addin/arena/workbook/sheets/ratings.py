"""The generated sheet ratings: what each colleague estimated, side by side, the gravest difference on top.

One row an actor, three groups of columns. In each the raters' levels, a word on them, and the cell in which the user
writes what is taken: a proposal stands there in brackets. It is internal: no copy has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arena.locale import Catalogue, catalogue
from arena.method.agreement import Word
from arena.method.levels import LEVELS, LOWEST, UNKNOWN, UNKNOWN_MARK
from arena.method.raters import COLUMNS, Opinion
from arena.workbook import fitting, names
from arena.workbook.cells import Area
from arena.workbook.description import PrintSetup, Sheet, Validation, Value
from arena.workbook.merged import Merged
from arena.workbook.sheet import MadeFrom
from arena.workbook.sheets import ratings_below
from arena.workbook.sheets.generated import agreements, freshness, seal
from arena.workbook.sheets.generated.agreements import Slot
from arena.workbook.sheets.ratings_page import (
    ACTOR,
    FIRST,
    MOST_APART,
    NEW,
    OWN,
    OWN_WORDS,
    Group,
    RatingsPage,
    is_proposal,
)

KEY = "ratings"

FEW = 3
"""Among so many raters nobody is really anonymous."""

_WIDTHS = {"own": 12.0, "rater": 3.3, "word": 15.0, "importance": 8.0, "other": 14.0}
_WIDE, _NARROW, _NARROW_FROM = 37.0, 30.0, 6
"""How wide the names are, and from how many columns of levels on they are narrow: letters stay readable on an A4."""

_ONE_PAGE = 760.0
"""So many points of rows fit on an A4 while letters stay readable; what is higher takes more pages."""

_ROW, _HIGHER_ROW = 22.0, 30.0
_HEAD_ROW = 46.0

_WORD_STYLES: Mapping[Word | None, str] = {
    Word.CAMPS: "ratings_word_grave",
    Word.MATTERS: "ratings_word_grave",
    Word.SPREAD: "ratings_word_spread",
}
"""How the words look with which the levels that stand apart from the middle are set off."""

_FAR = 2
"""From so many levels from the middle on they are set off more."""

_STYLES = (
    "ratings_level",
    "ratings_level_off",
    "ratings_level_far",
    "ratings_pale",
    "ratings_word",
    "ratings_word_grave",
    "ratings_word_spread",
    "agreement",
    "agreement_date",
)


def describe(made_from: MadeFrom, merged: Merged) -> Sheet:
    """Describe the sheet as it was made on a day.

    Args:
        made_from: the analysis, where its cells stand, and what users wrote on the sheet before this one.
        merged: what the colleagues estimated.
    """
    texts = catalogue(made_from.result.analysis.language)
    groups = _groups(len(merged.raters) if len(merged.raters) <= MOST_APART else len(LEVELS) + 1)
    sheet = Sheet(
        key=KEY,
        name=texts("sheet.ratings.tab"),
        tab_style="tab_internal",
        print_setup=PrintSetup(footer=texts("print.internal")),
        widths=_widths(groups),
        styles=_STYLES,
    )
    page = RatingsPage(sheet, merged, texts, groups, made_from.result.analysis.settings.importance_reversed)
    status_row, header = _put_head(page, made_from.day)
    first = header + 1
    slots = _put_rows(page, first)
    legend = "ratings.legend" if page.apart else "ratings.legend.counted"
    row = page.put_line(first + len(merged.rows), texts(legend, levels=_short_forms(texts)))
    row, of_new = ratings_below.put_new_names(page, row)
    row = ratings_below.put_unread(page, row)
    chosen = [one for one in made_from.agreed if not is_proposal(one.value)]
    left = agreements.assign(sheet, [*slots, *of_new], chosen, within_group=True)
    row = ratings_below.put_left_over(page, row, [one for one in left if one.group != NEW])
    high = sum(sheet.heights.get(one, sheet.fitted.get(one, fitting.LINE_POINTS)) for one in range(row))
    sheet.print_setup = PrintSetup(
        footer=texts("print.internal"),
        columns=page.last + 1,
        rows=row - 1,
        repeat=(header - 1, header),
        one_page=high <= _ONE_PAGE,
    )
    beside = page.last + 1 + freshness.GAP
    verdict = freshness.Verdict(texts("check.fits"), texts("ratings.outdated"), texts("generated.unseen"))
    sheet.put(status_row, ACTOR, freshness.put(sheet, made_from, texts, verdict, beside), "state")
    seal.put(sheet, 1, beside, {OWN_WORDS, *(group.taken for group in groups)}, "pale_line")
    return sheet


def _groups(columns: int) -> list[Group]:
    """Return where the three groups stand, each with a number of columns for levels."""
    found, first = [], FIRST
    for key in COLUMNS:
        found.append(Group(key, first, first + columns, first + columns + 1))
        first += columns + 2
    return found


def _widths(groups: Sequence[Group]) -> dict[int, float]:
    narrow = groups[0].word - groups[0].first >= _NARROW_FROM
    widths = {ACTOR: _NARROW if narrow else _WIDE, OWN_WORDS: _WIDTHS["own"]}
    for group in groups:
        widths |= dict.fromkeys(range(group.first, group.word), _WIDTHS["rater"])
        widths[group.word] = _WIDTHS["word"]
        widths[group.taken] = _WIDTHS["importance" if group.key == "importance" else "other"]
    return widths


def _put_head(page: RatingsPage, day: str) -> tuple[int, int]:
    """Put title, raters, and what to do; return the row for whether the page still fits, and that of the headings."""
    sheet, texts, merged = page.sheet, page.texts, page.merged
    sheet.heights[0] = 24
    sheet.put(0, ACTOR, texts("sheet.ratings.title"), "title")
    count = len(merged.raters)
    made = texts("ratings.made.unnamed", date=day, count=count)
    if page.apart or not merged.anonymous:
        raters = fitting.BETWEEN.join(_named(page, number) for number in range(count))
        made = texts("ratings.made", date=day, count=count, raters=raters)
    row = page.put_line(1, made, "text")
    status_row = row
    row = page.put_line(row + 1, f"{texts('generated.internal')} {texts(_anonymity(merged))}", "internal")
    row = page.put_line(row, texts("ratings.how"), "text")
    row = page.put_line(row, texts(_order_key(merged)), "state")
    _put_headings(page, row)
    return status_row, row + 1


def _named(page: RatingsPage, number: int) -> str:
    """Return a rater as the head names it: by the letter of its column, and by name where that is shown."""
    merged, texts = page.merged, page.texts
    letter, rater = merged.letters[number] if page.apart else "", merged.raters[number]
    name = texts("ratings.own_analysis") if rater.own else rater.name
    if not name:
        return letter or texts("ratings.nameless")
    return f"{letter} ({name})" if letter else name


def _anonymity(merged: Merged) -> str:
    if not merged.anonymous:
        return "ratings.with_names"
    return "ratings.anonymous.few" if len(merged.raters) <= FEW else "ratings.anonymous"


def _order_key(merged: Merged) -> str:
    word = merged.comparison.order_word
    return "ratings.order.undefined" if word is None else f"ratings.order.{word}"


def _put_headings(page: RatingsPage, row: int) -> None:
    """Put the names of the groups in a row, and below it what stands in each column."""
    sheet, texts = page.sheet, page.texts
    for column in range(page.last + 1):
        sheet.put(row, column, None, "ratings_group")
    sheet.put(row + 1, ACTOR, texts("summary.column.actor"), "header_computed")
    sheet.put(row + 1, OWN_WORDS, texts("ratings.column.own"), "header_entry")
    for group in page.groups:
        sheet.put(row, group.first, texts(f"column.{group.key}.heading"), "ratings_group")
        for number, heading in enumerate(_level_headings(page, group.key)):
            sheet.put(row + 1, group.first + number, heading, "ratings_head")
        sheet.put(row + 1, group.word, texts("ratings.column.word"), "header_computed")
        sheet.put(row + 1, group.taken, texts("ratings.column.taken"), "header_entry")
    sheet.heights |= {row: 20, row + 1: _HEAD_ROW}


def _level_headings(page: RatingsPage, column: str) -> list[Value]:
    """Return what stands over the columns of levels: a letter a rater, or the levels and what is not known."""
    if page.apart:
        return [*page.merged.letters]
    return [*(page.level(column, level, short=True) for level in _from_large(column)), UNKNOWN_MARK]


def _from_large(column: str) -> Sequence[int]:
    """Return the levels as they are counted from left to right: large first; the hardest to replace is ``small``."""
    return LEVELS if column == "replaceability" else LEVELS[::-1]


def _put_rows(page: RatingsPage, first: int) -> list[Slot]:
    """Put the actors, the gravest difference on top; return the cells in which users write."""
    sheet, merged = page.sheet, page.merged
    actors = merged.result.entries.actor
    slots = []
    needs_two = any(_lines(page, actors[actor]) > 1 for actor in merged.rows)
    for row, actor in enumerate(merged.rows, start=first):
        name = actors[actor]
        sheet.put(row, ACTOR, name, "ratings_actor")
        sheet.put(row, OWN_WORDS, None, "agreement")
        slots.append(Slot(row, OWN_WORDS, OWN, name))
        for group in page.groups:
            _put_opinion(page, row, group, merged.opinion(actor, group.key))
            slots.append(Slot(row, group.taken, group.key, name))
        if _lines(page, name) > 2:  # a name that long makes its own row higher, whatever that costs
            sheet.fitted[row] = fitting.LINE_POINTS * _lines(page, name)
        else:
            sheet.heights[row] = _HIGHER_ROW if needs_two else _ROW
    last = first + len(merged.rows) - 1
    for group in page.groups:
        source = names.list_of(group.key)
        title, message = page.texts("ratings.taken.title"), page.texts("ratings.taken.message")
        area = Area(first, group.taken, last, group.taken)
        sheet.validations.append(Validation(area, source=source, title=title, message=message))
    return slots


def _lines(page: RatingsPage, name: str) -> int:
    return fitting.lines_needed(fitting.Written(name, page.sheet.widths[ACTOR], bold=True, indent=1))


def _put_opinion(page: RatingsPage, row: int, group: Group, opinion: Opinion) -> None:
    sheet, texts = page.sheet, page.texts
    if page.apart:
        for number, level in enumerate(opinion.levels):
            shown, style = _shown(page, group.key, opinion, number) if level >= LOWEST else (_unknown(level), "pale")
            sheet.put(row, group.first + number, shown, f"ratings_{style}")
    else:
        known = [opinion.levels.count(level) for level in _from_large(group.key)]
        for number, count in enumerate([*known, opinion.levels.count(UNKNOWN)]):
            sheet.put(row, group.first + number, count or None, "ratings_level")
    word = texts("ratings.word.none") if opinion.word is None else texts(f"ratings.word.{opinion.word}")
    sheet.put(row, group.word, word, _WORD_STYLES.get(opinion.word, "ratings_word"))
    proposed = None if opinion.offered is None else f"({page.level(group.key, opinion.offered)})"
    sheet.put(row, group.taken, proposed, "agreement")


def _shown(page: RatingsPage, column: str, opinion: Opinion, number: int) -> tuple[Value, str]:
    """Return a level and its look: set off where it stands apart from the middle and that matters."""
    level = opinion.levels[number]
    given = sorted(opinion.given)
    apart = abs(level - given[(len(given) - 1) // 2]) if opinion.word in _WORD_STYLES else 0
    style = "pale" if opinion.derived[number] else "level"
    if apart:
        style = "level_far" if apart >= _FAR else "level_off"
    return page.level(column, level, short=True), style


def _unknown(level: int) -> Value:
    return UNKNOWN_MARK if level == UNKNOWN else None


def _short_forms(texts: Catalogue) -> str:
    """Return the short forms of the levels, each with its word."""
    short, words = "level.dependency.short.{}", "level.dependency.{}"
    pairs = (f"{texts(short.format(level))} {texts(words.format(level))}" for level in reversed(LEVELS))
    return fitting.BETWEEN.join(pairs)
