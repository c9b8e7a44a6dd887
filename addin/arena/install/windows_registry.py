"""The registry of Windows, as far as an installation needs it: texts under a key, and which keys were new."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Protocol

_HIVES = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


@dataclass(frozen=True)
class RegistryText:
    """The text of a value; ``expands`` says that Windows fills in ``%NAMES%`` in it (REG_EXPAND_SZ)."""

    text: str
    expands: bool = False


class Registry(Protocol):
    r"""Texts by key and name. A key is written ``HKCU\Software\...``; the name ``""`` is the key's default value."""

    def value(self, key: str, name: str) -> RegistryText | None:
        """Return a value that is a text; None where there is none."""

    def values(self, key: str) -> dict[str, RegistryText]:
        """Return every value of a key that is a text; nothing where there is no such key."""

    def number(self, key: str, name: str) -> int | None:
        """Return a value that is a number; None where there is none."""

    def bytes_of(self, key: str) -> list[bytes]:
        """Return every value of a key that is bytes."""

    def put(self, key: str, name: str, value: RegistryText) -> list[str]:
        """Write a value and return the keys that had to be made for it, the outermost first."""

    def remove(self, key: str, name: str) -> None:
        """Take a value away, where there is one."""

    def remove_key(self, key: str) -> None:
        """Take a key away where it is empty; leave it where it is not."""


class WindowsRegistry:
    """The registry itself."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")  # there is none to type against on other systems

    def value(self, key: str, name: str) -> RegistryText | None:
        return self.values(key).get(name)

    def values(self, key: str) -> dict[str, RegistryText]:
        kinds = (self._winreg.REG_SZ, self._winreg.REG_EXPAND_SZ)
        return {name: RegistryText(value, kind == kinds[1]) for name, value, kind in self._all(key) if kind in kinds}

    def number(self, key: str, name: str) -> int | None:
        numbers = {each.lower(): value for each, value, kind in self._all(key) if kind == self._winreg.REG_DWORD}
        return numbers.get(name.lower())

    def bytes_of(self, key: str) -> list[bytes]:
        return [bytes(value) for _, value, kind in self._all(key) if kind == self._winreg.REG_BINARY and value]

    def _all(self, key: str) -> list[tuple[str, Any, int]]:
        """Return every value of a key as name, value and kind."""
        hive, path = self._split(key)
        try:
            with self._winreg.OpenKey(hive, path) as handle:
                return [self._winreg.EnumValue(handle, index) for index in range(self._winreg.QueryInfoKey(handle)[1])]
        except OSError:
            return []  # no such key, or one that this user may not read: nothing is known of it

    def put(self, key: str, name: str, value: RegistryText) -> list[str]:
        hive, path = self._split(key)
        made = self._missing(key)
        kind = self._winreg.REG_EXPAND_SZ if value.expands else self._winreg.REG_SZ
        with self._winreg.CreateKeyEx(hive, path, 0, self._winreg.KEY_SET_VALUE) as handle:
            self._winreg.SetValueEx(handle, name, 0, kind, value.text)
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
