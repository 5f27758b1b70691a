"""Corrections before they are public: written, rewritten, dropped."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from claims import audit
from claims.enums import CorrectionKind, CorrectionState, VerdictState
from claims.models import Correction, Verdict

# Not who pointed it out: a name would stay in the log for ever.
LOGGED = ("kind", "what_changed", "reason")
WRITTEN = (*LOGGED, "requested_by")


class CorrectionRefused(Exception):
    """The sentence says what the correction lacks, or that somebody else was first."""


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """What a person writes of a correction."""

    kind: CorrectionKind
    what_changed: str
    reason: str
    requested_by: str = ""


def draft_correction(
    verdict: Verdict, words: CorrectionWords, *, actor: User, at: datetime
) -> Correction:
    """Store a new correction of a published verdict; not public yet.

    The verdict it replaced is found here. Raises CorrectionRefused.
    """
    correction = Correction(
        verdict=verdict, previous_verdict=_replaced_by(verdict), actor=actor, at=at
    )
    _write_into(correction, words)
    with audit.recording():
        refuse_unfit(correction)
        try:
            with transaction.atomic():
                correction.save(force_insert=True)
        except IntegrityError as error:
            raise CorrectionRefused(
                gettext(
                    "This verdict has a draft of a correction already: publish, change or drop "
                    "that."
                )
            ) from error
        _record(None, correction, action="correction.draft", actor=actor, at=at)
    return correction


def rewrite_correction(
    correction: Correction, words: CorrectionWords, *, seen: str, actor: User, at: datetime
) -> bool:
    """Put other words into a draft; False if they are the same.

    `seen` is the correction_fingerprint of what the actor had read. Raises CorrectionRefused.
    """
    with audit.recording():
        old = hold_draft(correction, seen=seen)
        new = Correction.objects.get(pk=old.pk)
        _write_into(new, words)
        refuse_unfit(new)
        changed = [name for name in WRITTEN if getattr(old, name) != getattr(new, name)]
        if not changed:
            return False
        new.save(update_fields=changed)
        _record(old, new, action="correction.rewritten", actor=actor, at=at)
    correction.refresh_from_db()
    return True


def drop_correction(correction: Correction, *, seen: str, actor: User, at: datetime) -> None:
    """Delete a draft, which was never public; the log keeps its words. Raises CorrectionRefused."""
    with audit.recording():
        held = hold_draft(correction, seen=seen)
        audit.record(
            action="correction.dropped",
            subject=held,
            actor=actor,
            at=at,
            before={"verdict": held.verdict_id, **{name: getattr(held, name) for name in LOGGED}},
            after={},
        )
        held.delete()


def hold_draft(correction: Correction, *, seen: str) -> Correction:
    """The row, locked. Raises CorrectionRefused unless it is a draft and as the actor read it."""
    held = Correction.objects.select_for_update().filter(pk=correction.pk).first()
    if held is None:
        raise CorrectionRefused(gettext("Somebody has dropped this draft of a correction."))
    if held.state != CorrectionState.DRAFT:
        is_now = CorrectionState(held.state).label
        raise CorrectionRefused(
            gettext("The correction is %(is_now)s, not %(state)s: reload it.")
            % {"is_now": is_now, "state": CorrectionState.DRAFT.label}
        )
    if correction_fingerprint(held) != seen:
        raise CorrectionRefused(
            gettext("Somebody has changed the draft since you opened it: reload it.")
        )
    return held


def correction_fingerprint(correction: Correction) -> str:
    """64 hexadecimal digits, another one after any change of what a person has written."""
    words = [str(getattr(correction, name)) for name in WRITTEN]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def refuse_unfit(correction: Correction) -> None:
    """Raises CorrectionRefused if it lacks words, or its verdict cannot be corrected so."""
    if not correction.what_changed or not correction.reason:
        raise CorrectionRefused(gettext("A correction says what changed and why: fill in both."))
    verdict = Verdict.objects.get(pk=correction.verdict_id)
    if verdict.state != VerdictState.PUBLISHED:
        state = VerdictState(verdict.state).label
        raise CorrectionRefused(
            gettext("Only a published verdict is corrected; this one is %(state)s.")
            % {"state": state}
        )
    if correction.kind != CorrectionKind.MAJOR:
        return
    previous = correction.previous_verdict
    if previous is None or previous.rating_id == verdict.rating_id:
        raise CorrectionRefused(
            gettext(
                "A major correction needs a new published verdict with another rating: "
                "publish that first, or choose another kind."
            )
        )


def _replaced_by(verdict: Verdict) -> Verdict | None:
    earlier = Verdict.objects.filter(
        claim_id=verdict.claim_id, state=VerdictState.SUPERSEDED, number__lt=verdict.number
    )
    return earlier.order_by("-published_at", "-number").first()


def _write_into(correction: Correction, words: CorrectionWords) -> None:
    correction.kind = words.kind
    correction.what_changed = words.what_changed.strip()
    correction.reason = words.reason.strip()
    correction.requested_by = words.requested_by.strip()


def _record(
    old: Correction | None, new: Correction, *, action: str, actor: User, at: datetime
) -> None:
    before, after = audit.differences(old, new, LOGGED if old else ("verdict", *LOGGED))
    audit.record(action=action, subject=new, actor=actor, at=at, before=before, after=after)
