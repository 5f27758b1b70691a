"""A text prepared for comparing: tokens, terms, names, quantities, dates, quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from claims.matching.measured import Measured, measure
from claims.matching.names import Name, find_names
from claims.terms import terms_of
from claims.text import DateMention, Token, find_all_quantities, find_dates, shifted, tokenize

FAR = 20
"""Tokens apart beyond which two words are simply far from each other."""

_QUOTATION = re.compile(
    r"“([^“”]+)”?|\"([^\"]+)\"?|«([^«»]+)»?|„([^„“”]+)[“”]?"
    # So many apostrophes inside single marks at most, and a text of nothing but marks stays linear.
    r"|(?<!\w)[‘']([^‘’'\n]+(?:[’'](?=\w)[^‘’'\n]+){0,40})[’'](?!\w)"
)


@dataclass(frozen=True)
class Passage:
    """A wording, or a span of a document, with one term per token ("" without content)."""

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[str, ...]
    language: str = "en"

    @classmethod
    def of(cls, text: str, *, language: str = "en") -> "Passage":
        tokens = tuple(tokenize(text, language=language))
        return cls(text, tokens, terms_of(tokens), language)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Indexes of the tokens that have a term."""
        return tuple(i for i, term in enumerate(self.terms) if term)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The terms, each once."""
        return frozenset(self.terms) - {""}

    @cached_property
    def spoken(self) -> dict[str, int]:
        """Where each folded word with a term stands last."""
        return {self.tokens[i].norm: i for i in self.content}

    @cached_property
    def letters(self) -> str:
        """All folded words, written as one."""
        return "".join([token.norm for token in self.tokens])

    @cached_property
    def words_and_terms(self) -> frozenset[str]:
        """The terms and the folded words, each once."""
        return self.distinct.union([token.norm for token in self.tokens])

    @cached_property
    def doubles(self) -> dict[str, int]:
        """Where two folded words, written as one, stand last."""
        norms = [token.norm for token in self.tokens]
        return {one + other: i for i, (one, other) in enumerate(pairwise(norms))}

    @cached_property
    def quantities(self) -> tuple[Measured, ...]:
        """Quantities that are no part of a date, with comparable values."""
        found = find_all_quantities(self.text, language=self.language, dates=self.dates)
        return measure(self.text, self.tokens, self.terms, found, dates=self.dates)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names, as far as the text alone shows them."""
        return find_names(self.text, self.tokens)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return find_dates(self.text)

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Spans between quotation marks; one that is not closed ends with the text."""
        return tuple(
            m.span(m.lastindex) for m in _QUOTATION.finditer(self.text) if m.lastindex is not None
        )

    def part(self, tokens: range) -> "Passage":
        """The stretch of some consecutive tokens as a passage of its own."""
        some = self.tokens[tokens.start : tokens.stop]
        if not some or len(some) == len(self.tokens):
            return self
        start = some[0].start
        text = self.text[start : some[-1].end]
        terms = self.terms[tokens.start : tokens.stop]
        return Passage(text, tuple(shifted(some, -start)), terms, self.language)

    def tokens_in(self, start: int, end: int) -> range:
        """Indexes of the tokens that touch a span of the text."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        return range(first, last) if first < last else range(0)

    def distance(self, one: int, other: int) -> int:
        """How many words with content stand between two tokens, in reading order; at most `FAR`."""
        if other - one > FAR:
            return FAR
        return sum(1 for term in self.terms[one + 1 : other] if term)

    def words(self, indexes: Sequence[int]) -> str:
        """The text from the first to the last of some tokens."""
        if not indexes:
            return ""
        return self.text[self.tokens[min(indexes)].start : self.tokens[max(indexes)].end]
