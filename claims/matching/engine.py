"""Matches a segmented document against known wordings: units, candidates, features, flags, span."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.index import Entry, Index
from claims.matching.features import Comparison, compare
from claims.matching.flags import find_flags
from claims.matching.gate import Gate, shipped_gate
from claims.matching.model import Ranker, shipped_ranker
from claims.matching.mutation import mutation_of
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.reading import Reading
from claims.matching.scoring import (
    FORGIVEN,
    Rival,
    apart,
    contradicted,
    forgiven,
    logistic,
    standings,
)
from claims.matching.search import find_candidates
from claims.matching.span import span_of
from claims.matching.stance import stance_of
from claims.matching.units import Unit, unit_of
from claims.matching.vocabulary import COMPONENTS, Flag, ProposedMatch
from claims.matching.weighing import TermWeights
from claims.text import Segmented, diff_words

ENGINE_VERSION = "v2.2"
"""Changes whenever results may change."""
DEFAULT_THRESHOLD = 0.5
"""A pair less probable than this is not proposed."""
_KEPT_WORDINGS = 1_000
_LONGEST_WORDING = 500
"""Tokens of a wording that are compared: each of the thousands of sentences of a text may reach it,
and a statement is shorter."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit of a document beside the wording at a position of the index."""

    reading: Reading
    position: int
    unit: Unit
    comparison: Comparison
    components: Mapping[str, float]
    log_odds: float
    probability: float


class Matcher:
    """Proposes matches between the claims of an index and the sentences of documents."""

    def __init__(
        self,
        index: Index,
        *,
        threshold: float = DEFAULT_THRESHOLD,
        ranker: Ranker | None = None,
        gate: Gate | None = None,
        theta: float | None = None,
    ) -> None:
        self._index = index
        self._threshold = threshold
        self._ranker = ranker or shipped_ranker()
        self._gate = gate or shipped_gate()
        self._theta = theta
        # Only a few wordings of a large desk are ever reached, and some again and again.
        self._wording = lru_cache(_KEPT_WORDINGS)(self._make_wording)
        self._weights = TermWeights(index)

    @property
    def version(self) -> str:
        """Of the engine and, if there is one, of the calibration: “v2.2+cal.3”."""
        number = self._ranker.calibration
        return f"{ENGINE_VERSION}+cal.{number}" if number else ENGINE_VERSION

    def match(self, document: Segmented) -> tuple[ProposedMatch, ...]:
        """The best match of each claim with each sentence, in reading order, best first.

        Boilerplate, bylines and pasted repeats are not looked at. The same document and index
        give the same result.
        """
        scored = self._scored(document)
        best = self._best([one for one in scored if self._may_be_shown(one)])
        proposed = [self._propose(s, rank) for s, rank in zip(best, _ranks(best), strict=True)]
        shown = (m for m in proposed if m.probability >= self._threshold)
        return tuple(sorted(shown, key=lambda m: (m.start, -m.probability, m.claim, m.wording)))

    def score(self, document: Segmented) -> list[Scored]:
        """The pairs that are probable enough, the best of each claim, without their explanation."""
        scored = self._scored(document)
        return self._best([one for one in scored if one.probability >= self._threshold])

    def _scored(self, document: Segmented) -> list[Scored]:
        """All pairs that were looked at closely, each judged beside the others."""
        compared = self.compared(document)
        ahead = standings([self.rival(one) for one in compared])
        return [self._standing(*pair) for pair in zip(compared, ahead, strict=True)]

    def _best(self, scored: Sequence[Scored]) -> list[Scored]:
        """For each claim its best units that share no sentence."""
        return [scored[i] for i in apart([self.rival(one) for one in scored])]

    def _may_be_shown(self, scored: Scored) -> bool:
        """Whether a pair is probable enough, or would be if all that speaks against it is flagged.

        Flags cost more than all the rest, so they are looked for only where they may matter.
        """
        if scored.probability >= self._threshold:
            return True
        most = (forgiven(scored.components, flags) for flags in (FORGIVEN, [Flag.NEGATION]))
        return any(logistic(self._ranker.log_odds(one)) >= self._threshold for one in most)

    def compared(self, document: Segmented) -> list[Scored]:
        """All pairs that were looked at closely, each judged by itself."""
        candidates = list(find_candidates(document, self._index, self._gate, theta=self._theta))
        self._weigh(candidates)
        judged = (self.judge(*candidate) for candidate in candidates)
        return [one for one in judged if one is not None]

    def _weigh(self, candidates: Sequence[tuple[Reading, Unit, int]]) -> None:
        """Asks for the weights of all words that will be compared at once."""
        terms: set[str] = set()
        for reading, unit, position in candidates:
            terms.update(self._wording(position)[1].terms)
            for sentence in reading.sentences[unit.first : unit.last + 1]:
                terms.update(sentence.terms)
        self._weights.learn(terms)

    def rival(self, scored: Scored) -> Rival:
        """A pair as its standing among others is decided."""
        claim = self._wording(scored.position)[0].claim
        unit = scored.unit
        return Rival(claim, unit.first, unit.last, scored.log_odds)

    def _standing(self, scored: Scored, standing: float) -> Scored:
        components = {**scored.components, "standing": standing}
        log_odds = self._ranker.log_odds(components)
        return Scored(
            scored.reading,
            scored.position,
            scored.unit,
            scored.comparison,
            components,
            log_odds,
            logistic(log_odds),
        )

    def judge(self, reading: Reading, unit: Unit, position: int) -> Scored | None:
        """A unit beside the wording at a position, by itself; None if they share no word."""
        comparison = compare(
            self._wording(position)[1],
            reading.passage(unit),
            self._weights,
            context=reading.context(unit),
        )
        if comparison is None:
            return None
        components = {**comparison.features, "sentences": float(unit.length)}
        log_odds = self._ranker.log_odds(components)
        return Scored(reading, position, unit, comparison, components, log_odds, logistic(log_odds))

    def _make_wording(self, position: int) -> tuple[Entry, Passage]:
        entry = self._index.entry(position)
        passage = Passage.of(entry.text, language=entry.language)
        return entry, passage.part(range(min(len(passage.tokens), _LONGEST_WORDING)))

    def _propose(self, scored: Scored, rank: int) -> ProposedMatch:
        reading = scored.reading
        wording, _ = self._wording(scored.position)
        pair = self._pair(scored)
        flags = find_flags(pair)
        conflicts = [reason.flag for reason in flags if reason.flag in FORGIVEN]
        eased = self._ranker.log_odds(forgiven(scored.components, conflicts))
        probability = logistic(eased) if conflicts else scored.probability
        start, end = _span(reading.document, scored.unit, pair)
        sentences = _touched(reading.document, scored.unit, start, end)
        text = reading.document.text[start:end]
        before, after = reading.neighbours(scored.unit)
        return ProposedMatch(
            claim=wording.claim,
            wording=wording.key,
            wording_text=wording.text,
            sentence=sentences[0],
            last_sentence=sentences[-1],
            start=start,
            end=end,
            text=text,
            probability=contradicted(probability, conflicts=len(conflicts)),
            components=_components(scored.components, rank),
            flags=flags,
            mutation=mutation_of(pair),
            stance=stance_of(pair, before=before, after=after, contradicts=bool(conflicts)),
            diff=diff_words(wording.text, text),
            quote=_quote_of(reading.document, scored.unit, start, end),
        )

    def _pair(self, scored: Scored) -> Pair:
        """The wording beside whole sentences: what introduces a quote counts for its flags."""
        reading = scored.reading
        _, wording = self._wording(scored.position)
        stretch = reading.passage(unit_of(reading.document, scored.unit.first, scored.unit.last))
        comparison: Comparison | None = scored.comparison
        if scored.unit.quote is not None:
            comparison = compare(wording, stretch, self._weights)
        comparison = comparison or scored.comparison
        words = (token.norm for token in (*wording.tokens, *stretch.tokens))
        return Pair(
            wording,
            stretch,
            comparison.links,
            comparison.first,
            comparison.last,
            self._index.names_among(words) | reading.name_words,
            reading.before(scored.unit),
            reading.language,
        )


