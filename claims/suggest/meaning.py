"""The second pass over a document: claims found by the nearness of meanings, not of words."""

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from claims.encoding import Encoder
from claims.enums import MatchState
from claims.index import Entry
from claims.matching import (
    COSINE,
    ENGINE_VERSION,
    NEAREST,
    MeaningMatcher,
    Near,
    ProposedMatch,
    asked_spans,
    near_wordings,
    span_vectors,
)
from claims.models import ArticleVersion, Match, VectorSpace, Wording, WordingVector
from claims.suggest.encoder import is_meaning_read, understands
from claims.suggest.matcher import current_index, current_matcher
from claims.suggest.nearest import LiveVectors, Vectors
from claims.suggest.placing import StoredSpans
from claims.suggest.store import store_matches
from claims.text import Segmented

_live = LiveVectors()
_LONGEST_VERSION = 40


def find_by_meaning(
    document: Segmented, encoder: Encoder, *, threshold: float
) -> tuple[ProposedMatch, ...]:
    """What the words do not propose. Nothing in a language that the encoder does not know."""
    if not understands(encoder, document.language):
        return ()
    space = VectorSpace.objects.get(encoder=encoder.name)
    near = _near(document, encoder, _live.caught_up(space))
    index = current_index()
    proposed = current_matcher(threshold=threshold).match(document)
    wordings = _searched(space, {one.wording for one in near})
    matcher = MeaningMatcher(index, wordings, threshold=threshold)
    return matcher.restatements(document, near, proposed=proposed)


def store_meaning(
    version: ArticleVersion, proposals: Iterable[ProposedMatch], *, encoder: Encoder
) -> list[Match]:
    """Make the version's untouched suggestions by meaning the proposed ones; no others change.

    Returns those that were not suggested before. Call it in a transaction that holds the
    version's row.
    """
    engine_version = f"{ENGINE_VERSION}+{encoder.name}"[:_LONGEST_VERSION]
    by_words = [match for match in _untouched(version) if not _is_by_meaning(match)]
    taken = {(match.claim_id, match.sentence_id) for match in by_words}
    spans = StoredSpans.of(version)
    others = [p for p in proposals if (p.claim, spans.sentence_at(p.start)[2]) not in taken]
    leave = {match.pk for match in by_words}
    return store_matches(version, others, engine_version=engine_version, leave=leave)


def kept_by_meaning(version: ArticleVersion) -> set[int]:
    """Ids of the suggestions that a new first pass leaves to the second, which follows it.

    Not those of wordings that are searched no more; none if the desk reads no meanings.
    """
    if not is_meaning_read():
        return set()
    searched = _untouched(version).filter(wording__in=Wording.objects.searched())
    return {match.pk for match in searched if _is_by_meaning(match)}


def forget_vectors() -> None:
    """The next call loads the vectors anew: for tests, in which a database goes back in time."""
    _live.forget()


def _near(document: Segmented, encoder: Encoder, vectors: Vectors) -> list[Near]:
    spans = asked_spans(document)
    if not len(spans):
        return []
    queries = span_vectors(document, spans, encoder)
    return near_wordings(spans, *vectors.nearest(queries, limit=NEAREST))


def _searched(space: VectorSpace, ids: Iterable[int]) -> Sequence[Entry]:
    """Those wordings that are searched and whose vector is of the text they have now."""
    rows = WordingVector.objects.filter(
        space=space,
        wording__in=Wording.objects.searched().filter(pk__in=set(ids)),
        text_key=F("wording__text_key"),
    )
    columns = ("wording_id", "wording__claim_id", "wording__text", "wording__language")
    return [Entry(*row) for row in rows.order_by("wording_id").values_list(*columns)]


def _untouched(version: ArticleVersion) -> QuerySet[Match]:
    return version.matches.filter(state=MatchState.SUGGESTED, revision=0)


def _is_by_meaning(match: Match) -> bool:
    return COSINE in match.components
