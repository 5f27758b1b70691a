"""One thing that happened, written down for each person whom it concerns and who wants to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.text import Truncator

from claims.enums import DigestFrequency, NoticeKind, NoticeSubject
from claims.models import DigestPreference, Notice, NoticePreference

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, as notices tell of it; `occasion` is the same if it is told a second time."""

    kind: NoticeKind
    subject_kind: NoticeSubject
    subject_id: int
    occasion: str
    text: str
    at: datetime
    actor: User | None = None
    note: str = ""


def notify(people: Iterable[int | None], happening: Happening) -> int:
    """Tell each of the people (ids of users) once, as they prefer; how many are told at most.

    Not whoever did it, and nobody whose account is switched off. Call it in the transaction of
    the change.
    """
    asked = {pk for pk in people if pk is not None}
    if happening.actor is not None:
        asked.discard(happening.actor.pk)
    if not asked:
        return 0
    active = User.objects.filter(pk__in=asked, is_active=True)
    # In one order, so that two who tell the same people do not wait for each other.
    ways = _ways(active.order_by("pk").values_list("pk", flat=True), happening.kind)
    rows = [
        _row(pk, happening, in_workbench=in_workbench, by_mail=by_mail)
        for pk, (in_workbench, by_mail) in ways.items()
        if in_workbench or by_mail
    ]
    # Who was told of the occasion already has the row.
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(user_id: int, happening: Happening, *, in_workbench: bool, by_mail: bool) -> Notice:
    return Notice(
        user_id=user_id,
        kind=happening.kind,
        subject_kind=happening.subject_kind,
        subject_id=happening.subject_id,
        occasion=happening.occasion,
        text=Truncator(" ".join(happening.text.split())).chars(LONGEST_TEXT),
        note=happening.note,
        actor=happening.actor,
        at=happening.at,
        in_workbench=in_workbench,
        by_mail=by_mail,
    )


def _ways(users: Iterable[int], kind: NoticeKind) -> dict[int, tuple[bool, bool]]:
    """User to whether in the workbench, whether by mail."""
    ways = dict.fromkeys(users, (True, True))
    chosen = NoticePreference.objects.filter(user__in=ways, kind=kind)
    for user, in_workbench, by_mail in chosen.values_list("user_id", "in_workbench", "by_mail"):
        ways[user] = (in_workbench, by_mail)
    never = DigestPreference.objects.filter(user__in=ways, frequency=DigestFrequency.OFF)
    for user in never.values_list("user_id", flat=True):
        ways[user] = (ways[user][0], False)
    return ways
