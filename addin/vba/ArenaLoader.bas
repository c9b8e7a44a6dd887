Attribute VB_Name = "ArenaLoader"
' Arena-analyse: the way into Python.
'
' Purpose: starts the Python server of this user and hands out its object. No text from a workbook reaches a command
'   line or source code: the command is constant but for the path that `arena install` wrote in a file of our own.
' Errors: raises ARENA_ERROR with a sentence for the user; what the machine said goes to the log.
' Licence: MIT, see LICENSE; the declarations of the DLL are xlwings', under the licence below.
'
' xlwings is distributed under a BSD 3-clause license.
'
' Copyright (C) 2014-present, Zoomer Analytics LLC.
' All rights reserved.
'
' Redistribution and use in source and binary forms, with or without modification,
' are permitted provided that the following conditions are met:
'
' * Redistributions of source code must retain the above copyright notice, this
'   list of conditions and the following disclaimer.
'
' * Redistributions in binary form must reproduce the above copyright notice, this
'   list of conditions and the following disclaimer in the documentation and/or
'   other materials provided with the distribution.
'
' * Neither the name of the copyright holder nor the names of its
'   contributors may be used to endorse or promote products derived from
'   this software without specific prior written permission.
'
' THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
' ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
' WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
' DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
' ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
' (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
' LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
' ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
' (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
' SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
Option Explicit
Option Private Module

Public Const ARENA_ERROR As Long = vbObjectError + 513
Private Const REGDB_E_CLASSNOTREG As String = "-2147221164" ' Windows shows Python to another Excel than this one

#If Mac Then ' every button is grey there, and says why
Public Function ArenaPython(Optional ByVal patient As Boolean) As Object
    Err.Raise ARENA_ERROR, , ArenaText("grey.mac")
End Function
#Else
Private Declare PtrSafe Function LoadLibrary Lib "KERNEL32" Alias "LoadLibraryA" (ByVal path As String) As LongPtr
#If Win64 Then
Private Const LIBRARY_NAME As String = "xlwings64-0.37.8.dll"
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64-0.37.8.dll" (ByRef result As Variant, ByVal config As String, ByVal mode As Long) As Long
#Else
Private Const LIBRARY_NAME As String = "xlwings32-0.37.8.dll"
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32-0.37.8.dll" (ByRef result As Variant, ByVal config As String, ByVal mode As Long) As Long
#End If

' The object of the Python server. The DLL starts the server where it does not run yet; given a class instead of a
' command, it only looks for the server that was started at logon (arena install --server). Failing may take it two
' minutes: who is not patient, as each of many cells, hears of a failure of some minutes ago at once.
Public Function ArenaPython(Optional ByVal patient As Boolean) As Object
    Const MINUTES As Long = 5, CLASS_ID As String = "{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}"
    Static failedAt As Date, why As String
    Dim interpreter As String, command As String, answer As Variant
    If Not patient And why <> "" And DateDiff("n", failedAt, Now) < MINUTES Then Err.Raise ARENA_ERROR, , ArenaText("message." & why)
    interpreter = InterpreterWithLibrary()
    command = ArenaSetting("server.txt")
    If Not command Like Replace(CLASS_ID, "x", "[0-9A-Fa-f]") Then
        command = """" & interpreter & """ -I -B -c ""from arena.excel.server import serve; serve('$(CLSID)')"""
    End If
    why = ""
    If 0 <> XLPyDLLActivateAuto(answer, command, 1) Then
        ArenaLog CStr(answer)
        failedAt = Now
        why = IIf(Left$(command, 1) = "{", "server_missing", "python_blocked")
        If InStr(answer, REGDB_E_CLASSNOTREG) > 0 Then why = "excel_apart"
        Err.Raise ARENA_ERROR, , ArenaText("message." & why)
    End If
    Set ArenaPython = answer
End Function

' The path of Python; the DLL that stands beside it is loaded. A quote would end the path in the command, and the DLL
' replaces $(...) in it. Without a full path the DLL would be sought in the current folder, which may be a workbook's.
Private Function InterpreterWithLibrary() As String
    Dim path As String, folder As String
    path = ArenaSetting("python.txt")
    If Not path Like "?:\*\*" Or path Like "*""*" Or path Like "*$(*" Then Err.Raise ARENA_ERROR, , ArenaText("message.not_installed")
    If Dir(path) = "" Then Err.Raise ARENA_ERROR, , ArenaText("message.python_gone")
    folder = Left$(path, InStrRev(path, "\"))
    If LoadLibrary(folder & LIBRARY_NAME) = 0 And LoadLibrary(folder & "..\" & LIBRARY_NAME) = 0 Then Err.Raise ARENA_ERROR, , ArenaText("message.library_missing")
    InterpreterWithLibrary = path
End Function
#End If

' The folder of the user's own data on this computer.
Public Function ArenaFolder() As String
    ArenaFolder = Environ("LOCALAPPDATA") & "\Arena-analyse\"
End Function

' The first line of one of our own files; "" where there is none. Line Input knows no line end but that of Windows.
Public Function ArenaSetting(ByVal file As String) As String
    Dim number As Integer, text As String
    On Error Resume Next
    number = FreeFile
    Open ArenaFolder() & file For Input As #number
    Line Input #number, text
    Close #number
    ArenaSetting = Trim$(Split(text & vbLf, vbLf)(0))
End Function

' Adds to the log; a log that cannot be written stops nobody.
Public Sub ArenaLog(ByVal text As String)
    Dim number As Integer
    On Error Resume Next
    number = FreeFile
    Open ArenaFolder() & "arena.log" For Append As #number
    Print #number, Format$(Now, "yyyy-mm-dd hh:nn:ss") & " Excel: " & text
    Close #number
End Sub
