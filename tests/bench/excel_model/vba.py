"""VBA in the model, with what the interpreter lacks: declared functions, CreateObject, and xlwings' own modules.

Four gaps are filled:
- ObjPtr, which the interpreter refuses since it hands out an address, gives a number of the object;
- a function declared in a DLL runs the Python function registered for it (see `dlls`);
- CreateObject makes what a test registered under the class's name;
- source is prepared: comments after a compiler directive go, and the word WithEvents, which the parser does not know;
  what it was said of hears Excel's own events all the same (see `application_events`). LongPtr becomes LongLong, which
  it is on 64-bit Windows, and file statements become calls (see `file_statements`).
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter import _ast as ast
from pyopenvba.interpreter import _values
from pyopenvba.interpreter._runtime import Frame, Interpreter, ModuleRuntime, UserClassInstance
from pyopenvba.interpreter._values import coerce, error

from .amendments import Replacement
from .com_server import value_for_vba
from .dlls import Libraries
from .file_statements import rewritten
from .session import Session

_DIRECTIVE_COMMENT = re.compile(r"^([ \t]*#[^'\r\n]*?)[ \t]*'[^\r\n]*", re.MULTILINE)
_WITH_EVENTS = re.compile(r"^([ \t]*(?:Public|Private|Dim|Global)[ \t]+)WithEvents[ \t]+", re.MULTILINE | re.IGNORECASE)
_LONG_PTR = re.compile(r"(?<=\bAs )LongPtr\b", re.IGNORECASE)

ERR_CANNOT_CREATE = 429


def obj_ptr(_: Interpreter, args: list[object], __: dict[str, object]) -> object:
    """VBA's ObjPtr: a number that no other object has as long as this one is held."""
    return id(args[0])


def hearing(source: str) -> list[str]:
    """The variables that a module declares WithEvents."""
    return [source[found.end() :].split(maxsplit=1)[0].lower() for found in _WITH_EVENTS.finditer(source)]


def prepared(source: str) -> str:
    """VBA source as the model's parser takes it; no line is added or lost, so line numbers stay right."""
    source = _DIRECTIVE_COMMENT.sub(r"\1", source)
    source = _WITH_EVENTS.sub(r"\1", source)
    return rewritten(_LONG_PTR.sub("LongLong", source))


def language_amendments() -> Iterator[Replacement]:
    """VBA reads the text "True" or "False" as a Boolean where it is compared with one; the model raises error 13."""
    yield Replacement(_values, "_order", _comparing_words_with_booleans)


def _comparing_words_with_booleans(order: Callable[..., int]) -> Callable[..., int]:
    words = {"true": True, "false": False}

    def read(value: object, other: object) -> object:
        return words.get(value.lower(), value) if isinstance(value, str) and isinstance(other, bool) else value

    def compare(left: object, right: object, *, text_compare: bool) -> int:
        return order(read(left, right), read(right, left), text_compare=text_compare)

    return compare


class BenchBridge(ExcelBridge):
    """Excel as VBA sees it, with the classes that CreateObject knows on this machine."""

    def __init__(self, application: Application, session: Session) -> None:
        super().__init__(application)
        self._session = session
        self.classes: dict[str, Callable[[], object]] = {}

    def create(self, type_name_: str) -> object:
        """Make an object of a registered class.

        Raises:
            VBARuntimeError: 429 for any other class, as on a machine where it is not installed.
        """
        factory = self.classes.get(type_name_.lower())
        if factory is None:
            raise error(ERR_CANNOT_CREATE, f"ActiveX component can't create object: {type_name_}")
        return value_for_vba(factory(), self._session)


class BenchInterpreter(Interpreter):
    """The model's interpreter, which also calls declared functions."""

    def __init__(self, bridge: BenchBridge, libraries: Libraries) -> None:
        super().__init__(bridge)
        self._libraries = libraries
        #: The variables that hear events, by the name of their class in lower case.
        self.hearing: dict[str, list[str]] = {}
        self._listeners: list[weakref.ref[UserClassInstance]] = []

    def create(self, type_name_: str) -> object:
        """Make an object; one of a class that hears events is told of them for as long as it lives."""
        made = super().create(type_name_)
        if isinstance(made, UserClassInstance) and made.vba_type_name.lower() in self.hearing:
            self._listeners.append(weakref.ref(made))
        return made

    def raise_application_event(self, event: str, arguments: list[object]) -> None:
        """Call the handler of each object that listens; a `Slot` among the arguments goes by reference."""
        for listener in [found for ref in self._listeners if (found := ref()) is not None]:
            for variable in self.hearing[listener.vba_type_name.lower()]:
                handler = listener.module.procedure(f"{variable}_{event}")
                if handler is not None and isinstance(listener.variables[variable].get(), Application):
                    self.call(handler, listener.module, arguments, {}, me=listener)

    def extend(self, functions: dict[str, Any]) -> None:
        """Give VBA functions that the model leaves out because they look at the machine."""
        self._intrinsics = {**self._intrinsics, **functions}

    def _call_name(
        self, callee: ast.Name, args: list[ast.Argument], frame: Frame | None, *, statement_context: bool = False
    ) -> object:
        found = self._declaration(callee.name, frame)
        if found is None:
            return super()._call_name(callee, args, frame, statement_context=statement_context)
        return self._call_declared(*found, args, frame)

    def _declaration(self, name: str, frame: Frame | None) -> tuple[ast.DeclareDef, ModuleRuntime] | None:
        """The Declare that a name means: the module's own first, then the project's.

        What stands nearer than a Declare (a local, a variable or a procedure of the module) wins, as in VBA.
        """
        key = name.lower()
        if frame is not None:
            frame.module.initialise()
            if key in frame.locals or key in frame.module.variables or frame.module.procedure(key) is not None:
                return None
            if key in frame.module.declares:
                return frame.module.declares[key], frame.module
        for module in self.modules.values():
            if module.is_class:
                continue
            module.initialise()
            if module.procedure(key) is not None:
                return None
            if key in module.declares:
                return module.declares[key], module
        return None

    def _call_declared(
        self, declared: ast.DeclareDef, module: ModuleRuntime, args: list[ast.Argument], frame: Frame | None
    ) -> object:
        procedure = ast.Procedure(
            name=declared.name, kind="function" if declared.is_function else "sub", params=declared.params
        )
        positional, named = self._arguments(args, frame, procedure=procedure)
        inner = Frame(procedure=procedure, module=module)
        self._bind_arguments(inner, procedure, positional, named)
        slots = [(not one.by_val, inner.locals[one.name.lower()]) for one in declared.params]
        answer = self._libraries.call(declared.library, declared.alias or declared.name, slots)
        return coerce(answer, declared.returns) if declared.is_function else answer


class ModelOfExcel(ExcelApplication):
    """pyOpenVBA's model of Excel with the bench's interpreter in it."""

    def __init__(self, session: Session) -> None:
        self.application: Any = Application()
        self.application.session = session
        self.libraries = Libraries(session)
        session.libraries = self.libraries
        self.bridge = BenchBridge(self.application, session)
        self.interpreter = BenchInterpreter(self.bridge, self.libraries)
        self.application.interpreter = self.interpreter
