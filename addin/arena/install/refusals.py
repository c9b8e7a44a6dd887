"""Why an installation is refused: one class per thing that somebody can do about it."""

from __future__ import annotations

from arena.workbook.errors import SentenceError


class InstallRefused(SentenceError):
    """The add-in could not be installed or taken away. Everything is as it was."""


class NoExcelHere(InstallRefused):
    """A system other than Windows: the buttons work nowhere else."""


class ExcelNeverStarted(InstallRefused):
    """The folders that Excel makes when it is first started are not there."""


class StoreExcel(InstallRefused):
    """The Excel of the Microsoft Store: it cannot reach a Python, and would wait for it at each click."""


class StorePython(InstallRefused):
    """The Python of the Microsoft Store: what it writes in AppData goes elsewhere, where Excel does not see it."""


class UserPackages(InstallRefused):
    """Installed with ``pip install --user``, which Python leaves out when it is started safely (``-I``)."""


class PythonBlocked(InstallRefused):
    """Python does not start, or does not find the package, in the way in which the add-in starts it."""


class WrongDll(InstallRefused):
    """The DLL through which Excel reaches Python is not there in the version of the package."""


class SecondAddin(InstallRefused):
    """Excel would open another Arena add-in from elsewhere too."""


class ForeignAddin(InstallRefused):
    """A file of the add-in's name stands in the start folder and is not ours."""


class AddinOpen(InstallRefused):
    """Excel holds the add-in open."""


class AddinBlocked(InstallRefused):
    """Windows holds the add-in for a file from the internet."""


class PathUnreadable(InstallRefused):
    """The path of Python holds a letter that this computer's code page, in which Excel's VBA reads, does not know."""


class CommandTooLong(InstallRefused):
    """The command at logon would be longer than Windows accepts."""


class NotInstalled(InstallRefused):
    """There is nothing to take away."""


class InstallFailed(InstallRefused):
    """The system refused a step for a reason that we do not know; ``data["file"]`` names what it was about."""
