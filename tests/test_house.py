"""The house rules that a machine can check: layers, sizes, names, catalogues, and what no committed file may hold."""

from __future__ import annotations

import ast
import gettext
import io
import itertools
import re
import string
import subprocess
from collections.abc import Container, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from urllib.parse import unquote

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from arena.locale import LANGUAGES, Catalogue, catalogue
from arena.method import forms, notes, ranking, roles
from arena.workbook import errors
from arena.workbook.model import QUESTIONS
from arena.workbook.sheets.columns import COLUMNS

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]
CODE = ROOT / "addin" / "arena"
LOCALE = CODE / "locale"
MODULES = sorted(CODE.rglob("*.py"))
ALL_PYTHON = sorted([*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])

LAYERS = [
    {"locale", "method", "cli_signs"},
    {"workbook"},
    {"sharing"},
    {"excel"},
    {"build"},
    {"install"},
    {"selftest"},
    {"terminal", "cli_outcome"},
    {"cli_input"},
    {"cli", "cli_files", "cli_install", "cli_merge"},
]
"""Each imports from those before it, and from itself; ``arena`` itself and ``__main__`` stand outside."""

TOGETHER = {
    frozenset(each)
    for each in (
        ("cli", "cli_install"),
        ("cli", "cli_merge"),
        ("cli", "cli_files"),
        ("cli_install", "cli_files"),
        ("cli_merge", "cli_files"),
    )
}

LONGEST_FILE = 400
VAGUE = re.compile(r"(^|_)(utils?|helpers?|commons?|misc|managers?|stuff)(_|$)")


def layer_of(name: str) -> int | None:
    return next((number for number, layer in enumerate(LAYERS) if name in layer), None)


def imported(module: Path) -> Iterator[str]:
    """The first name under ``arena`` of each import of a module, those inside functions included."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            full = [node.module] if node.module != "arena" else [f"arena.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            full = [name.name for name in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in full if name.startswith("arena."))


def room_of(module: Path) -> str:
    """The part of the package that a module belongs to."""
    return module.relative_to(CODE).with_suffix("").parts[0]


def name_of(module: Path) -> str:
    """The name by which a module is imported."""
    parts = module.relative_to(CODE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(module: Path, named: Container[str]) -> set[str]:
    """The modules of ours that a module imports, wherever in it, for types too."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    own = {one for one in found if one in named and one != name_of(module)}
    # of `from arena.excel import live` the package itself is not what is meant
    return {one for one in own if not any(other.startswith(f"{one}.") for other in own)}


class TestExcel:
    def test_is_spoken_to_in_one_room(self) -> None:
        elsewhere = [module for module in MODULES if "host" not in module.parts]
        assert [module for module in elsewhere if re.search(r"\.api\b", module.read_text(encoding="utf-8"))] == []


class TestImports:
    @pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(CODE)))
    def test_point_one_way(self, module: Path) -> None:
        here = room_of(module)
        if here in ("__init__", "__main__"):
            return
        mine = layer_of(here)
        assert mine is not None, f"{here} has no layer yet"
        for name in imported(module):
            other = layer_of(name)
            if other is None:
                assert name.startswith("__"), f"{name} has no layer yet"
            else:
                assert other < mine or name == here or frozenset({name, here}) in TOGETHER, f"{here} imports {name}"

    def test_of_the_method_are_of_the_method_alone(self) -> None:
        for module in (CODE / "method").rglob("*.py"):
            assert set(imported(module)) <= {"method"}

    def test_run_in_no_circle(self) -> None:
        named = {name_of(module): module for module in MODULES}
        sorted_ = TopologicalSorter({name: imported_modules(module, named) for name, module in named.items()})
        assert list(sorted_.static_order())  # raises CycleError, which names the circle

    def test_name_no_module_of_ours_by_a_string(self) -> None:
        for module in MODULES:
            found = re.findall(r"import_module\(f?\"arena", module.read_text(encoding="utf-8"))
            assert found == [], module

    def test_of_the_sheets_reach_no_file(self) -> None:
        for module in [*(CODE / "method").rglob("*.py"), *(CODE / "workbook" / "sheets").rglob("*.py")]:
            names = set(re.findall(r"^(?:from|import) (\w+)", module.read_text(encoding="utf-8"), re.MULTILINE))
            assert names.isdisjoint({"xlsxwriter", "openpyxl", "xlwings", "zipfile", "pathlib", "os"}), module


