"""A document read once for matching: the passage of each sentence, and what stands around it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache

from claims.matching.features import Context
from claims.matching.names import capitals_inside
from claims.matching.passage import Passage
from claims.matching.units import TEXT_KINDS, Unit, speakers
from claims.text import Segmented, Token

_SENTENCES_BEFORE, _SENTENCES_AFTER = 3, 1
_UNITS_KEPT = 16


class Reading:
    """The passages of a document in one language, made when they are asked for."""

    def __init__(self, document: Segmented, *, language: str) -> None:
        self.document = document
        self.language = language
        self.sentences = tuple(Passage.of(s.text, language=language) for s in document.sentences)
        self._speakers = speakers(document)
        self.passage = lru_cache(_UNITS_KEPT)(self._passage)
        self.context = lru_cache(_UNITS_KEPT)(self._context)

    def _passage(self, unit: Unit) -> Passage:
        """The passage of a unit, with offsets from the unit's start."""
        if unit.quote is None and unit.first == unit.last:
            return self.sentences[unit.first]
        sentences = self.document.sentences
        tokens: list[Token] = []
        terms: list[str] = []
        for index in range(unit.first, unit.last + 1):
            shift = sentences[index].start - unit.start
            sentence = self.sentences[index]
            inside = sentence.tokens_in(-shift, unit.end - unit.start - shift)
            tokens += [
                replace(t, start=t.start + shift, end=t.end + shift)
                for t in sentence.tokens[inside.start : inside.stop]
            ]
            terms += sentence.terms[inside.start : inside.stop]
        text = self.document.text[unit.start : unit.end]
        return Passage(text, tuple(tokens), tuple(terms))

    def _context(self, unit: Unit) -> Context:
        """What the article says around a unit: names near it and in its head, words before it."""
        names = set(self._head)
        for index in (*self._before(unit.first), *self._after(unit.last)):
            names.update(_name_terms(self.sentences[index]))
        words: set[str] = set()
        for index in list(self._before(unit.first))[-1:]:
            words.update(self.sentences[index].terms)
        for index in range(unit.first, unit.last + 1):
            speaker = Passage.of(self._speakers.get(index, ""), language=self.language)
            names.update(speaker.terms)
            if unit.quote is not None:
                names.update(_name_terms(self.sentences[index]))
                words.update(self.sentences[index].terms)
        dates = [d for i in self._before(unit.first) for d in self.sentences[i].dates]
        return Context(frozenset(names - {""}), frozenset(words - {""}), tuple(dates))

    def before(self, unit: Unit) -> tuple[Passage, ...]:
        """The sentences before a unit."""
        return self.sentences[: unit.first]

    def neighbours(self, unit: Unit) -> tuple[str, str]:
        """The sentences right before and right after a unit, "" where there is none."""
        before, after = list(self._before(unit.first))[-1:], list(self._after(unit.last))
        texts = [self.sentences[index[0]].text if index else "" for index in (before, after)]
        return texts[0], texts[1]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Folded words that are names somewhere in the document and common words nowhere."""
        capitals: set[str] = set()
        lower: set[str] = set()
        for passage in self.sentences:
            capitals |= capitals_inside(passage.text, passage.tokens)
            lower |= {t.norm for t in passage.tokens if t.text[0].islower()}
        return frozenset(capitals - lower)

    @cached_property
    def _head(self) -> frozenset[str]:
        first = next(
            (i for i, s in enumerate(self.document.sentences) if s.kind in TEXT_KINDS), None
        )
        return frozenset() if first is None else frozenset(_name_terms(self.sentences[first]))

    def _before(self, first: int) -> Iterator[int]:
        """Indexes of the nearest sentences before, in order, that are text."""
        return (i for i in range(max(first - _SENTENCES_BEFORE, 0), first) if self._is_text(i))

    def _after(self, last: int) -> Iterator[int]:
        end = min(last + 1 + _SENTENCES_AFTER, len(self.sentences))
        return (i for i in range(last + 1, end) if self._is_text(i))

    def _is_text(self, index: int) -> bool:
        return self.document.sentences[index].kind in TEXT_KINDS


def _name_terms(passage: Passage) -> set[str]:
    return {passage.terms[i] for i in passage.content if passage.tokens[i].text[0].isupper()}
