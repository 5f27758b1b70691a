"""The moves of a verdict from draft to publication and beyond: the one way to change its state."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext

from claims import audit
from claims.enums import VerdictState
from claims.models import Verdict, VerdictEvent
from claims.publish.checklist import checklist

IMPORT = "import"
"""Who publishes where no person does."""


VERDICT_MOVES: dict[VerdictState, frozenset[VerdictState]] = {
    # Only an import publishes a draft.
    VerdictState.DRAFT: frozenset({VerdictState.PROPOSED, VerdictState.PUBLISHED}),
    VerdictState.PROPOSED: frozenset({VerdictState.APPROVED, VerdictState.RETURNED}),
    VerdictState.APPROVED: frozenset({VerdictState.PUBLISHED, VerdictState.RETURNED}),
    VerdictState.RETURNED: frozenset({VerdictState.DRAFT}),
    VerdictState.PUBLISHED: frozenset({VerdictState.SUPERSEDED, VerdictState.WITHDRAWN}),
    VerdictState.SUPERSEDED: frozenset(),
    VerdictState.WITHDRAWN: frozenset(),
}
_UNPROPOSED: dict[str, Any] = {"proposed_by": None, "proposed_at": None}
_UNAPPROVED: dict[str, Any] = {"approved_by": None, "approved_at": None}


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
            gettext(
                "Verdict %(number)s of claim %(claim)s is %(state)s, not %(needed)s: reload "
                "it before you go on."
            )
            % {
                "number": verdict.number,
                "claim": verdict.claim_id,
                "state": state,
                "needed": needed.label,
            }
        )
        self.verdict = verdict


class OwnWork(PublishRefused):
    """Somebody wants to approve what they have written, rewritten or proposed themselves."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(
            gettext(
                "Verdict %(number)s of claim %(claim)s is partly your own work: somebody "
                "else must approve it."
            )
            % {"number": verdict.number, "claim": verdict.claim_id},
            reasons=["a second person"],
        )


def propose_verdict(
    verdict: Verdict, *, actor: User, at: datetime, contact_required: bool = False
) -> VerdictEvent:
    """Hand a draft to those who approve. Raises PublishRefused naming all that is missing."""
    with audit.recording():
        _hold_claim(verdict)
        stored = _stored(verdict, needed=(VerdictState.DRAFT,))
        _refuse_unready(stored, contact_required=contact_required)
        proposed: dict[str, Any] = {"proposed_by": actor, "proposed_at": at}
        return _move(verdict, stored, state=VerdictState.PROPOSED, actor=actor, at=at, **proposed)


def approve_verdict(verdict: Verdict, *, actor: User, at: datetime, note: str = "") -> VerdictEvent:
    """Approve what somebody else has proposed. Raises OwnWork, VerdictChanged."""
    with audit.recording():
        _hold_claim(verdict)
        stored = _stored(verdict, needed=(VerdictState.PROPOSED,))
        if has_worked_on(stored, actor):
            raise OwnWork(stored)
        approved: dict[str, Any] = {"approved_by": actor, "approved_at": at, "note": note.strip()}
        return _move(verdict, stored, state=VerdictState.APPROVED, actor=actor, at=at, **approved)


def return_verdict(verdict: Verdict, *, actor: User, at: datetime, note: str) -> VerdictEvent:
    """Give a proposed or approved verdict back to its author, saying what is to be mended.

    Raises PublishRefused without a note, VerdictChanged.
    """
    if not note.strip():
        raise PublishRefused(
            gettext("A verdict is not returned without a comment: say what is to be mended."),
            reasons=["no comment"],
        )
    with audit.recording():
        _hold_claim(verdict)
        stored = _stored(verdict, needed=(VerdictState.PROPOSED, VerdictState.APPROVED))
        changes: dict[str, Any] = {**_UNAPPROVED, "note": note.strip()}
        return _move(verdict, stored, state=VerdictState.RETURNED, actor=actor, at=at, **changes)


def reopen_verdict(verdict: Verdict, *, actor: User, at: datetime) -> VerdictEvent:
    """Make a returned verdict a draft again: its author rewrites it. Raises VerdictChanged."""
    with audit.recording():
        stored = _stored(verdict, needed=(VerdictState.RETURNED,))
        return _move(verdict, stored, state=VerdictState.DRAFT, actor=actor, at=at, **_UNPROPOSED)


