"""Runs in the Windows of the bench: the model of Excel as a program that a Python server reaches by real COM.

VBA in the model loads xlwings' DLL, which starts the server; the server's pywin32 and xlwings work on the model's
objects, each of which is a COM object here. Nothing of it is a stand-in but Excel itself.
"""
