"""LibreOffice Calc, which users without Excel have; seconds to start, then many workbooks in one go."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.judges.cached import cached_values
from tests.bench.judges.values import Values
from tests.bench.libreoffice import LibreOffice

_PROFILE = LibreOffice(recalculates=True)


class LibreOfficeCalc:
    """A judge of formulas; its test is skipped where there is no LibreOffice, and fails where ARENA_REQUIRE_ALL=1."""

    name = "LibreOffice"

    def recalculate(self, path: Path) -> Values:
        """The values of every cell that is not empty, with each formula worked out anew.

        A process per call: give all the files of a test to recalculate_many instead.
        """
        return self.recalculate_many([path])[0]

    def recalculate_many(self, paths: Sequence[Path]) -> list[Values]:
        """One answer per file, in their order, from one process; ConversionError names the files it cannot read."""
        with tempfile.TemporaryDirectory(prefix="arena-recalculated-") as folder:
            return [cached_values(path) for path in _PROFILE.convert(paths, Path(folder), "xlsx")]
