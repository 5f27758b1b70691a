"""Judges wordings that were found by the nearness of their vectors, not by shared words.

The second pass: what the words alone propose is left to the first, and counts here as a rival.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from claims.encoding import Encoder
from claims.index import Entry, Index
from claims.matching.engine import Matcher, Scored
from claims.matching.features import Comparison
from claims.matching.measured import agreement
from claims.matching.passage import Passage
from claims.matching.reading import Reading
from claims.matching.scoring import Rival, apart, log_odds, logistic, standings
from claims.matching.search import primary
from claims.matching.second_pass import COSINE, weights_of
from claims.matching.units import Spans, sentence_spans, unit_of
from claims.matching.vocabulary import COMPONENTS, Flag, ProposedMatch
from claims.text import Segmented, Sentence

Matrix = npt.NDArray[np.float32]
MEANING_COMPONENTS: Mapping[str, str] = MappingProxyType(
    {COSINE: "How near the meanings of wording and span are by their vectors, -1 to 1."}
)
NEAREST = 8
"""Wordings looked up for each sentence and window."""
FLOOR = 0.5
"""Cosine below which a wording is not compared."""
_MILD = frozenset({Flag.QUOTE, Flag.ATTRIBUTION})
_CONFLICT_COST = 1.5
_FEWEST_WORDS = 4
"""Shorter sentences, such as headings, are near to everything of their subject."""
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "constant": -16.0,
        COSINE: 21.0,
        "context_coverage": 3.0,
        "number_agreement": 0.6,
        "name_agreement": 1.0,
        "standing": 0.15,
    }
)
"""Log odds for each component, for models that nobody has measured: a fit on the training corpus
for two of them, rounded, the constant lowered until nine of ten that MiniLM adds are right."""


@dataclass(frozen=True, slots=True)
class Near:
    """Sentences `first` to `last` (inclusive), a wording's key, and how near they are (cosine)."""

    first: int
    last: int
    wording: int
    cosine: float


def asked_spans(document: Segmented) -> Spans:
    """First and last sentence of each stretch looked up by meaning: sentences, windows of two."""
    is_long = np.array([_has_words(sentence) for sentence in document.sentences], dtype=np.bool_)
    spans = sentence_spans(document)
    lengths = spans[:, 1] - spans[:, 0]
    return spans[(lengths < 2) & is_long[spans].all(axis=1)]


def span_vectors(document: Segmented, spans: Spans, encoder: Encoder) -> Matrix:
    """A vector for each stretch, float32[stretches, dimensions].

    Only sentences are encoded: the sum of two vectors points nearly where that of the two
    sentences together does, and costs nothing.
    """
    wanted, places = np.unique(spans, return_inverse=True)
    sentences = encoder.encode([document.sentences[i].text for i in wanted.tolist()])
    ends = sentences[places.reshape(spans.shape)]
    is_single = spans[:, 0] == spans[:, 1]
    vectors: Matrix = ends[:, 0] + np.where(is_single[:, None], np.float32(0), ends[:, 1])
    return vectors


def near_wordings(
    spans: Spans, keys: npt.NDArray[np.int64], cosines: Matrix, *, floor: float = FLOOR
) -> list[Near]:
    """What is near enough, of the wordings found for each stretch, int64 and float32[n, found]."""
    places = np.argwhere(cosines >= floor).tolist()
    return [
        Near(int(spans[i, 0]), int(spans[i, 1]), int(keys[i, j]), float(cosines[i, j]))
        for i, j in places
    ]


