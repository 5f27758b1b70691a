"""Runs the engine over a text as a worker does: by words, with an encoder by meaning as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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


class FirstPass:
    """Finds known wordings, whose number is their claim, by their words."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self.entries = [Entry(i, i, text) for i, text in enumerate(wordings)]
        self.index = Index.build(self.entries)
        self._matcher = Matcher(self.index, threshold=0.0)

    def proposed(self, document: Segmented) -> tuple[ProposedMatch, ...]:
        """Without a threshold."""
        return self._matcher.match(document)

    def shown(self, document: Segmented) -> list[ProposedMatch]:
        """What a reviewer is shown."""
        found = self.proposed(document)
        return [match for match in found if match.probability >= DEFAULT_THRESHOLD]


@dataclass(frozen=True, slots=True)
class SecondPass:
    """Finds the same by meaning. `vectors` are those of the wordings by their number."""

    encoder: Encoder
    vectors: Mapping[int, npt.NDArray[np.float32]]
    nearest: VectorIndex
    matcher: MeaningMatcher

    @classmethod
    def of(cls, encoder: Encoder, first: FirstPass) -> "SecondPass":
        vectors = encoder.encode([entry.text for entry in first.entries])
        matcher = MeaningMatcher(first.index, first.entries, encoder=encoder.name, threshold=0.0)
        nearest = VectorIndex.build(np.arange(len(vectors)), vectors)
        return cls(encoder, dict(enumerate(vectors)), nearest, matcher)

    def near(self, document: Segmented) -> list[Near]:
        """The wordings near to the sentences and windows of a document."""
        spans = asked_spans(document)
        if not len(spans):
            return []
        vectors = span_vectors(document, spans, self.encoder)
        hits = self.nearest.search(vectors, limit=NEAREST)
        return near_wordings(spans, hits.positions.astype(np.int64), hits.cosines)

    def proposed(
        self, document: Segmented, shown: Sequence[ProposedMatch]
    ) -> tuple[ProposedMatch, ...]:
        """Its opinion of what the words show, and what it finds beside, without a threshold."""
        heard = with_opinions(shown, self.vectors, self.encoder)
        return (
            *heard,
            *self.matcher.restatements(document, self.near(document), proposed=heard),
        )


class Passes:
    """Both passes, or the first one alone."""

    def __init__(self, wordings: Sequence[str], encoder: Encoder | None) -> None:
        self._first = FirstPass(wordings)
        self._second = SecondPass.of(encoder, self._first) if encoder else None

    def proposed(self, text: str) -> tuple[ProposedMatch, ...]:
        """What the words propose, or with an encoder what both passes do, without a threshold."""
        document = segment(text)
        if self._second is None:
            return self._first.proposed(document)
        return self._second.proposed(document, self._first.shown(document))
