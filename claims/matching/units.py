"""The stretches of a document that are compared with wordings: sentences, windows, quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.text import BlockKind, Segmented

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
    ones: list[int] = []
    twos: list[int] = []
    threes: list[int] = []
    run, before, kind_before = 0, -1, BlockKind.PARAGRAPH
    for i, (_, _, _, block, kind) in enumerate(document.sentences):
        if kind not in TEXT_KINDS:
            run = 0
            continue
        is_body = kind is BlockKind.PARAGRAPH and kind_before is BlockKind.PARAGRAPH
        goes_on = block == before or (is_body and block == before + 1)
        run = run + 1 if run and goes_on else 1
        ones += (i, i)
        if run > 1:
            twos += (i - 1, i)
        if run > 2:
            threes += (i - 2, i)
        before, kind_before = block, kind
    return np.array(ones + twos + threes, dtype=np.int32).reshape(-1, 2)


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
    found: dict[int, dict[str, None]] = {}
    for quote in document.quotes:
        words = f"{quote.speaker} {quote.attribution}".strip()
        found.setdefault(quote.sentence, {})[words] = None
    return {sentence: " ".join(filter(None, words)) for sentence, words in found.items()}