class TestFiles:
    @pytest.mark.parametrize("file", ALL_PYTHON, ids=lambda file: str(file.relative_to(ROOT)))
    def test_are_one_thing(self, file: Path) -> None:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE

    def test_have_names_that_say_what_is_in_them(self) -> None:
        for file in ALL_PYTHON:
            for part in file.relative_to(ROOT).with_suffix("").parts:
                assert not VAGUE.search(part), file

    @pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(CODE)))
    def test_begin_with_a_sentence(self, module: Path) -> None:
        said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
        assert (module.name in ("__init__.py",) and not module.read_text()) or said


def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "arena.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog(language) if message.id}


NL, EN = texts("nl"), texts("en")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


class TestCatalogues:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_compiled_from_their_source(self, language: str) -> None:
        fresh = io.BytesIO()
        write_mo(fresh, catalog(language))
        fresh.seek(0)
        with (LOCALE / language / "LC_MESSAGES" / "arena.mo").open("rb") as file:
            committed = gettext.GNUTranslations(file)
        compiled = gettext.GNUTranslations(fresh)
        for key, text in texts(language).items():
            assert committed.gettext(key) == compiled.gettext(key) == text, f"{key}: run make catalogues"
        assert set(committed._catalog) == set(compiled._catalog)  # type: ignore[attr-defined]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leave_no_text_open_or_in_doubt(self, language: str) -> None:
        for message in catalog(language):
            if message.id:
                assert str(message.string).strip(), message.id
                assert not message.fuzzy, message.id
                assert message.string != message.id

    def test_say_the_same_things_in_each_language(self) -> None:
        assert NL.keys() == EN.keys()

    @pytest.mark.parametrize("key", NL)
    def test_have_the_same_fields_to_fill_in_each_language(self, key: str) -> None:
        assert fields(NL[key]) == fields(EN[key])

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_keep_excels_limits(self, language: str) -> None:
        said = texts(language)
        for key, text in said.items():
            if re.fullmatch(r"column\.\w+\.title|.+\.error\.title|issue\.answer\.title", key):
                assert len(text) <= 32, key
            elif re.search(r"\.message(\.\w+)?$", key):
                assert len(text) <= 255, key
                # LibreOffice breaks no line of these by itself
                assert not re.match(r"column|issue|settings", key) or max(map(len, text.split("\n"))) < 60, key
            elif key.endswith(".error"):
                assert len(text) <= 225, key
            elif re.fullmatch(r"note\.\w+\.short", key):
                assert len(text) <= 40, key
            elif re.fullmatch(r"sheet\.\w+\.tab", key):
                assert len(text) <= 31, key
                assert not set(text) & set("[]:*?/\\"), key
                assert not text.startswith("'"), key

    def test_give_each_column_a_heading_of_its_own(self) -> None:
        headings: dict[str, set[str]] = {}
        for language in LANGUAGES:
            words = [catalogue(language)(f"column.{column.key}.heading") for column in COLUMNS]
            assert len({word.casefold() for word in words}) == len(words)
            for column, word in zip(COLUMNS, words, strict=True):
                headings.setdefault(word.casefold(), set()).add(column.key)
                assert not set(word) & set("[]'#@"), "a formula would have to escape it"
                assert word == word.strip()
        assert all(len(keys) == 1 for keys in headings.values()), "a heading means one thing in every language"

    def test_mean_one_level_by_each_word(self) -> None:
        for column in ("replaceability", "dependency"):
            meant: dict[str, set[int]] = {}
            for language, short, level in itertools.product(LANGUAGES, ("", "short."), range(1, 5)):
                word = catalogue(language)(f"level.{column}.{short}{level}")
                meant.setdefault(word.casefold(), set()).add(level)
            assert all(len(levels) == 1 for levels in meant.values()), meant


SLOTS: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "kind": forms.ISSUE_KINDS,
    "form": forms.FORMS,
    "question": QUESTIONS,
    "flag": roles.FLAGS,
    "priority": (*ranking.PRESETS, ranking.CUSTOM),
    "note": (*(note.code for note in notes.ROW_NOTES), *notes.SHEET_NOTES),
}


