"""The pictures of the documentation: the sheets of the worked example as they print and as they stand on a screen.

Run with ``python -m tests.bench.pictures docs/pictures``. The names are stable; the documents link to them. Of a sheet
of several pages only the wanted page is taken, and its number stands in the name: ``nl-samenvatting-2.png``.
"""

import datetime as dt
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops

from arena.method.levels import FIRST_DAY
from arena.sharing import copies
from arena.workbook import book, file_painter
from arena.workbook.audience import Audience
from arena.workbook.description import Book, Formula, PrintSetup, Sheet, Value
from arena.workbook.example import example
from arena.workbook.model import Analysis, evaluate
from arena.workbook.sheets.columns import FIRST_ROW, POSITION
from tests.bench.libreoffice import required_program
from tests.bench.pictures.render import POPPLER_SECONDS, pdfs_of

MADE_ON = dt.date(2026, 1, 15)
"""The day that the dated block of the summary shows: fixed, so that pictures change only where a sheet does."""

EXAMPLE_DAY = dt.date(2026, 2, 3)
"""The day on which the example plays; its copies are made on it."""

SEND_BACK_BY = dt.date(2026, 2, 13)

AS_PRINTED_DPI = 110  # an A4 page is then some 1,280 pixels wide: small print can be read
READABLE_POINTS = 9.5  # how large 11 points stay in a picture of a sheet that is wider than a page
MARGIN_PIXELS = 12
COLOURS = 64  # the sheets use a dozen; the rest is for the soft edges of letters
LARGEST_FILE = 250_000
FOOTER_INCHES = 0.45  # from the bottom of a page to above its footer

PHONE_PIXELS = (390, 700)
"""What a usual phone shows of a sheet at 100 %, in the pixels by which Excel counts widths."""

_POINTS_PER_CHARACTER = 5.6  # of a column's width, in the default font
_PAGE_POINTS = 785  # A4 landscape between the margins
_SCREEN_DPI = 96

STEPS = {3: ("role", "why_other_form"), 4: ("criterion_1", "why_choice"), 5: ("contact", "who_when")}
"""The first and the last column of the table for a step, as a picture shows them beside the names of the actors."""

ROWS_OF_A_STEP = 7
_INTRODUCTION = (1, 0)  # the line below the title runs over the columns beside it


@dataclass(frozen=True)
class Shot:
    """One page to render: of a sheet of a workbook, the key of the sheet, and the name of the picture.

    A picture ``on_paper`` keeps the footer of its page; without it a picture ends where the sheet does. ``phone``
    cuts out what a phone shows of it. ``page`` counts the pages of the sheet from 1.
    """

    described: Book
    key: str
    name: str
    page: int = 1
    dpi: int = AS_PRINTED_DPI
    on_paper: bool = False
    phone: bool = False


def shots() -> Iterator[Shot]:
    """Every picture of the documentation that no click is needed for."""
    dutch, english = (book.describe(evaluate(example(language)), summary_on=MADE_ON) for language in ("nl", "en"))
    yield Shot(dutch, "start", "nl-start")
    yield Shot(book.describe(evaluate(Analysis(language="nl"))), "start", "nl-leeg-start")
    yield Shot(dutch, "issue", "nl-issue")
    yield form_on_screen(dutch, "nl-arena-analyse")
    for step in STEPS:
        yield _step(dutch, step)
    for page in (1, 2, 3):
        yield Shot(dutch, "summary", f"nl-samenvatting-{page}", page, on_paper=True)
    yield phone(dutch, "summary", "nl-telefoon")
    yield Shot(_copy(Audience.PARTNERS), "partners", "nl-kopie-partners", on_paper=True)
    yield phone(_copy(Audience.RETURN), "return_form", "nl-kopie-invulblad")
    on_its_day = on_the_day(dutch)
    yield Shot(on_its_day, "talks", "nl-gesprekken", on_paper=True)
    for page in (1, 2):
        yield Shot(on_its_day, "network", f"nl-netwerk-{page}", page)
    yield Shot(dutch, "paper", "nl-invulblad", on_paper=True)
    yield Shot(dutch, "settings", "nl-instellingen")
    yield Shot(english, "summary", "en-summary-1", on_paper=True)
    yield form_on_screen(english, "en-arena-analysis")