def _ranks(best: Sequence[Scored]) -> list[int]:
    """The place of each among those of its first sentence, 1 for the most probable."""
    by_sentence: dict[int, list[float]] = defaultdict(list)
    for one in best:
        by_sentence[one.unit.first].append(one.probability)
    return [1 + sum(p > one.probability for p in by_sentence[one.unit.first]) for one in best]


def _span(document: Segmented, unit: Unit, pair: Pair) -> tuple[int, int]:
    """The characters of the document that the match shows."""
    if unit.quote is not None:
        return unit.start, unit.end
    start, end = span_of(pair.stretch, pair.first, pair.last)
    offset = document.sentences[unit.first].start
    return offset + start, offset + end


def _touched(document: Segmented, unit: Unit, start: int, end: int) -> list[int]:
    """The sentences of a unit that a span touches."""
    indexes = range(unit.first, unit.last + 1)
    sentences = document.sentences
    return [i for i in indexes if sentences[i].start < end and sentences[i].end > start]


def _quote_of(document: Segmented, unit: Unit, start: int, end: int) -> int | None:
    """The quote that was matched, or that holds most of the span."""
    if unit.quote is not None:
        return unit.quote
    for index, quote in enumerate(document.quotes):
        inside = min(end, quote.end) - max(start, quote.start)
        if inside > (end - start) / 2:
            return index
    return None


def _components(components: Mapping[str, float], rank: int) -> dict[str, float]:
    values = {**components, "rank": float(rank)}
    return {name: round(values[name], 4) for name in COMPONENTS}
