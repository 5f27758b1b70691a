"""Taking a claim out of matching, and back into it."""

from django.contrib.auth.models import User
from django.db import transaction

from claims import audit, knowledge
from claims.actions.bell import ring_archive
from claims.enums import ClaimState
from claims.models import Claim


def set_claim_state(claim: Claim, *, state: ClaimState, actor: User | None = None) -> bool:
    """Retire a claim, so that it is matched against nothing new, or make it active again.

    Decisions and open suggestions stay. False: it was in that state already, or is merged.
    """
    with audit.recording(durable=True):
        is_changed = knowledge.set_claim_state(claim, state=state, actor=actor)
        transaction.on_commit(ring_archive)
    claim.refresh_from_db(fields=["state", "state_seq", "updated_at"])
    return is_changed
