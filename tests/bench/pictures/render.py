"""From a workbook to a PDF and to one picture per printed page."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.libreoffice import LibreOffice, required_program

POPPLER_SECONDS = 60

# It believes the cached values, as a previewer does: a picture shows what a recipient sees before calculating.
_PROFILE = LibreOffice(recalculates=False)


def render(path: Path, outdir: Path, *, dpi: int = 80) -> list[Path]:
    """Render every printed page of a workbook to `outdir`, as <stem>-1.png … in the order of printing.

    The test is skipped where LibreOffice or poppler is missing, and fails where ARENA_REQUIRE_ALL=1.

    Args:
        path: the workbook; every visible sheet prints at least a page, an empty one none.
        outdir: made where it is not there; pictures of the same name are overwritten.
        dpi: at 80 an A4 page is 661 by 935 pixels, enough to see what is cut off; take 150 to read small print.
    """
    program = required_program("pdftoppm")
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="arena-pictures-") as folder:
        pdf = pdf_of(path, Path(folder))
        pages = Path(folder) / "pages"
        pages.mkdir()
        command = [program, "-png", "-r", str(dpi), str(pdf), str(pages / "page")]
        subprocess.run(command, check=True, capture_output=True, timeout=POPPLER_SECONDS)
        # pdftoppm fills the page number up with zeros, as many as the last page needs.
        rendered = sorted(pages.iterdir(), key=lambda page: int(page.stem.rpartition("-")[2]))
        return [
            Path(shutil.copyfile(page, outdir / f"{path.stem}-{number}.png"))
            for number, page in enumerate(rendered, start=1)
        ]


def pdf_of(path: Path, outdir: Path) -> Path:
    """Print a workbook to `outdir`/<stem>.pdf."""
    return pdfs_of([path], outdir)[0]


def pdfs_of(paths: Sequence[Path], outdir: Path) -> list[Path]:
    """Print several workbooks in one go of LibreOffice, to `outdir`/<stem>.pdf; the stems must differ."""
    if len({path.stem for path in paths}) < len(paths):
        raise ValueError("two workbooks would be printed to the same file")
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="arena-print-") as folder:
        printed = _PROFILE.convert(paths, Path(folder), "pdf")
        return [
            Path(shutil.copyfile(pdf, outdir / f"{path.stem}.pdf")) for path, pdf in zip(paths, printed, strict=True)
        ]
