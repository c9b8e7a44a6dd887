"""``python -m tests.bench.windows``: sets the bench up, as `make windows` does."""

from __future__ import annotations

import sys

from tests.bench.windows import making, wine

if __name__ == "__main__":
    try:
        making.make(wine.set_up())
    except wine.NotSetUp as reason:
        sys.exit(f"The Windows of the tests cannot be set up: {reason}")
