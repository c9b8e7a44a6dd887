"""Members that the model lacks and that the bench records: one table per kind, in plain sight.

*Recorded methods* write the call in the journal and do nothing. *Kept properties* read back what was written, else a
default. *Recorded objects* do both for all their members (see `recorded_objects`). The README's table is the same list
in words, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pyopenvba.apps.excel._model import Application, Range, Workbook, Worksheet
from pyopenvba.apps.excel._shapes import ShapeObject
from pyopenvba.apps.excel._tables import ListObject
from pyopenvba.apps.excel._windows import Window
from pyopenvba.exceptions import VBAUnsupportedError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject
from pyopenvba.interpreter._values import EMPTY, MISSING, NOTHING, VBAErrorValue, VBAInt

from .amendments import Amendment, property_spec, wrapped_getter
from .errors import NotInModelError
from .machine import STATED
from .recorded_objects import RecordedCollection, RecordedFormatConditions, RecordedObject, plain
from .session import session_of

#: Methods that are recorded and not run: their arguments in Excel's order.
RECORDED_METHODS: dict[tuple[type[VBAObject], str], tuple[str, ...]] = {
    (Application, "OnUndo"): ("Text", "Procedure"),
    (Application, "OnRepeat"): ("Text", "Procedure"),
    (Application, "OnKey"): ("Key", "Procedure"),
    (Application, "OnTime"): ("EarliestTime", "Procedure", "LatestTime", "Schedule"),
    (Application, "MacroOptions"): (
        "Macro",
        "Description",
        "HasMenu",
        "MenuText",
        "HasShortcutKey",
        "ShortcutKey",
        "Category",
        "StatusBar",
        "HelpContextID",
        "HelpFile",
        "ArgumentDescriptions",
    ),
    (Workbook, "FollowHyperlink"): (
        "Address",
        "SubAddress",
        "NewWindow",
        "AddHistory",
        "ExtraInfo",
        "Method",
        "HeaderInfo",
    ),
    **{
        (owner, "ExportAsFixedFormat"): (
            "Type",
            "Filename",
            "Quality",
            "IncludeDocProperties",
            "IgnorePrintAreas",
            "From",
            "To",
            "OpenAfterPublish",
        )
        for owner in (Workbook, Worksheet, Range)
    },
    **{(owner, "PrintPreview"): ("EnableChanges",) for owner in (Workbook, Worksheet)},
    (Range, "Group"): ("Start", "End", "By", "Periods"),
    (Range, "Ungroup"): (),
}

#: Properties of which a write is recorded and a read is not answered: ranges are made anew at each use.
RECORDED_WRITES: tuple[tuple[type[VBAObject], str], ...] = (
    (Range, "OutlineLevel"),
    (Range, "ShowDetail"),
)

_NO_BREAK = VBAInt(-4142)
"""Excel's number of a row that does not begin a page."""

#: Methods that the model runs where it can, and that are recorded where it cannot measure text.
RECORDED_WHERE_UNMEASURED: tuple[tuple[type[VBAObject], str], ...] = ((Range, "AutoFit"),)

#: Properties that keep what is written: their value in a new Excel or workbook. A write is recorded.
KEPT_PROPERTIES: dict[tuple[type[VBAObject], str], object] = {
    (Application, "Interactive"): True,
    (Application, "Cursor"): VBAInt(-4143),
    (Application, "EnableCancelKey"): VBAInt(1),
    (Application, "DisplayStatusBar"): True,
    (Application, "PrintCommunication"): True,
    (Application, "AutomationSecurity"): VBAInt(1),
    (Workbook, "ReadOnlyRecommended"): False,
    (Workbook, "AutoSaveOn"): False,
    (Workbook, "CheckCompatibility"): False,
    (Workbook, "IsAddin"): False,
    (Workbook, "Title"): "",
    (Workbook, "Subject"): "",
    (Workbook, "Author"): "",
    (Worksheet, "ScrollArea"): "",
    (Worksheet, "EnableCalculation"): True,
    (Worksheet, "EnableOutlining"): False,
    (ShapeObject, "AlternativeText"): "",
    (ShapeObject, "Title"): "",
    (ListObject, "AlternativeText"): "",
    (ListObject, "Summary"): "",
    (ListObject, "Comment"): "",
}

#: Properties that a program can only read, and a test can set with `ExcelBench.state`: their usual value.
STATED_PROPERTIES: dict[tuple[type[VBAObject], str], object] = {
    (Application, "Hwnd"): VBAInt(0),
    (Application, "Ready"): True,
    (Application, "ActiveProtectedViewWindow"): NOTHING,
    (Application, "Caller"): VBAErrorValue(2023),
    (Application, "CalculationState"): VBAInt(0),
    (Application, "OperatingSystem"): "Windows (64-bit) NT 10.00",
    (Application, "PathSeparator"): "\\",
    (Application, "StartupPath"): "C:\\Users\\user\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART",
    (Application, "UserLibraryPath"): "C:\\Users\\user\\AppData\\Roaming\\Microsoft\\AddIns\\",
    (Application, "DefaultFilePath"): "C:\\Users\\user\\Documents",
    (Application, "TemplatesPath"): "C:\\Users\\user\\AppData\\Roaming\\Microsoft\\Templates\\",
    (Workbook, "ReadOnly"): False,
    (Workbook, "FileFormat"): VBAInt(51),
    (Workbook, "MultiUserEditing"): False,
    (Workbook, "HasPassword"): False,
    (Workbook, "Final"): False,
    (Workbook, "Date1904"): False,
}

