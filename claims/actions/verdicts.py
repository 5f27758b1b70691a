"""What an editor does with a verdict, and what others are told of it."""

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, desk, notices, publish
from claims.actions.claim_stages import follow_verdict
from claims.models import Claim, Verdict, VerdictEvent


def propose_verdict(verdict: Verdict, *, actor: User) -> VerdictEvent:
    """Hand a draft to those who approve. Raises publish.PublishRefused naming what is missing."""
    with audit.recording(durable=True):
        return publish.propose_verdict(
            verdict,
            actor=actor,
            at=timezone.now(),
            contact_required=desk.current_settings().contact_required,
        )


def approve_verdict(verdict: Verdict, *, actor: User, note: str = "") -> VerdictEvent:
    """Approve what somebody else has written and proposed. Raises publish.PublishRefused."""
    with audit.recording(durable=True):
        return publish.approve_verdict(verdict, actor=actor, at=timezone.now(), note=note)


def return_verdict(verdict: Verdict, *, actor: User, note: str) -> VerdictEvent:
    """Give a proposed or approved verdict back with a comment, which its author is told.

    Raises publish.PublishRefused.
    """
    with audit.recording(durable=True):
        event = publish.return_verdict(verdict, actor=actor, at=timezone.now(), note=note)
        notices.tell_of_return(event)
    return event


def publish_verdict(verdict: Verdict, *, actor: User) -> VerdictEvent:
    """Publish an approved verdict in place of the one published so far.

    Raises publish.PublishRefused naming everything that is missing.
    """
    with audit.recording(durable=True):
        event = publish.publish_verdict(verdict, actor=actor, at=timezone.now())
        follow_verdict(verdict.claim_id, actor=actor, is_published=True)
    return event


def withdraw_verdict(verdict: Verdict, *, actor: User, note: str) -> VerdictEvent:
    """Take a published verdict back, saying why. Raises publish.PublishRefused."""
    with audit.recording(durable=True):
        event = publish.withdraw_verdict(verdict, actor=actor, at=timezone.now(), note=note)
        follow_verdict(verdict.claim_id, actor=actor, is_published=False)
    return event


def verdict_checklist(verdict: Verdict) -> tuple[publish.ChecklistItem, ...]:
    """What the verdict still lacks, by the rules of the desk."""
    return publish.checklist(verdict, contact_required=desk.current_settings().contact_required)


def export_claim_review(claim: Claim) -> publish.ClaimReview:
    """The claim's published verdict as ClaimReview, signed with the desk's name if it has one.

    Raises publish.NothingPublished.
    """
    organisation = publish.Organisation(
        name=settings.FACTCHECK_ORGANISATION_NAME, url=settings.FACTCHECK_ORGANISATION_URL
    )
    return publish.claim_review(claim, organisation=organisation)
