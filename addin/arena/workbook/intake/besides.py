"""What a workbook may have besides cells. Light: the process that reads a file imports it."""

from __future__ import annotations

NOTES, PICTURES, MACROS = "notes", "pictures", "macros"
"""Notes with a cell, pictures and charts, and macros."""
