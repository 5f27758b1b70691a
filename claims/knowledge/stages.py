"""How far the desk is with a claim, and the one way to move it on.

Beside `state`, which says whether the matcher looks for the claim: an archived or merged claim
keeps its stage, and goes on from there if it is made active again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimStage, ClaimState
from claims.models import Claim, ClaimEvent
from claims.models.claim import WORKED_ON

SWEEP = "sweep"
# What people and programs may do. Publishing a verdict makes any claim a reviewed one; taking the
# verdict back makes it one to be checked again.
CLAIM_MOVES: dict[ClaimStage, frozenset[ClaimStage]] = {
    ClaimStage.NEW: frozenset(
        {ClaimStage.TRIAGED, ClaimStage.ASSIGNED, ClaimStage.IN_REVIEW, ClaimStage.REVIEWED}
    ),
    ClaimStage.TRIAGED: frozenset(
        {ClaimStage.NEW, ClaimStage.ASSIGNED, ClaimStage.IN_REVIEW, ClaimStage.REVIEWED}
    ),
    ClaimStage.ASSIGNED: frozenset(
        {ClaimStage.ASSIGNED, ClaimStage.TRIAGED, ClaimStage.IN_REVIEW, ClaimStage.REVIEWED}
    ),
    ClaimStage.IN_REVIEW: frozenset({ClaimStage.ASSIGNED, ClaimStage.TRIAGED, ClaimStage.REVIEWED}),
    ClaimStage.REVIEWED: frozenset(
        {ClaimStage.REVIEWED, ClaimStage.RECHECK_DUE, ClaimStage.TRIAGED, ClaimStage.ASSIGNED}
    ),
    ClaimStage.RECHECK_DUE: frozenset(
        {ClaimStage.REVIEWED, ClaimStage.TRIAGED, ClaimStage.ASSIGNED, ClaimStage.IN_REVIEW}
    ),
}


class StageRefused(Exception):
    """The claim cannot make the move; the sentence says why."""


class StageChanged(StageRefused):
    """Somebody else was first. `claim` holds what the database has now."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        stage = claim.get_stage_display()
        whose = _whose(claim.assignee) if claim.assignee else ""
        super().__init__(
            gettext(
                "Claim %(claim)s was changed meanwhile and is now “%(stage)s”%(whose)s: look "
                "at it again."
            )
            % {"claim": claim.pk, "stage": stage, "whose": whose}
        )


def _whose(assignee: User) -> str:
    return gettext(", %(who)s's") % {"who": assignee.get_username()}


@dataclass(frozen=True, slots=True)
class By:
    """Who moves a claim, when and why; `bot` without an actor."""

    actor: User | None
    at: datetime
    note: str = ""
    bot: str = ""


def move_claim(
    claim: Claim,
    *,
    to: ClaimStage,
    by: By,
    assignee: User | None = None,
    due_at: datetime | None = None,
    recheck_at: datetime | None = None,
) -> ClaimEvent:
    """Move the claim from the stage, assignee and dates that the caller saw.

    Of two callers one wins; the other gets StageChanged and nothing is written. Raises StageRefused
    for a move that CLAIM_MOVES does not have, or of a claim that is archived or merged.
    """
    seen = ClaimStage(claim.stage)
    _refuse_illegal(claim, seen, to)
    is_worked_on = to in WORKED_ON
    columns: dict[str, Any] = {
        "stage": to.value,
        "assignee_id": assignee.pk if assignee and is_worked_on else None,
        "assigned_at": by.at if is_worked_on else None,
        "due_at": due_at if is_worked_on else None,
        "recheck_at": recheck_at,
    }
    before = {name: getattr(claim, name) for name in columns}
    with audit.recording():
        won = Claim.objects.filter(pk=claim.pk, state=ClaimState.ACTIVE, **before).update(
            **columns, updated_at=by.at
        )
        if not won:
            raise StageChanged(Claim.objects.select_related("assignee").get(pk=claim.pk))
        event = _record(claim, before, columns, by)
    claim.refresh_from_db(fields=[*columns, "updated_at"])
    return event


def _record(
    claim: Claim, before: Mapping[str, Any], after: Mapping[str, Any], by: By
) -> ClaimEvent:
    audit.record(
        action=f"claim.{after['stage']}",
        subject=claim,
        actor=by.actor,
        bot=by.bot,
        at=by.at,
        before=before,
        after=after,
        note=by.note,
    )
    return ClaimEvent.objects.create(
        claim=claim,
        actor=by.actor,
        bot=by.bot,
        at=by.at,
        old_stage=before["stage"],
        new_stage=after["stage"],
        assignee_id=after["assignee_id"],
        note=by.note,
    )


def raise_rechecks(*, at: datetime, limit: int) -> int:
    """Make reviewed claims due for a recheck when their time has come; how many."""
    due = Claim.objects.filter(
        state=ClaimState.ACTIVE, stage=ClaimStage.REVIEWED, recheck_at__lte=at
    )
    count = 0
    for claim in due.order_by("recheck_at", "pk")[:limit]:
        try:
            move_claim(claim, to=ClaimStage.RECHECK_DUE, by=By(None, at, bot=SWEEP))
        except StageRefused:
            continue
        count += 1
    return count


def _refuse_illegal(claim: Claim, seen: ClaimStage, to: ClaimStage) -> None:
    if claim.state != ClaimState.ACTIVE:
        raise StageRefused(
            gettext("Claim %(claim)s is %(state)s: it cannot be worked on.")
            % {"claim": claim.pk, "state": claim.get_state_display()}
        )
    if to not in CLAIM_MOVES[seen]:
        raise StageRefused(
            gettext("A claim that is “%(seen)s” cannot become “%(to)s”.")
            % {"seen": seen.label, "to": to.label}
        )
