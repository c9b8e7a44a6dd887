"""The manual as one page that opens from the ribbon without a network: three documents, with their pictures in it."""

from __future__ import annotations

import base64
import html
import re
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from arena.build import sources
from arena.locale import LANGUAGES

SOURCES = {"nl": ("handleiding.md", "installeren.md", "functies.md")}
"""The documents of the manual in each language, in their order; a language without any gets the Dutch."""

_STYLE = (
    "body{font:16px/1.5 Calibri,Carlito,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#222}"
    "img{max-width:100%;border:1px solid #ccc}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3em}"
    "code,pre{background:#f3f3f3;padding:.1em .3em}section+section{border-top:3px solid #17496b;margin-top:3em}"
)


def page(language: str) -> str:
    """Return the manual in a language, as one HTML page without links to other files."""
    written_in = language if language in SOURCES else LANGUAGES[0]
    titles, sections = zip(*(_section(name, SOURCES[written_in]) for name in SOURCES[written_in]), strict=True)
    return (
        f'<!DOCTYPE html>\n<html lang="{written_in}"><head><meta charset="utf-8">'
        f"<title>{html.escape(titles[0])}</title><style>{_STYLE}</style></head><body>\n{''.join(sections)}</body></html>\n"
    )


def _section(name: str, all_names: tuple[str, ...]) -> tuple[str, str]:
    """Return the title of a document, and the document as a section of the page."""
    source = sources.folder("docs") / name
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(source.read_text(encoding="utf-8"))
    for heading, text in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrs["id"] = _anchor(text.content)
    for token in tokens:
        for child in token.children or []:
            _stand_alone(child, source.parent, all_names)
    title = next((token.content for token in tokens if token.type == "inline"), source.stem)
    return title, f'<section id="{name}">\n{reader.renderer.render(tokens, reader.options, {})}</section>\n'


def _anchor(heading: str) -> str:
    """Return the name under which a document links to one of its headings, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _stand_alone(token: Token, folder: Path, all_names: tuple[str, ...]) -> None:
    """Take a picture into the page; a link to a file that is not in the page leads nowhere."""
    if token.type == "image":
        picture = folder / str(token.attrs["src"])
        if picture.is_file():
            data = base64.b64encode(picture.read_bytes()).decode("ascii")
            token.attrs["src"] = f"data:image/png;base64,{data}"
        else:
            token.type, token.tag, token.content = "text", "", f"[{token.content}]"
    elif token.type == "link_open":
        target = str(token.attrs["href"])
        if target in all_names:
            token.attrs["href"] = f"#{target}"
        elif not target.startswith(("http://", "https://", "#")):
            del token.attrs["href"]
