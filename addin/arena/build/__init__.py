"""What is made: the add-in, the templates and the manual, from text."""

ADDIN = "arena.xlam"
"""The name of the add-in's file."""
