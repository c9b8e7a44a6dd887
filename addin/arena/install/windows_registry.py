"""The registry of Windows, as far as an installation needs it: texts under a key, and which keys were new."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Protocol

_HIVES = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


@dataclass(frozen=True)
class Entry:
    """The text of a value; ``expands`` says that Windows fills in ``%NAMES%`` in it (REG_EXPAND_SZ)."""

    text: str
    expands: bool = False


class Registry(Protocol):
    r"""Texts by key and name. A key is written ``HKCU\Software\...``; the name ``""`` is the key's default value."""

    def entry(self, key: str, name: str) -> Entry | None:
        """Return a value that is a text; None where there is none."""

    def entries(self, key: str) -> dict[str, Entry]:
        """Return every value of a key that is a text; nothing where there is no such key."""

    def put(self, key: str, name: str, entry: Entry) -> list[str]:
        """Write a value and return the keys that had to be made for it, the outermost first."""

    def remove(self, key: str, name: str) -> None:
        """Take a value away, where there is one."""

    def remove_key(self, key: str) -> None:
        """Take a key away where it is empty; leave it where it is not."""


class NoRegistry:
    """The registry of a system that has none: nothing stands in it, and nothing is written."""

    def entry(self, key: str, name: str) -> Entry | None:
        return None

    def entries(self, key: str) -> dict[str, Entry]:
        return {}

    def put(self, key: str, name: str, entry: Entry) -> list[str]:
        raise NotImplementedError("this system has no registry")

    def remove(self, key: str, name: str) -> None:
        return

    def remove_key(self, key: str) -> None:
        return


class WindowsRegistry:
    """The registry itself."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")  # there is none to type against on other systems

    def entry(self, key: str, name: str) -> Entry | None:
        return self.entries(key).get(name)

    def entries(self, key: str) -> dict[str, Entry]:
        hive, path = self._split(key)
        texts = (self._winreg.REG_SZ, self._winreg.REG_EXPAND_SZ)
        found: dict[str, Entry] = {}
        try:
            with self._winreg.OpenKey(hive, path) as handle:
                for index in range(self._winreg.QueryInfoKey(handle)[1]):
                    name, value, kind = self._winreg.EnumValue(handle, index)
                    if kind in texts:
                        found[name] = Entry(value, kind == texts[1])
        except OSError:
            return {}  # no such key, or one that this user may not read: nothing is known of it
        return found

    def put(self, key: str, name: str, entry: Entry) -> list[str]:
        hive, path = self._split(key)
        made = self._missing(key)
        kind = self._winreg.REG_EXPAND_SZ if entry.expands else self._winreg.REG_SZ
        with self._winreg.CreateKeyEx(hive, path, 0, self._winreg.KEY_SET_VALUE) as handle:
            self._winreg.SetValueEx(handle, name, 0, kind, entry.text)
        return made

    def remove(self, key: str, name: str) -> None:
        hive, path = self._split(key)
        try:
            with self._winreg.OpenKey(hive, path, 0, self._winreg.KEY_SET_VALUE) as handle:
                self._winreg.DeleteValue(handle, name)
        except FileNotFoundError:
            return

    def remove_key(self, key: str) -> None:
        hive, path = self._split(key)
        try:
            with self._winreg.OpenKey(hive, path) as handle:
                keys, values, _ = self._winreg.QueryInfoKey(handle)
            if not keys and not values:
                self._winreg.DeleteKey(hive, path)
        except FileNotFoundError:
            return

    def _split(self, key: str) -> tuple[Any, str]:
        hive, _, path = key.partition("\\")
        return getattr(self._winreg, _HIVES[hive]), path

    def _missing(self, key: str) -> list[str]:
        parts = key.split("\\")
        keys = ["\\".join(parts[:size]) for size in range(2, len(parts) + 1)]
        return [each for each in keys if not self._is_there(each)]

    def _is_there(self, key: str) -> bool:
        hive, path = self._split(key)
        try:
            with self._winreg.OpenKey(hive, path):
                return True
        except FileNotFoundError:
            return False
