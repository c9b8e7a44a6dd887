"""How much of a file is read at most. Source: docs/security, "Files that come back"; what is ours says so."""

from __future__ import annotations

MB = 1_000_000

FILE_BYTES = 10 * MB
ENTRIES = 1_000
PART_BYTES = 50 * MB
TOTAL_BYTES = 100 * MB
RATIO = 100
RATIO_FROM_BYTES = 100_000
"""Parts below this many bytes may have any ratio."""

USED_CELLS = 200_000
"""Cells with a value or formula, those that an array formula fills included, all sheets together."""
CHARACTERS = 5 * MB
"""Of all texts together, each counted for every cell that holds it."""

SECONDS = 15
MEMORY_BYTES = 512 * 1024 * 1024
REST_BYTES = 64 * 1024 * 1024
"""What the reading process may hold between two files; one that holds more is replaced."""

# Ours: what the table leaves open, far above what Excel writes.
DIRECTORY_BYTES = 1 * MB
"""The zip's list of entries: a thousand entries take a tenth of it."""
BLANK_CELLS = 1_000_000
"""Cells that only carry a format: they cost time and no memory."""
ELEMENTS = 2_000_000
"""XML elements in one part."""
DEPTH = 100
"""Elements inside one another."""
KEPT_BYTES = 4 * MB
"""Inflated bytes that are kept from the first look to the reading: a return form has a hundredth of it."""
TOKEN_BYTES = 1 * MB
"""One tag, comment or instruction: older expat reads an unfinished one again at every chunk."""
TEXT_LENGTH = 32_767
"""Characters in a cell: Excel's own limit."""
FORMAT_LENGTH = 255
"""Characters in a number format, likewise; of a longer one the beginning counts."""
ANSWER_BYTES = 128 * MB
"""What the parent takes from the child."""