def on_the_day(whole: Book) -> Book:
    """The workbook as it looks on the day on which the example plays: what is late by then, on whatever day it is."""
    today = str((EXAMPLE_DAY - FIRST_DAY).days)
    sheets = [
        replace(
            sheet, conditions=[replace(one, formula=one.formula.replace("TODAY()", today)) for one in sheet.conditions]
        )
        for sheet in whole.sheets
    ]
    return replace(whole, sheets=sheets)


def form_on_screen(whole: Book, name: str) -> Shot:
    """The rating form and what the workbook derives, of every actor, as on screen."""
    columns = POSITION["order"] + 1
    setup = PrintSetup(footer="", columns=columns, rows=FIRST_ROW + len(example(whole.language).table) - 1)
    shot = Shot(whole, "arena", name, dpi=_readable(whole.sheet("arena"), columns))
    return with_setup(shot, setup)


def phone(whole: Book, key: str, name: str) -> Shot:
    """The top of a sheet as it stands on a phone, before anybody scrolls."""
    sheet = whole.sheet(key)
    setup = replace(sheet.print_setup, scale=100, margins=dict.fromkeys(sheet.print_setup.margins, 0.0), footer="")
    return replace(with_setup(Shot(whole, key, name), setup), dpi=_SCREEN_DPI, phone=True)


def _copy(audience: Audience) -> Book:
    """A copy of the example as it is where nobody chooses otherwise."""
    result = evaluate(example("nl"))
    choices = replace(copies.usual(result, "nl"), send_back_by=SEND_BACK_BY)
    return copies.allow(result, audience, choices, made_on=EXAMPLE_DAY, shuffle=lambda _: None).book


def _step(whole: Book, step: int) -> Shot:
    """The columns of a step beside the names of the first actors, as when somebody scrolled to them.

    Values stand in them and no formulas, and no cell is coloured by today's date: the picture is the same on any day.
    """
    sheet = whole.sheet("arena")
    first, last = (POSITION[key] for key in STEPS[step])
    place = {0: 0} | {column: column - first + 1 for column in range(first, last + 1)}
    shown = Sheet(
        key=sheet.key,
        name=sheet.name,
        print_setup=PrintSetup(footer="", columns=len(place), rows=FIRST_ROW + ROWS_OF_A_STEP - 1),
        widths={place[column]: width for column, width in sheet.widths.items() if column in place},
        heights=sheet.heights,
        fitted=sheet.fitted,
    )
    for (row, column), cell in sheet.cells.items():
        if column in place and (row, column) != _INTRODUCTION:
            shown.cells[row, place[column]] = replace(cell, value=_shown(cell.value))
    return _with_sheet(Shot(whole, "arena", f"nl-arena-stap-{step}", dpi=_readable(shown, len(place))), shown)


def _shown(value: Value) -> Value:
    return value.value if isinstance(value, Formula) else value


def _readable(sheet: Sheet, columns: int) -> int:
    """Return the resolution at which the first columns of a sheet can be read, however far they were shrunk."""
    points = _POINTS_PER_CHARACTER * sum(sheet.widths[column] for column in range(columns))
    return round(AS_PRINTED_DPI * READABLE_POINTS / 11 * max(1.0, points / _PAGE_POINTS))


def with_setup(shot: Shot, setup: PrintSetup) -> Shot:
    """Return a shot whose sheet is printed in another way."""
    return _with_sheet(shot, replace(shot.described.sheet(shot.key), print_setup=setup))


def _with_sheet(shot: Shot, shown: Sheet) -> Shot:
    sheets = [shown if each.key == shown.key else each for each in shot.described.sheets]
    return replace(shot, described=replace(shot.described, sheets=sheets))


