"""The functions that users may type in a cell: the list, what they compute, and how xlwings finds them."""
