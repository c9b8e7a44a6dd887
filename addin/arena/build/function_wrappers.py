"""Makes the VBA module with the functions of the registry: what Excel calls from a cell, and the wizard's help.

A wrapper hands its arguments to Python and nothing else: no workbook of the user's, and on any error ``#VALUE!``,
never a text that later formulas would take for data.
"""

from __future__ import annotations

from arena.excel.functions.registry import CATEGORY, FUNCTIONS, UDF_MODULE, Function

MODULE = "ArenaFunctions"

_HEADER = f"""Attribute VB_Name = "{MODULE}"
' Arena-analyse: the functions for cells, made from arena.excel.functions.registry;
'   changes here are lost at the next build.
'
' Purpose: hands the arguments of a function in a cell to Python, in one call, and its answer back.
' Errors: none leave this module; a cell shows #VALUE!.
' Licence: MIT, see LICENSE.
Option Explicit
"""

_ENGINE = f"""
Private Function Computed(ByVal name As String, ByVal arguments As Variant) As Variant
    On Error GoTo failed
    Computed = WithErrors(ArenaPython().CallUDF("{UDF_MODULE}", name, arguments))
    Exit Function
failed:
    Computed = CVErr(xlErrValue)
End Function

' Python marks bad input by False; an answer is one value, a row of values, or rows of them.
Private Function WithErrors(ByVal answer As Variant) As Variant
    Dim row As Long, column As Long, width As Long
    If IsArray(answer) Then
        width = WidthOf(answer)
        For row = LBound(answer) To UBound(answer)
            If width = 0 Then
                If VarType(answer(row)) = vbBoolean Then answer(row) = CVErr(xlErrValue)
            Else
                For column = LBound(answer, 2) To UBound(answer, 2)
                    If VarType(answer(row, column)) = vbBoolean Then answer(row, column) = CVErr(xlErrValue)
                Next column
            End If
        Next row
    ElseIf VarType(answer) = vbBoolean Then
        answer = CVErr(xlErrValue)
    End If
    WithErrors = answer
End Function

' How many columns rows of values have; 0 for a single row.
Private Function WidthOf(ByVal answer As Variant) As Long
    On Error Resume Next
    WidthOf = UBound(answer, 2) - LBound(answer, 2) + 1
End Function

Private Sub Describe(ByVal name As String, ByVal help As String, ByVal arguments As Variant, ByRef all As Boolean)
    Dim texts() As String, number As Long
    On Error GoTo failed
    ReDim texts(LBound(arguments) To UBound(arguments))
    For number = LBound(arguments) To UBound(arguments)
        texts(number) = ArenaText(arguments(number))
    Next number
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, Description:=ArenaText(help), _
        Category:=ArenaText("{CATEGORY}"), ArgumentDescriptions:=texts
    Exit Sub
failed:
    all = False
End Sub
"""


def module() -> str:
    """Return the module's source, with the line ends that VBA has (CRLF)."""
    wrappers = "\n".join(_wrapper(function) for function in FUNCTIONS)
    descriptions = "\n".join(_description(function) for function in FUNCTIONS)
    describe = (
        "\n' Gives the wizard its help, and says whether Excel took all of it: it refuses while no workbook is shown.\n"
        f"Public Sub ArenaDescribeFunctions(ByRef all As Boolean)\n    all = True\n{descriptions}\nEnd Sub\n"
    )
    return (_HEADER + wrappers + describe + _ENGINE).replace("\n", "\r\n")


def _wrapper(function: Function) -> str:
    parameters = ", ".join(("Optional " if one.optional else "") + one.name for one in function.arguments)
    handed = ", ".join(["ArenaLanguage()", *(one.name for one in function.arguments)])
    return (
        f"Public Function {function.name}({parameters}) As Variant\n"
        f'    {function.name} = Computed("{function.key}", Array({handed}))\n'
        "End Function\n"
    )


def _description(function: Function) -> str:
    arguments = ", ".join(f'"{one.help}"' for one in function.arguments)
    return f'    Describe "{function.name}", "{function.help}", Array({arguments}), all'
