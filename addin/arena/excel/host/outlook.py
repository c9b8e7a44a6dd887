"""Classic Outlook, reached by its name as any program is: it shows a message that nobody has sent yet.

The new Outlook for Windows cannot be reached so, nor can any other mail program.
"""

from __future__ import annotations

from importlib import import_module

_PROGRAM = "Outlook.Application"
_MAIL_ITEM = 0


def show_draft(subject: str, text: str, attachment: str) -> bool:
    """Show a new message with a file attached; return True if Outlook shows it.

    Nothing of the message is read back: Outlook would warn its user of a program that reads.
    """
    try:
        outlook = import_module("win32com.client").Dispatch(_PROGRAM)
        message = outlook.CreateItem(_MAIL_ITEM)
        message.Subject = subject
        message.Body = text
        message.Attachments.Add(attachment)
        message.Display(False)
    except Exception:  # there is none, or it is busy or refuses: there are other ways to a draft
        return False
    return True
