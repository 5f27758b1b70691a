"""What has waited longer than the desk allows."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from claims.desk.settings import current_settings
from claims.enums import MatchState
from claims.models import DeskSettings, Match


def overdue(*, at: datetime, settings: DeskSettings | None = None) -> QuerySet[Match]:
    """Open matches past their own due date, or past the days that the settings give.

    `settings` are the current ones if not given. A second look counts from when it was asked for.
    """
    chosen = settings or current_settings()
    suggested = at - timedelta(days=chosen.review_days)
    looked_at = at - timedelta(days=chosen.second_look_days)
    return (
        Match.objects.open()
        .shown(threshold=chosen.suggest_threshold)
        .filter(
            Q(due_at__lt=at)
            | Q(state=MatchState.SUGGESTED, created_at__lt=suggested)
            | Q(state=MatchState.SECOND_LOOK, decided_at__lt=looked_at)
        )
    )
