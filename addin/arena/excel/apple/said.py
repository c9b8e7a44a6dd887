"""An object of Excel that is spoken to in Apple events, and the properties that it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from appscript import k
from appscript.reference import CommandError

Reference = Any
"""A reference of appscript: it says where an object is, and Excel looks it up anew with each event."""


def there(value: Any) -> Any:
    """What Excel answered; ``None`` where it says that there is no value."""
    return None if value == k.missing_value else value


class Conversion(NamedTuple):
    """How Excel's values on a Mac become those on Windows, and back."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def choice(words: Mapping[object, str]) -> Conversion:
    """A property that is one of a few words, each a number on Windows; ``None`` where it is another word."""
    said = {number: getattr(k, word) for number, word in words.items()}
    return Conversion(
        lambda value: next((number for number, word in said.items() if word == value), None), lambda value: said[value]
    )


def _read_colour(value: Any) -> int | None:
    value = there(value)
    return None if value is None else sum(int(part) << shift for part, shift in zip(value, (0, 8, 16), strict=True))


PLAIN = Conversion(there, lambda value: value)
TEXT = Conversion(lambda value: there(value) or "", lambda value: value or "")
"""A text that may be missing."""

COUNT = Conversion(lambda value: there(value) or False, lambda value: value or False)
"""A number, or false where none is set."""

COLOUR = Conversion(_read_colour, lambda value: [value >> shift & 0xFF for shift in (0, 8, 16)])


class Said:
    """An object of Excel. Writing a member that is not described here is an error, as it is on Windows.

    One that is found anew each time, by a name that may change or as a part of another, has ``refs`` of its own.
    """

    def __init__(self, ref: Reference) -> None:
        self._ref = ref

    @property
    def refs(self) -> Sequence[Reference]:
        """Where it is: one reference, or several to which the same is said."""
        return [self._ref]

    @property
    def ref(self) -> Reference:
        """Where it is, for what is asked or done once."""
        (only,) = self.refs
        return only

    def __setattr__(self, name: str, value: object) -> None:
        if name[0].isupper() and not any(name in vars(one) for one in type(self).__mro__):
            raise AttributeError(f"{type(self).__name__}.{name}")
        super().__setattr__(name, value)


class Property:
    """A property: Excel's word for it, and how its values are converted."""

    def __init__(self, word: str, conversion: Conversion = PLAIN) -> None:
        self._word = word
        self._conversion = conversion

    def __get__(self, item: Said, _: type | None = None) -> Any:
        return self._conversion.read(getattr(item.refs[0], self._word).get())

    def __set__(self, item: Said, value: object) -> None:
        said = self._conversion.write(value)
        for ref in item.refs:
            getattr(ref, self._word).set(said)


class FromRecord(Property):
    """A property read out of the record of all properties: asked for by itself, Excel does not always answer."""

    def __get__(self, item: Said, _: type | None = None) -> Any:
        return there(item.ref.properties().get(getattr(k, self._word), k.missing_value))


class Unsaid:
    """A property for which Excel's dictionary has no word: it reads as given here, and stays as Excel has it."""

    def __init__(self, value: object = None) -> None:
        self._value = value

    def __get__(self, item: Said, _: type | None = None) -> Any:
        return self._value

    def __set__(self, item: Said, value: object) -> None:
        """Nothing: it cannot be said."""


class Refused:
    """A property that Excel's dictionary does not have, and without which the ``host`` modules do: it is refused, as an
    older Excel on Windows refuses it.
    """

    def __get__(self, item: Said, _: type | None = None) -> Any:
        raise AttributeError("Excel on a Mac has no word for it")

    def __set__(self, item: Said, value: object) -> None:
        raise AttributeError("Excel on a Mac has no word for it")


__all__ = [
    "COLOUR",
    "COUNT",
    "PLAIN",
    "TEXT",
    "CommandError",
    "Conversion",
    "FromRecord",
    "Property",
    "Reference",
    "Refused",
    "Said",
    "Unsaid",
    "choice",
    "there",
]
