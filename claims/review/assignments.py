"""Who looks at a match, until when; an assignment that nobody touches is given back."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.enums import MatchEventKind
from claims.models import Match, MatchEvent
from claims.review.changes import ChangeRefused, MatchChanged, Why, change

SWEEP = "sweep"


def assign(
    match: Match, *, assignee: User | None, due_at: datetime | None, lease: timedelta, why: Why
) -> MatchEvent:
    """Give the match to somebody, or back to all (None). Raises ChangeRefused, MatchChanged."""
    if assignee is None:
        if match.assignee_id is None:
            raise ChangeRefused(gettext("The match is assigned to nobody."))
        return _write(match, _nobody(), why, action="unassigned")
    if not (assignee.is_active and assignee.has_perm("claims.decide_match")):
        raise ChangeRefused(
            gettext("%(who)s may not decide on matches.") % {"who": assignee.get_username()}
        )
    if due_at is not None and due_at <= why.at:
        raise ChangeRefused(gettext("The due date is over already."))
    columns = {
        "assignee_id": assignee.pk,
        "assigned_at": why.at,
        "due_at": due_at,
        "lease_until": why.at + lease,
    }
    return _write(match, columns, why, action="assigned")


def renew_lease(match: Match, *, until: datetime) -> None:
    """Whoever holds the match works on it: it is given back later.

    No event: nothing is decided by it, and no undo makes the lease shorter again.
    """
    held = Match.objects.filter(pk=match.pk, assignee=match.assignee_id, lease_until__lt=until)
    if held.update(lease_until=until):
        match.lease_until = until


def give_back(*, at: datetime, limit: int) -> int:
    """Take back the open matches whose lease has run out; how many, the longest overdue first."""
    overdue = Match.objects.open().filter(assignee__isnull=False, lease_until__lte=at)
    count = 0
    for match in overdue.order_by("lease_until", "pk")[:limit]:
        try:
            _write(match, _nobody(), Why(None, at, bot=SWEEP), action="given-back")
        except MatchChanged:
            continue
        count += 1
    return count


def _nobody() -> dict[str, None]:
    return {"assignee_id": None, "assigned_at": None, "due_at": None, "lease_until": None}


def _write(
    match: Match, columns: dict[str, object] | dict[str, None], why: Why, *, action: str
) -> MatchEvent:
    return change(match, columns, why, kind=MatchEventKind.ASSIGNMENT, action=action)
