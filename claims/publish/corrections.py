"""Corrections going public and being taken back: the only writer of Correction.state."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from claims import audit
from claims.enums import CorrectionKind, CorrectionState
from claims.models import ChangeCounter, Claim, Correction
from claims.publish.correction_drafts import CorrectionRefused, hold_draft, refuse_unfit
from claims.publish.transitions import withdraw_verdict


def publish_correction(
    correction: Correction, *, seen: str, actor: User, at: datetime
) -> Correction:
    """Make a draft public under the next number of the log; one of kind void withdraws the verdict.

    `seen` is the correction_fingerprint of what the actor had read. Raises CorrectionRefused, or
    PublishRefused if the verdict cannot be withdrawn.
    """
    with audit.recording():
        # Of two who publish the same one, the second waits here and sees it published.
        Claim.objects.filter(pk=correction.verdict.claim_id).update(updated_at=at)
        stored = hold_draft(correction, seen=seen)
        refuse_unfit(stored)
        if stored.kind == CorrectionKind.VOID:
            withdraw_verdict(stored.verdict, actor=actor, at=at, note=stored.reason)
        _move(stored, state=CorrectionState.PUBLISHED, number=_next_number(stored), published_at=at)
        _record(stored, actor=actor, at=at, before={"state": CorrectionState.DRAFT})
    correction.refresh_from_db()
    return correction


def withdraw_correction(
    correction: Correction, *, actor: User, at: datetime, note: str
) -> Correction:
    """Take a published correction out of the log; its number is not given again.

    One of kind void stays: its verdict stays withdrawn. Raises CorrectionRefused, also without a
    note.
    """
    if not note.strip():
        raise CorrectionRefused(gettext("A correction is not withdrawn without a reason: say why."))
    with audit.recording():
        stored = Correction.objects.get(pk=correction.pk)
        _refuse_unless(stored, CorrectionState.PUBLISHED)
        if stored.kind == CorrectionKind.VOID:
            raise CorrectionRefused(
                "The verdict stays withdrawn, so readers must go on finding that in the log."
            )
        _move(stored, state=CorrectionState.WITHDRAWN)
        before = {"state": CorrectionState.PUBLISHED}
        _record(stored, actor=actor, at=at, before=before, note=note.strip())
    correction.refresh_from_db()
    return correction


def public_corrections() -> QuerySet[Correction]:
    """The public log, newest first, with all that it shows."""
    return (
        Correction.objects.public()
        .select_related("verdict__claim", "verdict__rating", "previous_verdict__rating")
        .order_by("-number")
    )


def _refuse_unless(stored: Correction, state: CorrectionState) -> None:
    if stored.state != state:
        is_now = CorrectionState(stored.state).label
        raise CorrectionRefused(
            gettext("The correction is %(is_now)s, not %(state)s: reload it.")
            % {"is_now": is_now, "state": state.label}
        )


def _next_number(correction: Correction) -> int | None:
    if correction.kind == CorrectionKind.TYPO:
        return None
    # Numbers are given one after the other: whoever needs one waits for the only row there is.
    ChangeCounter.objects.select_for_update().get()
    last = Correction.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _move(stored: Correction, *, state: CorrectionState, **changes: object) -> None:
    seen = stored.state
    if not Correction.objects.filter(pk=stored.pk, state=seen).update(state=state, **changes):
        raise CorrectionRefused(gettext("Somebody else has changed the correction: reload it."))
    stored.refresh_from_db()


def _record(
    correction: Correction,
    *,
    actor: User,
    at: datetime,
    before: Mapping[str, object],
    note: str = "",
) -> None:
    audit.record(
        action=f"correction.{correction.state}",
        subject=correction,
        actor=actor,
        at=at,
        before=before,
        after={
            "state": correction.state,
            "kind": correction.kind,
            "verdict": correction.verdict_id,
            "number": correction.number,
        },
        note=note,
    )
