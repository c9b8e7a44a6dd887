"""Excel on a Mac: what its COM objects are on Windows, said in Apple events.

The only package that knows AppleScript's words. Its objects have exactly the members that the ``host`` modules use, so
buttons, transactions and undo run on both systems. Each member that is a property stands as one line with Excel's
word for it; whatever Excel has no word for is a method here.

Two things differ from Windows, and callers are told (``host.stands_still``). A handle is an address: when rows are
inserted before it, it stays where it was. And Excel goes on taking what the user types while a button works.

Nothing here has run in a real Excel. The words are those of ``xlwings.mac_dict``, which was made from Excel's own
dictionary; their use follows xlwings' engine for the Mac where that has it (tests/bench/apple_events names which).
"""
