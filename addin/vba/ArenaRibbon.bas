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
Private mBooks As New Collection ' Array(workbook, key): where a button was clicked; a name changes with Save As
Private mUndoable As String ' the keys of those in which a button can be undone, each between bars
Private mLast As String ' the key of the one that Excel's own undo is about
Private mDescribed As Boolean

Public Sub ArenaLoad(ribbon As IRibbonUI)
    On Error Resume Next
    Set mRibbon = ribbon
    Set mEvents.App = Application
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
    schema = SchemaOf(ActiveWorkbook)
    undoable = InStr(mUndoable, "|" & KeyOf(ActiveWorkbook) & "|") > 0
    Select Case True
        Case needs = "always", needs = "undo" And undoable: WhyGrey = ""
        Case needs = "undo", needs = "mac": WhyGrey = ArenaText("grey." & needs)
        Case ActiveWorkbook Is Nothing: WhyGrey = ArenaText("grey.no_workbook")
        Case schema < 1: WhyGrey = ArenaText("grey.no_table")
        Case schema > CLng(ArenaText("schema")): WhyGrey = ArenaText("grey.newer")
        Case ActiveWorkbook.ReadOnly: WhyGrey = ArenaText("grey.read_only")
    End Select
End Function

' Whether a workbook is among others, without asking it anything: it may be closed.
Private Function IsAmong(ByVal book As Workbook, ByVal others As Object) As Boolean
    Dim one As Variant
    For Each one In others
        If one Is book Then IsAmong = True
    Next one
End Function

' The key by which Python knows a workbook from one click to the next; "" where no button was clicked yet.
Private Function KeyOf(ByVal book As Workbook) As String
    Dim one As Variant
    For Each one In mBooks
        If one(0) Is book Then KeyOf = one(1)
    Next one
End Function

' Gives a workbook its key, other than any before, also where this code was started anew; and lets go of closed ones.
Private Sub NoteBook(ByVal book As Workbook)
    Static count As Long
    Dim at As Long
    For at = mBooks.Count To 1 Step -1
        If Not IsAmong(mBooks(at)(0), Application.Workbooks) Then ArenaLetGo mBooks(at)(0)
    Next at
    If book Is Nothing Or KeyOf(book) <> "" Then Exit Sub
    count = count + 1
    mBooks.Add Array(book, Format$(Now, "yyyymmddhhnnss") & "-" & count)
End Sub

' Before a workbook closes: what was kept for it goes, here and in Python, or Excel would stay on, unseen.
Public Sub ArenaLetGo(ByVal book As Workbook)
    Dim key As String, at As Long, server As Object
    On Error Resume Next
    key = KeyOf(book)
    If key = "" Then Exit Sub
    For at = mBooks.Count To 1 Step -1
        If mBooks(at)(1) = key Then mBooks.Remove at
    Next at
    NoteUndo key, False
    Set server = ArenaPython()
    server.Call server.Module("arena.excel.entry"), "let_go", server.Tuple(Application, key)
End Sub

Private Sub NoteUndo(ByVal key As String, ByVal undoable As Boolean)
    mUndoable = Replace(mUndoable, "|" & key & "|", "") & IIf(undoable, "|" & key & "|", "")
End Sub

' The number of the layout of an Arena workbook; 0 for any other.
Private Function SchemaOf(ByVal book As Workbook) As Long
    On Error Resume Next
    SchemaOf = CLng(book.Names("arena_schema").RefersToRange.Value)
End Function

Public Sub ArenaClick(control As IRibbonControl)
    Perform control.ID, ActiveWorkbook
End Sub

' What Ctrl+Z does after a button. Excel has one list for all workbooks: another may be in front by now.
Public Sub ArenaUndo()
    Dim one As Variant
    For Each one In mBooks
        If one(1) = mLast And IsAmong(one(0), Application.Workbooks) Then Perform "undo", one(0)
    Next one
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
    Err.Clear
    answer = ArenaAnswer(button, book)
    number = Err.Number
    description = Err.Description
    If Application.ScreenUpdating <> screen Then Application.ScreenUpdating = screen
    If Application.EnableEvents <> events Then Application.EnableEvents = events
    If Application.DisplayAlerts <> alerts Then Application.DisplayAlerts = alerts
    If calculation <> 0 And Application.Calculation <> calculation Then Application.Calculation = calculation
    Application.StatusBar = status
    If Not Application.PrintCommunication Then Application.PrintCommunication = True
    If number <> 0 Then Fail button, number, description
    undoText = Split(answer & vbLf, vbLf)(0)
    If undoText <> "" Or (button = "undo" And number = 0) Then NoteUndo KeyOf(book), undoText <> ""
    ArenaRefresh
    If Len(answer) > Len(undoText) + 1 Then MsgBox Mid$(answer, Len(undoText) + 2), vbInformation, TITLE
    If undoText = "" Then Exit Sub
    mLast = KeyOf(book)
    Application.OnUndo undoText, "'" & ThisWorkbook.Name & "'!ArenaUndo"
End Sub

' Python's answer to a click, also of `arena selftest`: on the first line what can be undone where this click changed
' something, below it what the user reads.
Public Function ArenaAnswer(ByVal button As String, Optional ByVal book As Workbook) As String
    If TypeName(Application.Caller) = "Range" Then Exit Function ' a formula presses no button
    NoteBook book
    Application.DisplayAlerts = False ' or Excel says that it waits for another program, over a question of Python's
    With ArenaPython(patient:=True)
        ArenaAnswer = .Str(.Call(.Module("arena.excel.entry"), "click", _
            .Tuple(button, Application, book, ArenaLanguage(), KeyOf(book))))
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
    message = message & vbLf & vbLf & ArenaText("message.log") & vbLf & ArenaFolder() & "arena.log"
    MsgBox message, vbExclamation, TITLE
End Sub
