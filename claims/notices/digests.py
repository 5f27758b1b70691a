"""A person's notices in one plain-text e-mail, each notice in one mail only."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.enums import DigestFrequency
from claims.models import Notice
from claims.notices.letters import letter

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DigestReport:
    """How many mails went out with how many notices, and how many could not be sent."""

    mails: int = 0
    notices: int = 0
    failed: int = 0


def send_digests(*, at: datetime, limit: int) -> DigestReport:
    """Mail to people what waits for them since before the last full hour, or the hour of the day.

    Of at most `limit` people. A notice is marked as mailed before it is sent, by a conditional
    UPDATE, so of two senders one gets it. What the mail server refuses is unmarked and tried
    again; who is killed between the two has marked what nobody gets by mail: it stays unread in
    the workbench. Raises OSError or SMTPException if there is no mail server.
    """
    report = DigestReport()
    people = _waiting_people(at)[:limit]
    if not people:
        return report
    with mail.get_connection() as connection:
        for user in people:
            report = _send_one(user, connection, report, at=at)
    return report


def _send_one(
    user: User, connection: BaseEmailBackend, report: DigestReport, *, at: datetime
) -> DigestReport:
    notices = _take(user, at=at)
    if not notices:
        return report
    try:
        letter(user, notices, connection).send()
    # A ValueError: of an address or a name no mail can be made.
    except (SMTPException, OSError, ValueError) as error:
        _give_back(notices)
        logger.warning("No mail to %s, who gets it later: %s", user.get_username(), error)
        return replace(report, failed=report.failed + 1)
    return replace(report, mails=report.mails + 1, notices=report.notices + len(notices))


def _waiting_people(at: datetime) -> list[User]:
    """Whose mail is due: one of their notices is older than the beginning of their period."""
    hourly = Q(user__digest_preference__frequency=DigestFrequency.HOURLY, at__lt=_full_hour(at))
    never = Q(user__digest_preference__frequency=DigestFrequency.OFF)
    due = Notice.objects.to_mail().filter(hourly | Q(at__lt=_hour_of_the_day(at))).exclude(never)
    people = User.objects.filter(is_active=True, pk__in=due.values("user")).exclude(email="")
    return list(people.order_by("pk"))


def _take(user: User, *, at: datetime) -> list[Notice]:
    """Mark all that waits for a person as mailed; what another sender has marked is not in it."""
    with transaction.atomic():
        waiting = Notice.objects.filter(user=user).to_mail().select_for_update(of=("self",))
        notices = list(waiting.select_related("actor").order_by("-pk"))
        taken = Notice.objects.filter(pk__in=[notice.pk for notice in notices]).to_mail()
        if taken.update(mailed_at=at) != len(notices):
            # Cannot be while the rows are locked; if it is, nobody gets anything twice.
            transaction.set_rollback(True)
            return []
    return notices


def _give_back(notices: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=None)


def _full_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _hour_of_the_day(at: datetime) -> datetime:
    """The newest moment, not after `at`, of the hour at which daily mail goes out."""
    moment = timezone.localtime(at).replace(
        hour=settings.FACTCHECK_DIGEST_HOUR, minute=0, second=0, microsecond=0
    )
    return moment if moment <= at else moment - timedelta(days=1)
