"""The add-in's file: the same bytes from the same sources, whole to every reader, and a ribbon that its VBA answers."""

from __future__ import annotations

import importlib.util
import re
import tomllib
import warnings
import zipfile
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from openxml_audit import FileFormat, OpenXmlValidator
from pyopenvba import ExcelFile

from arena.build import addin, function_wrappers
from arena.excel.buttons.table import BUTTONS
from arena.excel.functions import registry
from arena.locale import LANGUAGES, catalogue
from arena.workbook.errors import OutputError
from tests.bench.excel_model import ExcelBench
from tests.build import vba

pytestmark = pytest.mark.file

ROOT = Path(__file__).parents[2]
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
SIGNATURES = {
    "onLoad": r"\(ribbon As IRibbonUI\)",
    "onAction": r"\(control As IRibbonControl\)",
    "get": r"\(control As IRibbonControl, ByRef returned\)",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin.build(tmp_path_factory.mktemp("addin"))


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return addin.vba_sources()


@pytest.fixture(scope="module")
def ribbon():
    return fromstring(addin.ribbon())


class TestTheFile:
    def test_the_same_sources_give_the_same_bytes(self, built):
        assert built.name == "arena.xlam"
        assert built.read_bytes() == addin.package()

    def test_one_that_is_there_is_only_replaced_when_asked(self, built):
        with pytest.raises(OutputError):
            addin.build(built.parent)
        assert addin.build(built.parent, overwrite=True) == built

    def test_openxml_audit_finds_nothing(self, built, tmp_path):
        found = OpenXmlValidator(FileFormat.OFFICE_2019).validate(built)
        assert [str(error) for error in found.errors] == []

    def test_it_is_an_add_in_with_a_ribbon_and_no_more_parts_than_it_needs(self, built):
        with zipfile.ZipFile(built) as package:
            assert package.testzip() is None
            assert sorted(package.namelist()) == [
                "[Content_Types].xml",
                "_rels/.rels",
                "customUI/customUI14.xml",
                "docProps/app.xml",
                "docProps/core.xml",
                "xl/_rels/workbook.xml.rels",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/theme/theme1.xml",
                "xl/vbaProject.bin",
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
            ]
            types = package.read("[Content_Types].xml").decode()
            assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
            assert "application/vnd.ms-excel.sheet.macroEnabled.main+xml" not in types
            relationships = package.read("_rels/.rels").decode()
            assert relationships.count("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility") == 1

    def test_pyopenvba_reads_back_what_was_put_in(self, built, sources):
        with ExcelFile(built) as file:
            assert file.validate() == []
            project = file.vba_project()
            assert sorted(project.module_names()) == sorted([*sources, "Sheet1", "ThisWorkbook"])
            for name, source in sources.items():
                own = source[source.index("Option Explicit") :]
                assert project.get_module(name).source.endswith(own), name
            assert "Office" in {reference.name for reference in file.references()}  # IRibbonUI and IRibbonControl

    def test_the_names_of_its_sheet_and_workbook_are_those_of_their_modules(self, built):
        with zipfile.ZipFile(built) as package:
            assert 'codeName="ThisWorkbook"' in package.read("xl/workbook.xml").decode()
            assert 'codeName="Sheet1"' in package.read("xl/worksheets/sheet1.xml").decode()

    def test_oletools_reads_it(self, built, sources):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from oletools.olevba import VBA_Parser

            parser = VBA_Parser(str(built))
            try:
                assert parser.detect_vba_macros()
                read = {name.removesuffix(".bas").removesuffix(".cls") for _, _, name, _ in parser.extract_macros()}
                assert read == {*sources, "Sheet1", "ThisWorkbook"}
                alarms = {keyword for kind, keyword, _ in parser.analyze_macros() if kind == "AutoExec"}
            finally:
                parser.close()
        assert alarms == set()  # nothing that an antivirus program takes for a macro that runs by itself


class TestTheVba:
    @pytest.mark.parametrize("platform", vba.PLATFORMS)
    def test_both_judges_have_nothing_against_it(self, sources, platform, tmp_path):
        assert vba.findings(sources, platform, tmp_path) == []

    def test_the_judges_see_a_fault_in_either_branch(self, sources, tmp_path):
        fault = "#If Mac Then\r\nSub One()\r\nx = 1\r\nEnd Sub\r\n#Else\r\nSub Two()\r\ny = 1\r\nEnd Sub\r\n#End If\r\n"
        wrong = {**sources, "Wrong": f'Attribute VB_Name = "Wrong"\r\nOption Explicit\r\n{fault}'}
        for platform, name in (("windows", "y"), ("mac", "x")):
            (tmp_path / platform).mkdir()
            found = [one for one in vba.findings(wrong, platform, tmp_path / platform) if "Wrong" in one]
            assert len(found) >= 2
            assert all(f"'{name}'" in one for one in found)

    def test_our_own_stays_small(self, sources):
        """Only what must work before Python does, or without it; whether a standing sheet is missing among that."""
        own = {name: vba.own_lines(source) for name, source in sources.items() if name != function_wrappers.MODULE}
        assert min(own.values()) > 10
        assert sum(own.values()) < 300, own

    def test_every_module_says_what_it_is_for_and_declares_everything(self, sources):
        for name, source in sources.items():
            head = source.split("Option Explicit")[0]
            assert all(f"' {word}:" in head for word in ("Purpose", "Errors", "Licence")), name
            assert re.search(r"^Option Explicit\r$", source, re.MULTILINE), name
            assert source.count("\n") == source.count("\r\n"), name
            assert source.isascii(), name

    def test_what_is_xlwings_carries_its_licence(self, sources):
        for name, source in sources.items():
            assert ("XLPyDLL" in source) is ("xlwings is distributed under a BSD 3-clause license" in source), name

    def test_its_dll_is_that_of_the_pinned_xlwings(self, sources):
        declared = set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", sources["ArenaLoader"]))
        requires = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        assert [f"xlwings=={version}" for version in declared] == [one for one in requires if one.startswith("xlwings")]

    def test_nothing_of_a_workbook_and_no_shell_stands_in_the_loader(self, sources):
        for name, source in sources.items():
            code = "\n".join(line.split(" '")[0] for line in source.splitlines() if not line.startswith("'"))
            assert not re.search(r"\.(FullName|Path)\b|\bShell\b|CreateObject|Evaluate|Run\b", code), name
        loader = sources["ArenaLoader"]
        assert not re.search(r"Workbook|Sheet|Range|Cells|Selection", loader.split("Option Explicit")[1])

    def test_every_module_of_python_that_is_named_can_be_imported(self, sources):
        named = set(
            re.findall(
                r"\b(arena\.excel\.[a-z_.]+)",
                "".join(source.split("Option Explicit")[1] for source in sources.values()),
            )
        )
        assert named == {"arena.excel.entry", "arena.excel.server", registry.UDF_MODULE}
        assert all(importlib.util.find_spec(one) is not None for one in named)

    def test_no_event_runs_by_itself_when_the_add_in_opens(self, sources):
        assert not re.search(r"Workbook_Open|Auto_Open", "".join(sources.values()))

    def test_every_callback_handles_its_errors_or_calls_only_what_does(self, sources):
        text = sources["ArenaTexts"] + sources["ArenaRibbon"]
        safe = {
            "ArenaLabel",
            "ArenaScreentip",
            "ArenaSupertip",
            "ArenaKeytip",
            "ArenaEnabled",
            "ArenaClick",
            "ArenaUndo",
            "ArenaAnswer",  # no callback: its errors are for who asks
        }
        for name, body in re.findall(r"^Public (?:Sub|Function) (\w+)(.*?)^End (?:Sub|Function)", text, re.M | re.S):
            assert "On Error" in body or name in safe, name

    def test_the_functions_are_those_of_the_registry(self, sources):
        module = sources[function_wrappers.MODULE]
        assert re.findall(r"Public Function (\w+)\(", module) == [one.name for one in registry.FUNCTIONS]
        for one in registry.FUNCTIONS:
            shown = ", ".join(f"Optional {a.name}" if a.optional else a.name for a in one.arguments)
            assert f"Public Function {one.name}({shown}) As Variant" in module
        assert "Workbook" not in module.replace("ThisWorkbook.Name", "")


class TestTheRibbon:
    def attributes(self, ribbon):
        return [(element, name, value) for element in ribbon.iter() for name, value in element.attrib.items()]

    def test_every_callback_is_in_the_vba_with_the_right_signature(self, ribbon, sources):
        text = sources["ArenaRibbon"]
        asked = [(name, value) for _, name, value in self.attributes(ribbon) if name.startswith(("get", "on"))]
        assert asked
        for name, callback in asked:
            signature = SIGNATURES["get" if name.startswith("get") else name]
            assert len(re.findall(rf"^Public Sub {callback}{signature}\r$", text, re.MULTILINE)) == 1, callback

    def test_ids_are_unique(self, ribbon):
        ids = Counter(value for _, name, value in self.attributes(ribbon) if name == "id")
        assert max(ids.values()) == 1

    def test_no_attribute_stands_beside_its_get_twin(self, ribbon):
        for element in ribbon.iter():
            for name in element.attrib:
                assert f"get{name[0].upper()}{name[1:]}" not in element.attrib

    def test_no_text_stands_in_it(self, ribbon):
        names = {name for _, name, _ in self.attributes(ribbon)}
        assert not names & {"label", "screentip", "supertip", "keytip", "description", "title"}

    def test_every_image_is_known(self, ribbon):
        used = [value for _, name, value in self.attributes(ribbon) if name == "imageMso"]
        lines = Path(__file__).with_name("image_mso.txt").read_text().splitlines()
        known = [line for line in lines if not line.startswith("#")]
        assert len(set(known)) == len(known) > 5 * len(set(used))
        assert set(used) <= set(known)

    def test_sorting_shows_the_arrow_of_first_to_last(self, ribbon):
        images = {one.attrib["id"]: one.attrib.get("imageMso") for one in ribbon.iter() if "id" in one.attrib}
        assert images["rank"] == "SortAscendingExcel"

    def test_its_buttons_are_those_of_the_table(self, ribbon):
        buttons = [
            one.attrib["id"] for one in ribbon.iter(f"{NAMESPACE}button") if one.attrib["onAction"] == "ArenaClick"
        ]
        assert buttons == list(BUTTONS)
        languages = [one.attrib["tag"] for one in ribbon.iter(f"{NAMESPACE}button") if "tag" in one.attrib]
        assert languages == list(LANGUAGES)

    def test_the_tab_leaves_its_keytip_to_office_which_knows_those_of_excel_s_own_tabs(self, ribbon):
        """In an English Excel "A" is the tab Data, and would win over any "AR" of ours at once."""
        (tab,) = ribbon.iter(f"{NAMESPACE}tab")
        assert not {"keytip", "getKeytip"} & set(tab.attrib)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_keytip_begins_another_and_texts_are_as_long_as_office_takes_them(self, language):
        texts = {key: said[LANGUAGES.index(language)] for key, said in addin.texts().items()}
        keytips = [text for key, text in texts.items() if key.endswith(".keytip")]
        assert not [(one, other) for one, other in permutations(keytips, 2) if other.startswith(one)]
        assert all(1 <= len(text) <= 3 and text.isascii() and text.isupper() for text in keytips)
        assert all(0 < len(text) <= 1023 for text in texts.values())

    def test_the_sheet_of_the_add_in_holds_every_text_in_every_language(self, built):
        with ExcelBench() as excel:
            rows = excel.com(excel.open_addin(built)).Worksheets(1).UsedRange.Value
        assert rows[0] == ("key", *LANGUAGES)
        assert {row[0]: row[1:] for row in rows[1:]} == addin.texts()
        assert addin.texts()["rank.label"] == tuple(catalogue(one)("ribbon.rank.label") for one in LANGUAGES)

    def test_every_text_that_the_vba_asks_for_is_there(self, sources):
        asked = set(re.findall(r'ArenaText\("([\w.]+)"\)', "".join(sources.values())))
        described = re.findall(r'Describe "\w+", "([\w.]+)", Array\(([^)]*)\)', sources[function_wrappers.MODULE])
        asked |= {key for help_, arguments in described for key in (help_, *re.findall(r'"([\w.]+)"', arguments))}
        assert len(asked) > 15
        assert asked <= set(addin.texts())
