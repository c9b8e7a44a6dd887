"""What is made: the add-in, the templates and the manual, from text."""

ADDIN = "arena.xlam"
"""The name of the add-in's file."""

SCRIPT = "ArenaAnalyse.applescript"
"""The name under which the add-in's VBA calls our script on a Mac."""
