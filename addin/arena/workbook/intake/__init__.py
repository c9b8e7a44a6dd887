"""Reading files that may be hostile: values only, in a process of its own, within limits.

``reading.read_cells(path)`` gives a ``book.RawBook``; ``reading.start_reading(path)`` gives a ``Reading`` at once, so
that a caller can import what it needs meanwhile, and ``Reading.result()`` the same ``RawBook``. This module itself
imports nothing: the child process passes through it.
"""
