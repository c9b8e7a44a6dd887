"""VBA in the model of Excel: from a callback through a DLL's call to Python, and back."""

import sys
import types
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest
import xlwings as xw

from tests.bench.excel_model import (
    DisabledControlError,
    difference,
)

pytestmark = pytest.mark.model


LOADER = """Option Explicit
#If VBA7 Then ' only this branch
Private Declare PtrSafe Function LoadLibrary Lib "KERNEL32" Alias "LoadLibraryA" (ByVal path As String) As LongPtr
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64.dll" (ByRef Result As Variant, _
    Optional ByVal Config As String = "", Optional ByVal mode As Long = 1) As Long
#End If
Private WithEvents Excel As Application

Private Function Python() As Variant
    Dim folder As String
    folder = Environ("LOCALAPPDATA")
    If LoadLibrary(folder & "\\xlwings64.dll") = 0 Then Err.Raise 53, Description:="no library"
    If 0 <> XLPyDLLActivateAuto(Python, "constant command", 1) Then Err.Raise 1000, Description:=Python
End Function

Public Sub Clicked(control As IRibbonControl)
    On Error GoTo failed
    Dim server As Object
    Set server = Python()
    server.Call server.Module("bench_entry"), "click", server.Tuple(control.ID, ActiveWorkbook)
    Application.OnUndo "Terug", "Undo"
    Exit Sub
failed:
    MsgBox Err.Description
End Sub

Public Sub IsEnabled(control As IRibbonControl, ByRef answer)
    answer = (control.ID = "rank") And Not ActiveWorkbook Is Nothing
End Sub

Public Sub Loaded(ribbon As IRibbonUI)
    ribbon.InvalidateControl "rank"
End Sub

Public Function Twice(value As Variant) As Variant
    Twice = CreateObject("Bench.Doubler").Twice(value)
End Function
"""


FILES = """Function Copied(path As String) As String
    Dim number As Integer, line As String
    On Error GoTo failed
    number = FreeFile
    Open path For Input As #number
    Do While Not EOF(number)
        Line Input #number, line
        Copied = Copied & line & "/"
    Loop
    Close #number
    Kill path ' once
    Open "C:\\log.txt" For Output As #number
    Print #number, "gelezen"
    Close
    Exit Function
failed:
    Copied = Err.Description
End Function
"""

DECLARE = """Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64.dll" (ByRef Result As Variant, _
    Optional ByVal Config As String = "", Optional ByVal mode As Long = 1) As Long
"""

WALK = (
    DECLARE
    + """Function Walked() As String
    Dim server, one
    XLPyDLLActivateAuto server, "command"
    For Each one In server.List("a", "b")
        Walked = Walked & server.Str(one) & ";"
    Next
End Function
"""
)

WRAPPER = (
    DECLARE
    + """Function TWICE(numbers)
    Dim server
    XLPyDLLActivateAuto server, "command"
    TWICE = server.CallUDF("bench_functions", "twice", Array(numbers), ThisWorkbook, Application.Caller)
End Function
"""
)

FUNCTIONS = """from xlwings.udfs import xlarg, xlfunc


@xlfunc
@xlarg("numbers", ndim=2)
def twice(numbers):
    return [[one * 2 for one in row] for row in numbers]
"""


class Doubler:
    _public_methods_ = ("Twice",)

    def Twice(self, value):  # noqa: N802 - VBA's spelling
        return value * 2


@pytest.fixture
def entry(monkeypatch):
    """The module that VBA asks the server for, with the clicks that arrived."""
    module = types.ModuleType("bench_entry")
    module.clicks = []

    def click(identifier, workbook):
        from xlwings import _xlwindows as engine

        book = xw.Book(impl=engine.Book(xl=engine.COMRetryObjectWrapper(workbook)))
        module.clicks.append((identifier, book.name))
        book.sheets["Arena"]["A2:A3"].value = [["één"], ["twee"]]

    module.click = click
    monkeypatch.setitem(sys.modules, "bench_entry", module)
    return module


@pytest.fixture
def loader(excel):
    excel.machine.environment["LOCALAPPDATA"] = "C:\\Users\\u\\AppData\\Local"
    excel.add_module("Loader", LOADER)
    return excel


