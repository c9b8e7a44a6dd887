Attribute VB_Name = "ArenaRibbon"
' Arena-analyse: the callbacks of the ribbon (arena.build.ribbon).
'
' Purpose: texts and states of the buttons without Python; one callback for a click, which Python then does.
' Errors: none leave a callback, since an unhandled one would lose the ribbon: settings go back to what they were, and
'   the user reads a sentence and where the log is.
' Licence: MIT, see LICENSE.
Option Explicit

Private Const TITLE As String = "Arena-analyse"
Private mRibbon As IRibbonUI
Private mEvents As New ArenaEvents
Private mBooks As New Collection ' where a button was clicked, by key: as long as one is held no other gets its key
Private mSession As String ' begins each key: other than any before, where this code was started anew
Private mUndoable As String ' the keys of those in which a button can be undone
Private mLast As String ' the key of the one that Excel's own undo is about
Private mDescribed As Boolean
Private mServed As Boolean ' Python answered in this Excel, so it may keep something

Public Sub ArenaLoad(ribbon As IRibbonUI)
    On Error Resume Next
    Set mRibbon = ribbon
    Set mEvents.App = Application
    mSession = Format$(Now, "yyyymmddhhnnss") & "-"
End Sub

Public Sub ArenaLabel(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".label")
End Sub

Public Sub ArenaScreentip(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".screentip")
End Sub

Public Sub ArenaSupertip(control As IRibbonControl, ByRef returned)
    returned = WhyGrey(control.ID)
    If returned = "" Then returned = ArenaText(control.ID & ".supertip")
End Sub

Public Sub ArenaKeytip(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".keytip")
End Sub

Public Sub ArenaEnabled(control As IRibbonControl, ByRef returned)
    returned = WhyGrey(control.ID) = ""
End Sub

' Why a button cannot be chosen now, and what to do about it; "" where it can.
Private Function WhyGrey(ByVal button As String) As String
    Dim needs As String, schema As Long, undoable As Boolean
    On Error Resume Next
    needs = ArenaText(button & ".needs")
    #If Mac Then
    needs = "mac"
    #End If
    schema = CLng(ActiveWorkbook.Names("arena_schema").RefersToRange.Value) ' 0 for any other workbook
    undoable = InStr(mUndoable, KeyOf(ActiveWorkbook)) > 0
    Select Case True
        Case needs = "always", needs = "undo" And undoable: WhyGrey = ""
        Case needs = "undo", needs = "mac": WhyGrey = ArenaText("grey." & needs)
        Case ActiveWorkbook Is Nothing: WhyGrey = ArenaText("grey.no_workbook")
        Case schema < 1: WhyGrey = ArenaText("grey.no_table")
        Case schema > CLng(ArenaText("schema")): WhyGrey = ArenaText("grey.newer")
        Case needs = "update": If schema = CLng(ArenaText("schema")) And HasSheets(ActiveWorkbook, "sheets") Then WhyGrey = ArenaText("grey.update")
        Case schema < CLng(ArenaText("schema")): WhyGrey = ArenaText("grey.older")
        Case needs = "readable": WhyGrey = ""
        Case needs = "ratings" And Not HasSheets(ActiveWorkbook, needs): WhyGrey = ArenaText("grey.ratings")
        Case ActiveWorkbook.ReadOnly: WhyGrey = ArenaText("grey.read_only")
    End Select
End Function

' True if none of some sheets is missing, by their tabs in the workbook's own language: Excel refuses a list with one that is.
Private Function HasSheets(ByVal book As Workbook, ByVal which As String) As Boolean
    On Error Resume Next
    which = ArenaText(which & "." & book.Names("arena_taal").RefersToRange.Value)
    HasSheets = book.Worksheets(Split(which, "/")).Count > 0
End Function

' The key by which Python knows a workbook from one click to the next, also under another name; no key is within another.
Private Function KeyOf(ByVal book As Workbook) As String
    KeyOf = "|" & mSession & ObjPtr(book) & "|"
End Function

' Before a workbook closes: what was kept for it goes, here and in Python, or Excel would stay on, unseen.
Public Sub ArenaLetGo(ByVal book As Workbook)
    On Error Resume Next
    mBooks.Remove KeyOf(book)
    If Err.Number <> 0 Or Not mServed Then Exit Sub ' no button was clicked there, or Python would be waited for in vain
    mUndoable = Replace(mUndoable, KeyOf(book), "")
    With ArenaPython()
        .Call .Module("arena.excel.entry"), "let_go", .Tuple(Application, KeyOf(book))
    End With
