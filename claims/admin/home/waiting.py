"""Matches that wait, by the word that names them in an address."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims import desk
from claims.enums import REPEATING, MatchState
from claims.models import Match, Verdict

Rows = Callable[[User, datetime], QuerySet[Match]]
REFUSED = (MatchState.REJECTED, MatchState.UNLINKED)


def _mine(user: User, at: datetime) -> QuerySet[Match]:
    return Match.objects.open().filter(assignee=user)


def _unassigned(user: User, at: datetime) -> QuerySet[Match]:
    suggested = Match.objects.filter(state=MatchState.SUGGESTED, assignee__isnull=True)
    return desk.shown(suggested)


def _second_look(user: User, at: datetime) -> QuerySet[Match]:
    return Match.objects.filter(state=MatchState.SECOND_LOOK)


def _overdue(user: User, at: datetime) -> QuerySet[Match]:
    return desk.overdue(at=at)


def _orphaned(user: User, at: datetime) -> QuerySet[Match]:
    return Match.objects.filter(state=MatchState.ORPHANED)


def _refuted_today(user: User, at: datetime) -> QuerySet[Match]:
    """New repeats of claims whose published verdict refutes them."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    refuting = Verdict.objects.refuting().filter(claim=OuterRef("claim"))
    new = Match.objects.filter(created_at__gte=midnight, stance__in=REPEATING)
    return desk.shown(new.exclude(state__in=REFUSED).filter(Exists(refuting)))


WAITING: dict[str, tuple[StrOrPromise, Rows]] = {
    "mine": (_("assigned to me"), _mine),
    "unassigned": (_("unassigned"), _unassigned),
    "second-look": (_("for a second look"), _second_look),
    "overdue": (_("overdue"), _overdue),
    "orphaned": (_("lost their place"), _orphaned),
    "refuted-today": (_("repeats of refuted claims today"), _refuted_today),
}
