"""What can go wrong with a file that a user gave or asked for: one class per thing a caller can act on.

An error carries the key of a text in the message catalogue and the data that fills it; no sentence stands in code.
Whoever shows it asks ``error.sentence(language)``. Beside the data that the text uses, ``data["reason"]`` may hold a
short code (``dtd``, ``ratio``, ``box``) for the log; of a CSV file it is the number of the line, which is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

LONGEST_SHOWN = 60
"""Signs of what somebody typed, as a message quotes them at most: a whole paragraph may stand in a cell."""


def shown_text(typed: object) -> str:
    """Return what was typed as a message quotes it: on one line, and not endless."""
    text = "".join(letter if letter.isprintable() else "�" for letter in str(typed))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def listed(shown: Sequence[str], most: int = 5) -> str:
    """Return names as a message lists them: the first ones, and a sign where there are more than ``most``."""
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")


def shown_name(path: Path) -> str:
    """Return a file's name as it may stand in a message: without its folder and without characters that deceive.

    Control characters (a terminal would obey them), bidirectional overrides (they make ``gpj.xlsx`` read as
    ``xslx.jpg``) and undecodable bytes become ``�``. Source: docs/security, "Numbers and text".
    """
    name = path.name or str(path)
    return "".join("�" if unicodedata.category(letter) in {"Cc", "Cf", "Cs"} else letter for letter in name)


class SentenceError(Exception):
    """What is wrong, as a catalogue key and the data for its places."""

    def __init__(self, key: str, **data: object) -> None:
        super().__init__(key, data)
        self.key = key
        self.data = data

    def sentence(self, language: str) -> str:
        """Return what is wrong, what to do and that nothing was changed, in a supported language."""
        from arena.locale import catalogue  # noqa: PLC0415 - an error that nobody shows needs no catalogue

        return catalogue(language)(self.key, **self.data)

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.data.items())])


class InputError(SentenceError):
    """A file cannot be used as input. Nothing was changed."""


class InputNotFound(InputError):
    """There is no file of that name."""


class InputIsFolder(InputError):
    """The name is that of a folder."""


class InputUnreadable(InputError):
    """The file is there, but this user may not read it or another program holds it."""


class InputEmpty(InputError):
    """The file holds no bytes: a copy or download that did not finish."""


class UnsupportedKind(InputError):
    """The file is of a kind that is not read (.xls, .ods, .pdf ...): it must be saved as another kind first."""


class NotAWorkbook(InputError):
    """The name says workbook or CSV, the content is something else."""


class PasswordProtected(InputError):
    """The file is encrypted: its password must be taken off first."""


class WrongEncoding(InputError):
    """A CSV file in none of the encodings that are read."""


class MalformedLine(InputError):
    """A line of a CSV file has a stray quote or an endless text; ``data["reason"]`` is its number."""


class DamagedFile(InputError):
    """The file is broken off or contradicts itself."""


class UnsafeFile(InputError):
    """The file passes a limit that no normal file passes. ``data["reason"]`` says which."""


class TooManyActors(InputError):
    """The table has more rows than the analysis is computed for. ``data["most"]`` says how many it may have."""


class TooLarge(UnsafeFile):
    """The file, or the area it fills, is larger than is read; that can happen in good faith."""


class TookTooLong(InputError):
    """Reading did not end in time."""


class ReaderFailed(InputError):
    """The reading process ended without an answer: a fault on our side or of the installation."""


class OutputError(SentenceError):
    """A file could not be written. What was there before is untouched and nothing is left behind."""


class OutputExists(OutputError):
    """There is a file of that name already, and it may not be overwritten."""


class OutputIsSource(OutputError):
    """The name is that of the input, which is never replaced: what this product does not know would be lost."""


class OutputIsFolder(OutputError):
    """The name is that of a folder."""


class OutputProtected(OutputError):
    """The file that would be replaced is read-only."""


class OutputFolderMissing(OutputError):
    """The folder to write in is not there."""


class OutputFolderProtected(OutputError):
    """The folder is there, but this user may not write in it."""


class OutputLocked(OutputError):
    """Another program holds the file. ``data["beside"]`` is a free name in the same folder."""


class NothingToShare(OutputError):
    """A copy for this audience would be empty: there are no names, or nobody is in the network and was spoken to."""


class CopyRefused(OutputError):
    """A copy that was made is not as it should be, and is not handed over. ``data["reason"]`` says what was found."""


class OutputTooLarge(OutputError):
    """The file would pass a limit of what is read again. ``data["most"]`` says how many actors never do so alone."""


class DiskFull(OutputError):
    """There is no room left."""


class OutputFailed(OutputError):
    """The system refused the write for another reason; ``data["reason"]`` is its error code."""