def make(outdir: Path) -> list[Path]:
    """Render every shot to a folder and return the pictures."""
    outdir.mkdir(parents=True, exist_ok=True)
    wanted = list(shots())
    with tempfile.TemporaryDirectory(prefix="arena-gallery-") as folder:
        books: dict[int, Path] = {}
        for shot in wanted:
            path = books.setdefault(id(shot.described), Path(folder) / f"{shot.name}.xlsx")
            if not path.exists():
                file_painter.paint(shot.described, path)
        pdfs = dict(zip(books, pdfs_of(list(books.values()), Path(folder) / "pdf"), strict=True))
        made = []
        for shot in wanted:
            pdf, target = pdfs[id(shot.described)], outdir / f"{shot.name}.png"
            page = pages_by_sheet(pdf, shot.described.sheets)[shot.key][shot.page - 1]
            picture(pdf, page, shot, target)
            made.append(target)
    return made


def pages_by_sheet(pdf: Path, sheets: Sequence[Sheet]) -> dict[str, list[int]]:
    """Return the pages, from 1, that each sheet was printed on, by the sheet's key.

    Sheets are printed in their order, and each begins with its title: a page that begins with the next sheet's title
    is the first of that sheet.
    """
    found: dict[str, list[int]] = {sheet.key: [] for sheet in sheets}
    current = -1
    for number, text in enumerate(_page_texts(pdf), start=1):
        if current + 1 < len(sheets) and text.startswith(_title(sheets[current + 1])):
            current += 1
        found[sheets[current].key].append(number)
    lost = [key for key, pages in found.items() if not pages]
    if lost:
        raise ValueError(f"no page begins with the title of {', '.join(lost)}")
    return found


def _title(sheet: Sheet) -> str:
    first = min(position for position, cell in sheet.cells.items() if cell.value)
    return " ".join(str(sheet.cells[first].value).split())


def _page_texts(pdf: Path) -> list[str]:
    said = subprocess.run(
        [required_program("pdftotext"), "-layout", str(pdf), "-"],
        check=True,
        capture_output=True,
        text=True,
        timeout=POPPLER_SECONDS,
    ).stdout
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def picture(pdf: Path, page: int, shot: Shot, target: Path) -> None:
    """Write one page as a picture without its white margins, in as few colours as it takes."""
    with tempfile.TemporaryDirectory(prefix="arena-page-") as folder:
        stem = Path(folder) / "page"
        command = [required_program("pdftoppm"), "-png", "-singlefile", "-r", str(shot.dpi)]
        command += ["-f", str(page), "-l", str(page), str(pdf), str(stem)]
        subprocess.run(command, check=True, capture_output=True, timeout=POPPLER_SECONDS)
        with Image.open(stem.with_suffix(".png")) as rendered:
            if shot.phone:
                cropped = _framed(rendered.convert("RGB").crop((0, 0, *PHONE_PIXELS)))
            else:
                footer = 0 if shot.on_paper else round(FOOTER_INCHES * shot.dpi)
                page_body = rendered.convert("RGB").crop((0, 0, rendered.width, rendered.height - footer))
                cropped = _without_margins(page_body)
    cropped.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    if target.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{target.name} is larger than {LARGEST_FILE} bytes")


def _framed(inner: Image.Image) -> Image.Image:
    """Put a dark frame around what a phone shows, so that it is seen where the screen ends."""
    whole = Image.new("RGB", (inner.width + 2 * MARGIN_PIXELS, inner.height + 2 * MARGIN_PIXELS), "#1F2933")
    whole.paste(inner, (MARGIN_PIXELS, MARGIN_PIXELS))
    return whole


def _without_margins(whole: Image.Image) -> Image.Image:
    """Cut off the white around a picture, all but a little."""
    white = Image.new("RGB", whole.size, "white")
    box = ImageChops.difference(whole, white).getbbox()
    if box is None:
        return whole
    left, top, right, bottom = box
    return whole.crop(
        (
            max(0, left - MARGIN_PIXELS),
            max(0, top - MARGIN_PIXELS),
            min(whole.width, right + MARGIN_PIXELS),
            min(whole.height, bottom + MARGIN_PIXELS),
        )
    )
