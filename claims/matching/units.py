"""The stretches of a document that are compared with wordings: sentences, windows, quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from claims.text import BlockKind, Segmented, Sentence

Spans = npt.NDArray[np.int32]
TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})
"""Blocks that say something; bylines, boilerplate and pasted repeats are not looked at."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences `first` to `last` (inclusive), or with `quote` set the words of that quote.

    `start:end` are offsets into the document.
    """

    first: int
    last: int
    start: int
    end: int
    quote: int | None = None

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def sentence_spans(document: Segmented) -> Spans:
    """First and last sentence of each stretch to look at: sentences, then windows of two and three.

    A window stays within a block or runs over neighbouring paragraphs.
    """
    sentences = document.sentences
    spans = [(i, i) for i, s in enumerate(sentences) if s.kind in TEXT_KINDS]
    goes_on = [_continues(one, other) for one, other in pairwise(sentences)]
    spans += [(i, i + 1) for i, goes in enumerate(goes_on) if goes]
    spans += [(i, i + 2) for i, both in enumerate(pairwise(goes_on)) if all(both)]
    ends = np.fromiter(chain.from_iterable(spans), dtype=np.int32, count=2 * len(spans))
    return ends.reshape(-1, 2)


def unit_of(document: Segmented, first: int, last: int) -> Unit:
    """The unit of some whole sentences."""
    return Unit(first, last, document.sentences[first].start, document.sentences[last].end)


def quote_units(document: Segmented) -> Iterator[Unit]:
    """The words of each direct quote, across sentence borders."""
    for index, quote in enumerate(document.quotes):
        first = quote.sentence
        if first < 0 or document.sentences[first].kind not in TEXT_KINDS:
            continue
        last = first
        while last + 1 < len(document.sentences) and document.sentences[last + 1].start < quote.end:
            last += 1
        yield Unit(first, last, quote.start, quote.end, index)


def speakers(document: Segmented) -> Mapping[int, str]:
    """By sentence: who is quoted in it and by whom, as far as the document says."""
    found: dict[int, str] = {}
    for quote in document.quotes:
        words = f"{quote.speaker} {quote.attribution}".strip()
        found[quote.sentence] = f"{found.get(quote.sentence, '')} {words}".strip()
    return found


def _continues(one: Sentence, other: Sentence) -> bool:
    if one.kind not in TEXT_KINDS or other.kind not in TEXT_KINDS:
        return False
    if one.block == other.block:
        return True
    is_body = one.kind is BlockKind.PARAGRAPH and other.kind is BlockKind.PARAGRAPH
    return is_body and other.block == one.block + 1
