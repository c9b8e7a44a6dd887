"""A copy once it is made: viewed, put in an e-mail, printed; and what becomes of it when Excel refuses."""

from __future__ import annotations

import datetime as dt
import os
import webbrowser
from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arena.excel import progress
from arena.excel.host import finished
from arena.sharing import copies, pdf
from tests.bench.excel_model import Dispatch, difference
from tests.bench.windows.scenario import MAKE_FILES
from tests.excel.clicking import Session, changed, restore_as_vba_does, state_of
from tests.excel.faults import Chosen, Kind
from tests.excel.sharing import Sharing, file_to_share, no_other_programs
from tests.thorough import ALL

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return file_to_share(tmp_path_factory.mktemp("books"))


@pytest.fixture
def sharing(excel: Session, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    no_other_programs(monkeypatch, tmp_path / "thuis")
    return Sharing(excel, tmp_path / "Wijk & co", content)


class TestViewing:
    def test_opens_the_copy_to_be_read_and_not_changed(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_partners")
        before = state_of(excel.excel, sharing.book)
        message = sharing.click("share_view")
        (copy,) = sharing.made()
        assert message.startswith(f"Klaar: de kopie ‘{copy.name}’ staat open om na te lezen.")
        shown = excel.excel.app.books.active
        assert shown.name == copy.name
        assert shown.api.ReadOnly
        assert changed(before, state_of(excel.excel, sharing.book)) == []
        sharing.book.activate()
        sharing.click("share_view")
        assert excel.excel.app.books.active.name == copy.name
        assert len(excel.excel.app.books) == 2

    def test_says_so_where_excel_does_not_open_it(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_partners")
        with excel.excel.refusing("Workbooks", "Open"):
            message = sharing.click("share_view")
        assert "is gemaakt, maar Excel opende ze niet. Open ze zelf" in message

    def test_takes_no_workbook_of_that_name_for_the_copy(
        self, excel: Session, sharing: Sharing, tmp_path: Path
    ) -> None:
        sharing.click("share_return")
        sharing.click("share_mail")
        (copy,) = sharing.made()
        other = excel.excel.new_book()
        other.save(tmp_path / copy.name)
        sharing.book.activate()
        assert "Excel opende ze niet" in sharing.click("share_view")
        assert excel.excel.app.books.active.name == sharing.book.name


class TestMailing:
    def test_puts_the_copy_in_outlook_and_sends_and_reads_nothing(self, excel: Session, sharing: Sharing) -> None:
        excel.excel.add_outlook()
        sharing.click("share_return")
        before = len(excel.excel.journal)
        message = sharing.click("share_mail")
        (copy,) = sharing.made()
        assert message.startswith(f"Klaar: in Outlook staat een bericht klaar met de kopie ‘{copy.name}’ als bijlage.")
        done = {f"{one.type}.{one.member}": one.arguments for one in excel.excel.journal[before:]}
        assert list(done) == [
            "Outlook.CreateItem",
            "MailItem.Subject=",
            "MailItem.Body=",
            "Attachments.Add",
            "MailItem.Display",
        ]
        assert done["Attachments.Add"] == {"Source": str(copy)}
        assert done["MailItem.Display"] == {"Modal": False}
        assert str(done["MailItem.Subject="]["Value"]).startswith("Wat denkt u?")

    def test_writes_it_in_the_language_of_the_copy_with_the_day(self, excel: Session, sharing: Sharing) -> None:
        excel.excel.add_outlook()
        sharing.click("share_return")
        sharing.choose("Taal van de kopie", "English")
        sharing.choose("Terugsturen tegen", dt.datetime(2026, 12, 12))
        sharing.click("share_mail")
        body = str(excel.excel.recorded("MailItem", "Body=")[-1].arguments["Value"])
        assert "Would you fill in" in body
        assert "12 December 2026" in body

    @pytest.mark.parametrize("refused", ["CreateItem", "Subject=", "Body=", "Attachments", "Add", "Display"])
    def test_goes_another_way_wherever_outlook_refuses(
        self, excel: Session, sharing: Sharing, refused: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        excel.excel.add_outlook()
        opened: list[str] = []
        monkeypatch.setattr(os, "startfile", opened.append, raising=False)
        sharing.click("share_return")
        kind = {"CreateItem": "Outlook", "Add": "Attachments"}.get(refused, "MailItem")
        with excel.excel.refusing(kind, refused) as fault:
            message = sharing.click("share_mail")
        assert fault.raised
        assert message.startswith("Klaar: Outlook kon niet rechtstreeks aangesproken worden")
        assert len(opened) == 1

    def test_without_outlook_opens_a_message_as_a_file_of_our_own(
        self, sharing: Sharing, own_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        monkeypatch.setattr(os, "startfile", opened.append, raising=False)
        sharing.click("share_partners")
        message = sharing.click("share_mail")
        (copy,) = sharing.made()
        assert message.startswith("Klaar: Outlook kon niet rechtstreeks aangesproken worden")
        assert opened == [str(own_folder / "draft.eml")]
        written: Any = message_from_bytes(Path(opened[0]).read_bytes(), policy=SMTP)
        (attached,) = written.iter_attachments()
        assert (written["X-Unsent"], attached.get_filename()) == ("1", copy.name)
        assert attached.get_content() == copy.read_bytes()

    def test_where_no_program_takes_files_opens_a_message_without_the_copy(
        self, sharing: Sharing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []

        def refuse(_: str) -> None:
            raise OSError(1155, "geen programma")

        monkeypatch.setattr(os, "startfile", refuse, raising=False)
        monkeypatch.setattr(webbrowser, "open", lambda link: opened.append(link) or True)
        sharing.click("share_team")
        message = sharing.click("share_mail")
        assert "staat een bericht klaar zonder bijlage" in message
        assert opened[0].startswith("mailto:?subject=Kopie%20van%20onze%20arena-analyse&body=Dag%20allemaal")

    def test_where_no_program_opens_one_says_what_to_do(self, sharing: Sharing) -> None:
        sharing.click("share_return")
        message = sharing.click("share_mail")
        assert "maar geen mailprogramma opende een bericht. Maak zelf een bericht en voeg de kopie" in message


class TestPrinting:
    def test_is_asked_of_excel_without_names_of_people(
        self, excel: Session, sharing: Sharing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sharing.click("share_partners")
        before = state_of(excel.excel, sharing.book)
        monkeypatch.setattr(pdf, "printed", lambda _: b"%PDF-1.7")
        sharing.click("share_pdf")
        (printed,) = excel.excel.recorded("Workbook", "ExportAsFixedFormat")
        assert printed.arguments["Type"] == 0
        assert printed.arguments["IncludeDocProperties"] is False
        assert difference(before, state_of(excel.excel, sharing.book)) == []
        assert len(excel.excel.app.books) == 1

    def test_saves_what_excel_printed_beside_the_copy(self, sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
        def printed(_: object, source: str, target: str) -> bool:
            assert openpyxl.load_workbook(source)
            Path(target).write_bytes(b"%PDF-1.7 van Excel")
            return True

        monkeypatch.setattr(finished, "print_to_pdf", printed)
        sharing.click("share_return")
        message = sharing.click("share_pdf")
        made, copy = sharing.made()
        assert (made.suffix, made.stem) == (".pdf", copy.stem)
        assert made.read_bytes() == b"%PDF-1.7 van Excel"
        assert message.startswith(f"Klaar: de pdf ‘{made.name}’ is gemaakt en staat bij de kopie.")

    def test_without_excel_s_help_asks_libreoffice(self, sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "printed", lambda copy: b"%PDF van " + copy[:2])
        sharing.click("share_return")
        sharing.click("share_pdf")
        assert sharing.made()[0].read_bytes() == b"%PDF van PK"

    def test_says_so_where_neither_makes_one(self, excel: Session, sharing: Sharing) -> None:
        sharing.click("share_return")
        message = sharing.click("share_pdf")
        assert "er kwam geen pdf van: Excel en LibreOffice maakten er hier geen" in message
        assert len(sharing.made()) == 1


def _nothing(_: Session) -> None: ...


def _with_outlook(excel: Session) -> None:
    excel.excel.add_outlook()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("button", "prepare"),
    [("share_view", _nothing), ("share_mail", _with_outlook), ("share_pdf", _nothing)],
    ids=MAKE_FILES,
)
def test_a_fault_leaves_the_workbook_as_it_was_and_says_what_became_of_the_copy(
    excel: Session,
    sharing: Sharing,
    button: str,
    prepare: Callable[[Session], None],
    kind: Kind,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepare(excel)
    sharing.click("share_partners")
    sharing.click(button)
    for other in list(excel.excel.app.books):
        if other.name != sharing.book.name:
            other.close()
    sharing.book.activate()
    excel.excel.forget_dialogs()
    monkeypatch.setattr(progress, "PATIENCE", -1)
    before, settings, files = state_of(excel.excel, sharing.book), excel.excel.settings(), sharing.made()
    content, chosen, read = next(path for path in files if path.suffix == ".xlsx").read_bytes(), Chosen(kind), []

    def make(*_: object, **__: object) -> bytes:
        """Excel is asked nothing for a copy, and making one takes a second."""
        read.append(True)
        return content

    def after_reading(n: int, dispatch: Dispatch) -> bool:
        """What refuses while the workbook is read, the cases of the sheet itself show (`test_faults`)."""
        return (ALL or bool(read)) and chosen(n, dispatch)

    monkeypatch.setattr(copies, "make", make)

    def judge(_: object, message: str) -> bool:
        assert difference(before, state_of(excel.excel, sharing.book)) == []
        restore_as_vba_does(excel.excel, settings)
        left = difference(settings, excel.excel.settings())
        assert all(line.startswith("open workbooks") for line in left), left
        assert sharing.made() == files
        assert message.startswith(("Klaar: ", "Er is niets gewijzigd: "))
        return message.startswith("Klaar: ")

    _, struck = excel.excel.striking_each(
        lambda: sharing.click(button),
        judge,
        lasting=kind is not Kind.PASSING,
        same_member=kind is Kind.LASTING,
        chosen=after_reading,
    )
    failed = [f"dispatch {one.n}, {one.dispatch}\n{one.failure}" for one in struck if one.failure]
    assert failed == []
    assert len(struck) > (1 if kind is Kind.GONE else 3)
