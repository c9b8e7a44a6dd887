"""Reading files that may be hostile: values only, in processes of their own, within limits.

``reading.read_cells(path)`` gives a ``book.RawBook``; ``reading.start_reading(path)`` gives a ``Reading`` at once, so
that a caller can import what it needs meanwhile, and ``Reading.result()`` the same ``RawBook``; ``many.read_many``
reads a whole folder. This module itself imports nothing: the reading process passes through it.
"""
