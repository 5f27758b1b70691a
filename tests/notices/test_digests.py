"""Mail: when it is due, what it says, and that a broken server neither doubles nor loses it."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from claims import notices
from claims.enums import DigestFrequency
from claims.models import Notice
from tests.factories import NOW, make_digest_preference, make_notice, make_user

pytestmark = pytest.mark.django_db

# Noon and a half; daily mail goes at six.
HALF_PAST = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
REFUSED = "refused@example.org"


class PickyBackend(EmailBackend):
    """A mail server that takes no mail for one of its addresses."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == [REFUSED]:
            raise SMTPRecipientsRefused({REFUSED: (550, b"no such box")})
        return super().send_messages(messages)


class DeadBackend(EmailBackend):
    def open(self) -> bool | None:
        raise ConnectionRefusedError("nobody listens")


def send(at: datetime = HALF_PAST) -> notices.DigestReport:
    return notices.send_digests(at=at, limit=100)


@pytest.mark.parametrize(
    ("frequency", "age", "mails"),
    [
        (DigestFrequency.HOURLY, timedelta(minutes=10), 0),
        (DigestFrequency.HOURLY, timedelta(minutes=31), 1),
        (DigestFrequency.DAILY, timedelta(hours=6), 0),
        (DigestFrequency.DAILY, timedelta(hours=7), 1),
        (None, timedelta(hours=6), 0),
        (None, timedelta(hours=7), 1),
        (DigestFrequency.OFF, timedelta(days=9), 0),
    ],
)
def test_mail_comes_as_often_as_a_person_wants(
    frequency: DigestFrequency | None, age: timedelta, mails: int
) -> None:
    ada = make_user(email="ada@example.org")
    if frequency:
        make_digest_preference(user=ada, frequency=frequency)
    make_notice(user=ada, at=HALF_PAST - age)

    assert send().mails == len(mail.outbox) == mails


@pytest.mark.parametrize(
    ("hour", "at", "is_due"), [(0, 0, True), (23, 22, True), (23, 23, False), (6, 5, True)]
)
def test_the_day_of_daily_mail_begins_at_its_hour(
    settings: Settings, hour: int, at: int, is_due: bool
) -> None:
    settings.FACTCHECK_DIGEST_HOUR = hour
    now = NOW.replace(hour=at)
    age = timedelta(hours=23, minutes=30) if is_due else timedelta(minutes=0)
    make_notice(user=make_user(email="ada@example.org"), at=now - age)

    assert send(now).mails == is_due


def test_all_that_waits_goes_in_one_mail_once() -> None:
    ada, old = make_user(email="ada@example.org"), HALF_PAST - timedelta(days=2)
    waiting = [make_notice(user=ada, at=at) for at in (old, HALF_PAST)]
    make_notice(user=ada, at=old, by_mail=False)
    make_notice(user=ada, at=old, read_at=NOW)
    make_notice(user=make_user(email=""), at=old)
    make_notice(user=make_user(email="gone@example.org", is_active=False), at=old)

    assert send() == notices.DigestReport(mails=1, notices=2)
    assert send() == notices.DigestReport()

    assert {n.pk for n in Notice.objects.filter(mailed_at=HALF_PAST)} == {n.pk for n in waiting}
    [letter] = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "Fact-check workbench: 2 notices for you"


def test_a_mail_says_who_and_what_and_where(settings: Settings) -> None:
    settings.FACTCHECK_BASE_URL = "https://facts.example"
    ben = make_user(first_name="Ben\r\nBcc: all@example.org", last_name="Lind")
    notice = make_notice(
        user=make_user(email="ada@example.org"), actor=ben, note="Please <today>", at=NOW
    )

    send(HALF_PAST + timedelta(days=1))

    [letter] = mail.outbox
    assert letter.subject == (
        "Fact-check workbench: Ben Bcc: all@example.org Lind assigned a match to you"
    )
    assert letter.content_subtype == "plain"
    assert "“The bridge cost 40 million euros.”" in letter.body
    assert "Please <today>" in letter.body
    assert f"https://facts.example/admin/notices/{notice.pk}/\n" in letter.body
    assert letter.body.endswith("https://facts.example/admin/notices/\n")


def test_without_an_address_of_the_workbench_a_mail_has_no_links() -> None:
    ada = make_user(email="ada@example.org")
    for _ in range(53):
        make_notice(user=ada, at=NOW)

    send(HALF_PAST + timedelta(days=1))

    body = mail.outbox[0].body
    assert "http" not in body
    assert "/admin/" not in body
    assert "the bell" in body
    assert body.count("A match was assigned to you") == 50
    assert "And 3 more." in body


def test_what_the_server_refuses_is_tried_again_and_holds_up_nobody(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"
    refused = make_notice(user=make_user(email=REFUSED), at=NOW - timedelta(days=1))
    make_notice(user=make_user(email="ada@example.org"), at=NOW - timedelta(days=1))

    assert send() == notices.DigestReport(mails=1, notices=1, failed=1)

    refused.refresh_from_db()
    assert refused.mailed_at is None
    assert send() == notices.DigestReport(failed=1)


def test_without_a_server_nothing_is_marked(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DeadBackend"
    make_notice(user=make_user(email="ada@example.org"), at=NOW - timedelta(days=1))

    with pytest.raises(ConnectionRefusedError):
        send()

    assert not Notice.objects.filter(mailed_at__isnull=False).exists()


def test_an_address_that_makes_no_mail_holds_up_nobody(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # As a command or another program may have stored it.
    at = NOW - timedelta(days=1)
    make_notice(user=make_user(email="ada@example.org\nBcc: all@example.org"), at=at)
    ben = make_notice(user=make_user(email="ben@example.org"), at=at)

    report = send()

    assert (report.mails, report.failed) == (1, 1)
    assert [message.to for message in mail.outbox] == [[ben.user.email]]
    assert Notice.objects.to_mail().count() == 1
