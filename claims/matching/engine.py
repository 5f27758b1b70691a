"""Matches a segmented document against known wordings: units, candidates, features, flags, span."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.matching.features import Comparison, compare
from claims.matching.flags import find_flags
from claims.matching.index import ClaimIndex
from claims.matching.mutation import mutation_of
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.reading import Reading
from claims.matching.scoring import contradicted, outranked, probability_of
from claims.matching.search import find_candidates
from claims.matching.span import span_of
from claims.matching.stance import stance_of
from claims.matching.units import Unit
from claims.matching.vocabulary import COMPONENTS, Flag, ProposedMatch
from claims.text import Segmented, diff_words

ENGINE_VERSION = "v1.0"
"""Changes whenever results may change."""
DEFAULT_THRESHOLD = 0.5
"""A pair less probable than this is not proposed."""
_CONFLICTS = frozenset(Flag) - {Flag.QUOTE, Flag.ATTRIBUTION}
_LENGTH_COST = 0.05
"""What a longer unit must be ahead of a shorter one for each sentence, so that spans stay short."""


@dataclass(frozen=True, slots=True)
class _Scored:
    position: int
    unit: Unit
    comparison: Comparison
    probability: float


class Matcher:
    """Proposes matches between the claims of an index and the sentences of documents."""

    def __init__(self, index: ClaimIndex, *, threshold: float = DEFAULT_THRESHOLD) -> None:
        self._index = index
        self._threshold = threshold
        self._wordings: dict[int, Passage] = {}

    def match(self, document: Segmented) -> tuple[ProposedMatch, ...]:
        """The best match of each claim with each sentence, in reading order, best first.

        Boilerplate, bylines and pasted repeats are not looked at. The same document and index
        give the same result.
        """
        proposed: list[ProposedMatch] = []
        for language in self._index.languages:
            reading = Reading(document, language=language)
            scored = _with_rivals(self._score(reading))
            best = self._best_of_each([s for s in scored if s.probability >= self._threshold])
            ranks = _ranks(best)
            proposed += [
                self._propose(reading, s, rank) for s, rank in zip(best, ranks, strict=True)
            ]
        shown = (m for m in proposed if m.probability >= self._threshold)
        return tuple(sorted(shown, key=lambda m: (m.start, -m.probability, m.claim, m.wording)))

    def _score(self, reading: Reading) -> list[_Scored]:
        scored = []
        for unit, position in find_candidates(reading, self._index):
            comparison = compare(
                self._wording(position),
                reading.passage(unit),
                self._index,
                context=reading.context(unit),
            )
            if comparison is not None:
                probability = probability_of(comparison.features, sentences=unit.length)
                if probability >= self._threshold:
                    scored.append(_Scored(position, unit, comparison, probability))
        return scored

    def _wording(self, position: int) -> Passage:
        """The passage of a wording, made once and only for wordings that are reached."""
        if position not in self._wordings:
            wording = self._index.wordings[position]
            self._wordings[position] = Passage.of(wording.text, language=wording.language)
        return self._wordings[position]

    def _best_of_each(self, scored: Sequence[_Scored]) -> list[_Scored]:
        """For each claim the best units that share no sentence: a restatement is shown once."""
        by_claim: dict[str, list[_Scored]] = defaultdict(list)
        for one in scored:
            by_claim[self._index.wordings[one.position].claim].append(one)
        best = []
        for rivals in by_claim.values():
            taken: set[int] = set()
            for one in sorted(rivals, key=_preference):
                sentences = set(range(one.unit.first, one.unit.last + 1))
                if not sentences & taken:
                    taken |= sentences
                    best.append(one)
        return best

    def _propose(self, reading: Reading, scored: _Scored, rank: int) -> ProposedMatch:
        wording = self._index.wordings[scored.position]
        pair = self._pair(reading, scored)
        flags = find_flags(pair)
        conflicts = sum(reason.flag in _CONFLICTS for reason in flags)
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
            probability=contradicted(scored.probability, conflicts=conflicts),
            components=_components(scored.comparison, rank),
            flags=flags,
            mutation=mutation_of(pair),
            stance=stance_of(pair, before=before, after=after, contradicts=conflicts > 0),
            diff=diff_words(wording.text, text),
            quote=_quote_of(reading.document, scored.unit, start, end),
        )

    def _pair(self, reading: Reading, scored: _Scored) -> Pair:
        """The wording beside whole sentences: what introduces a quote counts for its flags."""
        wording = self._wording(scored.position)
        stretch = reading.passage(_sentences_of(reading.document, scored.unit))
        comparison: Comparison | None = scored.comparison
        if scored.unit.quote is not None:
            comparison = compare(wording, stretch, self._index)
        comparison = comparison or scored.comparison
        return Pair(
            wording,
            stretch,
            comparison.links,
            comparison.first,
            comparison.last,
            self._index.name_words | reading.name_words,
            reading.before(scored.unit),
        )


def _with_rivals(scored: Sequence[_Scored]) -> list[_Scored]:
    """Each pair with what a better claim for the same unit costs it."""
    best: dict[Unit, float] = defaultdict(float)
    for one in scored:
        best[one.unit] = max(best[one.unit], one.probability)
    return [replace(s, probability=outranked(s.probability, best[s.unit])) for s in scored]


def _preference(scored: _Scored) -> tuple[float, int, int]:
    """Sorts the best first; ties go to the earlier unit and the earlier wording."""
    cost = _LENGTH_COST * scored.unit.length
    return (cost - scored.probability, scored.unit.start, scored.position)


def _ranks(best: Sequence[_Scored]) -> list[int]:
    """The place of each among those of its first sentence, 1 for the most probable."""
    by_sentence: dict[int, list[float]] = defaultdict(list)
    for one in best:
        by_sentence[one.unit.first].append(one.probability)
    return [1 + sum(p > one.probability for p in by_sentence[one.unit.first]) for one in best]


def _sentences_of(document: Segmented, unit: Unit) -> Unit:
    first, last = document.sentences[unit.first], document.sentences[unit.last]
    return Unit(unit.first, unit.last, first.start, last.end)


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


def _components(comparison: Comparison, rank: int) -> dict[str, float]:
    values = {**comparison.features, "rank": float(rank)}
    return {name: round(values[name], 4) for name in COMPONENTS}
