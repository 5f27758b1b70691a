"""A document read once for matching: the passage of each sentence, and what stands around it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

import numpy as np

from claims.index import TermLists, identity_of
from claims.matching.names import capitals_inside
from claims.matching.passage import Passage
from claims.matching.units import TEXT_KINDS, Unit, speakers
from claims.text import DateMention, Segmented, Token, find_dates, shifted

T = TypeVar("T")
_SENTENCES_BEFORE, _SENTENCES_AFTER = 3, 1
_UNITS_KEPT = 16


class _Sentences(Sequence[Passage]):
    """The passage of each sentence, made when it is asked for: few sentences ever are."""

    def __init__(
        self, document: Segmented, language: str, *, made: dict[int, Passage], count: int
    ) -> None:
        self._document, self._language, self._made, self._count = document, language, made, count

    def upto(self, count: int) -> "_Sentences":
        """The first so many of them."""
        return _Sentences(self._document, self._language, made=self._made, count=count)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        if index not in self._made:
            text = self._document.sentences[index].text
            self._made[index] = Passage.of(text, language=self._language)
        return self._made[index]


class Reading:
    """The passages of a document in one language, made when they are asked for."""

    def __init__(self, document: Segmented, lists: TermLists, *, language: str) -> None:
        self.document = document
        self.language = language
        self.lists = lists
        self._identities: dict[tuple[int, bool], frozenset[int]] = {}
        self.sentences = _Sentences(document, language, made={}, count=len(document.sentences))
        self._speakers = speakers(document)
        self._said: dict[int, frozenset[int]] = {}
        self._passages: dict[Unit, Passage] = {}
        self._contexts: dict[Unit, Surroundings] = {}

    def passage(self, unit: Unit) -> Passage:
        """The passage of a unit, with offsets from the unit's start; the last few are kept."""
        return _kept(self._passages, unit, self._passage)

    def context(self, unit: Unit) -> "Surroundings":
        """What stands around a unit; that of the last few is kept."""
        return _kept(self._contexts, unit, self._context)

    def _passage(self, unit: Unit) -> Passage:
        if unit.quote is None and unit.first == unit.last:
            return self.sentences[unit.first]
        sentences = self.document.sentences
        tokens: list[Token] = []
        terms: list[str] = []
        for index in range(unit.first, unit.last + 1):
            shift = sentences[index].start - unit.start
            sentence = self.sentences[index]
            if unit.quote is None:
                inside = range(len(sentence.tokens))
            else:
                inside = sentence.tokens_in(-shift, unit.end - unit.start - shift)
            tokens += shifted(sentence.tokens[inside.start : inside.stop], shift)
            terms += sentence.terms[inside.start : inside.stop]
        text = self.document.text[unit.start : unit.end]
        return Passage(text, tuple(tokens), tuple(terms), self.language)

    def _context(self, unit: Unit) -> "Surroundings":
        before = tuple(self.just_before(unit.first))
        inside = range(unit.first, unit.last + 1)
        quoted = inside if unit.quote is not None else ()
        near = dict.fromkeys((*before, *self.just_after(unit.last), *quoted, *self.head))
        names = [self.identities(index, is_name=True) for index in near]
        names += [self.said_by(index) for index in inside if index in self._speakers]
        words = [self.identities(index, is_name=False) for index in (*before[-1:], *quoted)]
        sentences = self.document.sentences
        return Surroundings(names, words, [sentences[index].text for index in before])

    def identities(self, index: int, *, is_name: bool) -> frozenset[int]:
        """The identities of a sentence's terms, or of those that begin with a capital."""
        found = self._identities.get((index, is_name))
        if found is None:
            found = self._identities[index, is_name] = self._identities_of(index, is_name)
        return found

    def _identities_of(self, index: int, is_name: bool) -> frozenset[int]:
        found, ends = self._capital_identities if is_name else self._all_identities
        return frozenset(found[ends[index - 1] if index else 0 : ends[index]])

    @cached_property
    def _all_identities(self) -> tuple[list[int], list[int]]:
        """By token of all sentences, and where each sentence ends in them."""
        return self.lists.identities.tolist(), self.lists.ends.tolist()

    @cached_property
    def _capital_identities(self) -> tuple[list[int], list[int]]:
        """The same of the tokens that begin with a capital."""
        capitals = np.flatnonzero(self.lists.is_capital)
        ends = np.searchsorted(capitals, self.lists.ends)
        return self.lists.identities[capitals].tolist(), ends.tolist()

    def said_by(self, index: int) -> frozenset[int]:
        """The identities of the terms of who is quoted in a sentence, as the document says it."""
        found = self._said.get(index)
        if found is None:
            said = Passage.of(self._speakers.get(index, ""), language=self.language)
            found = self._said[index] = frozenset(map(identity_of, said.distinct))
        return found

    def before(self, unit: Unit) -> Sequence[Passage]:
        """The sentences before a unit."""
        return self.sentences.upto(unit.first)

    def neighbours(self, unit: Unit) -> tuple[str, str]:
        """The sentences right before and right after a unit, "" where there is none."""
        before, after = list(self.just_before(unit.first))[-1:], list(self.just_after(unit.last))
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
    def head(self) -> Sequence[int]:
        """The index of the first sentence that is text, if there is one."""
        return [i for i, s in enumerate(self.document.sentences) if s.kind in TEXT_KINDS][:1]

    def just_before(self, first: int) -> Iterator[int]:
        """Indexes of the nearest sentences before, in order, that are text."""
        return (i for i in range(max(first - _SENTENCES_BEFORE, 0), first) if self._is_text(i))

    def just_after(self, last: int) -> Iterator[int]:
        """The same of those after."""
        end = min(last + 1 + _SENTENCES_AFTER, len(self.sentences))
        return (i for i in range(last + 1, end) if self._is_text(i))

    def _is_text(self, index: int) -> bool:
        return self.document.sentences[index].kind in TEXT_KINDS


class Surroundings:
    """What the article says around a unit: names near it and in its head, words before it.

    Terms are looked up by their identity in `names` and `words`, sentence by sentence, so that no
    sentence need be read; `before` are the texts of the sentences before. Holds no reading, which
    keeps it: what refers to itself stays in memory until the garbage collector comes.
    """

    def __init__(
        self,
        names: Sequence[frozenset[int]],
        words: Sequence[frozenset[int]],
        before: Sequence[str],
    ) -> None:
        self._names, self._words, self._before = names, words, before

    def has_name(self, term: str) -> bool:
        return _is_in(term, self._names)

    def has_word(self, term: str) -> bool:
        return _is_in(term, self._words)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return tuple(date for text in self._before for date in find_dates(text))


def _is_in(term: str, some: Sequence[frozenset[int]]) -> bool:
    identity = identity_of(term)
    return any(identity in identities for identities in some)


def _kept(known: dict[Unit, T], unit: Unit, make: Callable[[Unit], T]) -> T:
    """What is known of a unit, or is made; all is forgotten when it is too much."""
    if unit not in known:
        if len(known) >= _UNITS_KEPT:
            known.clear()
        known[unit] = make(unit)
    return known[unit]
