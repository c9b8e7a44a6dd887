"""The pictures of the documentation: every sheet of the worked example as it prints, and Arena-analyse as on screen.

Run with ``python -m tests.bench.pictures docs/pictures``. The names are stable; the documents link to them.
A sheet that may run on over pages is numbered, ``nl-instellingen-1.png``, ``nl-instellingen-2.png`` …; another is not.
"""

import datetime as dt
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops

from arena.workbook import book, file_painter
from arena.workbook.description import Book, PrintSetup, Sheet
from arena.workbook.example import example
from arena.workbook.model import Analysis, Result, evaluate
from arena.workbook.sheets import arena
from arena.workbook.sheets.columns import POSITION
from tests.bench.libreoffice import required_program
from tests.bench.pictures.render import POPPLER_SECONDS, pdfs_of

MADE_ON = dt.date(2026, 1, 15)
"""The day that the summary shows: fixed, so that pictures change only where a sheet does."""

AS_PRINTED_DPI = 110  # an A4 page is then some 1,280 pixels wide: small print can be read
READABLE_POINTS = 9.5  # how large 11 points stay in a picture of a sheet that is wider than a page
MARGIN_PIXELS = 12
COLOURS = 64  # the sheets use a dozen; the rest is for the soft edges of letters
LARGEST_FILE = 250_000
FOOTER_INCHES = 0.45  # from the bottom of a page to above its footer
_ON_PAPER = ("arena", "summary")
_RUNS_ON = ("settings",)
_PRINTED = {"nl": "afdruk", "en": "printed"}
_POINTS_PER_CHARACTER = 5.6  # of a column's width, in the default font
_PAGE_POINTS = 785  # A4 landscape between the margins


@dataclass(frozen=True)
class Shot:
    """One workbook to render, and the pictures that are wanted of it: the key of a sheet -> the name of its picture.

    A picture ``on_paper`` keeps the footer of its page; without it a picture ends where the sheet does.
    """

    described: Book
    names: dict[str, str]
    dpi: int = AS_PRINTED_DPI
    on_paper: bool = False


def shots() -> Iterator[Shot]:
    """Every picture of the documentation."""
    for language, keys in (("nl", ("start", "issue", "arena", "summary", "settings")), ("en", ("arena", "summary"))):
        result = evaluate(example(language))
        whole = book.describe(result, summary_on=MADE_ON)
        names = {key: f"{language}-{_slug(whole.sheet(key).name)}" for key in keys}
        yield Shot(whole, {key: name for key, name in names.items() if key not in _ON_PAPER})
        on_paper = {"arena": f"{names['arena']}-{_PRINTED[language]}", "summary": names["summary"]}
        yield Shot(whole, on_paper, on_paper=True)
        yield _on_screen(whole, result, names["arena"], POSITION["attention"] + 1)
        if language == "nl":
            yield _on_screen(whole, result, f"{names['arena']}-alle-kolommen", len(POSITION))
    empty = book.describe(evaluate(Analysis(language="nl")))
    yield Shot(empty, {"arena": "nl-leeg-arena-analyse-afdruk"}, on_paper=True)
    yield Shot(empty, {"start": "nl-leeg-start", "issue": "nl-leeg-issue"})


def _slug(tab: str) -> str:
    return re.sub(r"\W+", "-", tab.lower())


def _on_screen(whole: Book, result: Result, name: str, columns: int) -> Shot:
    """The sheet Arena-analyse as on screen: the first so many columns, and as many rows as are filled in."""
    sheet = whole.sheet("arena")
    setup = PrintSetup(footer="", columns=columns, rows=arena.FIRST_ROW + len(result.entries) - 1)
    shown = replace(sheet, print_setup=setup)
    sheets = [shown if each is sheet else each for each in whole.sheets]
    points = _POINTS_PER_CHARACTER * sum(sheet.widths[column] for column in range(columns))
    dpi = AS_PRINTED_DPI * READABLE_POINTS / 11 * max(1.0, points / _PAGE_POINTS)
    return Shot(replace(whole, sheets=sheets), {"arena": name}, round(dpi))


def make(outdir: Path) -> list[Path]:
    """Render every shot to a folder and return the pictures; earlier ones of the same sheets are replaced."""
    outdir.mkdir(parents=True, exist_ok=True)
    wanted = list(shots())
    made: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="arena-gallery-") as folder:
        books = [Path(folder) / f"{number}.xlsx" for number in range(len(wanted))]
        for shot, path in zip(wanted, books, strict=True):
            file_painter.paint(shot.described, path)
        for shot, pdf in zip(wanted, pdfs_of(books, Path(folder) / "pdf"), strict=True):
            pages = pages_by_sheet(pdf, shot.described.sheets)
            for key, name in shot.names.items():
                _forget(outdir, name)
                numbered = shot.on_paper or key in _RUNS_ON or len(pages[key]) > 1
                for number, page in enumerate(pages[key], start=1):
                    target = outdir / (f"{name}-{number}.png" if numbered else f"{name}.png")
                    picture(pdf, page, shot, target)
                    made.append(target)
    return made


def _forget(outdir: Path, name: str) -> None:
    """Take away the pictures of a sheet, which may have had more pages before."""
    for old in (outdir / f"{name}.png", *outdir.glob(f"{name}-[0-9].png")):
        old.unlink(missing_ok=True)


def pages_by_sheet(pdf: Path, sheets: Sequence[Sheet]) -> dict[str, list[int]]:
    """Return the pages, from 1, that each sheet was printed on, by the sheet's key.

    Sheets are printed in their order, and each begins with its title: a page on which the next sheet's title stands
    is the first of that sheet.
    """
    found: dict[str, list[int]] = {sheet.key: [] for sheet in sheets}
    current = -1
    for number, text in enumerate(_page_texts(pdf), start=1):
        if current + 1 < len(sheets) and _title(sheets[current + 1]) in text:
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
            footer = 0 if shot.on_paper else round(FOOTER_INCHES * shot.dpi)
            page_body = rendered.convert("RGB").crop((0, 0, rendered.width, rendered.height - footer))
            cropped = _without_margins(page_body)
    cropped.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    if target.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{target.name} is larger than {LARGEST_FILE} bytes")


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
