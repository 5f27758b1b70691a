"""What was rejected: a claim is not proposed again for a sentence, in whatever article.

A rejection binds the sentence in which the match begins and the words of the match, both by
`fold_key`: a sentence stays the same with other quotation marks, blanks or punctuation, and when
another engine or wording cuts the span otherwise. It binds the claim, and the one that this was
merged into. It binds no longer if the match was proposed by a text of the claim that has since been
edited.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from claims.enums import MatchState, WordingOrigin
from claims.models import Match


def without_rejected(matches: Collection[Match]) -> list[Match]:
    """Those unsaved matches whose claim was not rejected for their sentence or their words."""
    bound = _rejected_pairs(matches)
    return [
        match
        for match in matches
        if (match.claim_id, match.sentence_key) not in bound
        and (match.claim_id, match.text_key) not in bound
    ]


def untouched(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Suggestions that no person has ever decided on."""
    return matches.filter(state=MatchState.SUGGESTED, revision=0)


def drop_rejected(match: Match) -> int:
    """Delete the untouched suggestions of a rejected pair in other articles; how many.

    The caller holds the suggestions alone.
    """
    claims = [match.claim_id, match.claim.merged_into_id]
    same = Q(sentence_key=match.sentence_key) | Q(text_key=match.text_key)
    return _delete(untouched(Match.objects.filter(same, claim__in=filter(None, claims))))


def drop_found_by(wordings: Collection[int]) -> int:
    """Delete the untouched suggestions that these wordings found, by their ids; how many.

    The caller holds the suggestions alone.
    """
    found = Match.objects.filter(wording__in=wordings)
    # Locked, so that nobody decides on them meanwhile.
    return _delete(untouched(found).select_for_update().order_by("pk"))


def make_room(match: Match, *, claim_id: int | None = None) -> Match | None:
    """Delete the untouched suggestion that stands where a match comes back to.

    An edited claim may have been proposed there again; `claim_id` if the match comes back to
    another claim than it has. If a person has decided on that already, it stays and is returned.
    The caller holds the suggestions alone.
    """
    claim_id = claim_id or match.claim_id
    beside = Match.objects.filter(claim=claim_id, sentence=match.sentence_id)
    beside = beside.exclude(pk=match.pk).exclude(state=MatchState.REJECTED)
    _delete(untouched(beside))
    return beside.first()


def _rejected_pairs(matches: Iterable[Match]) -> set[tuple[int, str]]:
    """Claims, each with the key of a sentence or span, among those of some matches."""
    claims = {match.claim_id for match in matches}
    keys = {key for match in matches for key in (match.sentence_key, match.text_key)}
    rows = (
        Match.objects.filter(state=MatchState.REJECTED)
        .filter(Q(claim__in=claims) | Q(claim__merged_into__in=claims))
        .filter(Q(sentence_key__in=keys) | Q(text_key__in=keys))
        .exclude(wording__origin=WordingOrigin.CANONICAL, wording__is_active=False)
        .values_list("claim_id", "claim__merged_into_id", "sentence_key", "text_key")
    )
    return {
        (claim, key)
        for own, target, *their_keys in rows
        for claim in (own, target)
        for key in their_keys
        if claim is not None
    }


def _delete(matches: QuerySet[Match]) -> int:
    count, _ = Match.objects.filter(pk__in=list(matches.values_list("pk", flat=True))).delete()
    return count
