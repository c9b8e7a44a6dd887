"""Sheets as a reader sees them on paper: rendered by LibreOffice, measured in the PDF."""

from tests.bench.pictures.measure import PrintedText, printed_texts, smallest_font_points
from tests.bench.pictures.render import pdf_of, pdfs_of, render

__all__ = ["PrintedText", "pdf_of", "pdfs_of", "printed_texts", "render", "smallest_font_points"]
