Attribute VB_Name = "ArenaRibbon"
' Arena-analyse: the callbacks of the ribbon (addin/ribbon/customUI14.xml).
'
' Purpose: texts and states of the buttons without Python; one callback for a click, which Python then does.
' Errors: none leave a callback, since an unhandled one would lose the ribbon: settings go back to what they were, and
'   the user reads a sentence and where the log is.
' Licence: MIT, see LICENSE.
Option Explicit

Private Const TITLE As String = "Arena-analyse"
Private mRibbon As IRibbonUI
Private mEvents As ArenaEvents
Private mUndoable As New Collection ' the workbooks in which a button can be undone; a name changes with Save As
Private mDescribed As Boolean

Public Sub ArenaLoad(ribbon As IRibbonUI)
    On Error Resume Next
    Set mRibbon = ribbon
    Set mEvents = New ArenaEvents
    mEvents.Listen Application
End Sub

Public Sub ArenaLabel(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".label")
End Sub

Public Sub ArenaScreentip(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".screentip")
End Sub

Public Sub ArenaSupertip(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".supertip")
End Sub

Public Sub ArenaKeytip(control As IRibbonControl, ByRef returned)
    returned = ArenaText(control.ID & ".keytip")
End Sub

Public Sub ArenaEnabled(control As IRibbonControl, ByRef returned)
    returned = NeedsAreMet(ArenaText(control.ID & ".needs"))
End Sub

Private Function NeedsAreMet(ByVal needs As String) As Boolean
    Dim schema As Long
    On Error Resume Next
    schema = SchemaOf(ActiveWorkbook)
    Select Case needs
        Case "always": NeedsAreMet = True
        Case "undo": NeedsAreMet = CanUndo(ActiveWorkbook)
        Case Else: NeedsAreMet = schema > 0 And schema <= CLng(ArenaText("schema")) And Not ActiveWorkbook.ReadOnly
    End Select
    #If Mac Then ' nothing comes back: only Python knows what can be undone
    If needs = "undo" Then NeedsAreMet = schema > 0
    If needs = "windows" Then NeedsAreMet = False
    #End If
End Function

Private Function CanUndo(ByVal book As Workbook) As Boolean
    Dim one As Variant
    For Each one In mUndoable
        If one Is book Then CanUndo = True
    Next one
End Function

' Notes whether a workbook can be undone; one that was closed is forgotten, without asking it anything.
Private Sub NoteUndo(ByVal book As Workbook, ByVal undoable As Boolean)
    Dim noted As New Collection, one As Workbook
    For Each one In Application.Workbooks
        If IIf(one Is book, undoable, CanUndo(one)) Then noted.Add one
    Next one
    Set mUndoable = noted
End Sub

' The number of the layout of an Arena workbook; 0 for any other.
Private Function SchemaOf(ByVal book As Workbook) As Long
    On Error Resume Next
    SchemaOf = CLng(book.Names("arena_schema").RefersToRange.Value)
End Function

Public Sub ArenaClick(control As IRibbonControl)
    Perform control.ID
End Sub

' What Ctrl+Z does after a button.
Public Sub ArenaUndo()
    Perform "undo"
End Sub

Public Sub ArenaChoose(control As IRibbonControl)
    On Error Resume Next
    ArenaChooseLanguage control.Tag
    mDescribed = False
    ArenaActivated
End Sub

Public Sub ArenaActivated()
    On Error Resume Next
    If Not mDescribed Then ArenaDescribeFunctions
    mDescribed = True
    ArenaRefresh
End Sub

Public Sub ArenaRefresh()
    On Error Resume Next
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Private Sub Perform(ByVal button As String)
    Dim answer As String, undoText As String, book As Workbook
    Dim screen As Boolean, events As Boolean, calculation As Long, status As Variant, number As Long, description As String
    On Error GoTo failed
    Set book = ActiveWorkbook
    screen = Application.ScreenUpdating
    events = Application.EnableEvents
    status = Application.StatusBar
    If Not book Is Nothing Then calculation = Application.Calculation
    answer = AnswerTo(button, book)
    Restore screen, events, calculation, status
    undoText = Split(answer & vbLf, vbLf)(0)
    If undoText <> "" Or button = "undo" Then NoteUndo book, undoText <> ""
    ArenaRefresh
    If Len(answer) > Len(undoText) + 1 Then MsgBox Mid$(answer, Len(undoText) + 2), vbInformation, TITLE
    If undoText <> "" Then Application.OnUndo undoText, "'" & ThisWorkbook.Name & "'!ArenaUndo"
    Exit Sub
failed:
    number = Err.Number
    description = Err.Description
    Restore screen, events, calculation, status
    Fail button, number, description
End Sub

' Python's answer: on the first line what can be undone where this click changed something, below it what the user reads.
Private Function AnswerTo(ByVal button As String, ByVal book As Workbook) As String
    #If Mac Then ' the script starts what it knows, and nothing comes back
    AnswerTo = vbLf & AppleScriptTask("ArenaAnalyse.applescript", "ArenaClick", button)
    #Else
    Dim server As Object
    Set server = ArenaPython()
    AnswerTo = server.Str(server.Call(server.Module("arena.excel.entry"), "click", _
        server.Tuple(button, Application, book, ArenaLanguage())))
    #End If
End Function

Private Sub Restore(ByVal screen As Boolean, ByVal events As Boolean, ByVal calculation As Long, ByVal status As Variant)
    On Error Resume Next
    If Application.ScreenUpdating <> screen Then Application.ScreenUpdating = screen
    If Application.EnableEvents <> events Then Application.EnableEvents = events
    If calculation <> 0 And Application.Calculation <> calculation Then Application.Calculation = calculation
    Application.StatusBar = status
    If Not Application.PrintCommunication Then Application.PrintCommunication = True
End Sub

' Python did not start, or let go of an error: the sentence, what the user can do, and where the log is.
Private Sub Fail(ByVal button As String, ByVal number As Long, ByVal description As String)
    Dim manual As String, message As String
    On Error Resume Next
    ' What Python raised may quote a cell.
    ArenaLog button & ": " & number & IIf(InStr(description, "Traceback") > 0, " out of Python", " " & description)
    manual = ArenaFolder() & "manual." & ArenaLanguage() & ".html"
    If button = "manual" And Dir(manual) <> "" Then
        ThisWorkbook.FollowHyperlink manual
        Exit Sub
    End If
    message = ArenaText("message.unexpected")
    If number = ARENA_ERROR Then message = description
    If button = "trouble" Then message = message & vbLf & vbLf & ArenaText("message.doctor")
    message = message & vbLf & vbLf & ArenaText("message.log") & vbLf & ArenaFolder() & "arena.log"
    MsgBox message, vbExclamation, TITLE
End Sub
