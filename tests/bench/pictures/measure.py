"""The sizes of printed text, measured in the PDF: what is left of 11 points after fitting a sheet to its page."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from tests.bench.libreoffice import required_program

POPPLER_SECONDS = 60

# pdftohtml tells the size of each text, but in whole points. So every page is first blown up to the largest that a
# PDF may have, and measured at the largest zoom: A4 is then measured in fiftieths of a point.
LARGEST_PAGE = 14_400
LARGEST_ZOOM = 3

MOST_PAGES = 9999  # pdfinfo gives the sizes of a range of pages; one past the last is no error


@dataclass(frozen=True)
class PrintedText:
    """A text as printed: its page from 1, its size in points, and what it says."""

    page: int
    points: float
    text: str


def smallest_font_points(pdf: Path) -> float:
    """The size of the smallest text in a PDF, in points on paper; ValueError where it holds no text."""
    texts = printed_texts(pdf)
    if not texts:
        raise ValueError(f"no text in {pdf.name}")
    return min(each.points for each in texts)


def printed_texts(pdf: Path) -> list[PrintedText]:
    """Every text of a PDF with its size, headers, footers and drawn charts included; pictures are not read.

    A text that stands on its side comes letter by letter.
    """
    with tempfile.TemporaryDirectory(prefix="arena-measure-") as folder:
        large = Path(folder) / "large.pdf"
        paper = str(LARGEST_PAGE)
        _said("pdftocairo", "-pdf", "-expand", "-paperw", paper, "-paperh", paper, str(pdf), str(large))
        root = _xml(_said("pdftohtml", "-xml", "-i", "-q", "-stdout", "-zoom", str(LARGEST_ZOOM), str(large)))
    # A page lists only the fonts that no page before it used.
    sizes = {font.get("id"): int(font.get("size", "0")) for font in root.iter("fontspec")}
    enlarged = [LARGEST_ZOOM * LARGEST_PAGE / side for side in _longest_sides(pdf)]
    return [
        PrintedText(number, round(sizes[text.get("font")] / enlarged[number - 1], 2), said)
        for number, page in enumerate(root.iterfind("page"), start=1)
        for text in page.iterfind("text")
        if (said := "".join(text.itertext()).strip())
    ]


def _longest_sides(pdf: Path) -> list[float]:
    """The longest side of each page, in points: the side that fills the enlarged page."""
    sides = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", _said("pdfinfo", "-f", "1", "-l", str(MOST_PAGES), str(pdf)))
    return [max(float(width), float(height)) for width, height in sides]


def _said(program: str, *arguments: str) -> str:
    """What a program of poppler wrote to its output."""
    command = [required_program(program), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=POPPLER_SECONDS).stdout


def _xml(text: str) -> Element:
    """The XML of pdftohtml, which lets the control characters of a font pass."""
    root: Element = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))
    return root
