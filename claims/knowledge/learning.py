"""Wordings that claims learn from confirmed matches, and unlearn when a confirmation is taken back.

A learnt wording that an editor switches off keeps the match that taught it, and is never learnt
again; one that is taken back forgets its match, and may be.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import audit
from claims.enums import REPEATING, Flag, MatchState, WordingOrigin
from claims.knowledge.feed import hold_claims, write_wordings
from claims.knowledge.importing import record_change
from claims.models import Claim, Match, Wording
from claims.terms import terms_of
from claims.text import tokenize

FEWEST_TERMS, MOST_WORDS = 4, 60
"""Fewer terms say too little to be told from chance; longer texts say more than the claim."""
# Lost attribution says nothing against the words.
_CONFLICTS = tuple(flag for flag in Flag if flag != Flag.ATTRIBUTION)


def learn_wording(match: Match, *, actor: User | None = None) -> Wording | None:
    """Make the words of a confirmed match a wording of its claim, if they say the same.

    None: they conflict with the claim, dispute it, are known, or are too few or too many. Joins
    the caller's transaction.
    """
    if not _teaches(match):
        return None
    with audit.recording():
        claim = _held_target(match)
        known = claim.wordings.filter(text_key=match.text_key).first()
        if known is not None and not _was_taken_back(known):
            return None
        wording = known or Wording(
            claim=claim,
            text=match.text,
            text_key=match.text_key,
            language=match.version.article.language,
            origin=WordingOrigin.LEARNT,
        )
        wording.learnt_from, wording.is_active = match, True
        _write(claim, wording)
        taught = {"wording": wording.pk, "match": match.pk}
        record_change(claim, action="wording.learnt", actor=actor, before={}, after=taught)
    return wording


def unlearn_wording(match: Match, *, actor: User | None = None) -> Wording | None:
    """Switch off what a match taught that is confirmed no more; the wording, or None.

    If another confirmed match teaches the same words, the wording stays and names that one. Joins
    the caller's transaction.
    """
    with audit.recording():
        claim = _held_target(match)
        wording = claim.wordings.filter(
            learnt_from=match, origin=WordingOrigin.LEARNT, is_active=True
        ).first()
        if wording is None:
            return None
        wording.learnt_from = _another_teacher(match)
        if wording.learnt_from is None:
            wording.is_active = False
        _write(claim, wording)
        record_change(
            claim,
            action="wording.unlearnt",
            actor=actor,
            before={"wording": wording.pk, "match": match.pk},
            after={"match": wording.learnt_from_id},
        )
    return wording


def search_again(claim: Claim) -> None:
    """Tell the feed of a claim's wordings, as if they had changed.

    So that they are looked for in the archive once more. Joins the caller's transaction.
    """
    with transaction.atomic():
        held = hold_claims([claim.merged_into_id or claim.pk]).values()
        for target in held:
            write_wordings(Wording.objects.searched().filter(claim=target).order_by("pk"))


def _teaches(match: Match) -> bool:
    if match.state != MatchState.CONFIRMED or match.stance not in REPEATING:
        return False
    if match.flags.filter(flag__in=_CONFLICTS).exists():
        return False
    tokens = tokenize(match.text, language=match.version.article.language)
    terms = set(filter(None, terms_of(tokens)))
    return len(terms) >= FEWEST_TERMS and len(tokens) <= MOST_WORDS


def _was_taken_back(wording: Wording) -> bool:
    is_off = wording.origin == WordingOrigin.LEARNT and not wording.is_active
    return is_off and wording.learnt_from_id is None


def _another_teacher(match: Match) -> Match | None:
    """A confirmed match of the claim, or of one merged into it, with the same words."""
    target = match.claim.merged_into_id or match.claim_id
    others = Match.objects.appearances().filter(text_key=match.text_key).exclude(pk=match.pk)
    same = (o for o in others.order_by("pk") if _claim_now(o.claim) == target)
    return next(filter(_teaches, same), None)


def _claim_now(claim: Claim) -> int:
    return claim.merged_into_id or claim.pk


def _held_target(match: Match) -> Claim:
    """The claim of a match, or the one it was merged into, locked."""
    into = Claim.objects.filter(merged_claims=match.claim_id).values_list("pk", flat=True)
    # Both at once, in the order in which all who hold several claims take them.
    held = hold_claims([match.claim_id, *into])
    target = held[match.claim_id].merged_into_id
    if target is None:
        return held[match.claim_id]
    # Merged since it was looked up, if it is not among them.
    return held.get(target) or hold_claims([target])[target]


def _write(claim: Claim, wording: Wording) -> None:
    # The time by which others copy the claims, wordings included, in steps.
    Claim.objects.filter(pk=claim.pk).update(updated_at=timezone.now())
    write_wordings([wording], changed=["is_active", "learnt_from"])
