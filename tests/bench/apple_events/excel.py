"""Excel's side of Apple events: each is counted, may be made to fail, and is carried out on the model of Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.bench.excel_model import ComError, ExcelBench
from tests.bench.excel_model.traffic import Traffic

from .dictionary import ALERTS, FILTERS, OPERATORS, SIDES, VALIDATIONS, WORDS, Word
from .standin import MISSING, Event, Keyword, Reference, RefusedEvent, k

NOT_FOUND, PARAMETER = -1728, -50

DUTCH = {"#NULL!": "#LEEG!", "#DIV/0!": "#DEEL/0!", "#VALUE!": "#WAARDE!", "#REF!": "#VERW!", "#NAME?": "#NAAM?"}
DUTCH |= {"#NUM!": "#GETAL!", "#N/A": "#N/B"}
_COUNTED = {"worksheet": "Worksheets", "list_object": "ListObjects", "cell": "Cells"}
_SPECIAL = {"cell_type_all_validation": -4174, "cell_type_visible": 12}


class UnknownWordError(BaseException):
    """A word that is not in the list: no ``except Exception`` of the code under test may hide it."""


class Found(NamedTuple):
    """An object of the model, its class in Excel's dictionary, and the reference that leads to it."""

    of: str
    com: Any
    ref: Reference


class Every(NamedTuple):
    """All elements of a kind."""

    of: str
    com: Any
    word: Word


