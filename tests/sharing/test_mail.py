"""The drafts of mails: a copy attached, nothing of a workbook where it could harm, no address, nothing sent."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, urlsplit

import pytest

from arena.locale import LANGUAGES, catalogue
from arena.sharing import mail
from arena.workbook.audience import Audience

pytestmark = pytest.mark.pure

COPY = bytes(range(256)) * 40
DAY = dt.date(2026, 12, 12)
HOSTILE = (
    "Speelplein\r\nBcc: iemand@elders.be",
    "Speelplein\nX-Unsent: 0",
    "=?utf-8?q?x=0D=0ABcc:_iemand@elders.be?=",
    "=?utf-8?b?eA0KQmNjOiBpZW1hbmRAZWxkZXJzLmJl?=",
    "x" * 5000,
    "\U0001f3d5" * 500,
    "&body=vals&attach=C:\\geheim.txt",
    "%0D%0ABcc:iemand@elders.be",
    '"; calc.exe & $(touch x) `id` ^& %COMSPEC% | more',
    "\u202exslx.tnemucod \u2066links\u2069 \x00\x07",
    '=HYPERLINK("http://x";"y")',
    "<script>alert(1)</script>",
    "a, b; c <iemand@elders.be>",
    "\ud800 alleen een half teken",
    "  ",
)


def parsed(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=SMTP)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
class TestTheDraft:
    def test_is_a_mail_that_is_not_sent_yet_with_the_copy_attached(self, audience: Audience, language: str) -> None:
        written = mail.draft(audience, catalogue(language), issue="Zomer in de wijk", send_back_by=DAY)
        content = mail.eml(written, "Kopie voor café.xlsx", COPY)
        assert re.search(rb"(?<!\r)\n", content) is None
        message = parsed(content)
        assert message["X-Unsent"] == "1"
        assert (message["To"], message["Cc"], message["Bcc"], message["From"]) == (None, None, None, None)
        assert message["Subject"] == written.subject
        assert "Zomer in de wijk" in written.subject
        body = message.get_body()
        assert body is not None
        assert body.get_content().replace("\r\n", "\n").strip() == written.text
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == "Kopie voor cafe.xlsx"
        assert attached.get_content() == COPY
        assert attached.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def test_says_by_when_a_form_is_wanted_and_nothing_else_is(self, audience: Audience, language: str) -> None:
        with_day = mail.draft(audience, catalogue(language), send_back_by=DAY).text
        without = mail.draft(audience, catalogue(language)).text
        assert bool(re.search("(zaterdag|Saturday) 12 [Dd]ecember 2026", with_day)) is (audience is Audience.RETURN)
        assert "{" not in with_day + without
        assert "2026" not in without

    def test_has_a_subject_without_an_issue_too(self, audience: Audience, language: str) -> None:
        for issue in (None, "", " \u00a0 ", "\u202e\x07"):
            written = mail.draft(audience, catalogue(language), issue=issue)
            assert written.subject == written.plain_subject

    @pytest.mark.parametrize("issue", HOSTILE, ids=range(len(HOSTILE)))
    def test_is_harmless_whatever_was_typed_as_the_issue(self, audience: Audience, language: str, issue: str) -> None:
        written = mail.draft(audience, catalogue(language), issue=issue, send_back_by=DAY)
        assert written.subject.isprintable()
        assert len(written.subject) <= len(written.plain_subject) + mail.LONGEST_ISSUE + 20
        message = parsed(mail.eml(written, "Kopie.xlsx", COPY))
        assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]
        assert message["X-Unsent"] == "1"
        (attached,) = message.iter_attachments()
        assert attached.get_content() == COPY
        assert mail.mailto(written) == mail.mailto(mail.draft(audience, catalogue(language), send_back_by=DAY))

    def test_as_a_link_is_short_and_holds_the_text_and_nothing_typed(self, audience: Audience, language: str) -> None:
        written = mail.draft(audience, catalogue(language), issue="Zomer", send_back_by=DAY)
        link = mail.mailto(written)
        assert len(link) <= mail.LONGEST_LINK
        assert re.fullmatch(r"mailto:\?subject=[\w.~%-]+&body=[\w.~%-]+", link, re.ASCII)
        asked = parse_qs(urlsplit(link).query)
        assert asked == {"subject": [written.plain_subject], "body": [written.text.replace("\n", "\r\n")]}


def test_a_link_that_would_be_too_long_loses_its_last_lines() -> None:
    lines = ["één regel van een lange brief"] * 200
    link = mail.mailto(mail.Draft("Onderwerp", "Onderwerp", "\n".join(lines)))
    kept = parse_qs(urlsplit(link).query)["body"][0].split("\r\n")
    assert len(link) <= mail.LONGEST_LINK < len(link) + 100
    assert set(kept) == {lines[0]}


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("Kopie voor café 2026-02-03.xlsx", "Kopie voor cafe 2026-02-03.xlsx"),
        ('a"b;c\r\nd.xlsx', "a-b-c-d.xlsx"),
        ("\u202exslx.exe.xlsx", "xslx.exe.xlsx"),
        ("комунa.xlsx", "a.xlsx"),
        ("日本.xlsx", "Arena.xlsx"),
    ],
)
def test_an_attachment_is_named_in_ascii(file: str, named: str) -> None:
    assert mail.attachment_name(file) == named


def test_no_two_kinds_of_copy_have_the_same_mail() -> None:
    for one, other in itertools.combinations(Audience, 2):
        texts = catalogue("nl")
        assert mail.draft(one, texts).subject != mail.draft(other, texts).subject
