"""How a sheet of the live workbook is printed, and how it is seen."""

from __future__ import annotations

from collections.abc import Iterable

import xlwings as xw

from arena.excel.host.excel import Handle
from arena.excel.host.properties import put_back
from arena.excel.host.stubborn import managed
from arena.workbook.description import PrintSetup

_A4, _PORTRAIT, _LANDSCAPE = 9, 1, 2
_POINTS_PER_INCH = 72
BREAK, NO_BREAK = -4135, -4142
"""Excel's numbers of a row that begins a page, and of one that does not."""


def set_print(sheet: xw.Sheet, setup: PrintSetup) -> bool:
    """Set how a sheet is printed: A4, one page wide, as the file painter does; the print area apart.

    Excel asks the printer for each property, unless they are sent to it together. Return True if all was set; without a
    printer it is not.
    """
    excel = sheet.api.Application
    together = managed(lambda: setattr(excel, "PrintCommunication", False))
    is_set = sent = False
    try:
        is_set = managed(lambda: _set_page(sheet.api.PageSetup, setup))
    finally:
        sent = managed(lambda: setattr(excel, "PrintCommunication", True))
    return is_set and (sent or not together)  # sent together, it is here that Excel finds no printer


def _set_page(page: Handle, setup: PrintSetup) -> None:
    page.PaperSize = _A4
    page.Orientation = _LANDSCAPE if setup.landscape else _PORTRAIT
    if setup.scale is None:
        page.Zoom = False
        page.FitToPagesWide = 1
    else:
        page.Zoom = setup.scale
    page.CenterHorizontally = setup.centred
    for side, inches in setup.margins.items():
        setattr(page, f"{side.capitalize()}Margin", round(inches * _POINTS_PER_INCH, 1))
    page.FooterMargin = round(setup.footer_margin * _POINTS_PER_INCH, 1)
    page.LeftFooter = setup.footer_code
    page.RightFooter = ""
    page.ScaleWithDocHeaderFooter = False
    _set_pages(page, setup)


def set_breaks(sheet: xw.Sheet, rows: Iterable[int], before: Iterable[int] = ()) -> bool:
    """Begin a new page at rows, and no more at those where one began before; return True if all is so."""
    wanted = list(rows)
    breaks = {**{row: NO_BREAK for row in before}, **{row: BREAK for row in wanted}}
    return put_back([(sheet.api.Range(f"{row + 1}:{row + 1}"), "PageBreak", kind) for row, kind in breaks.items()])


def set_view(sheet: xw.Sheet, zoom: int) -> bool:
    """Show a sheet, which comes in front, without lines between cells; return True if that was done.

    Excel keeps how a sheet is seen with its window, so it can only be told of the sheet in front.
    """
    sheet.api.Activate()
    window = sheet.api.Application.ActiveWindow
    return put_back([(window, "DisplayGridlines", False), (window, "Zoom", zoom)])


def set_pages(sheet: xw.Sheet, setup: PrintSetup) -> bool:
    """Set what a sheet that is painted anew may need otherwise than before: on how many pages, under which rows.

    Return True if that was done.
    """
    return managed(lambda: _set_pages(sheet.api.PageSetup, setup))


def _set_pages(page: Handle, setup: PrintSetup) -> None:
    if setup.scale is None:
        page.FitToPagesTall = 1 if setup.one_page else False
    page.PrintTitleRows = f"${setup.repeat[0] + 1}:${setup.repeat[1] + 1}" if setup.repeat else ""
