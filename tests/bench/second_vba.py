"""The add-in's VBA in LibreOffice's Basic: another engine for it than the model's interpreter.

The add-in is loaded as a workbook with macros, so that LibreOffice's filter reads our modules out of the binary that
Excel reads. Questions are functions in a module of VBA beside ours; each engine answers the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from arena.build import addin
from arena.build.vba_project import vba_project
from tests.bench.libreoffice import LibreOffice

PROBE = "ArenaProbe"
"""The module with the questions."""

LOCAL = "local"
"""LOCALAPPDATA of the machine, a path in the folder in which LibreOffice runs."""

END = 30
"""The character behind each answer."""

_TAKEN = {"Mac": False, "Win64": True}
_INNERMOST = re.compile(
    r"^#If (\w+) Then[^\n]*\n((?:(?!#If)[^\n]*\n)*?)(?:#Else\n((?:(?!#If)[^\n]*\n)*?))?#End If\n",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Other:
    """Something of our VBA that LibreOffice's Basic does not read as VBA does.

    Attributes:
        what: as it stands in our VBA.
        changed: makes of a module's source one that this Basic compiles.
        why: what this Basic does with it.
    """

    what: str
    changed: Callable[[str], str]
    why: str


def _one_branch(source: str) -> str:
    """Leave of each `#If` the branch of a 64-bit Windows."""
    source = re.sub(r"^ +(?=#)", "", source, flags=re.MULTILINE)
    while _INNERMOST.search(source):
        source = _INNERMOST.sub(lambda found: (found[2] if _TAKEN[found[1]] else found[3]) or "", source)
    return source


OTHERS = (
    Other(
        "#If",
        _one_branch,
        "a procedure that stands in both branches is taken from the first, and what follows does not compile",
    ),
    Other(
        "vbObjectError",
        lambda source: re.sub(r"\bvbObjectError\b", "-2147221504", source),
        "it is a variable that nobody defined",
    ),
    Other(
        "Not a Like b",
        lambda source: re.sub(r"Not (\w+ Like (?:\"[^\"]*\"|Replace\([^)]*\)))", r"Not (\1)", source),
        "Not goes before Like: a type mismatch",
    ),
    Other(
        "collection(key)",
        lambda source: re.sub(r"\b(mTexts|mBooks)\(", r"\1.Item(", source),
        "the default member of a collection that is a module's variable gives nothing",
    ),
    Other(
        "Then a b, c Else d",
        lambda source: re.sub(r" Then (\w+) (\w+, [^\n]*?) Else ", r" Then Call \1(\2) Else ", source),
        "what is called before Else needs brackets: the module does not compile from there on",
    ),
    Other('Format$(..., "nn")', lambda source: source.replace("hh:nn:ss", "hh:mm:ss"), "nn is the day of the week"),
)
"""Where this Basic is otherwise than VBA; a test shows of each that it still is."""


def readable(source: str, but: Sequence[str] = ()) -> str:
    """A module's source as this Basic takes it; what stands in `but` is left as VBA has it."""
    source = source.replace("\r\n", "\n")
    for other in OTHERS:
        if other.what not in but:
            source = other.changed(source)
    return source.replace("\n", "\r\n")


def probe(questions: Mapping[str, str]) -> str:
    """The module of VBA with a function for each question: its name, and an expression or lines that set `answer`."""
    lines = [f'Attribute VB_Name = "{PROBE}"', "Option Explicit", ""]
    for name, asked in questions.items():
        body = asked.splitlines() if "\n" in asked else [f"answer = {asked}"]
        declared = [f"Public Function {name}() As String", "Dim answer As String", "On Error Resume Next"]
        lines += [*declared, *body, f"{name} = answer", "End Function", ""]
    return "\r\n".join(lines)


def ask(
    libreoffice: LibreOffice, folder: Path, projects: Sequence[Mapping[str, str]], questions: Sequence[str]
) -> list[dict[str, str]]:
    """Load projects in LibreOffice, one after the other, and return what each answers, by question.

    Args:
        libreoffice: the LibreOffice.
        folder: where it runs, and reads the files of the imagined machine.
        projects: each the modules by name, one with the questions among them.
        questions: the names of functions in that one.
    """
    said = folder / "said.txt"
    books = [folder / f"{number}.xlsm" for number in range(len(projects))]
    for book, sources in zip(books, projects, strict=True):
        book.write_bytes(addin._workbook(vba_project(dict(sources))))
    opened = "".join(f'Answer "{book.as_uri()}"\n' for book in books)
    asked = "".join(f'answers.writeString(Asked(document, "{one}") & Chr({END}))\n' for one in questions)
    libreoffice.run_basic(
        _DRIVER.format(said=said.as_uri(), opened=opened, asked=asked, PROBE=PROBE),
        folder,
        LOCALAPPDATA=str(folder / LOCAL),
    )
    found = iter(said.read_text(encoding="utf-8").split(chr(END)))
    return [{question: next(found) for question in questions} for _ in projects]


_DRIVER = """
Dim answers

Sub Main
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  answers = createUnoService("com.sun.star.io.TextOutputStream")
  answers.setOutputStream(files.openFileWrite("{said}"))
  answers.setEncoding("UTF-8")
  {opened}
  answers.closeOutput()
  StarDesktop.terminate()
End Sub

Sub Answer(place)
  Dim given(1) As New com.sun.star.beans.PropertyValue
  given(0).Name = "Hidden"
  given(0).Value = True
  given(1).Name = "MacroExecutionMode"
  given(1).Value = 4 ' always, and say nothing
  document = StarDesktop.loadComponentFromURL(place, "_blank", 0, given())
  {asked}
  document.close(False)
End Sub

Function Asked(document, name) As String
  Dim places(), changed()
  On Error GoTo failed
  place = "vnd.sun.star.script:VBAProject.{PROBE}." & name & "?language=Basic&location=document"
  Asked = document.getScriptProvider().getScript(place).invoke(Array(), places, changed)
  Exit Function
failed:
  Asked = "failed: " & Error$
End Function
"""
