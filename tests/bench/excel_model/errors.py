"""What can go wrong: errors that Excel gives, and errors of the bench itself.

The two must never be mixed up. An error of Excel is a `ComError`, which the code under test may catch and handle. A
shortcoming of the bench is a `BenchError`: it derives from BaseException, so that an `except Exception` in the code
under test cannot hide that the bench did not really do what was asked of it.
"""

from __future__ import annotations

from typing import Any

DISP_E_EXCEPTION = -2147352567
DISP_E_TYPEMISMATCH = -2147352571
DISP_E_UNKNOWNNAME = -2147352570
RPC_E_CALL_REJECTED = -2147418111
RPC_S_SERVER_UNAVAILABLE = -2147023174
E_FAIL = -2147467259

#: Error numbers of VBA and Excel are the low 16 bits of a COM status in this facility.
_VBA_FACILITY = -2146828288


class ComError(Exception):
    """`pywintypes.com_error`, with the attributes and the four arguments that pywin32 gives it."""

    def __init__(
        self, hresult: int, strerror: str = "", excepinfo: tuple[Any, ...] | None = None, argerror: int | None = None
    ) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = excepinfo
        self.argerror = argerror


def excel_error(number: int, description: str) -> ComError:
    """The com_error that pywin32 raises when Excel refuses a call.

    Args:
        number: Excel's or VBA's error number, 1004 as a rule; a full COM status (negative) is kept as it is.
        description: the text of Excel's message.
    """
    scode = number if number < 0 else _VBA_FACILITY + number
    return ComError(
        DISP_E_EXCEPTION, "Exception occurred.", (0, "Microsoft Excel", description, "xlmain11.chm", 0, scode), None
    )


def busy_error() -> ComError:
    """Excel is editing a cell or showing a dialogue: the call was rejected. xlwings tries such a call again."""
    return ComError(RPC_E_CALL_REJECTED, "Call was rejected by callee.", None, None)


def gone_error() -> ComError:
    """Excel was closed or has crashed."""
    return ComError(RPC_S_SERVER_UNAVAILABLE, "The RPC server is unavailable.", None, None)


class BenchError(BaseException):
    """The bench cannot do honestly what was asked; the test, or the bench, has to change."""


class NotInModelError(BenchError):
    """Real Excel has this and the model has not, and no recorder stands in for it."""


class DroppedArgumentError(BenchError):
    """An argument would have been left out because the model does not take it, and no test allowed that."""


class NaiveDateError(BenchError):
    """A datetime without a time zone: pywin32 takes it for local time, and a cell would show another hour."""


class EndlessCallError(BenchError):
    """A call was refused in the way that xlwings takes for a busy Excel: it would be repeated for ever."""


class DisabledControlError(BenchError):
    """A click on a control that is grey: no user can do that, and Excel calls nothing."""


class ModelFailureError(BenchError):
    """The model of Excel failed in a way that Excel itself would not (an exception that is no VBA error)."""
