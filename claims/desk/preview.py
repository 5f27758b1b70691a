"""What other settings would do to the queue; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from claims.desk.settings import current_settings, with_values
from claims.desk.waiting import overdue
from claims.enums import MatchState, Mutation
from claims.models import DeskSettings, Match, MatchFlag


@dataclass(frozen=True, slots=True)
class SettingsPreview:
    """Numbers of open matches: hidden and shown by the threshold, confirmed, overdue.

    `would_enter` counts stored suggestions only; articles that are matched later may bring more.
    `would_be_confirmed` counts what auto-confirm would take, if its articles were matched again.
    """

    would_leave: int
    would_enter: int
    would_be_confirmed: int
    overdue_now: int
    would_be_overdue: int


def preview_settings(values: Mapping[str, Any], *, at: datetime) -> SettingsPreview:
    """Raises SettingsRefused."""
    now, then = current_settings(), with_values(values)
    untouched = Match.objects.filter(state=MatchState.SUGGESTED, revision=0)
    low, high = now.suggest_threshold, then.suggest_threshold
    leave = untouched.filter(probability__gte=low, probability__lt=high) if high > low else None
    enter = untouched.filter(probability__gte=high, probability__lt=low) if high < low else None
    return SettingsPreview(
        would_leave=leave.count() if leave is not None else 0,
        would_enter=enter.count() if enter is not None else 0,
        would_be_confirmed=_confirmed(then),
        overdue_now=overdue(at=at, settings=now).count(),
        would_be_overdue=overdue(at=at, settings=then).count(),
    )


def _confirmed(chosen: DeskSettings) -> int:
    if not chosen.auto_confirm:
        return 0
    flagged = Exists(MatchFlag.objects.filter(match=OuterRef("pk")))
    return Match.objects.filter(
        ~flagged,
        state=MatchState.SUGGESTED,
        revision=0,
        mutation=Mutation.VERBATIM,
        probability__gte=chosen.auto_confirm_threshold,
    ).count()
