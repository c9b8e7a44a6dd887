"""The workbooks of schema 1 that are kept as users have them."""

from pathlib import Path

FROZEN = Path(__file__).parent / "frozen"
