"""Which Excel stands on this machine, and what keeps our add-in out of it beside the policies of an organisation."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from arena.build import ADDIN
from arena.install.locations import EXCEL_OPTIONS, Locations

_OFFICE = r"HKLM\Software\Microsoft\Office"
_CLICK_TO_RUN = rf"{_OFFICE}\ClickToRun\Configuration"
_PRODUCT = rf"{_OFFICE}\16.0\Common\ProductVersion"
_INSTALL_ROOT = rf"{_OFFICE}\16.0\Excel\InstallRoot"
_DISABLED = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
"""Excel notes here, in values of bytes, the path of each file that it does not open again after it went wrong."""

_OLDEST = 16
_BITS = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
"""The kinds of machine that a program is for, as its header numbers them."""

STORE, CLICK_TO_RUN, MSI = "store", "click_to_run", "msi"


@dataclass(frozen=True)
class ExcelHere:
    """What is known of the Excel of this machine; empty, or None, is what is not.

    ``origin`` says how it came here: ``STORE``, ``CLICK_TO_RUN`` or ``MSI``. ``too_old`` is one before 2016.
    """

    version: str
    bits: int | None
    origin: str
    too_old: bool


def excel_here(locations: Locations) -> ExcelHere:
    """Return which Excel Windows would start."""

    def said(key: str, name: str) -> str:
        value = locations.registry.value(key, name)
        return "" if value is None else value.text

    version = said(_CLICK_TO_RUN, "VersionToReport")
    origin = CLICK_TO_RUN if version else MSI if said(_INSTALL_ROOT, "Path") else ""
    folder = re.search(r"[\\/]Office(\d\d)[\\/]", str(locations.excel or ""), re.IGNORECASE)
    return ExcelHere(
        version=version or said(_PRODUCT, "LastProduct"),
        bits=None if locations.excel is None else bits_of(locations.excel),
        origin=STORE if locations.excel_from_store else origin,
        too_old=folder is not None and int(folder[1]) < _OLDEST,
    )


def bits_of(program: Path) -> int | None:
    """Return for which machines a program of Windows is made, of 32 or 64 bits; None where its header does not say."""
    try:
        with program.open("rb") as file:
            header = file.read(0x1000)
        (place,) = struct.unpack_from("<I", header, 0x3C)
        mark, machine = struct.unpack_from("<4sH", header, place)
    except (OSError, struct.error):
        return None
    return _BITS.get(machine) if mark == b"PE\0\0" else None


def disabled_by_excel(locations: Locations) -> bool:
    """Return True if Excel itself keeps the add-in shut, because it went wrong while the add-in was open."""
    items = locations.registry.bytes_of(_DISABLED)
    return any(ADDIN in item.decode("utf-16-le", errors="replace").lower() for item in items)


def other_xlwings(locations: Locations) -> Iterator[str]:
    """Yield the names of add-ins of xlwings that Excel opens beside ours: xlwings' own, or another that it made."""
    for folder in (locations.start, *locations.other_starts):
        if folder.is_dir():
            yield from sorted(path.name for path in folder.iterdir() if _is_of_xlwings(path.name))
    for name, value in sorted(locations.registry.values(EXCEL_OPTIONS).items()):
        last = re.split(r"[\\/]", value.text.strip().strip('"'))[-1]
        if re.fullmatch(r"OPEN\d*", name, re.IGNORECASE) and _is_of_xlwings(last):
            yield last


def _is_of_xlwings(name: str) -> bool:
    return "xlwings" in name.lower() and name.lower().endswith((".xlam", ".xla", ".xlsb", ".xlsm"))
