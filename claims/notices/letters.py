"""The e-mail of a digest: plain text, the newest notice first."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Notice
from claims.notices.wording import headline, summary

LONGEST = 50
"""Notices that a mail spells out; of the others it says how many they are."""


def letter(user: User, notices: Sequence[Notice], connection: BaseEmailBackend) -> EmailMessage:
    """The mail that tells a person of the notices, ready to be sent."""
    parts = [_paragraph(notice) for notice in notices[:LONGEST]]
    if more := len(notices) - LONGEST:
        parts += _more(more)
    return EmailMessage(
        subject=_("Fact-check workbench: %(what)s") % {"what": summary(len(notices), notices[0])},
        body="\n\n".join([*parts, _where_to_look()]) + "\n",
        to=[user.email],
        connection=connection,
        # So that no programme of absence answers it.
        headers={"Auto-Submitted": "auto-generated"},
    )


def _paragraph(notice: Notice) -> str:
    lines = [headline(notice), f"  “{notice.text}”"]
    if notice.note:
        lines += [f"  {line}" for line in notice.note.splitlines()]
    if notice.in_workbench and settings.FACTCHECK_BASE_URL:
        lines.append(f"  {_address('admin:notice_open', notice.pk)}")
    return "\n".join(lines)


def _more(count: int) -> list[str]:
    if count <= 0:
        return []
    return [ngettext("And %(n)d more.", "And %(n)d more.", count) % {"n": count}]


def _where_to_look() -> str:
    if not settings.FACTCHECK_BASE_URL:
        return _(
            "You find your notices, and how often they are mailed, in the workbench: the bell."
        )
    return _("All notices, and how often they are mailed:\n%(address)s") % {
        "address": _address("admin:notices")
    }


def _address(name: str, *args: int) -> str:
    return f"{settings.FACTCHECK_BASE_URL}{reverse(name, args=args)}"
