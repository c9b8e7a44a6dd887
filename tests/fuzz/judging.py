"""Whether a file is read or refused as it must be: what is a fault, whatever the file."""

from __future__ import annotations

import json
import time
import traceback
from pathlib import Path

from arena.locale import LANGUAGES, catalogue
from arena.sharing import collecting
from arena.workbook.errors import InputError, ReaderFailed
from arena.workbook.intake import limits, rejection
from arena.workbook.intake.process import Died, Flooded, Late, ReadingProcess
from arena.workbook.intake.reading import book_in
from tests.fuzz.bases import CSV
from tests.fuzz.mutations import mutated

SLOW = 5
"""Seconds of the clock from which on a file takes too long, though nothing stopped it: none of the bases is large."""

LONGEST_SENTENCE = 600


class Judge:
    """Reads files as they are read when they come back: by one reading process, and what is understood, here.

    Attributes:
        read: how many files held an estimate.
        refused: how many did not.
        replaced: how many reading processes did not come back to rest, or ended.
        slowest: the seconds of the slowest file.
    """

    def __init__(self) -> None:
        self.read = self.refused = self.replaced = 0
        self.slowest = 0.0
        self._process = ReadingProcess()

    def fault(self, name: str, seed: int) -> str | None:
        """Return what is wrong with how a changed base is read; ``None`` where nothing is."""
        content = mutated(name, seed)
        if self._process.ended:
            self.replaced += 1
            self._process = ReadingProcess()
        began = time.perf_counter()
        found = self._fault(Path("formulier.csv" if name in CSV else "formulier.xlsx"), content)
        took = time.perf_counter() - began
        self.slowest = max(self.slowest, took)
        return found or (f"slow: {took:.1f} s" if took > SLOW else None)

    def _fault(self, path: Path, content: bytes) -> str | None:
        if len(content) > limits.FILE_BYTES:  # it is not handed over
            self.refused += 1
            return None
        kind = "csv" if path.suffix == ".csv" else "workbook"
        try:
            answer = self._process.read(kind, content)
        except (Late, Flooded, Died) as end:
            return f"{type(end).__name__} {end}"
        verdict = json.loads(answer).get("rejected", [""])
        if verdict[0] == rejection.FAILED:
            return f"the reader: {verdict[1]}"
        try:
            estimate = collecting._estimate(path, book_in(answer, path, kind), catalogue("nl"))
            said = list(estimate.problems)
            self.read += 1
        except ReaderFailed:
            return "an answer that is none"
        except InputError as error:
            said = [error.sentence(language) for language in LANGUAGES]
            self.refused += 1
        except Exception as fault:  # the fault that is looked for
            where = traceback.extract_tb(fault.__traceback__)[-1]
            return f"{type(fault).__name__} in {Path(where.filename).name}:{where.lineno}"
        if any(len(one) > LONGEST_SENTENCE for one in said):
            return "an endless sentence"
        return None

    def close(self) -> None:
        """End the reading process."""
        self._process.kill()
