-- Arena-analyse for Excel: what a click on a button of the ribbon starts on a Mac.
--
-- Excel may only run scripts from its own scripts folder, in which `arena install` puts this one. Nothing from a
-- workbook comes here: a button's id that is not in the list is refused, and what goes to the shell is the list's own
-- text and the path of Python, each quoted. Python finds the workbook through Excel itself.
-- `-I` keeps Python away from the user's own folders. The call returns at once: Excel hears nothing back but a word
-- for its log where a button is not known. The first click's Python stays, and later ones hand their click to it.

property pythonProgram : "@PYTHON@"
property knownButtons : {"new", "example", "check", "rank", "summary", "undo", "trouble", "manual"}

on ArenaClick(buttonId)
	considering case
		repeat with knownButton in knownButtons
			if buttonId is equal to (contents of knownButton) then
				do shell script (quoted form of pythonProgram) & " -I -B -m arena.excel.mac " & (quoted form of (contents of knownButton)) & " > /dev/null 2>&1 &"
				return ""
			end if
		end repeat
	end considering
	return "unknown button"
end ArenaClick
