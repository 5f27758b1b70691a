"""How a person wants to be told: for each kind where, and how often by mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.enums import DigestFrequency, NoticeKind
from claims.models import DigestPreference, NoticePreference


@dataclass(frozen=True, slots=True)
class Preferences:
    """Kind to whether in the workbench and whether by mail, and how often by mail."""

    ways: Mapping[NoticeKind, tuple[bool, bool]]
    frequency: DigestFrequency


def read_preferences(user: User) -> Preferences:
    """What holds for notices to come; who has chosen nothing gets all of them both ways, daily."""
    ways = dict.fromkeys(NoticeKind, (True, True))
    for row in NoticePreference.objects.filter(user=user):
        ways[NoticeKind(row.kind)] = (row.in_workbench, row.by_mail)
    digest = DigestPreference.objects.filter(user=user).first()
    frequency = DigestFrequency(digest.frequency) if digest else DigestFrequency.DAILY
    return Preferences(ways, frequency)


def save_preferences(user: User, preferences: Preferences) -> None:
    """Keep them; notices that are there already stay as they are. Call it in a transaction."""
    for kind, (in_workbench, by_mail) in preferences.ways.items():
        NoticePreference.objects.update_or_create(
            user=user, kind=kind, defaults={"in_workbench": in_workbench, "by_mail": by_mail}
        )
    DigestPreference.objects.update_or_create(
        user=user, defaults={"frequency": preferences.frequency}
    )
