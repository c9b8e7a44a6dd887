"""The add-in's VBA compiles in a second engine too, and what needs no Excel answers there as in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from arena.build import addin
from arena.excel.functions.registry import FUNCTIONS
from arena.locale import LANGUAGES
from tests.bench.excel_model import ExcelBench
from tests.bench.judges.known_wrong import KNOWN_LIBREOFFICE
from tests.bench.libreoffice import LibreOffice, libreoffice_version
from tests.bench.second_vba import LOCAL, OTHERS, PROBE, ask, probe, readable

pytestmark = pytest.mark.model

SETTINGS = {
    "windows.txt": "C:\\Users\\Zoë\\pythonw.exe\r\nmore\r\n",
    "line_feeds.txt": "one\ntwo\n",
    "no_end.txt": "one",
    "spaces.txt": "  one two \r\n",
    "empty.txt": "",
    "blank.txt": "\r\none\r\n",
}
"""Files as the installer, or anybody, may leave them; one more is not there."""

PATHS = {
    "empty": "",
    "without_drive": "Users\\u\\python.exe",
    "one_folder": "C:\\python.exe",
    "share": "\\\\server\\share\\python.exe",
    "other_slash": "C:/Users/u/python.exe",
    "quote": 'C:\\Users\\u" & calc & "\\python.exe',
    "macro": "C:\\Users\\$(CLSID)\\python.exe",
    "gone": "C:\\Users\\u\\python.exe",
    "dollar": "C:\\Users\\$u\\python.exe",
}
"""What may stand in python.txt."""

LAST = '\r\nPublic Function LastOf{module}() As String\r\n    LastOf{module} = "reached"\r\nEnd Function\r\n'
"""Stands at the end of each module: it answers where all that stands above it compiles."""

NO_VBA = "\r\nPrivate Sub Broken()\r\n    Dim As If 3\r\nEnd Sub\r\n"


@dataclass(frozen=True)
class Answers:
    """What an engine answers, by question, and which modules compile in it."""

    said: dict[str, str]
    compiled: list[str]


def questions() -> dict[str, str]:
    """The questions by name, in the order in which they are asked."""
    asked = {
        "Language": 'ArenaChooseLanguage "nl"\nanswer = ArenaLanguage()',  # whatever was chosen before
        "Some_event": "Dim heard As New ArenaEvents\nSet heard.App = Nothing\nanswer = heard.App Is Nothing",
        "Some_function": f'IsError({FUNCTIONS[0].name}(4, "klein"))',
        "Some_folder": f'Mid$(ArenaFolder(), InStr(ArenaFolder(), "{LOCAL}\\"))',
        "Some_refresh": "ArenaRefresh\nanswer = True",
        "Some_number": "CStr(ARENA_ERROR)",
    }
    asked |= {f"Setting_{name[:-4]}": f'ArenaSetting("{name}")' for name in [*SETTINGS, "not_there.txt"]}
    for name, path in PATHS.items():
        quoted = path.replace('"', '""')
        asked[f"Path_{name}"] = (
            "Dim file As Integer\nDim python As Object\nfile = FreeFile\n"
            f'Open ArenaFolder() & "python.txt" For Output As #file\nPrint #file, "{quoted}"\nClose #file\n'
            "Set python = ArenaPython()\nanswer = Err.Description"
        )
    for language in LANGUAGES:
        asked[f"Texts_{language}"] = "\n".join(
            [
                f'ArenaChooseLanguage "{language}"',
                *(f'answer = answer & ArenaText("{key}") & vbLf' for key in [*addin.texts(), "no.such.text"]),
                'answer = answer & ArenaSetting("language.txt")',
            ]
        )
    asked["Log"] = "\n".join(
        [
            "Dim file As Integer",
            "file = FreeFile",
            'Open ArenaFolder() & "arena.log" For Output As #file',
            "Close #file",
            'ArenaLog "said"',
            'answer = ArenaSetting("arena.log") Like "####-##-## ##:##:## Excel: said"',
        ]
    )
    return asked


def in_libreoffice(folder: Path, *projects: Mapping[str, str]) -> list[Answers]:
    """What LibreOffice answers to each project."""
    for name, text in SETTINGS.items():  # a backslash is a letter like any other in the name of a file here
        Path(f"{folder / LOCAL}\\Arena-analyse\\{name}").write_bytes(text.encode())
    asked = questions()
    modules = sorted(addin.vba_sources())
    last = {
        f"Last_{name}": f"Dim heard As New ArenaEvents\nanswer = heard.LastOf{name}()"
        if name == "ArenaEvents"
        else f"LastOf{name}()"
        for name in modules
    }
    with_probe = [
        {name: source + LAST.format(module=name) for name, source in project.items()} | {PROBE: probe(last | asked)}
        for project in projects
    ]
    answers = []
    for found in ask(LibreOffice(recalculates=False), folder, with_probe, [*last, *asked]):
        compiled = [module for module in modules if found.pop(f"Last_{module}") == "reached"]
        answers.append(Answers(found, compiled))
    return answers


def in_the_model(folder: Path, asked: Mapping[str, str]) -> dict[str, str]:
    """What the model of Excel answers, by question, to an add-in whose Python does not start."""
    with ExcelBench() as excel:
        excel.machine.environment["LOCALAPPDATA"] = LOCAL
        for name, text in SETTINGS.items():
            excel.machine.files[f"{LOCAL}\\Arena-analyse\\{name}"] = text
        excel.open_addin(addin.build(folder))
        excel.add_module(PROBE, probe(asked))
        return {name: str(excel.run(name)) for name in asked}


@pytest.fixture(scope="module")
def basic(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answers]:
    """What LibreOffice answers to the add-in as it can read it, to a broken one, and to each that is as VBA has it."""
    sources = addin.vba_sources()
    projects = {
        "readable": {name: readable(source) for name, source in sources.items()},
        "broken": {name: readable(source + NO_VBA) for name, source in sources.items()},
    }
    projects |= {
        other.what: {name: readable(source, but=[other.what]) for name, source in sources.items()} for other in OTHERS
    }
    found = in_libreoffice(tmp_path_factory.mktemp("basic"), *projects.values())
    return dict(zip(projects, found, strict=True))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return in_the_model(tmp_path_factory.mktemp("model"), questions())


def test_every_module_of_the_add_in_compiles(basic: dict[str, Answers]) -> None:
    assert basic["readable"].compiled == sorted(addin.vba_sources())


def test_the_control_a_module_with_a_line_that_is_no_vba_does_not(basic: dict[str, Answers]) -> None:
    assert basic["broken"].compiled == []


@pytest.mark.parametrize("question", questions())
def test_both_engines_answer_the_same(basic: dict[str, Answers], model: dict[str, str], question: str) -> None:
    assert basic["readable"].said[question].replace("/", "\\") == model[question].replace("/", "\\")
    assert model[question] or question.startswith("Setting_")


@pytest.mark.parametrize("other", [other.what for other in OTHERS])
def test_what_is_said_to_be_otherwise_in_this_basic_still_is(basic: dict[str, Answers], other: str) -> None:
    """When this fails it has been mended: take it out of OTHERS."""
    if (version := libreoffice_version()) != KNOWN_LIBREOFFICE:
        pytest.skip(f"what is otherwise in LibreOffice {KNOWN_LIBREOFFICE} is known, not in {version}")
    assert basic[other] != basic["readable"]
