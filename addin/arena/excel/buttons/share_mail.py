"""The button that puts a copy in an e-mail: it is made, and attached to a draft that its user sends."""

from __future__ import annotations

from arena.excel import mailing, sharing
from arena.excel.click import Click, Outcome
from arena.locale import catalogue
from arena.sharing import copies, mail
from arena.workbook.errors import shown_name


def run(click: Click) -> Outcome:
    """Make the copy that the sheet Delen shows, and show a draft with it; the message says which way that went.

    Raises ``Stopped`` as ``sharing.make_copy`` does.
    """
    made = sharing.make_copy(click)
    draft = mail.draft(
        made.audience,
        catalogue(made.choices.language),
        issue=copies.issue_in(made.result, made.audience, made.choices),
        send_back_by=made.choices.send_back_by,
    )
    click.progress(at_once=True)
    way = mailing.show(draft, made.path, made.content)
    return Outcome(click.texts(f"button.share_mail.{way}", file=shown_name(made.path), where=made.where))
