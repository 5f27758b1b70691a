"""What a desk does with a claim on its way to a verdict."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, desk, knowledge, notices
from claims.enums import ClaimStage, ClaimState
from claims.models import Claim, ClaimEvent, Verdict


def triage_claim(claim: Claim, *, actor: User, note: str = "") -> ClaimEvent:
    """Say that the claim is worth checking, or give it back to all.

    Raises knowledge.StageRefused.
    """
    with audit.recording(durable=True):
        return knowledge.move_claim(claim, to=ClaimStage.TRIAGED, by=_by(actor, note))


def assign_claim(
    claim: Claim, *, assignee: User, due_at: datetime | None = None, actor: User, note: str = ""
) -> ClaimEvent:
    """Give the claim to somebody who may write its verdict and is told of it, until `due_at`.

    Raises knowledge.StageRefused.
    """
    if not (assignee.is_active and assignee.has_perm("claims.change_verdict")):
        raise knowledge.StageRefused(f"{assignee.get_username()} may not write verdicts.")
    if due_at is not None and due_at <= timezone.now():
        raise knowledge.StageRefused("The due date is over already.")
    by = _by(actor, note)
    with audit.recording(durable=True):
        event = knowledge.move_claim(
            claim, to=ClaimStage.ASSIGNED, by=by, assignee=assignee, due_at=due_at
        )
        notices.tell_of_assignment(claim, assignee=assignee, actor=actor, at=by.at)
    return event


def start_review(claim: Claim, *, actor: User) -> ClaimEvent:
    """Begin to work on a claim: on one's own, or on one that is nobody's.

    Raises knowledge.StageRefused.
    """
    if claim.assignee is not None and claim.assignee != actor:
        raise knowledge.StageRefused(f"The claim is {claim.assignee.get_username()}'s.")
    with audit.recording(durable=True):
        return knowledge.move_claim(
            claim,
            to=ClaimStage.IN_REVIEW,
            by=_by(actor, ""),
            assignee=actor,
            due_at=claim.due_at,
        )


def keep_reviewed(claim: Claim, *, actor: User, note: str) -> ClaimEvent:
    """Say after a recheck that the published verdict still holds. Raises knowledge.StageRefused."""
    if not Verdict.objects.published().filter(claim=claim).exists():
        raise knowledge.StageRefused("Nothing is published about the claim that could still hold.")
    with audit.recording(durable=True):
        return knowledge.move_claim(
            claim,
            to=ClaimStage.REVIEWED,
            by=_by(actor, note),
            recheck_at=next_recheck(timezone.now()),
        )


def follow_verdict(claim_id: int, *, actor: User | None, is_published: bool, bot: str = "") -> None:
    """A claim is reviewed while a verdict is published; without one it is to be checked again.

    Joins the caller's transaction. An archived or merged claim keeps its stage.
    """
    claim = Claim.objects.select_related("assignee").get(pk=claim_id)
    to = ClaimStage.REVIEWED if is_published else ClaimStage.TRIAGED
    if claim.state != ClaimState.ACTIVE or (claim.stage == to and not is_published):
        return
    now = timezone.now()
    recheck_at = next_recheck(now) if is_published else None
    by = knowledge.By(actor, now, bot=bot)
    knowledge.move_claim(claim, to=to, by=by, recheck_at=recheck_at)


def next_recheck(at: datetime) -> datetime:
    return at + timedelta(days=desk.current_settings().recheck_days)


def _by(actor: User, note: str) -> knowledge.By:
    return knowledge.By(actor, timezone.now(), note.strip())
