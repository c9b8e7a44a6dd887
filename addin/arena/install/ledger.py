"""What an installation put on the machine, so that it can be renewed and taken away to the last trace."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from arena.install.windows_registry import RegistryText

_VERSION = 1


@dataclass(frozen=True)
class WrittenValue:
    """A value that we wrote in the registry, and what stood there before."""

    key: str
    name: str
    written: RegistryText
    before: RegistryText | None


@dataclass
class Ledger:
    """Files with the fingerprint (SHA-256) of what we wrote; folders and keys that we made, the outermost first.

    ``others`` are the files that stood in the templates folder before the first installation.
    """

    files: dict[Path, str] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    values: list[WrittenValue] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)

    def holds(self, path: Path) -> bool:
        """Return True if a file is there as we wrote it."""
        return path in self.files and path.is_file() and fingerprint(path.read_bytes()) == self.files[path]

    def value(self, key: str, name: str) -> WrittenValue | None:
        """Return what we wrote in the registry, None where we wrote nothing there."""
        return next((each for each in self.values if (each.key, each.name) == (key, name)), None)

    def as_bytes(self) -> bytes:
        """Return the ledger as it stands in its file."""
        text = json.dumps(
            {
                "version": _VERSION,
                "files": {str(path): mark for path, mark in self.files.items()},
                "folders": [str(path) for path in self.folders],
                "keys": self.keys,
                "others": [str(path) for path in self.others],
                "values": [
                    [each.key, each.name, _as_list(each.written), each.before and _as_list(each.before)]
                    for each in self.values
                ],
            },
            indent=1,
        )
        return text.encode("utf-8")


def read_ledger(path: Path) -> Ledger | None:
    """Return the ledger of an installation; None where there is none, or none that can be read."""
    try:
        data = json.loads(path.read_bytes())
        return Ledger(
            files={Path(name): str(mark) for name, mark in data["files"].items()},
            folders=[Path(name) for name in data["folders"]],
            keys=[str(key) for key in data["keys"]],
            others=[Path(name) for name in data["others"]],
            values=[
                WrittenValue(key, name, RegistryText(*written), RegistryText(*before) if before else None)
                for key, name, written, before in data["values"]
            ],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def fingerprint(content: bytes) -> str:
    """Return by what the content of a file is known again."""
    return hashlib.sha256(content).hexdigest()


def _as_list(value: RegistryText) -> list[object]:
    return [value.text, value.expands]
