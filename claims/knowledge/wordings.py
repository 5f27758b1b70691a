"""Claims and the wordings they are searched by: keeps the canonical wording in step."""

from collections.abc import Iterable

from django.db import transaction

from claims.enums import WordingOrigin
from claims.models import Claim, Wording
from claims.text import fold_key

WRITTEN = [
    "external_id",
    "text",
    "kind",
    "language",
    "claimant",
    "made_date",
    "first_appearance_date",
    "reviewed_date",
    "updated_at",
]


def save_claim(claim: Claim) -> Claim:
    """Store a claim, new or changed, and make its text the canonical wording.

    The earlier canonical wording is switched off and kept, because matches may name it. Joins the
    caller's transaction.
    """
    with transaction.atomic():
        # Not the state: somebody may have retired the claim since it was read.
        claim.save(update_fields=None if claim._state.adding else WRITTEN)
        _keep_canonical(claim)
    return claim


def add_wordings(claim: Claim, texts: Iterable[str]) -> int:
    """Add phrasings the claim does not have yet; how many were added.

    One that a reviewer switched off stays off; an earlier canonical text is searched again.
    """
    added = 0
    for text in texts:
        wording, is_new = Wording.objects.get_or_create(
            claim=claim,
            text_key=fold_key(text),
            defaults={
                "text": text,
                "language": claim.language,
                "origin": WordingOrigin.IMPORTED,
            },
        )
        if wording.origin == WordingOrigin.CANONICAL and not wording.is_active:
            wording.origin, wording.is_active, is_new = WordingOrigin.IMPORTED, True, True
            wording.save(update_fields=["origin", "is_active"])
        added += is_new
    if added:
        # The time by which others copy the claims, wordings included, in steps.
        claim.save(update_fields=["updated_at"])
    return added


def _keep_canonical(claim: Claim) -> None:
    wanted = {
        "text": claim.text,
        "language": claim.language,
        "origin": WordingOrigin.CANONICAL,
        "is_active": True,
    }
    key = fold_key(claim.text)
    claim.wordings.filter(origin=WordingOrigin.CANONICAL, is_active=True).exclude(
        text_key=key
    ).update(is_active=False)
    Wording.objects.update_or_create(claim=claim, text_key=key, defaults=wanted)
