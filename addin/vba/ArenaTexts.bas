Attribute VB_Name = "ArenaTexts"
' Arena-analyse: what the user reads, from the sheet of this add-in (key x language, made from the catalogue).
'
' Purpose: texts in the language that was chosen; "" for a key that is not there.
' Errors: none leave this module.
' Licence: MIT, see LICENSE.
Option Explicit
Option Private Module

Private mChosen As String
Private mTexts As Collection ' by language and key

Public Function ArenaText(ByVal key As String) As String
    On Error Resume Next
    If mTexts Is Nothing Then ReadTexts
    ArenaText = mTexts(ArenaLanguage() & "." & key)
End Function

Private Sub ReadTexts()
    Dim texts As Variant, row As Long, column As Long
    texts = ThisWorkbook.Worksheets(1).UsedRange.Value
    Set mTexts = New Collection
    For column = 2 To UBound(texts, 2)
        For row = 2 To UBound(texts)
            mTexts.Add CStr(texts(row, column)), texts(1, column) & "." & texts(row, 1)
        Next row
    Next column
End Sub

' The language that was chosen, else English in an English Excel, else Dutch.
Public Function ArenaLanguage() As String
    Const INTERFACE As Long = 2, PRIMARY As Long = 1023, ENGLISH As Long = 9
    Dim office As Object, spoken As Long
    On Error Resume Next
    If mChosen = "" Then mChosen = ArenaSetting("language.txt")
    If mChosen <> "nl" And mChosen <> "en" Then
        Set office = Application.LanguageSettings
        spoken = office.LanguageID(INTERFACE) ' stays 0 in an Excel that does not say
        mChosen = IIf((spoken And PRIMARY) = ENGLISH, "en", "nl")
    End If
    ArenaLanguage = mChosen
End Function

Public Sub ArenaChooseLanguage(ByVal language As String)
    Dim number As Integer
    On Error Resume Next
    mChosen = language
    number = FreeFile
    Open ArenaFolder() & "language.txt" For Output As #number
    Print #number, language
    Close #number
End Sub
