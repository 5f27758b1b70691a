"""How a verdict becomes the published one of its claim, and how it ceases to be."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit
from claims.enums import VerdictState
from claims.models import Verdict, VerdictEvent

IMPORT = "import"
"""Who publishes where no person does."""


class PublishRefused(Exception):
    """The verdict may not make the move; `reasons` names everything that stands in its way."""

    def __init__(self, message: str, *, reasons: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


class VerdictChanged(PublishRefused):
    """The verdict is in no state to make the move, often because somebody else was first."""

    def __init__(self, verdict: Verdict, *, needed: VerdictState) -> None:
        state = VerdictState(verdict.state).label
        super().__init__(
            f"Verdict {verdict.number} of claim {verdict.claim_id} is {state}, not {needed.label}: "
            "reload it before you go on."
        )
        self.verdict = verdict


def publish_verdict(verdict: Verdict, *, actor: User | None, at: datetime) -> VerdictEvent:
    """Publish a draft; the verdict of the claim published until now becomes superseded.

    `at` is written as the time of publication, so an import gives the time of the original.
    Raises PublishRefused naming all that is missing, VerdictChanged if it is no draft any more.
    """
    with audit.recording():
        _hold_claim(verdict)
        _refuse_unready(verdict)
        earlier = Verdict.objects.published().filter(claim_id=verdict.claim_id).first()
        if earlier is not None:
            _move(
                earlier,
                seen=VerdictState.PUBLISHED,
                state=VerdictState.SUPERSEDED,
                actor=actor,
                at=at,
            )
        return _move(
            verdict, seen=VerdictState.DRAFT, state=VerdictState.PUBLISHED, actor=actor, at=at
        )


def withdraw_verdict(
    verdict: Verdict, *, actor: User | None, at: datetime, note: str
) -> VerdictEvent:
    """Take a published verdict back; no earlier one returns to its place.

    Raises PublishRefused without a note, VerdictChanged if the verdict is not the published one.
    """
    if not note.strip():
        raise PublishRefused(
            "A verdict is not withdrawn without a reason: say why in the note.",
            reasons=["no reason"],
        )
    with audit.recording():
        _hold_claim(verdict)
        return _move(
            verdict,
            seen=VerdictState.PUBLISHED,
            state=VerdictState.WITHDRAWN,
            actor=actor,
            at=at,
            note=note.strip(),
        )


def _hold_claim(verdict: Verdict) -> None:
    """Tell those who keep in step by updated_at, and queue behind others who do the same.

    The UPDATE locks the row of the claim: of two drafts published at once the second sees the
    first instead of meeting it in the unique constraint.
    """
    verdict.claim.save(update_fields=["updated_at"])


def _refuse_unready(verdict: Verdict) -> None:
    """Look at the row rather than at the caller's copy of it."""
    stored = Verdict.objects.get(pk=verdict.pk)
    if stored.state != VerdictState.DRAFT:
        raise VerdictChanged(stored, needed=VerdictState.DRAFT)
    missing = [
        what
        for what, present in (
            ("an explanation", bool(stored.explanation.strip())),
            ("at least one piece of evidence", stored.evidence.exists()),
        )
        if not present
    ]
    if missing:
        raise PublishRefused(
            f"Verdict {stored.number} of claim {stored.claim_id} cannot be published: "
            f"it still needs {' and '.join(missing)}.",
            reasons=missing,
        )


def _move(
    verdict: Verdict,
    *,
    seen: VerdictState,
    state: VerdictState,
    actor: User | None,
    at: datetime,
    note: str = "",
) -> VerdictEvent:
    published_at = at if state == VerdictState.PUBLISHED else verdict.published_at
    won = Verdict.objects.filter(pk=verdict.pk, state=seen).update(
        state=state, published_at=published_at
    )
    if not won:
        raise VerdictChanged(Verdict.objects.get(pk=verdict.pk), needed=seen)
    event = VerdictEvent.objects.create(
        verdict=verdict, actor=actor, at=at, old_state=seen, new_state=state, note=note
    )
    audit.record(
        action=f"verdict.{state}",
        subject=verdict,
        actor=actor,
        bot="" if actor else IMPORT,
        # An import gives the time of the original; the log tells when it came in.
        at=timezone.now(),
        before={"state": seen, "published_at": verdict.published_at},
        after={"state": state, "published_at": published_at},
        note=note,
    )
    verdict.refresh_from_db(fields=["state", "published_at"])
    return event