#: Properties that answer a recorded object: its type.
RECORDED_OBJECTS: dict[tuple[type[VBAObject], str], str] = {
    (Worksheet, "PageSetup"): "PageSetup",
    (Worksheet, "Tab"): "Tab",
    (Worksheet, "Outline"): "Outline",
    (Application, "ErrorCheckingOptions"): "ErrorCheckingOptions",
    (Application, "AutoCorrect"): "AutoCorrect",
}

#: Collections that are empty on this machine, unless a test fills them with `ExcelBench.state`.
EMPTY_COLLECTIONS: dict[tuple[type[VBAObject], str], str] = {
    (Application, "ProtectedViewWindows"): "ProtectedViewWindows",
    (Application, "AddIns"): "AddIns",
    (Application, "COMAddIns"): "COMAddIns",
    (Worksheet, "CommentsThreaded"): "CommentsThreaded",
}


def _recorded_method(name: str, parameters: tuple[str, ...]) -> MemberSpec:
    def record(self: VBAObject, *args: object) -> object:
        given = zip(parameters, args, strict=True)
        session_of(self).record(self, name, {key: plain(value) for key, value in given if value is not MISSING})
        return EMPTY

    return MemberSpec(name, "method", getter=record, parameters=parameters)


def _kept_property(name: str, default: object) -> MemberSpec:
    def read(self: VBAObject) -> object:
        return session_of(self).kept(self).get(name, default)

    def write(self: VBAObject, value: object) -> None:
        session = session_of(self)
        session.record(self, name + "=", {"Value": plain(value)})
        session.kept(self)[name] = value

    return property_spec(name, read, write)


def _recorded_write(name: str) -> MemberSpec:
    def read(self: VBAObject) -> object:
        raise NotInModelError(f"{self.vba_type_name}.{name} is recorded when it is written, and cannot be read")

    def write(self: VBAObject, value: object) -> None:
        session_of(self).record(self, name + "=", {"Value": plain(value)})

    return property_spec(name, read, write)


def _page_break() -> MemberSpec:
    """A row that begins a page, kept with its sheet; breaks that Excel would put by itself are not worked out."""

    def row_of(self: Range) -> str:
        return self.areas[0].address(absolute=False)

    def kept(self: Range) -> dict[str, object]:
        found: dict[str, object] = session_of(self).kept(self.sheet).setdefault("PageBreak", {})
        return found

    def read(self: Range) -> object:
        return kept(self).get(row_of(self), _NO_BREAK)

    def write(self: Range, value: object) -> None:
        session_of(self).record(self, "PageBreak=", {"Value": plain(value)})
        if plain(value) == plain(_NO_BREAK):
            kept(self).pop(row_of(self), None)
        else:
            kept(self)[row_of(self)] = value

    return property_spec("PageBreak", read, write)


def _stated_property(name: str, default: object) -> MemberSpec:
    return property_spec(name, lambda self: session_of(self).kept(self).get(name, default))


def _recorded_object(name: str, type_name: str) -> MemberSpec:
    def read(self: VBAObject) -> object:
        values = session_of(self).kept(self).setdefault(name, {})
        return RecordedObject(type_name, self, values, getattr(self, "name", ""))

    return property_spec(name, read)


def _empty_collection(name: str, type_name: str) -> MemberSpec:
    return property_spec(name, lambda self: RecordedCollection(type_name, self))


def _format_conditions(self: Range) -> object:
    return RecordedFormatConditions(self)


def _recording_gaps(name: str) -> Callable[[Callable[..., object]], Any]:
    def wrap(function: Callable[..., object]) -> Any:
        def run(self: VBAObject) -> object:
            try:
                return function(self)
            except VBAUnsupportedError:
                session_of(self).record(self, name, {})
                return EMPTY

        return run

    return wrap


def _only_where_lacking(owner: type[VBAObject], name: str, make: Callable[[], MemberSpec]) -> Amendment:
    """A recorder for a member that the model does not have; a newer model that has it keeps its own."""

    def amended(spec: MemberSpec | None) -> MemberSpec:
        return make() if spec is None else spec

    return Amendment(owner, name, amended)


def recorder_amendments() -> Iterator[Amendment]:
    """Every recorder, ready to be put in the model."""
    kinds: list[tuple[dict[tuple[type[VBAObject], str], Any], Callable[[str, Any], MemberSpec]]] = [
        (RECORDED_METHODS, _recorded_method),
        (KEPT_PROPERTIES, _kept_property),
        (STATED_PROPERTIES, _stated_property),
        (RECORDED_OBJECTS, _recorded_object),
        (EMPTY_COLLECTIONS, _empty_collection),
    ]
    for table, make in kinds:
        for (owner, name), detail in table.items():
            yield _only_where_lacking(owner, name, partial(make, name, detail))
    for owner, name in RECORDED_WRITES:
        yield _only_where_lacking(owner, name, partial(_recorded_write, name))
    for owner, name in RECORDED_WHERE_UNMEASURED:
        yield wrapped_getter(owner, name, _recording_gaps(name))
    # the model's own refuses to be written
    yield Amendment(Window, "Visible", lambda _: _kept_property("Visible", True))
    yield _only_where_lacking(Range, "PageBreak", _page_break)
    yield _only_where_lacking(Range, "FormatConditions", lambda: property_spec("FormatConditions", _format_conditions))


def stated_names(owner: type[VBAObject]) -> set[str]:
    """What a test may state about an object of this class."""
    tables = (STATED_PROPERTIES, KEPT_PROPERTIES, EMPTY_COLLECTIONS)
    names = {name for table in tables for (one, name) in table if issubclass(owner, one)}
    return names | STATED if issubclass(owner, Application) else names
