"""What a person does with their notices, and the mail that goes out by hand."""

from smtplib import SMTPException

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import notices
from claims.models import Notice

_MANY = 10_000


class MailRefused(Exception):
    """No mail could be sent, and none was marked as sent."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"The mail server cannot be reached, check the EMAIL_ settings: {error}")


def read_notice(pk: int, *, user: User, is_read: bool = True) -> Notice | None:
    """Mark one of the person's notices as read, or as new again; None if it is not theirs."""
    if is_read:
        return notices.mark_read(user, pk, at=timezone.now())
    return notices.mark_unread(user, pk)


def read_all_notices(*, user: User, up_to: int) -> int:
    """Mark as read what the person saw, up to the newest id on their page; how many those were."""
    return notices.mark_all_read(user, up_to=up_to, at=timezone.now())


def save_notice_preferences(preferences: notices.Preferences, *, user: User) -> None:
    """How the person is told from now on."""
    with transaction.atomic(durable=True):
        notices.save_preferences(user, preferences)


def send_digests() -> notices.DigestReport:
    """Mail the notices that wait and are due. Raises MailRefused if there is no mail server."""
    try:
        return notices.send_digests(at=timezone.now(), limit=_MANY)
    except (SMTPException, OSError) as error:
        raise MailRefused(error) from error
