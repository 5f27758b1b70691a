"""Making one claim of two."""

from django.contrib.auth.models import User
from django.db import transaction

from claims import audit, knowledge
from claims.actions.bell import ring_archive
from claims.models import Claim


def preview_merge(claim: Claim, *, into: Claim) -> knowledge.MergePreview:
    """What a merge would do now; changes nothing. Raises knowledge.MergeRefused."""
    return knowledge.preview_merge(claim, into=into)


def merge_claims(claim: Claim, *, into: Claim, actor: User, note: str = "") -> Claim:
    """Give a claim's wordings to another one; the claim is searched no more and names the other.

    Returns the claim that got them: if `into` was merged itself, the one it was merged into.
    Decisions, suggestions, verdicts and relations stay where they are. `undo_operation` takes it
    back within a day. Raises knowledge.MergeRefused.
    """
    with audit.recording(durable=True):
        target = knowledge.merge_claims(claim, into=into, actor=actor, note=note.strip())
        transaction.on_commit(ring_archive)
    claim.refresh_from_db(fields=["state", "state_seq", "merged_into", "updated_at"])
    return target
