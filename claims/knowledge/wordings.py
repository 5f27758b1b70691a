"""Claims and the wordings they are searched by: keeps the canonical wording in step."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from claims import audit
from claims.enums import WordingOrigin
from claims.knowledge.feed import hold_claims, write_wordings
from claims.knowledge.importing import record_change
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


RECORDED = WRITTEN[:-1]
RECORDED_OF_WORDING = ["claim", "text", "language", "origin", "is_active"]


def save_claim(claim: Claim, *, actor: User | None = None) -> Claim:
    """Store a claim, new or changed, and make its text the canonical wording.

    The earlier canonical wording is switched off and kept, because matches may name it. Joins the
    caller's transaction.
    """
    with audit.recording():
        old = None if claim._state.adding else hold_claims([claim.pk]).get(claim.pk)
        write_claim(claim)
        before, after = audit.differences(old, claim, RECORDED)
        record_change(
            claim,
            action="claim.changed" if old else "claim.added",
            actor=actor,
            before=before,
            after=after,
        )
    return claim


def write_claim(claim: Claim) -> None:
    """As `save_claim`, for those who record more than that."""
    with transaction.atomic():
        # Not the state: somebody may have retired the claim since it was read.
        claim.save(update_fields=None if claim._state.adding else WRITTEN)
        _keep_canonical(claim)


def save_wording(wording: Wording, *, actor: User | None = None) -> None:
    """Store a wording, new or changed, with the key of its text. Joins the caller's transaction."""
    wording.text_key = fold_key(wording.text)
    with audit.recording():
        hold_claims([wording.claim_id])
        old = None if wording._state.adding else Wording.objects.filter(pk=wording.pk).first()
        # The time by which others copy the claims, wordings included, in steps.
        wording.claim.save(update_fields=["updated_at"])
        write_wordings(
            [wording], changed=["claim", "text", "text_key", "language", "origin", "is_active"]
        )
        before, after = audit.differences(old, wording, RECORDED_OF_WORDING)
        record_change(
            wording.claim,
            action="wording.changed" if old else "wording.added",
            actor=actor,
            before={"wording": wording.pk, **before} if old else {},
            after={"wording": wording.pk, **after},
        )


def add_wordings(claim: Claim, texts: Iterable[str]) -> int:
    """Add phrasings the claim does not have yet; how many were added.

    One that a reviewer switched off stays off; an earlier canonical text is searched again.
    """
    wanted: dict[str, str] = {}
    for text in texts:
        wanted.setdefault(fold_key(text), text)
    if not wanted:
        return 0
    with transaction.atomic():
        hold_claims([claim.pk])
        known = {row.text_key: row for row in claim.wordings.filter(text_key__in=wanted)}
        new = [
            Wording(
                claim=claim,
                text=text,
                text_key=key,
                language=claim.language,
                origin=WordingOrigin.IMPORTED,
            )
            for key, text in wanted.items()
            if key not in known
        ]
        again = [row for row in known.values() if _was_canonical(row)]
        for row in again:
            row.origin, row.is_active = WordingOrigin.IMPORTED, True
        if new or again:
            # The time by which others copy the claims, wordings included, in steps.
            claim.save(update_fields=["updated_at"])
            write_wordings([*new, *again], changed=["origin", "is_active"])
    return len(new) + len(again)


def _was_canonical(wording: Wording) -> bool:
    return wording.origin == WordingOrigin.CANONICAL and not wording.is_active


def _keep_canonical(claim: Claim) -> None:
    key = fold_key(claim.text)
    earlier = claim.wordings.filter(origin=WordingOrigin.CANONICAL, is_active=True).exclude(
        text_key=key
    )
    off = list(earlier)
    for wording in off:
        wording.is_active = False
    # On its own and first: a claim has one canonical wording at any moment.
    write_wordings(off, changed=["is_active"])
    wanted = {
        "text": claim.text,
        "language": claim.language,
        "origin": WordingOrigin.CANONICAL,
        "is_active": True,
    }
    known = claim.wordings.filter(text_key=key).first()
    canonical = known or Wording(claim=claim, text_key=key)
    changed = [name for name, value in wanted.items() if getattr(canonical, name) != value]
    for name in changed:
        setattr(canonical, name, wanted[name])
    if changed or known is None:
        write_wordings([canonical], changed=changed)
