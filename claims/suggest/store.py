"""Writes proposed matches as suggestions: beside the decisions of people, never over them."""

from collections.abc import Iterable

from claims.enums import MatchState
from claims.matching import ProposedMatch
from claims.models import ArticleVersion, Match, MatchFlag, Wording
from claims.suggest.placing import StoredSpans, flag_rows, match_row

Key = tuple[int, int]
"""The ids of the claim and of the sentence in which the span begins: unique among matches."""

Proposed = dict[Key, tuple[Match, ProposedMatch]]

COMPUTED_FIELDS = [
    "wording",
    "quote",
    "start",
    "end",
    "text",
    "text_key",
    "probability",
    "components",
    "diff",
    "mutation",
    "stance",
    "engine_version",
]


def drop_suggestions(version: ArticleVersion) -> bool:
    """Delete the version's matches, unless a person has touched any of them.

    True: no match refers to the version's sentences any more. Call it in a transaction.
    """
    matches = list(version.matches.select_for_update())
    if not all(_is_untouched(match) for match in matches):
        return False
    _delete(matches)
    return True


def store_matches(
    version: ArticleVersion, proposals: Iterable[ProposedMatch], *, engine_version: str
) -> None:
    """Make the version's untouched suggestions the proposed ones.

    A suggestion that is proposed again keeps its row; one that is not is deleted. A match that a
    person has touched stays as it is, and a claim is not proposed for a text for which it was
    rejected, in whatever article. Call it in a transaction that holds the version's row.
    """
    wanted = _allowed(_by_key(version, proposals, engine_version=engine_version))
    stored = {_key(match): match for match in version.matches.select_for_update()}
    _delete(m for key, m in stored.items() if key not in wanted and _is_untouched(m))

    kept = [(match, p) for key, (match, p) in wanted.items() if _is_untouched(stored.get(key))]
    for match, _ in kept:
        match.pk = stored[_key(match)].pk
    Match.objects.bulk_update([match for match, _ in kept], COMPUTED_FIELDS, batch_size=100)
    MatchFlag.objects.filter(match__in=[match for match, _ in kept]).delete()

    new = [pair for key, pair in wanted.items() if key not in stored]
    Match.objects.bulk_create([match for match, _ in new], batch_size=100)
    MatchFlag.objects.bulk_create(
        [flag for match, proposal in (*kept, *new) for flag in flag_rows(match, proposal)],
        batch_size=500,
    )


def _by_key(
    version: ArticleVersion, proposals: Iterable[ProposedMatch], *, engine_version: str
) -> Proposed:
    """The most probable proposal for each claim and sentence."""
    spans = StoredSpans.of(version)
    best: Proposed = {}
    for proposal in sorted(proposals, key=lambda item: -item.probability):
        match = match_row(version, proposal, spans=spans, engine_version=engine_version)
        best.setdefault(_key(match), (match, proposal))
    return best


def _allowed(wanted: Proposed) -> Proposed:
    """Without pairs that a person rejected, and wordings that went away while we computed."""
    matches = [match for match, _ in wanted.values()]
    rejected = set(
        Match.objects.filter(
            state=MatchState.REJECTED,
            claim__in={match.claim_id for match in matches},
            text_key__in={match.text_key for match in matches},
        ).values_list("claim_id", "text_key")
    )
    searched = set(
        Wording.objects.searched()
        .filter(pk__in={match.wording_id for match in matches})
        .values_list("pk", flat=True)
    )
    return {
        key: (match, proposal)
        for key, (match, proposal) in wanted.items()
        if match.wording_id in searched and (match.claim_id, match.text_key) not in rejected
    }


def _key(match: Match) -> Key:
    return match.claim_id, match.sentence_id


def _is_untouched(match: Match | None) -> bool:
    return match is not None and match.state == MatchState.SUGGESTED and match.revision == 0


def _delete(matches: Iterable[Match]) -> None:
    Match.objects.filter(pk__in=[match.pk for match in matches]).delete()