End Sub

Public Sub ArenaClick(control As IRibbonControl)
    Perform control.ID, ActiveWorkbook
End Sub

' What Ctrl+Z does after a button. Excel has one list for all workbooks: another may be in front by now.
Public Sub ArenaUndo()
    On Error Resume Next ' it may be closed by now
    Perform "undo", mBooks(mLast)
End Sub

Public Sub ArenaChoose(control As IRibbonControl)
    On Error Resume Next
    ArenaChooseLanguage control.Tag
    mDescribed = False
    ArenaRefresh
End Sub

Public Sub ArenaRefresh()
    On Error Resume Next
    If Not mDescribed Then ArenaDescribeFunctions mDescribed
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Private Sub Perform(ByVal button As String, ByVal book As Workbook)
    Dim answer As String, undoText As String, number As Long, description As String
    Dim screen As Boolean, events As Boolean, alerts As Boolean, calculation As Long, status As Variant
    On Error Resume Next
    screen = Application.ScreenUpdating
    events = Application.EnableEvents
    alerts = Application.DisplayAlerts
    status = Application.StatusBar
    If Not book Is Nothing Then calculation = Application.Calculation
    If Not book Is Nothing Then mBooks.Add book, KeyOf(book) ' refused where it is there
    Err.Clear
    answer = ArenaAnswer(button, book)
    If answer = "" Then number = Err.Number ' Python always answers; a handler of events may have left an error
    description = Err.Description
    If Application.ScreenUpdating <> screen Then Application.ScreenUpdating = screen
    If Application.EnableEvents <> events Then Application.EnableEvents = events
    If Application.DisplayAlerts <> alerts Then Application.DisplayAlerts = alerts
    If calculation <> 0 And Application.Calculation <> calculation Then Application.Calculation = calculation
    Application.StatusBar = status
    If Not Application.PrintCommunication Then Application.PrintCommunication = True
    If number <> 0 Then Fail button, number, description Else mServed = True
    undoText = Split(answer & vbLf, vbLf)(0)
    If undoText <> "" Or (button = "undo" And number = 0) Then mUndoable = Replace(mUndoable, KeyOf(book), "") & IIf(undoText = "", "", KeyOf(book))
    ArenaRefresh
    If Len(answer) > Len(undoText) + 1 Then MsgBox Mid$(answer, Len(undoText) + 2), vbInformation, TITLE
    If undoText = "" Then Exit Sub
    mLast = KeyOf(book)
    Application.OnUndo undoText, "'" & ThisWorkbook.Name & "'!ArenaUndo"
End Sub

' Python's answer, also to `arena selftest`: on the first line what this click did and can be undone, then the message.
Public Function ArenaAnswer(ByVal button As String, Optional ByVal book As Workbook) As String
    If TypeName(Application.Caller) = "Range" Then Exit Function ' a formula presses no button
    Application.DisplayAlerts = False ' or Excel says that it waits for another program, over a question of Python's
    With ArenaPython(patient:=True)
        ArenaAnswer = .Str(.Call(.Module("arena.excel.entry"), "click", .Tuple(button, Application, book, ArenaLanguage(), KeyOf(book))))
    End With
End Function

' Python did not start, or let go of an error: the sentence, what the user can do, and where the log is.
Private Sub Fail(ByVal button As String, ByVal number As Long, ByVal description As String)
    Dim manual As String, message As String
    On Error Resume Next
    ' Only our own sentence is written down: what Python or Excel raised may quote a cell, whatever it looks like.
    ArenaLog button & ": " & number & IIf(number = ARENA_ERROR, " " & description, "")
    manual = ArenaFolder() & "manual." & ArenaLanguage() & ".html"
    If button = "manual" And Dir(manual) <> "" Then
        ThisWorkbook.FollowHyperlink manual
        Exit Sub
    End If
    message = IIf(number = ARENA_ERROR, description, ArenaText("message.unexpected"))
    If button = "trouble" Then message = message & vbLf & vbLf & ArenaText("message.doctor")
    MsgBox message & vbLf & vbLf & ArenaText("message.log") & vbLf & "%LOCALAPPDATA%\Arena-analyse\arena.log", vbExclamation, TITLE
End Sub
