"""What an editor does with a verdict, and what others are told of it."""

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit, publish
from claims.models import Claim, Verdict, VerdictEvent


def publish_verdict(verdict: Verdict, *, actor: User) -> VerdictEvent:
    """Publish a draft in place of the verdict published so far.

    Raises publish.PublishRefused naming everything that is missing.
    """
    with audit.recording(durable=True):
        return publish.publish_verdict(verdict, actor=actor, at=timezone.now())


def withdraw_verdict(verdict: Verdict, *, actor: User, note: str) -> VerdictEvent:
    """Take a published verdict back, saying why. Raises publish.PublishRefused."""
    with audit.recording(durable=True):
        return publish.withdraw_verdict(verdict, actor=actor, at=timezone.now(), note=note)


def export_claim_review(claim: Claim) -> publish.ClaimReview:
    """The claim's published verdict as ClaimReview, signed with the desk's name if it has one.

    Raises publish.NothingPublished.
    """
    organisation = publish.Organisation(
        name=settings.FACTCHECK_ORGANISATION_NAME, url=settings.FACTCHECK_ORGANISATION_URL
    )
    return publish.claim_review(claim, organisation=organisation)