def texts_in_code() -> Iterator[str]:
    """Every text in the code that may be a key or the pattern of one, with ``*`` for what is filled in."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


NAMES_OF_ERRORS = {name for name, each in vars(errors).items() if isinstance(each, type) and "sentence" in dir(each)}


def catalogue_calls() -> Iterator[str]:
    """The keys written out where a catalogue is asked for a text."""
    asked = {"texts", "words", "_texts"}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            key = getattr(node.args[0], "value", None)
            if isinstance(key, str) and ((called in asked and "." in key) or called in NAMES_OF_ERRORS):
                yield key


class TestKeys:
    def test_that_the_code_asks_for_are_there(self) -> None:
        asked = set(catalogue_calls())
        assert len(asked) > 50
        assert asked - NL.keys() == set()

    def test_that_are_there_are_asked_for(self) -> None:
        found = set(texts_in_code())
        patterns = [
            re.compile(".+".join(map(re.escape, text.split("*"))))
            for text in found
            if "*" in text and re.search(r"[a-z]{4}", text)
        ]
        unused = [key for key in NL if key not in found and not any(pattern.fullmatch(key) for pattern in patterns)]
        assert unused == []

    def test_that_are_made_of_codes_are_there(self) -> None:
        words: Catalogue = catalogue(LANGUAGES[0])
        for code in SLOTS["note"]:
            assert f"note.{code}" in words
        for kind in SLOTS["kind"]:
            assert f"issue_kind.{kind}" in words
        for form in SLOTS["form"]:
            assert f"form.{form}" in words
        for question in SLOTS["question"]:
            assert f"issue.question.{question}" in words
        for priority in SLOTS["priority"]:
            assert f"priority.{priority}" in words
        for flag in SLOTS["flag"][1:]:
            assert f"flag.{flag}" in words

    def test_are_no_sentences(self) -> None:
        assert all(re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", key) for key in NL)


FOREIGN = re.compile(
    r"""(?<![\w.])/(?:work|home|root|Users)/ | [A-Z]:\\\\?Users\\ | \blocalhost\b
      | https?://(?:[\w-]+\.)*(?:artifactory|nexus|devpi|mirror|proxy|internal|intern|corp|local)\b
      | --(?:extra-)?index-url | --trusted-host | (?:api[_-]?key|password|secret)\s*=\s*["'][^"'{]{6,}""",
    re.VERBOSE,
)


def committed() -> list[Path]:
    """The files under version control, or all of them in a copy without it."""
    try:
        said = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ALL_PYTHON
    return [ROOT / line for line in said.splitlines() if (ROOT / line).is_file()]


DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
NAMED = re.compile(r"`((?:[\w*]+/)*[\w*]+\.(?:py|bas|cls|md|xml))`")
HEADINGS = re.compile(r"^#+ (.+)$", re.MULTILINE)
TO_HEADINGS = re.compile(r"\]\((?!https?:)([^)#?\s]*)#([^)\s]+)\)")
LINKED = re.compile(r"\]\((?!https?:)([^)#?\s]+)[^)]*\)")


class TestDocuments:
    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
    def test_name_files_that_are_there(self, document: Path) -> None:
        text = document.read_text(encoding="utf-8")
        for named in NAMED.findall(text):
            assert any(file.is_file() for file in ROOT.glob(f"**/{named}") if ".venv" not in file.parts), named

    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
    def test_link_to_files_that_are_there(self, document: Path) -> None:
        for target in LINKED.findall(document.read_text(encoding="utf-8")):
            assert (document.parent / unquote(target)).exists(), target

    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
    def test_link_to_headings_that_are_there(self, document: Path) -> None:
        for target, anchor in TO_HEADINGS.findall(document.read_text(encoding="utf-8")):
            text = (document.parent / unquote(target) if target else document).read_text(encoding="utf-8")
            anchors = [re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in HEADINGS.findall(text)]
            assert anchor in anchors, f"{target}#{anchor}"


class TestCommittedFiles:
    def test_hold_no_host_and_no_path_of_the_machine_that_made_them(self) -> None:
        for file in committed():
            if file == Path(__file__) or file.suffix in (".png", ".xlsx", ".xltx", ".mo", ".xlam"):
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            found = None if "tests" in file.parts else FOREIGN.search(text)
            assert found is None, f"{file.relative_to(ROOT)}: {found and found[0]}"

    def test_are_text_or_of_a_known_kind(self) -> None:
        kinds = {".py", ".po", ".mo", ".toml", ".md", ".lock", ".txt", ".png", ".xlsx", ".xltx", ".xml", ".bas", ".run"}
        kinds |= {
            "",
            ".cmd",
            ".c",
            ".yml",
            ".yaml",
            ".cls",
            ".js",
            ".json",
            ".csv",
            ".svg",
            ".cfg",
            ".in",
        }
        assert {file.suffix for file in committed()} <= kinds