def publish_verdict(verdict: Verdict, *, actor: User | None, at: datetime) -> VerdictEvent:
    """Publish; the verdict of the claim published until now becomes superseded.

    A person publishes what is approved, an import (no actor) its own draft. `at` is written as the
    time of publication, so an import gives the time of the original. Raises PublishRefused naming
    all that is missing, VerdictChanged if it is in no state to be published (any more).
    """
    with audit.recording():
        _hold_claim(verdict)
        needed = VerdictState.APPROVED if actor else VerdictState.DRAFT
        stored = _stored(verdict, needed=(needed,))
        _refuse_unready(stored, contact_required=False)
        earlier = Verdict.objects.published().filter(claim_id=verdict.claim_id).first()
        if earlier is not None:
            _move(earlier, earlier, state=VerdictState.SUPERSEDED, actor=actor, at=at)
        return _move(
            verdict, stored, state=VerdictState.PUBLISHED, actor=actor, at=at, published_at=at
        )


def withdraw_verdict(
    verdict: Verdict, *, actor: User | None, at: datetime, note: str
) -> VerdictEvent:
    """Take a published verdict back; no earlier one returns to its place.

    Raises PublishRefused without a note, VerdictChanged if the verdict is not the published one.
    """
    if not note.strip():
        raise PublishRefused(
            gettext("A verdict is not withdrawn without a reason: say why in the note."),
            reasons=["no reason"],
        )
    with audit.recording():
        _hold_claim(verdict)
        stored = _stored(verdict, needed=(VerdictState.PUBLISHED,))
        return _move(
            verdict, stored, state=VerdictState.WITHDRAWN, actor=actor, at=at, note=note.strip()
        )


def has_worked_on(verdict: Verdict, user: User) -> bool:
    """Whether the person has written, rewritten or proposed it, and so must not approve it."""
    own = {verdict.author_id, verdict.proposed_by_id}
    written = audit.history(verdict).filter(actor=user, action__in=WRITING)
    return user.pk in own or written.exists()


WRITING = ("verdict.drafted", "verdict.rewritten")


def _hold_claim(verdict: Verdict) -> None:
    """Tell those who keep in step by updated_at, and queue behind others who do the same.

    The UPDATE locks the row of the claim: of two drafts published at once the second sees the
    first instead of meeting it in the unique constraint.
    """
    verdict.claim.save(update_fields=["updated_at"])


def _stored(verdict: Verdict, *, needed: Sequence[VerdictState]) -> Verdict:
    """The row instead of the caller's copy, locked: who writes in it or in its evidence waits.

    So what a move has checked still holds when it is made.
    """
    stored = Verdict.objects.select_for_update().get(pk=verdict.pk)
    if stored.state not in needed:
        raise VerdictChanged(stored, needed=needed[0])
    return stored


def _refuse_unready(stored: Verdict, *, contact_required: bool) -> None:
    items = checklist(stored, contact_required=contact_required)
    missing = [str(item.missing) for item in items if item.blocks and not item.is_met]
    if missing:
        raise PublishRefused(
            gettext(
                "Verdict %(number)s of claim %(claim)s cannot be published: it still needs "
                "%(missing)s."
            )
            % {
                "number": stored.number,
                "claim": stored.claim_id,
                "missing": gettext(" and ").join(missing),
            },
            reasons=missing,
        )


def _move(
    verdict: Verdict,
    stored: Verdict,
    *,
    state: VerdictState,
    actor: User | None,
    at: datetime,
    note: str = "",
    **changes: Any,
) -> VerdictEvent:
    """From the state of `stored`, which was read in this transaction, to `state`."""
    seen = VerdictState(stored.state)
    if state not in VERDICT_MOVES[seen]:
        raise VerdictChanged(stored, needed=state)
    changes = {"state": state, **changes}
    if not Verdict.objects.filter(pk=verdict.pk, state=seen).update(**changes):
        raise VerdictChanged(Verdict.objects.get(pk=verdict.pk), needed=seen)
    event = VerdictEvent.objects.create(
        verdict=verdict, actor=actor, at=at, old_state=seen, new_state=state, note=note
    )
    verdict.refresh_from_db(fields=MOVED)
    before, after = audit.differences(stored, verdict, MOVED)
    audit.record(
        action=f"verdict.{state}",
        subject=verdict,
        actor=actor,
        bot="" if actor else IMPORT,
        # An import gives the time of the original; the log tells when it came in.
        at=timezone.now(),
        before=before,
        after=after,
        note=note,
    )
    return event


MOVED = ["state", "published_at", "proposed_by", "proposed_at", "approved_by", "approved_at"]
