"""Linking a span to another claim than the engine thought."""

from django.db.models import Q
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimState, MatchEventKind, MatchOrigin, MatchState, WordingOrigin
from claims.models import Claim, Match, MatchEvent, RejectionReason, Wording
from claims.review.changes import ChangeRefused, Why, record_event, refuse_if_stale
from claims.review.spans import columns_of_span, flag_values, replace_flags
from claims.review.transitions import move

OTHER_CLAIM = "different-claim"
"""The key of the reason with which the first link is rejected."""
BY_HAND = "reviewer"


def hold_match(match: Match) -> None:
    """Lock the row of a match before anything else is. Raises MatchChanged."""
    Match.objects.select_for_update().get(pk=match.pk)
    refuse_if_stale(match)


def relink(match: Match, *, claim: Claim, why: Why) -> tuple[MatchEvent, Match]:
    """Take the link back and link the span to `claim` instead: the event, and that match.

    A match that the claim has in the sentence already is confirmed; otherwise a new one is made,
    confirmed. One undo takes back both. Raises ChangeRefused, MatchChanged, TransitionNotAllowed.
    """
    _refuse_unlinkable(match, claim)
    is_confirmed = match.state == MatchState.CONFIRMED
    state = MatchState.UNLINKED if is_confirmed else MatchState.REJECTED
    reason = None if is_confirmed else RejectionReason.objects.get(key=OTHER_CLAIM)
    with audit.recording():
        first = move(match, state=state, why=_with(why, reason=reason))
        part = _with(why, part_of=first)
        there = Match.objects.filter(claim=claim, sentence=match.sentence_id)
        known = there.exclude(state=MatchState.REJECTED).first()
        if known is None:
            return first, _make(match, claim, part)
        if known.state == MatchState.CONFIRMED:
            raise ChangeRefused(gettext("That claim is linked with the sentence already."))
        move(known, state=MatchState.CONFIRMED, why=part)
        return first, known


def _make(match: Match, claim: Claim, why: Why) -> Match:
    wording = _wording_of(claim)
    columns, reasons = columns_of_span(
        match.version, wording, match.sentence, match.start, match.end
    )
    made = Match.objects.create(
        claim=claim,
        wording=wording,
        version=match.version,
        probability=1.0,
        components={},
        stance=match.stance,
        engine_version=BY_HAND,
        origin=MatchOrigin.REVIEWER,
        state=MatchState.CONFIRMED,
        decided_by=why.actor,
        decided_at=why.at,
        **columns,
    )
    replace_flags(made, flag_values(reasons))
    before = {"match": match.pk, "claim_id": match.claim_id}
    after = {"match": made.pk, "claim_id": claim.pk}
    record_event(made, before, after, why, kind=MatchEventKind.CLAIM, action="linked")
    made.revision += 1
    Match.objects.filter(pk=made.pk).update(revision=made.revision)
    return made


def _with(why: Why, **changes: object) -> Why:
    values = {name: getattr(why, name) for name in ("actor", "at", "note", "bot")}
    return Why(**values | changes)


def _wording_of(claim: Claim) -> Wording:
    own = claim.wordings.filter(Q(origin=WordingOrigin.CANONICAL) & Q(is_active=True)).first()
    if own is None:
        raise ChangeRefused(
            gettext("That claim has no wording to compare with: give it a text first.")
        )
    return own


def _refuse_unlinkable(match: Match, claim: Claim) -> None:
    if claim.pk == match.claim_id:
        raise ChangeRefused(gettext("The match is linked with that claim already."))
    if claim.state == ClaimState.MERGED:
        raise ChangeRefused(gettext("That claim was merged into another: link with that one."))
