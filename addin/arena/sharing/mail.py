"""The mail with which a copy goes out, as a draft: its user reads it, chooses the addresses and sends it.

Nothing here sends, and no draft names an address. Source of the forms: docs/security.md, "Draft mail".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from arena.locale import Catalogue
from arena.method.text import clean
from arena.workbook import days
from arena.workbook.audience import Audience

LONGEST_LINK = 2000
"""Characters of a ``mailto:`` that every Windows hands on whole."""

LONGEST_ISSUE = 80
"""Characters of the issue in the subject of a mail: mail programs show hardly more."""

_SHEET = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode's categories of characters that would deceive, break a line or show nothing."""

_SAFE_IN_A_NAME = re.compile(r"[^A-Za-z0-9 ()._-]+")


@dataclass(frozen=True)
class Draft:
    """A mail that is not sent.

    Attributes:
        subject: its subject, which may name the issue; one line.
        plain_subject: its subject without a word that was typed in a workbook.
        text: its text, in lines; nothing in it was typed in a workbook.
    """

    subject: str
    plain_subject: str
    text: str


def draft(audience: Audience, texts: Catalogue, *, issue: object = None, send_back_by: dt.date | None = None) -> Draft:
    """Return the mail that goes with a copy.

    Args:
        audience: for whom the copy is.
        texts: the catalogue in the language of the copy.
        issue: what was typed as the issue, which the subject names; any text, or nothing.
        send_back_by: the day by which a filled-in form is wanted.
    """
    plain = texts(f"share.mail.{audience}.subject")
    named = one_line(issue, LONGEST_ISSUE)
    subject = texts(f"share.mail.{audience}.subject.issue", issue=named) if named else plain
    text = texts(f"share.mail.{audience}.text")
    if audience is Audience.RETURN:
        text = texts("share.mail.return.text", by=_wanted(texts, send_back_by))
    return Draft(subject, plain, text)


def _wanted(texts: Catalogue, send_back_by: dt.date | None) -> str:
    if send_back_by is None:
        return texts("share.mail.return.by.none")
    return texts("share.mail.return.by", date=days.with_weekday(texts, send_back_by))


def one_line(typed: object, longest: int) -> str:
    """Return what was typed as one line of at most so many characters, without characters that do not show.

    ``=?`` gets a space: it begins an encoded word, in which a typed text could bring headers of its own.
    """
    seen = "".join(one for one in clean(typed) if unicodedata.category(one) not in _NOT_SHOWN)
    text = clean(unicodedata.normalize("NFC", seen)).replace("=?", "= ?")
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def attachment_name(file: str) -> str:
    """Return a file's name in ASCII, which every mail program shows as it is: letters keep their base."""
    apart = unicodedata.normalize("NFKD", file)
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    stem, dot, ending = _SAFE_IN_A_NAME.sub("-", letters).rpartition(".")
    return f"{stem.strip(' .-') or 'Arena'}{dot}{ending}"


def eml(mail: Draft, file: str, content: bytes) -> bytes:
    """Return a mail with a copy attached, as a file that a mail program opens as a new message not yet sent.

    Args:
        mail: the mail.
        file: the name of the copy's file.
        content: the copy.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["X-Unsent"] = "1"
    message.set_content(mail.text.rstrip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    message.add_attachment(content, maintype="application", subtype=_SHEET, filename=attachment_name(file))
    return message.as_bytes()


def mailto(mail: Draft) -> str:
    """Return a link that opens a new message without attachment, at most ``LONGEST_LINK`` characters long.

    Windows puts such a link on the command line of whichever program reads mail. So nothing in it was typed in a
    workbook, and all but letters and digits is written as ``%20`` and the like.
    """
    lines = mail.text.rstrip("\n").split("\n")
    while len(link := _link(mail.plain_subject, lines)) > LONGEST_LINK:
        lines.pop()
    return link


def _link(subject: str, lines: list[str]) -> str:
    body = "\r\n".join(lines)
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
