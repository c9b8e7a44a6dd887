"""The manual as a page that opens from the ribbon without a network: docs/handleiding.md, with its pictures in it."""

from __future__ import annotations

import base64
import html
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from arena.locale import LANGUAGES

SOURCES = {"nl": "handleiding.md"}
"""The manual of each language; a language without one gets the Dutch."""

_STYLE = (
    "body{font:16px/1.5 Calibri,Carlito,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#222}"
    "img{max-width:100%;border:1px solid #ccc}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3em}"
    "code,pre{background:#f3f3f3;padding:.1em .3em}"
)


def page(language: str) -> str:
    """Return the manual in a language, as one HTML page without links to other files."""
    written_in = language if language in SOURCES else LANGUAGES[0]
    source = _folder() / SOURCES[written_in]
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(source.read_text(encoding="utf-8"))
    for token in tokens:
        for child in token.children or []:
            _stand_alone(child, source.parent)
    body = reader.renderer.render(tokens, reader.options, {})
    title = next((token.content for token in tokens if token.type == "inline"), source.stem)
    return (
        f'<!DOCTYPE html>\n<html lang="{written_in}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body>\n{body}</body></html>\n"
    )


def _stand_alone(token: Token, folder: Path) -> None:
    """Take a picture into the page; let what refers to another file of the repository lead nowhere."""
    if token.type == "image":
        picture = folder / str(token.attrs["src"])
        if picture.is_file():
            data = base64.b64encode(picture.read_bytes()).decode("ascii")
            token.attrs["src"] = f"data:image/png;base64,{data}"
        else:
            token.type, token.tag, token.content = "text", "", f"[{token.content}]"
    elif token.type == "link_open" and not str(token.attrs["href"]).startswith(("http://", "https://", "#")):
        del token.attrs["href"]


def _folder() -> Path:
    """The folder of the documentation: inside the package where it was installed, in the repo beside it."""
    inside = Path(__file__).with_name("docs")
    return inside if inside.is_dir() else Path(__file__).parents[3] / "docs"