class AppleExcel:
    """An Excel that takes Apple events."""

    def __init__(self, bench: ExcelBench) -> None:
        self._bench = bench
        self._inner = Traffic()
        self._inner.allowed_drops = bench.session.traffic.allowed_drops
        self.between: Callable[[Event], None] = lambda _: None
        """Called before each event is carried out: what a user does meanwhile."""
        self.sent: list[tuple[str, str]] = []

    def answer(self, event: Event) -> Any:
        """Carry out an event.

        Raises:
            RefusedEvent: Excel refuses it.
            UnknownWordError: the list of words does not have it.
        """
        self.between(event)
        of, word = self._word(event)
        self.sent.append((of, word))
        try:
            said = word + ("=" if event.command == "set" else "")
            self._bench.session.traffic.dispatch(of.capitalize(), said)
            with self._uncounted():
                return self._carried_out(event)
        except ComError as refused:
            raise RefusedEvent(PARAMETER, str(refused)) from refused

    @contextmanager
    def _uncounted(self) -> Iterator[None]:
        session = self._bench.session
        before, session.traffic = session.traffic, self._inner
        try:
            yield
        finally:
            session.traffic = before

    def _word(self, event: Event) -> tuple[str, str]:
        """The class and the word that an event is about; checks every word on the way."""
        of = "application"
        path = event.target.path
        for kind, what in path:
            if kind in ("property", "elements"):
                word = self._known(of, what)
                if word.kind == "value":
                    return of, what
                of = word.of
            elif kind in ("border", "object"):
                of = kind if kind == "border" else "range"
        if event.command not in ("get", "set"):
            self._known(of, event.command)
        return of, event.command

    @staticmethod
    def _known(of: str, what: str) -> Word:
        word = WORDS[of].get(what)
        if word is None:
            raise UnknownWordError(f"{what} of {of} is not in the list of words")
        return word

    # -- finding objects

    def _object(self, ref: Reference) -> Found | Every:
        found: Found | Every = Found("application", self._bench.application, ref)
        for kind, what in ref.path:
            found = self._step(found, kind, what, ref)
        return found

    def _step(self, found: Found | Every, kind: str, what: Any, ref: Reference) -> Found | Every:
        if isinstance(found, Every):
            if kind != "item":
                raise UnknownWordError(f"{what} of every {found.of}")
            return Found(found.of, self._item(found, what), ref)
        if kind == "object":
            return Found("range", what, ref)
        if kind == "border":
            return Found(kind, found.com.Borders.Item(SIDES[what]), ref)
        word = self._known(found.of, what)
        if word.kind == "elements":
            return Every(word.of, found.com, word)
        com = getattr(found.com, word.member)
        if com is None:
            raise RefusedEvent(NOT_FOUND, "Object not found.")
        return Found(word.of, com, ref)

    @staticmethod
    def _item(every: Every, key: str | int) -> Any:
        if every.word.member == "Range":
            return every.com.Range(key)
        try:
            return getattr(every.com, every.word.member).Item(key)
        except ComError as refused:
            raise RefusedEvent(NOT_FOUND, "Object not found.") from refused

    # -- carrying out

    def _carried_out(self, event: Event) -> Any:
        path = event.target.path
        if event.command in ("get", "set"):
            _, what = path[-1]
            above = self._object(Reference(event.target.pid, path[:-1]))
            if event.command == "get" and isinstance(above, Every):
                objects = list(getattr(above.com, above.word.member))
                member = self._known(above.of, what).member
                return [getattr(one, member) for one in objects] or MISSING
            if isinstance(above, Every):
                raise UnknownWordError(f"set {what} of every {above.of}")
            word = self._known(above.of, what)
            if word.kind != "value":
                raise UnknownWordError(f"{event.command} of an object: {event.target!r}")
            if event.command == "get":
                return self._read(above, what, word)
            if word.fixed:
                raise RefusedEvent(-10006, "Can't set it.")
            (value,) = event.direct
            return self._write(above, what, word, value)
        target = self._object(event.target)
        assert isinstance(target, Found), event
        word = self._known(target.of, event.command)
        done = getattr(self, f"_{event.command}", None)
        if done is not None:
            return done(target, **event.given)
        if event.given:
            raise UnknownWordError(f"{event.command} with {event.given}")
        getattr(target.com, word.member)()
        return None

    def _read(self, found: Found, what: str, word: Word) -> Any:
        if (found.of, what) == ("range", "string_value"):
            return _shown(found.com)
        if what == "properties":
            return self._record(found)
        said = getattr(found.com, word.member)
        if word.words:
            return next((Keyword(name) for name, number in word.words.items() if number == said), MISSING)
        if what == "color" and said is not None:
            return [int(said) >> shift & 0xFF for shift in (0, 8, 16)]
        if isinstance(said, tuple):
            return [[_sent(one) for one in line] if isinstance(line, tuple) else line for line in said]
        return _sent(said) if found.of == "range" else MISSING if said is None else said

    def _write(self, found: Found, what: str, word: Word, value: Any) -> None:
        if word.words:
            if not isinstance(value, Keyword):
                raise RefusedEvent(-1700, "Can't make that into the expected type.")
            value = word.words[value.AS_name]
        elif what == "color":
            value = sum(part << shift for part, shift in zip(value, (0, 8, 16), strict=True))
        elif isinstance(value, list):
            value = tuple(map(tuple, value))
        setattr(found.com, word.member, value)

    # -- commands that are more than one call

    def _record(self, found: Found) -> dict[Keyword, Any]:
        values = {what: word for what, word in WORDS[found.of].items() if word.kind == "value" and word.member}
        return {Keyword(what): self._read(found, what, word) for what, word in values.items()}

    def _count(self, found: Found, each: Keyword) -> int:
        return int(getattr(found.com, _COUNTED[each.AS_name]).Count)

    def _make(self, found: Found, new: Keyword, at: Reference | None = None) -> Reference:
        if (found.of, new.AS_name) == ("application", "workbook"):
            return found.ref.further("elements", "workbooks").further("item", found.com.Workbooks.Add().Name)
        assert (found.of, new.AS_name) == ("workbook", "worksheet"), new
        assert at is not None
        assert at.path[-1][0] == "after", at
        beside = self._object(Reference(at.pid, at.path[:-1]))
        made = found.com.Worksheets.Add(After=beside.com, Count=1)
        return found.ref.further("elements", "worksheets").further("item", made.Name)

    def _open_workbook(self, found: Found, workbook_file_name: str, update_links: Keyword, editable: bool) -> None:
        """A template that is not to be edited opens as a new workbook, as on Windows; on a Mac nobody saw that."""
        assert update_links == k.do_not_update_links
        if editable or not workbook_file_name.endswith(".xltx"):
            found.com.Workbooks.Open(workbook_file_name)
        else:
            found.com.Workbooks.Add(workbook_file_name)

    @staticmethod
    def _close(found: Found, saving: Keyword) -> None:
        found.com.Close({"yes": True, "no": False}[saving.AS_name])

    @staticmethod
    def _get_address(found: Found, external: bool = False) -> str:
        if external:
            return str(found.com.GetAddress(True, True, 1, True))
        return str(found.com.Address)[:255]

    @staticmethod
    def _special_cells(found: Found, type: Keyword) -> Reference:
        """Cells of a kind: a reference that has room for all of them, unlike an address."""
        return found.ref.further("object", found.com.SpecialCells(_SPECIAL[type.AS_name]))

    def _copy_range(self, found: Found, destination: Reference) -> None:
        found.com.Copy(self._object(destination).com)

    @staticmethod
    def _get_border(found: Found, which_border: Keyword) -> Reference:
        return found.ref.further("border", which_border.AS_name)

    @staticmethod
    def _autofit(found: Found) -> None:
        found.com.EntireRow.AutoFit()

    @staticmethod
    def _autofilter_range(found: Found, field: int, **criteria: Any) -> None:
        said = {"Field": field}
        for name, value in criteria.items():
            said[name.capitalize()] = FILTERS[value.AS_name] if isinstance(value, Keyword) else value
            if isinstance(value, list):
                said[name.capitalize()] = tuple(value)
        found.com.AutoFilter(**said)

    def _add_sortfield(self, found: Found, key: Reference, sorton: Keyword, order: Keyword) -> None:
        assert (sorton, order) == (k.sort_on_cell_value, k.sort_ascending)
        found.com.Add(self._object(key).com, 0, 1)

    @staticmethod
    def _add_data_validation(
        found: Found, type: Keyword, alert_style: Keyword, operator: Keyword | None = None, **formulas: str
    ) -> None:
        between = 1 if operator is None else OPERATORS[operator.AS_name]
        found.com.Add(VALIDATIONS[type.AS_name], ALERTS[alert_style.AS_name], between, *formulas.values())


def _sent(value: Any) -> Any:
    """A cell's value as Excel sends it: an error is no value, a date has no zone."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return dt.datetime(*value.timetuple()[:6])
    return MISSING if isinstance(value, int) and not isinstance(value, bool) and value < -(2**30) else value


def _shown(block: Any) -> Any:
    """The texts that cells show, errors in Dutch."""
    values = block.Value
    if not isinstance(values, tuple):
        return _text(values, block)
    return [
        [_text(one, block.Cells(row, column)) for column, one in enumerate(line, start=1)]
        for row, line in enumerate(values, start=1)
    ]


def _text(value: Any, cell: Any) -> str:
    """Only errors are asked for one by one; what else cells show does not matter to anyone here."""
    shown = _sent(value)
    return DUTCH.get(str(cell.Text), str(cell.Text)) if shown is MISSING else str(shown)
