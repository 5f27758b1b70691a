"""The second pass over a document: claims found by the nearness of meanings, not of words.

What the words propose it judges anew, where the sentence model is one whose opinion was measured.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from django.db.models import F, QuerySet

from claims.encoding import Encoder
from claims.enums import MatchState
from claims.index import Entry
from claims.matching import (
    COSINE,
    ENGINE_VERSION,
    NEAREST,
    NEARNESS,
    MeaningMatcher,
    Near,
    ProposedMatch,
    asked_spans,
    near_wordings,
    span_vectors,
    with_opinions,
)
from claims.models import ArticleVersion, Match, VectorSpace, Wording, WordingVector
from claims.suggest.encoder import is_meaning_read, understands
from claims.suggest.matcher import current_index, current_matcher
from claims.suggest.nearest import LiveVectors, Vectors
from claims.suggest.placing import StoredSpans
from claims.suggest.store import store_matches
from claims.suggest.vectors import STORED
from claims.text import Segmented

_live = LiveVectors()
_LONGEST_VERSION = 40


def find_by_meaning(
    document: Segmented, encoder: Encoder, *, threshold: float
) -> tuple[ProposedMatch, ...]:
    """What the words do not propose, and its opinion of what they do, however low.

    Nothing in a language that the encoder does not know.
    """
    if not understands(encoder, document.language):
        return ()
    space = VectorSpace.objects.get(encoder=encoder.name)
    near = _near(document, encoder, _live.caught_up(space))
    index = current_index()
    proposed = current_matcher(threshold=threshold).match(document)
    known = _known_vectors(space, {match.wording for match in proposed})
    heard = with_opinions(proposed, known, encoder)
    wordings = _searched(space, {one.wording for one in near})
    matcher = MeaningMatcher(index, wordings, encoder=encoder.name, threshold=threshold)
    by_meaning = matcher.restatements(document, near, proposed=heard)
    return (*(match for match in heard if NEARNESS in match.components), *by_meaning)


def store_meaning(
    version: ArticleVersion,
    proposals: Iterable[ProposedMatch],
    *,
    encoder: Encoder,
    threshold: float,
) -> list[Match]:
    """Make the version's untouched suggestions by meaning the proposed ones.

    A suggestion that the words made takes on the opinion of it, or goes if that is below
    `threshold`; without one it stays as it is. Returns those that were not suggested before. Call
    it in a transaction that holds the version's row.
    """
    engine_version = f"{ENGINE_VERSION}+{encoder.name}"[:_LONGEST_VERSION]
    spans = StoredSpans.of(version)
    by_words = {
        (match.claim_id, match.sentence_id): match.pk
        for match in _untouched(version)
        if not _is_by_meaning(match)
    }
    placed = [(p, (p.claim, spans.sentence_at(p.start)[2])) for p in proposals]
    mine = [(p, key) for p, key in placed if (NEARNESS in p.components) == (key in by_words)]
    wanted = [p for p, _ in mine if p.probability >= threshold]
    doubted = {by_words[key] for p, key in mine if key in by_words and p.probability < threshold}
    leave = set(by_words.values()) - doubted
    return store_matches(version, wanted, engine_version=engine_version, leave=leave)


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


def _known_vectors(
    space: VectorSpace, ids: Collection[int]
) -> Mapping[int, npt.NDArray[np.floating]]:
    """The vectors of those wordings whose vector is of the text they have now."""
    rows = WordingVector.objects.filter(
        space=space, wording__in=ids, text_key=F("wording__text_key")
    )
    return {
        wording: np.frombuffer(bytes(vector), dtype=STORED).astype(np.float32)
        for wording, vector in rows.values_list("wording_id", "vector")
    }


def _untouched(version: ArticleVersion) -> QuerySet[Match]:
    return version.matches.filter(state=MatchState.SUGGESTED, revision=0)


def _is_by_meaning(match: Match) -> bool:
    return COSINE in match.components
