"""The ribbon's side of a click: the control and the ribbon object that Excel hands to a callback."""

# ruff: noqa: N802, N803 - members and arguments carry the names that Excel and Windows give them

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pyopenvba.interpreter._objects import VBAObject, member, method
from pyopenvba.interpreter._runtime import Slot
from pyopenvba.interpreter._values import EMPTY, MISSING

from .errors import DisabledControlError
from .session import Recorded

if TYPE_CHECKING:
    from .bench import ExcelBench


class RibbonControl(VBAObject):
    """IRibbonControl: the button that was clicked."""

    vba_type_name = "IRibbonControl"

    def __init__(self, identifier: str, tag: str = "", context: object = EMPTY) -> None:
        self._id = identifier
        self._tag = tag
        self._context = context

    @member
    def ID(self) -> object:
        """The control's id in customUI."""
        return self._id

    @member
    def Tag(self) -> object:
        """The control's tag in customUI."""
        return self._tag

    @member
    def Context(self) -> object:
        """The window that the ribbon belongs to."""
        return self._context


class RibbonObject(VBAObject):
    """IRibbonUI: what onLoad receives. Its calls are recorded in the journal; nothing is drawn."""

    vba_type_name = "IRibbonUI"

    def __init__(self, journal: list[Recorded]) -> None:
        self._journal = journal

    def _record(self, name: str, arguments: dict[str, object]) -> object:
        self._journal.append(Recorded(self.vba_type_name, name, arguments))
        return EMPTY

    @method
    def Invalidate(self) -> object:
        """Every control is asked anew."""
        return self._record("Invalidate", {})

    @method
    def InvalidateControl(self, ControlID: object = MISSING) -> object:
        """One control is asked anew."""
        return self._record("InvalidateControl", {"ControlID": ControlID})

    @method
    def ActivateTab(self, ControlID: object = MISSING) -> object:
        """A tab comes to the front."""
        return self._record("ActivateTab", {"ControlID": ControlID})


class Ribbon:
    """Clicks and questions, as Excel's ribbon puts them to VBA."""

    def __init__(self, bench: ExcelBench) -> None:
        self._bench = bench
        #: By a control's id: it and the menus and groups around it that have a getEnabled, each with that callback.
        self._enabled_by: dict[str, dict[str, str]] = {}

    def read(self, addin: Path) -> None:
        """Take from an add-in's file what makes its controls grey; a file without a ribbon has none."""
        with zipfile.ZipFile(addin) as package:
            for name in package.namelist():
                if name.startswith("customUI/"):
                    self._take(fromstring(package.read(name)), {})

    def _take(self, element: Element, around: dict[str, str]) -> None:
        identifier, callback = element.get("id", ""), element.get("getEnabled")
        asked = {**around, identifier: callback} if callback else around
        self._enabled_by[identifier] = asked
        for inner in element:
            self._take(inner, asked)

    def load(self, callback: str) -> None:
        """Call an onLoad callback."""
        self._bench.run(callback, RibbonObject(self._bench.session.journal))

    def click(self, identifier: str, callback: str, *arguments: object, tag: str = "") -> None:
        """Call an onAction callback as a click on the control does; a toggle's state comes as an argument.

        Raises:
            DisabledControlError: the customUI of an add-in that was opened names a getEnabled for the control, or for
                a menu around it, and it answers that the control is grey.
        """
        for asked, enabled in self._enabled_by.get(identifier, {}).items():
            if not self.ask(asked, enabled):
                raise DisabledControlError(f"nobody can click on {identifier}: {enabled} says that {asked} is grey")
        self._bench.run(callback, RibbonControl(identifier, tag), *arguments)

    def ask(self, identifier: str, callback: str, *, tag: str = "") -> object:
        """Call a getEnabled, getLabel or other get-callback and answer what it put in its last argument."""
        answer = Slot(EMPTY, "Variant")
        self._bench.run(callback, RibbonControl(identifier, tag), answer)
        return self._bench.to_python(answer.get())
