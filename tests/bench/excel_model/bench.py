"""The bench itself: one Excel without Excel, opened for a test and closed after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pyopenvba.apps.excel._model import Workbook
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._runtime import Slot
from pyopenvba.interpreter._values import NOTHING

from . import pywin32
from .alive import Held
from .amendments import AmendedModel
from .application_events import application_event_amendments
from .books import book_amendments, read_book
from .com_server import value_for_vba, wrap
from .copies import Found, Struck, T, strike_in_copies
from .dispatch import CDispatch, PyIDispatch
from .dump import dump, dump_settings, model_of
from .dynamic_formulas import dynamic_formula_amendments
from .engine import engine_at_work
from .errors import ComError
from .file_dialogs import file_dialog_amendments
from .limits import limit_amendments
from .machine import FileSystemObject, Machine, WScriptShell, machine_amendments
from .outlook import PROGRAM, OutlookObject
from .quicker import keep_out_of_collections, quicker_amendments
from .recorders import recorder_amendments, stated_names
from .renaming import renaming_amendments
from .ribbon import Ribbon
from .session import Recorded, Session, Variants
from .sorting import sorting_amendments
from .table_filters import filter_amendments
from .traffic import Calls, Dispatch, DroppedArgument, Fault, refusal
from .validated_cells import validation_amendments
from .variants import variant_amendments
from .vba import ModelOfExcel, hearing, language_amendments, obj_ptr, prepared
from .whole_blocks import block_amendments
from .xlwings_dll import XlwingsDll, put_xlwings_dll, xlwings_server

if TYPE_CHECKING:
    import xlwings

_AMENDED = AmendedModel(
    [
        *recorder_amendments(),
        *book_amendments(),
        *sorting_amendments(),
        *filter_amendments(),
        *machine_amendments(),
        *file_dialog_amendments(),
        *language_amendments(),
        *renaming_amendments(),
        *dynamic_formula_amendments(),
        *block_amendments(),
        *validation_amendments(),
        *quicker_amendments(),
        *application_event_amendments(),
        *variant_amendments(),
        *limit_amendments(),
    ]
)

#: Arguments that xlwings itself passes and whose effect the model cannot show, each with the reason it is harmless.
HARMLESS_DROPS = {
    ("Workbook", "SaveAs", "FileFormat"): "the model goes by the file's ending",
    ("Range", "Find", "MatchByte"): "only for double-byte languages",
    ("Range", "Replace", "MatchByte"): "only for double-byte languages",
}


class ExcelBench:
    """An Excel that runs xlwings' Windows engine on a model, counts its calls and can be made to fail.

    Use it as a context manager; a new one is an Excel without workbooks::

        with ExcelBench() as excel:
            book = excel.open(path)                       # an xlwings Book
            with excel.counting() as calls:
                book.sheets[0]["A1:C3"].value
            assert calls.total < 20
    """

    def __init__(self) -> None:
        self.session = Session()
        self.model = ModelOfExcel(self.session)
        self.ribbon = Ribbon(self)
        self.machine = Machine()
        self.model.interpreter.extend(self.machine.intrinsics() | {"objptr": obj_ptr})
        self.add_class("Scripting.FileSystemObject", lambda: FileSystemObject(self.machine))
        self.add_class("WScript.Shell", lambda: WScriptShell(self.machine))
        self.application = CDispatch(PyIDispatch(self.model.application, self.session))
        self.session.traffic.allowed_drops.update(HARMLESS_DROPS)
        self._open = ExitStack()
        self._dlls: list[XlwingsDll] = []
        self._engine: Any = None

    def __enter__(self) -> Self:
        keep_out_of_collections()
        self._open.enter_context(_AMENDED)
        self._open.enter_context(pywin32.installed())
        self._engine = self._open.enter_context(engine_at_work())
        handle = pywin32.RUNNING.add(self.application)
        self._open.callback(pywin32.RUNNING.remove, handle)
        self.state(self.model.application, Hwnd=handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    # -- workbooks

    @property
    def app(self) -> xlwings.App:
        """This Excel as an xlwings App."""
        import xlwings

        return xlwings.App(impl=self._engine.App(xl=self.com(self.application)))

    def com(self, item: object) -> Any:
        """An object of this Excel as xlwings passes it around: inside its wrapper that repeats rejected calls."""
        dispatch = item if isinstance(item, CDispatch) else CDispatch(PyIDispatch(model_of(item), self.session))
        return self._engine.COMRetryObjectWrapper(dispatch)

    def open(self, path: str | os.PathLike[str]) -> xlwings.Book:
        """Open a workbook's file without a dispatch being counted, as a user does before a click."""
        return self._book(self.model.open_workbook(Path(path)))

    def new_book(self) -> xlwings.Book:
        """A new workbook with one sheet."""
        return self._book(self.model.add_workbook())

    def close(self, book: object) -> bool:
        """Close a workbook as a user does who saves nothing, and tell whether a handler of the event let it close."""
        closing = model_of(book)
        closing.vba_get("Close", [False])
        return closing not in self.model.application.workbooks_.books

    def quit(self) -> bool:
        """End Excel as a user does who saves nothing: all workbooks close, and what it holds of other programs goes.

        Returns whether it ended: each workbook may keep it from that.
        """
        self.model.application.vba_get("Quit")
        if self.model.application.workbooks_.books:
            return False
        for dll in self._dlls:
            dll.excel_ends()
        return True

    def open_addin(self, path: str | os.PathLike[str]) -> Workbook:
        """Load an add-in with its VBA: it is ThisWorkbook for that and not among the open workbooks."""
        application = self.model.application
        addin = read_book(application.workbooks_, Path(path))
        self.session.kept(addin)["IsAddin"] = True
        application._this_workbook = addin
        self._load_modules(Path(path))
        self.ribbon.read(Path(path))
        return addin

    def _load_modules(self, path: Path) -> None:
        from pyopenvba.excel import ExcelFile
        from pyopenvba.vba import VBAModuleKind

        with ExcelFile(path) as file:
            if not file.has_vba_project():
                return
            for module in file.vba_project().modules:
                kind = "standard" if module.kind is VBAModuleKind.standard else "class"
                if kind == "class" and isinstance(self.model.bridge.global_object(module.name.lower()), VBAObject):
                    kind = "document"  # the module of the workbook itself or of a sheet
                self.add_module(module.name, module.source, kind=kind)

    def _book(self, workbook: Workbook) -> xlwings.Book:
        import xlwings

        return xlwings.Book(impl=self._engine.Book(xl=self.com(workbook)))

    def state(self, item: object, **facts: object) -> None:
        """State facts about an object that a program can only read, as `ReadOnly=True` for a workbook.

        Raises:
            ValueError: the bench keeps no such fact for this kind of object.
        """
        target = model_of(item)
        unknown = set(facts) - stated_names(type(target))
        if unknown:
            raise ValueError(f"nothing is kept for {target.vba_type_name} under {', '.join(sorted(unknown))}")
        kept = self.session.kept(target)
        for name, fact in facts.items():
            # Lists and tables of facts stay as they are; their members are converted where they are read.
            kept[name] = fact if isinstance(fact, list | dict) else self._for_vba(fact)

    def without(self, type_name: str, member: str) -> None:
        """Be an older Excel, whose objects of a type do not have a member, as a Range has no `Formula2` in 2019."""
        self.session.lacking.add((type_name, member.lower()))

    @property
    def variants(self) -> Variants:
        """Of which kinds this Excel is; a test changes them."""
        return self.session.variants

    # -- traffic

    @property
    def calls(self) -> Calls:
        """Every dispatch since the bench was opened."""
        return self.session.traffic.all

    @contextmanager
    def counting(self) -> Iterator[Calls]:
        """Count the dispatches of a block of code."""
        with self.session.traffic.counting() as calls:
            yield calls

    def fail_at(
        self,
        n: int,
        *,
        lasting: bool = False,
        same_member: bool = False,
        error: Callable[[], ComError] = refusal,
    ) -> Fault:
        """Let the n-th dispatch from now fail, see `Traffic.fail_at`."""
        return self.session.traffic.fail_at(n, lasting=lasting, same_member=same_member, error=error)

    def heal(self) -> None:
        """End a fault."""
        self.session.traffic.heal()

    @contextmanager
    def failing_at(
        self,
        n: int,
        *,
        lasting: bool = False,
        same_member: bool = False,
        error: Callable[[], ComError] = refusal,
    ) -> Iterator[Fault]:
        """`fail_at` for a block of code, healed after it; the fault says whether it struck."""
        try:
            yield self.fail_at(n, lasting=lasting, same_member=same_member, error=error)
        finally:
            self.heal()

    def striking_each(
        self,
        act: Callable[[], T],
        judge: Callable[[Fault, T], Found],
        *,
        lasting: bool = False,
        same_member: bool = False,
        chosen: Callable[[int, Dispatch], bool] = lambda *_: True,
    ) -> tuple[T, list[Struck[Found]]]:
        """A fault at each dispatch of a piece of code, see `copies.strike_in_copies`."""
        return strike_in_copies(
            self.session.traffic,
            act,
            judge,
            lasting=lasting,
            same_member=same_member,
            chosen=chosen,
        )

    @contextmanager
    def refusing(self, type_name: str, member: str) -> Iterator[Fault]:
        """Refuse one member for a block of code, as `refusing("PageSetup", "PaperSize=")` without a printer."""
        self.session.traffic.fault = Fault(0, True, refusal, True, struck=Dispatch(type_name, member))
        try:
            yield self.session.traffic.fault
        finally:
            self.heal()

    @property
    def dropped(self) -> list[DroppedArgument]:
        """The arguments that the model did not take and that were left out by permission."""
        return self.session.traffic.dropped

    def allow_dropped(self, type_name: str, member: str, argument: str) -> None:
        """Let an argument be left out where the model does not take it; `#2` is the second positional one."""
        self.session.traffic.allowed_drops.add((type_name, member, argument))

    # -- what Python holds

    def held(self, since: int = 0) -> list[Held]:
        """The objects of this Excel that Python holds now, whoever took them, but for the bench's own.

        Args:
            since: from which moment on taken, a number of `taken()`; a book that the test opened before is left out.
        """
        return self.session.held.now(since, but=[self.application._oleobj_])

    def taken(self) -> int:
        """A number for this moment, for `held`."""
        return self.session.held.count

    @contextmanager
    def nothing_held(self) -> Iterator[None]:
        """Make sure that of all objects of Excel that a block of code takes, none is held after it.

        Raises:
            AssertionError: some are; it says what they are and where they were taken.
        """
        before = self.taken()
        yield
        held = self.held(before)
        assert held == [], f"{len(held)} objects of Excel are held:\n" + "\n".join(map(str, held))

    # -- what was recorded and shown

    @property
    def journal(self) -> list[Recorded]:
        """The calls that recorders took, in order."""
        return self.session.journal

    def recorded(self, type_name: str, member: str) -> list[Recorded]:
        """The recorded calls of one member; a property written has `=` after its name."""
        return [one for one in self.journal if (one.type, one.member) == (type_name, member)]

    @property
    def messages(self) -> list[str]:
        """The texts of the message boxes and questions that VBA put up."""
        return [prompt for _, prompt, _, _ in self.model.dialogs]

    def answer(self, *answers: object) -> None:
        """Queue what the next message boxes and questions of VBA come back with."""
        self.model.answer_dialogs(*answers)

    def forget_dialogs(self) -> None:
        """Forget the message boxes that VBA put up, and the answers that none of them has taken."""
        self.model.dialogs.clear()
        self.model.interpreter.answers.clear()

    def dump(self, book: object) -> dict[str, Any]:
        """A workbook as plain data, see `dump.dump`."""
        return dump(book)

    def settings(self) -> dict[str, Any]:
        """Excel's own settings, which a program has to put back."""
        return dump_settings(self.application)

    # -- VBA

    def add_module(self, name: str, source: str, *, kind: str = "standard") -> None:
        """Add VBA source to the project; `kind` is "standard", "class" or "document"."""
        if kind == "class":
            self.model.interpreter.hearing[name.lower()] = hearing(source)
        self.model.add_module(prepared(source), name=name, kind=kind)

    def run(self, macro: str, *arguments: object) -> object:
        """Run a Sub or Function; None is Nothing, an xlwings or COM object is the object itself.

        Raises:
            VBARuntimeError: VBA ended with an error that it did not handle.
        """
        given = [one if isinstance(one, Slot) else self._for_vba(one) for one in arguments]
        return self.to_python(self.model.interpreter.run(macro, given))

    def _for_vba(self, value: object) -> object:
        if value is None:
            return NOTHING
        try:
            return model_of(value)
        except TypeError:
            return value_for_vba(value, self.session)

    def to_python(self, value: object) -> object:
        """A value of VBA's as Python code gets it."""
        return PyIDispatch(self.model.application, self.session).to_python(value)

    def add_class(self, name: str, factory: Callable[[], object]) -> None:
        """Let VBA's CreateObject make an object of this name: a Python object with `_public_methods_`, wrapped."""

        def make() -> object:
            made = factory()
            return made if isinstance(made, VBAObject) else wrap(made)

        self.model.bridge.classes[name.lower()] = make

    def add_outlook(self) -> None:
        """Put classic Outlook on the machine until this Excel is closed: it records (`outlook`)."""
        outlook = OutlookObject(self.model.application)
        pywin32.PROGRAMS[PROGRAM] = lambda: CDispatch(PyIDispatch(outlook, self.session))
        self._open.callback(pywin32.PROGRAMS.pop, PROGRAM, None)

    def add_xlwings_dll(self, path: str, server: Callable[[], object] = xlwings_server) -> XlwingsDll:
        """Put xlwings' DLL at a Windows path; VBA has to load it before it can call it."""
        dll = put_xlwings_dll(self.model.libraries, path, server)
        self._dlls.append(dll)
        self._open.callback(dll.excel_ends)
        return dll
