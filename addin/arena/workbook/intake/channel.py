"""How a file goes to the reading process and its answer comes back: over two pipes, each message after its length.

No name, path or open file of a user's goes along, only the content. Both sides import this module: it is light.
"""

from __future__ import annotations

import struct
from typing import IO

MORE, LAST = b"m", b"l"
"""What stands before an answer: whether the process takes another file after it."""

_WORKBOOK, _CSV = b"w", b"c"
KINDS = {"workbook": _WORKBOOK, "csv": _CSV}
"""What stands before a file, by its kind."""

_HEAD = struct.Struct(">cQ")


class Broken(Exception):
    """A message ended before it was whole, or is none."""


class TooLong(Exception):
    """A message is longer than is taken."""


def send(pipe: IO[bytes], mark: bytes, content: bytes) -> None:
    """Write one message: a mark of one byte and its content."""
    pipe.write(_HEAD.pack(mark, len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes], marks: tuple[bytes, ...], at_most: int) -> tuple[bytes, bytes] | None:
    """Return the mark and the content of the next message; ``None`` where none follows.

    Raises:
        Broken: it breaks off, or has another mark.
        TooLong: it has more than ``at_most`` bytes; they are not read.
    """
    head = pipe.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise Broken("head")
    mark, length = _HEAD.unpack(head)
    if mark not in marks:
        raise Broken("mark")
    if length > at_most:
        raise TooLong
    content = pipe.read(length)
    if len(content) < length:
        raise Broken("content")
    return mark, content