class TestVbaAndPython:
    DLL = "C:\\Users\\u\\AppData\\Local\\xlwings64.dll"

    def test_a_click_goes_through_vba_and_the_dll_into_python_and_back_to_the_workbook(self, loader, book, entry):
        dll = loader.add_xlwings_dll(self.DLL)
        with loader.counting() as calls:
            loader.ribbon.click("rank", "Clicked")
        assert loader.messages == []
        assert entry.clicks == [("rank", "Arena.xlsx")]
        assert book.sheets["Arena"]["A2:A3"].value == ["één", "twee"]
        assert dll.commands == ["constant command"]
        assert calls.by_member["Range.Value="] == 1
        assert loader.journal[-1].member == "OnUndo"

    def test_the_server_stays_warm(self, loader, book, entry):
        dll = loader.add_xlwings_dll(self.DLL)
        for _ in range(3):
            loader.ribbon.click("rank", "Clicked")
        assert (len(entry.clicks), dll.starts) == (3, 1)

    def test_an_error_in_python_reaches_vba_with_its_traceback(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL)
        entry.click = lambda *_: 1 / 0
        loader.ribbon.click("rank", "Clicked")
        assert "ZeroDivisionError" in loader.messages[0]

    def test_a_fault_in_excel_reaches_vba_through_python(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL)
        before = loader.dump(book)
        with loader.failing_at(1, lasting=True):
            loader.ribbon.click("rank", "Clicked")
        assert "thrown by the bench" in loader.messages[0]
        assert difference(before, loader.dump(book)) == []

    def test_a_library_that_is_elsewhere_is_not_found(self, loader, book, entry):
        loader.add_xlwings_dll("C:\\Elsewhere\\xlwings64.dll")
        loader.ribbon.click("rank", "Clicked")
        assert loader.messages == ["no library"]
        assert loader.model.libraries.asked_for == [self.DLL]

    def test_a_server_that_does_not_start_says_why(self, loader, book, entry):
        loader.add_xlwings_dll(self.DLL).failure = "Could not create Python process."
        loader.ribbon.click("rank", "Clicked")
        assert loader.messages == ["Could not create Python process."]

    @pytest.mark.parametrize(("identifier", "enabled"), [("rank", True), ("undo", False)])
    def test_a_get_callback_is_asked(self, loader, book, identifier, enabled):
        assert loader.ribbon.ask(identifier, "IsEnabled") is enabled

    @pytest.mark.parametrize(("identifier", "grey"), [("rank", False), ("undo", True), ("within", True)])
    def test_nobody_clicks_on_what_is_grey_or_in_a_grey_menu(self, loader, book, entry, tmp_path, identifier, grey):
        menu = "<menu id='undo' getEnabled='IsEnabled'><button id='within'/></menu>"
        with zipfile.ZipFile(tmp_path / "a.xlam", "w") as package:
            buttons = f"<button id='rank' getEnabled='IsEnabled'/>{menu}"
            package.writestr("customUI/customUI14.xml", f"<customUI>{buttons}</customUI>")
        loader.ribbon.read(tmp_path / "a.xlam")
        loader.add_xlwings_dll(self.DLL)
        with pytest.raises(DisabledControlError) if grey else nullcontext():
            loader.ribbon.click(identifier, "Clicked")
        assert len(entry.clicks) == (0 if grey else 1)

    def test_on_load_receives_a_ribbon(self, loader):
        loader.ribbon.load("Loaded")
        assert str(loader.journal[-1]) == "IRibbonUI.InvalidateControl(ControlID='rank')"

    def test_create_object_makes_what_a_test_registered(self, loader):
        loader.add_class("Bench.Doubler", Doubler)
        assert loader.run("Twice", 21) == 42

    def test_vba_reads_the_machine_s_files(self, excel):
        excel.machine.files["C:\\arena\\python.txt"] = "C:\\Python\\python.exe\r\nrest"
        excel.add_module(
            "Files",
            'Function Path()\nDim files: Set files = CreateObject("Scripting.FileSystemObject")\n'
            'Path = files.OpenTextFile("c:\\ARENA\\python.txt").ReadLine() & Dir("C:\\arena\\*.txt")\nEnd Function',
        )
        assert excel.run("Path") == "C:\\Python\\python.exepython.txt"

    def test_python_runs_vba_through_excel(self, loader):
        loader.add_class("Bench.Doubler", Doubler)
        assert loader.app.macro("Twice")(4) == 8

    def test_vba_writes_and_reads_files_with_its_own_statements(self, excel):
        excel.machine.files["C:\\arena\\path.txt"] = "één\r\ntwee"
        excel.add_module("Files", FILES)
        assert excel.run("Copied", "C:\\ARENA\\path.txt") == "één/twee/"
        assert excel.machine.files == {"C:\\log.txt": "gelezen\r\n"}
        assert excel.run("Copied", "C:\\arena\\path.txt") == "File not found"

    @pytest.mark.parametrize(("text", "read"), [("a\nb\n", "a\nb\n/"), ("a\rb\r\n\r\nc", "a/b//c/"), ("", "")])
    def test_line_input_ends_a_line_at_a_carriage_return_alone(self, excel, text, read):
        excel.add_module("Files", FILES)
        excel.machine.files["C:\\x.txt"] = text
        assert excel.run("Copied", "C:\\x.txt") == read

    def test_a_started_program_is_written_down_and_not_run(self, excel, book):
        excel.add_module("Start", 'Sub Start()\nCreateObject("WScript.Shell").Run "cmd.exe /C x"\nEnd Sub')
        excel.run("Start")
        assert excel.machine.started == ["cmd.exe /C x"]

    def test_xlwings_own_vba_runs_up_to_the_command_line(self, excel, book):
        source = Path(xw.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="utf-8")
        excel.machine.environment["TEMP"] = "C:\\Temp"
        excel.add_module("xlwings", source)
        excel.add_module("Start", 'Sub Start()\nRunPython "import x"\nEnd Sub')
        excel.run("Start")
        (command,) = excel.machine.started
        assert command.startswith("cmd.exe /C")
        assert "Arena.xlsx" in command

    def test_an_add_in_is_this_workbook_and_not_an_open_one(self, excel, book):
        excel.open_addin(Path(xw.__file__).with_name("quickstart_addin_ribbon.xlam"))
        excel.add_module("Who", "Function Who()\nWho = ThisWorkbook.Name & ThisWorkbook.IsAddin\nEnd Function")
        assert excel.run("Who") == "quickstart_addin_ribbon.xlamTrue"
        assert [one.name for one in excel.app.books] == ["Arena.xlsx"]
        assert "ribbonmyaddin" in excel.model.interpreter.modules

    def test_vba_walks_a_python_list(self, excel):
        excel.add_xlwings_dll("C:\\x\\xlwings64.dll").library.loaded = True
        excel.add_module("Walk", WALK)
        assert excel.run("Walked") == "a;b;"

    def test_a_user_defined_function_runs_through_xlwings_own_call(self, excel, book, tmp_path, monkeypatch):
        (tmp_path / "bench_functions.py").write_text(FUNCTIONS, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        excel.add_xlwings_dll("C:\\x\\xlwings64.dll").library.loaded = True
        excel.add_module("Wrapper", WRAPPER)
        book.sheets["Arena"]["J1:K1"].value = [1, 2]
        assert excel.run("TWICE", book.sheets["Arena"]["J1:K1"]) == (2, 4)


LISTENER = """Option Explicit
Public WithEvents App As Application
Public Heard As String
Public Keeps As Boolean

Private Sub App_WorkbookActivate(ByVal Wb As Workbook)
    Heard = Heard & "+" & Wb.Name & " "
End Sub
Private Sub App_WorkbookDeactivate(ByVal Wb As Workbook)
    Heard = Heard & "-" & Wb.Name & " "
End Sub
Private Sub App_SheetActivate(ByVal Sh As Object)
    Heard = Heard & "sheet " & Sh.Name & " "
End Sub
Private Sub App_WorkbookAfterSave(ByVal Wb As Workbook, ByVal Success As Boolean)
    Heard = Heard & "saved " & Success & " "
End Sub
Private Sub App_WorkbookBeforeClose(ByVal Wb As Workbook, Cancel As Boolean)
    Heard = Heard & "closes " & Wb.Name & " "
    Cancel = Keeps
End Sub
"""

HEARS = """Option Explicit
Private mListener As New Listener
Public Sub Listen()
    Set mListener.App = Application
End Sub
Public Sub Deaf()
    Set mListener.App = Nothing
End Sub
Public Sub Keep(keeps As Boolean)
    mListener.Keeps = keeps
End Sub
Public Function Heard() As String
    Heard = Trim(mListener.Heard)
    mListener.Heard = ""
End Function
"""


class TestApplicationEvents:
    @pytest.fixture
    def heard(self, excel):
        excel.add_module("Listener", LISTENER, kind="class")
        excel.add_module("Hears", HEARS)
        excel.run("Listen")
        return lambda: excel.run("Heard")

    def test_opening_and_closing_bring_the_workbook_in_front_and_the_next(self, excel, heard):
        one, two = excel.new_book(), excel.new_book()
        assert heard() == "+Book1 -Book1 +Book2"
        one.activate()
        assert heard() == "-Book2 +Book1"
        one.close()
        assert heard() == "closes Book1 -Book1 +Book2"
        assert excel.close(two)
        assert heard() == "closes Book2 -Book2"

    def test_sheets_and_saving(self, excel, heard, tmp_path):
        book = excel.new_book()
        book.sheets.add("Tweede")
        heard()
        book.sheets["Sheet1"].activate()
        book.save(tmp_path / "Bewaard.xlsx")
        book.save()
        assert heard() == "sheet Sheet1 saved True saved True"

    def test_a_handler_keeps_a_workbook_open_and_excel_with_it(self, excel, heard):
        book = excel.new_book()
        excel.run("Keep", True)
        heard()
        assert not excel.close(book)
        assert not excel.quit()
        assert heard() == "closes Book1 closes Book1"
        assert [one.name for one in excel.app.books] == ["Book1"]
        excel.run("Keep", False)
        assert excel.quit()
        assert heard() == "closes Book1 -Book1"
        assert list(excel.app.books) == []

    @pytest.mark.parametrize("deaf", ["Deaf", "EnableEvents"])
    def test_who_does_not_listen_hears_nothing(self, excel, heard, deaf):
        if deaf == "Deaf":
            excel.run("Deaf")
        else:
            excel.app.api.EnableEvents = False
        excel.new_book().close()
        assert heard() == ""

    def test_excels_end_lets_go_of_the_python_that_it_holds(self, excel):
        dll = excel.add_xlwings_dll("C:\\xlwings64.dll")
        let_go = []
        dll.connection = types.SimpleNamespace(let_go=lambda: let_go.append("python"))
        assert excel.quit()
        assert let_go == ["python"]