class MeaningMatcher(Matcher):
    """Proposes matches out of wordings near by meaning. `index` only weighs words.

    `encoder` is the name of the one that found them near: its weights count, if it was measured.
    """

    def __init__(
        self, index: Index, wordings: Sequence[Entry], *, encoder: str, threshold: float
    ) -> None:
        measured = weights_of(encoder)
        self.restatement = measured.restatement if measured else WEIGHTS
        self._entries = tuple(wordings)
        self._positions = {entry.key: i for i, entry in enumerate(self._entries)}
        super().__init__(index, threshold=threshold)

    def restatements(
        self, document: Segmented, near: Sequence[Near], *, proposed: Sequence[ProposedMatch]
    ) -> tuple[ProposedMatch, ...]:
        """The best match of each claim with each sentence, in reading order.

        Where the words propose a claim already, it is not proposed again; `near` may name
        wordings that are not known here.
        """
        judged = list(self.judged(document, near, proposed))
        scored = self.standing_scored(judged, proposed)
        probable = [(one, n) for one, n in scored if one.probability >= self._threshold]
        chosen = [probable[i] for i in apart([self.rival_by_meaning(*pair) for pair in probable])]
        explained = (self._explained(one, n, proposed) for one, n in chosen)
        shown = (match for match in explained if match.probability >= self._threshold)
        return tuple(sorted(shown, key=lambda m: (m.start, -m.probability, m.claim, m.wording)))

    def judged(
        self, document: Segmented, near: Sequence[Near], proposed: Sequence[ProposedMatch]
    ) -> Iterator[tuple[Scored, Near]]:
        """Each pair that the words do not propose, compared, without its standing."""
        language = primary(document.language)
        texts = [sentence.text for sentence in document.sentences]
        reading = Reading(document, self._index.read(texts, language=language), language=language)
        taken = {(p.claim, i) for p in proposed for i in range(p.sentence, p.last_sentence + 1)}
        for one in near:
            position = self._positions.get(one.wording)
            if position is None:
                continue
            claim = self._entries[position].claim
            if taken.isdisjoint((claim, i) for i in range(one.first, one.last + 1)):
                yield self._judge_near(reading, one, position), one

    def standing_scored(
        self, judged: Sequence[tuple[Scored, Near]], proposed: Sequence[ProposedMatch]
    ) -> list[tuple[Scored, Near]]:
        """The same with their probabilities beside one another and beside what words propose."""
        by_words = [
            Rival(p.claim, p.sentence, p.last_sentence, log_odds(p.probability)) for p in proposed
        ]
        rivals = [self.rival_by_meaning(*pair) for pair in judged]
        ahead = standings([*rivals, *by_words])
        return [
            (self._with_standing(*pair, standing), pair[1])
            for pair, standing in zip(judged, ahead, strict=False)
        ]

    def _make_wording(self, position: int) -> tuple[Entry, Passage]:
        entry = self._entries[position]
        return entry, Passage.of(entry.text, language=entry.language)

    def _judge_near(self, reading: Reading, near: Near, position: int) -> Scored:
        unit = unit_of(reading.document, near.first, near.last)
        scored = self.judge(reading, unit, position)
        if scored is not None:
            return scored
        comparison = _nothing_shared(self._wording(position)[1], reading.passage(unit))
        components = {**comparison.features, "sentences": float(unit.length)}
        return Scored(reading, position, unit, comparison, components, 0.0, 0.0)

    def rival_by_meaning(self, scored: Scored, near: Near) -> Rival:
        """A pair as its standing among others is decided."""
        claim = self._wording(scored.position)[0].claim
        odds = meaning_log_odds(scored.components, near.cosine, self.restatement)
        return Rival(claim, near.first, near.last, odds)

    def _with_standing(self, scored: Scored, near: Near, standing: float) -> Scored:
        components = {**scored.components, "standing": standing}
        probability = logistic(meaning_log_odds(components, near.cosine, self.restatement))
        return replace(scored, components=components, probability=probability)

    def _explained(
        self, scored: Scored, near: Near, proposed: Sequence[ProposedMatch]
    ) -> ProposedMatch:
        better = sum(
            p.sentence <= near.first <= p.last_sentence and p.probability > scored.probability
            for p in proposed
        )
        match = self._propose(scored, 1 + better)
        return replace(
            match,
            probability=min(match.probability, _doubted(scored.probability, match)),
            components={**match.components, COSINE: round(near.cosine, 4)},
        )


def meaning_log_odds(
    components: Mapping[str, float], cosine: float, weights: Mapping[str, float]
) -> float:
    """What speaks for a pair: its cosine most, what its words and its standing say a little."""
    values = {**components, "constant": 1.0, COSINE: cosine}
    return sum(weight * values.get(name, 0.0) for name, weight in weights.items())


def _doubted(probability: float, match: ProposedMatch) -> float:
    """Near in meaning, with other numbers or names, is mostly the same subject only."""
    conflicts = sum(reason.flag not in _MILD for reason in match.flags)
    return logistic(log_odds(probability) - _CONFLICT_COST * conflicts)


def _has_words(sentence: Sentence) -> bool:
    """Texts without blanks, as Chinese ones, are taken by their length."""
    return len(sentence.text.split()) >= _FEWEST_WORDS or not sentence.text.isascii()


def _nothing_shared(wording: Passage, stretch: Passage) -> Comparison:
    features = {
        **dict.fromkeys(COMPONENTS, 0.0),
        "number_agreement": agreement(wording.quantities, stretch.quantities),
        "name_agreement": float(not wording.names),
    }
    return Comparison((), 0, max(len(stretch.tokens) - 1, 0), features)
