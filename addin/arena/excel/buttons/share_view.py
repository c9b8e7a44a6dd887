"""The button to read a copy through: it is made, and opens."""

from __future__ import annotations

from arena.excel import sharing
from arena.excel.click import Click, Outcome
from arena.excel.host import excel, finished
from arena.workbook.errors import shown_name


def run(click: Click) -> Outcome:
    """Make the copy that the sheet Delen shows, and open it so that it can be read and not changed.

    Raises ``Stopped`` as ``sharing.make_copy`` does.
    """
    made = sharing.make_copy(click)
    with excel.quiet(click.app):
        if made.path.name.lower() in finished.open_names(click.app):
            is_open = finished.bring_forward(click.app, made.path.name, str(made.path.parent))
        else:
            is_open = finished.open_to_read(click.app, str(made.path))
    key = "button.share_view.done" if is_open else "button.share_view.not_opened"
    return Outcome(click.texts(key, file=shown_name(made.path), where=made.where))
