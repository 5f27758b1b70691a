"""Runs the engine over a text as a worker does: by words, with an encoder by meaning as well."""

from collections.abc import Sequence

import numpy as np

from claims.encoding import Encoder, VectorIndex
from claims.index import Entry, Index
from claims.matching.engine import DEFAULT_THRESHOLD, Matcher
from claims.matching.meaning import (
    NEAREST,
    MeaningMatcher,
    Near,
    asked_spans,
    near_wordings,
    span_vectors,
)
from claims.matching.opinion import with_opinions
from claims.matching.vocabulary import ProposedMatch
from claims.text import Segmented, segment


class Passes:
    """The passes over known wordings, whose number is their claim. Proposes without a threshold."""

    def __init__(self, wordings: Sequence[str], encoder: Encoder | None) -> None:
        entries = [Entry(i, i, text) for i, text in enumerate(wordings)]
        index = Index.build(entries)
        self._matcher = Matcher(index, threshold=0.0)
        self._encoder = encoder
        self._meaning = MeaningMatcher(index, entries, threshold=0.0)
        vectors = encoder.encode(wordings) if encoder else np.zeros((len(wordings), 1), np.float32)
        self._vectors = dict(enumerate(vectors))
        self._nearest = VectorIndex.build(np.arange(len(wordings)), vectors)

    def proposed(self, text: str) -> tuple[ProposedMatch, ...]:
        """What the words propose, or with an encoder what both passes show a reviewer."""
        document = segment(text)
        by_words = self._matcher.match(document)
        if self._encoder is None:
            return by_words
        shown = [match for match in by_words if match.probability >= DEFAULT_THRESHOLD]
        heard = with_opinions(shown, self._vectors, self._encoder)
        near = self._near(document, self._encoder)
        return (*heard, *self._meaning.restatements(document, near, proposed=heard))

    def _near(self, document: Segmented, encoder: Encoder) -> list[Near]:
        spans = asked_spans(document)
        if not len(spans):
            return []
        hits = self._nearest.search(span_vectors(document, spans, encoder), limit=NEAREST)
        return near_wordings(spans, hits.positions.astype(np.int64), hits.cosines)
