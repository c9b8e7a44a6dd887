"""What the selftest says. It stands apart from the catalogues: one who uses the workbook never reads it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


class Wording:
    """All texts of the selftest in one language, from ``nl.toml`` or ``en.toml``: ``wording("row.tab.what")``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts: dict[str, Any] = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))

    def __call__(self, key: str, **data: object) -> str:
        """Return a text with its places filled. Raises ``KeyError`` where there is none."""
        text: Any = self._texts
        for part in key.split("."):
            text = text[part]
        return str(text).format(**data) if data else str(text)


@cache
def wording(language: str) -> Wording:
    """Return the wording in a supported language."""
    return Wording(language)
