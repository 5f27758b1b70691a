"""Corrections of published verdicts: the only writer of Correction.state."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from claims import audit
from claims.enums import CorrectionKind, CorrectionState, VerdictState
from claims.models import ChangeCounter, Claim, Correction, Verdict
from claims.publish.transitions import withdraw_verdict


class CorrectionRefused(Exception):
    """The sentence says what the correction lacks, or that somebody else was first."""


def draft_correction(correction: Correction) -> Correction:
    """Store a new correction of a published verdict; not public yet.

    The verdict it replaced is found here. Raises CorrectionRefused.
    """
    if not correction.what_changed.strip() or not correction.reason.strip():
        raise CorrectionRefused(gettext("A correction says what changed and why: fill in both."))
    correction.previous_verdict = _replaced_by(correction.verdict)
    with audit.recording():
        _refuse_unfit(correction)
        try:
            with transaction.atomic():
                correction.save(force_insert=True)
        except IntegrityError as error:
            raise CorrectionRefused(
                gettext("This verdict has a draft of a correction already: publish that first.")
            ) from error
        _record(correction, actor=correction.actor, at=correction.at, before={})
    return correction


def publish_correction(correction: Correction, *, actor: User, at: datetime) -> Correction:
    """Make a draft public under the next number of the log; one of kind void withdraws the verdict.

    Raises CorrectionRefused, or PublishRefused if the verdict cannot be withdrawn.
    """
    with audit.recording():
        # Of two who publish the same one, the second waits here and sees it published.
        Claim.objects.filter(pk=correction.verdict.claim_id).update(updated_at=at)
        stored = Correction.objects.select_related("verdict", "previous_verdict").get(
            pk=correction.pk
        )
        _refuse_unless(stored, CorrectionState.DRAFT)
        _refuse_unfit(stored)
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

    Raises CorrectionRefused, also without a note.
    """
    if not note.strip():
        raise CorrectionRefused(gettext("A correction is not withdrawn without a reason: say why."))
    with audit.recording():
        stored = Correction.objects.get(pk=correction.pk)
        _refuse_unless(stored, CorrectionState.PUBLISHED)
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


def _replaced_by(verdict: Verdict) -> Verdict | None:
    earlier = Verdict.objects.filter(
        claim_id=verdict.claim_id, state=VerdictState.SUPERSEDED, number__lt=verdict.number
    )
    return earlier.order_by("-published_at", "-number").first()


def _refuse_unfit(correction: Correction) -> None:
    verdict = Verdict.objects.get(pk=correction.verdict_id)
    if verdict.state != VerdictState.PUBLISHED:
        state = VerdictState(verdict.state).label
        raise CorrectionRefused(
            gettext("Only a published verdict is corrected; this one is %(state)s.")
            % {"state": state}
        )
    previous = correction.previous_verdict
    if correction.kind != CorrectionKind.MAJOR:
        return
    if previous is None or previous.rating_id == verdict.rating_id:
        raise CorrectionRefused(
            gettext(
                "A major correction needs a new published verdict with another rating: "
                "publish that first, or choose another kind."
            )
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
