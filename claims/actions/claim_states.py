"""Taking a claim out of matching, and back into it."""

from django.db import transaction
from django.utils import timezone

from claims.enums import ClaimState
from claims.models import Claim


def set_claim_state(claim: Claim, *, state: ClaimState) -> bool:
    """Retire a claim, so that it is matched against nothing new, or make it active again.

    Decisions and open suggestions stay. False: it was in that state already.
    """
    with transaction.atomic(durable=True):
        # The time by which others copy the claims in steps.
        changed = (
            Claim.objects.filter(pk=claim.pk)
            .exclude(state=state)
            .update(state=state, updated_at=timezone.now())
        )
    claim.refresh_from_db(fields=["state", "updated_at"])
    return bool(changed)
