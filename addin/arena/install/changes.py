"""Changes to files and the registry that can all be taken back: an installation is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from arena.install.windows_registry import Registry, RegistryText
from arena.workbook.atomic import write_atomically


class Changes:
    """A series of changes; leaving the ``with`` by an exception takes them back, the last one first.

    Taking back goes on where one step of it fails, so that as much as possible is as it was.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._back: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if failure is not None:
            self.take_back()

    def take_back(self) -> None:
        """Make everything as it was before the first change."""
        while self._back:
            try:
                self._back.pop()()
            except OSError:
                continue

    def make_folders(self, folder: Path) -> list[Path]:
        """Make a folder and those above it, where they are not there; return what was made, the outermost first."""
        missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
        for each in missing:
            each.mkdir()
            self._back.append(each.rmdir)
        return missing

    def put_file(self, path: Path, content: bytes) -> None:
        """Write a file whole, instead of the one that is there, if any."""
        if path.exists():
            before = path.read_bytes()
            write_atomically(path, lambda beside: beside.write_bytes(content), overwrite=True)
            self._back.append(lambda: path.write_bytes(before))
        else:
            write_atomically(path, lambda beside: beside.write_bytes(content))
            self._back.append(path.unlink)

    def remove_file(self, path: Path) -> None:
        """Take a file away, where it is there."""
        if not path.exists():
            return
        before = path.read_bytes()
        path.unlink()
        self._back.append(lambda: path.write_bytes(before))

    def remove_folder(self, path: Path) -> None:
        """Take a folder away where it is there and empty."""
        try:
            path.rmdir()
        except OSError:
            return
        self._back.append(lambda: os.makedirs(path, exist_ok=True))

    def remove_contents(self, folder: Path) -> None:
        """Take everything in a folder away, however deep. What a link points to stays."""
        for each in sorted(folder.iterdir()):
            if each.is_dir() and not each.is_symlink():
                self.remove_contents(each)
                self.remove_folder(each)
            elif each.is_file():
                self.remove_file(each)

    def put_value(self, key: str, name: str, value: RegistryText) -> list[str]:
        """Write a value in the registry and return the keys that had to be made, the outermost first."""
        before = self._registry.value(key, name)
        made = self._registry.put(key, name, value)
        self._back += [lambda key=each: self._registry.remove_key(key) for each in made]  # type: ignore[misc]
        self._back.append(lambda: self._restore(key, name, before))
        return made

    def remove_value(self, key: str, name: str) -> None:
        """Take a value of the registry away."""
        before = self._registry.value(key, name)
        if before is not None:
            self._registry.remove(key, name)
            self._back.append(lambda: self._restore(key, name, before))

    def remove_key(self, key: str) -> None:
        """Take a key of the registry away where it is empty. A value put back in it makes it again."""
        self._registry.remove_key(key)

    def _restore(self, key: str, name: str, before: RegistryText | None) -> None:
        if before is None:
            self._registry.remove(key, name)
        else:
            self._registry.put(key, name, before)
