"""Excel on a Mac: what its COM objects are on Windows, said in Apple events.

The only package that knows AppleScript's words. Its objects have exactly the members that the ``host`` modules use, so
buttons, transactions and undo run on both systems. Each member that is a property stands as one line with Excel's
word for it; whatever Excel has no word for is a method here.

Two things differ from Windows, and callers are told (``host.stands_still``). A handle is an address: when rows are
inserted before it, it stays where it was. And Excel goes on taking what the user types while a button works.

A few things Excel on Windows has and a Mac has no word for. ``Refused`` is what the ``host`` modules can do without
(``PrintCommunication``, ``AutoSaveOn``), ``Unsaid`` what stays as Excel has it. ``Formula2`` is neither: the word is
there, but of cells it cannot be said (``xlwings.mac_dict`` gives it the code that it has in a validation). So on a Mac
a formula of the user's own that spills comes back as one cell when a generated sheet is put back.

Nothing here has run in a real Excel. The words are those of ``xlwings.mac_dict``, which was made from Excel's own
dictionary; their use follows xlwings' engine for the Mac where that has it (tests/bench/apple_events names which).
"""
