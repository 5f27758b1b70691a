"""Finds direct quotes with speaker, reporting verb and attribution."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text.attribution import Attribution, attribution_after, attribution_before, source_of
from claims.text.quotation import find_quoted_spans
from claims.text.sentences import Sentence

# Takes the place of quoted words while the words around them are read.
_BLANK = '"'
_GOES_ON_SPEAKING = re.compile(r"\b(?:adding|saying|noting|stressing|warning)(?:\s+that)?\s*$")
_LETTER = re.compile(r"[^\W_]")
# A clause that attributes a quote follows one of these, or a comma behind the closing mark.
_BEFORE_ATTRIBUTION = frozenset(",?!….–—-")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; `text == document[start:end]`, without the marks.

    `speaker`, `verb` and `attribution` are "" when the text does not give them. `attribution` holds
    the words that carry it, e.g. "Lavrov said, according to CGTN", and stands at
    `attribution_start:attribution_end`. `sentence` is the index of the sentence in which the quote
    begins. A quote over several paragraphs keeps the opening marks repeated inside it.
    """

    start: int
    end: int
    text: str
    speaker: str
    verb: str
    attribution: str
    attribution_start: int | None
    attribution_end: int | None
    sentence: int


def find_quotes(text: str, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The direct quotes of a document, in order, none inside another.

    A pronoun is resolved to the last named speaker of this or the previous paragraph, the second
    half of a split quote belongs to the speaker of the first.
    """
    spans = find_quoted_spans(text, _block_spans(sentences))
    if not spans:
        return ()
    page = _Page(text, sentences, spans)
    quotes: list[Quote] = []
    for index in range(len(spans)):
        quote = page.quote(index)
        previous = quotes[-1] if quotes else None
        if not quote.verb and previous is not None and page.continues(index):
            quote = replace(
                quote,
                speaker=previous.speaker,
                verb=previous.verb,
                attribution=previous.attribution,
                attribution_start=previous.attribution_start,
                attribution_end=previous.attribution_end,
            )
        quotes.append(quote)
    return tuple(quotes)


def _block_spans(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    starts: list[int] = []
    ends: list[int] = []
    block = -1
    for start, end, _, own, _ in sentences:
        if own != block:
            starts.append(start)
            ends.append(end)
            block = own
        ends[-1] = end
    return list(zip(starts, ends, strict=True))


class _Page:
    """A document with its quoted words blanked, and the neighbourhood of each quote."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._spans = spans
        self._starts = [sentence.start for sentence in sentences]
        self._block_starts = {s.block: s.start for s in reversed(sentences)}
        self._masked = _masked(text, spans)

    def quote(self, index: int) -> Quote:
        start, end = self._spans[index]
        found = self._attribution(index)
        speaker, verb, first, last = "", "", None, None
        if found is not None:
            speaker, verb, first, last = found.speaker, found.verb, found.start, found.end
        attribution = "" if found is None else self._text[found.start : found.end]
        sentence = self._sentence_at(start)
        return Quote(
            start, end, self._text[start:end], speaker, verb, attribution, first, last, sentence
        )

    def continues(self, index: int) -> bool:
        """Whether nothing but the quote before it can tell who speaks."""
        before, after = self._around(index)
        if _GOES_ON_SPEAKING.search(self._masked, before[0], before[1]):
            return True
        here = self._sentences[self._sentence_at(self._spans[index][0])].block
        there = self._sentences[self._sentence_at(self._spans[index - 1][0])].block
        return here == there and not self._has_words(*before) and not self._has_words(*after)

    def _attribution(self, index: int) -> Attribution | None:
        start, end = self._spans[index]
        first = self._sentence_at(start)
        before, after = self._around(index)
        context = self._context(first)
        found = None
        if self._text[end - 1] in _BEFORE_ATTRIBUTION or self._text[end + 1 : end + 2] == ",":
            found = attribution_after(self._masked, *after, context=context)
        if found is None:
            sentence_start = self._sentences[first].start
            found = attribution_before(self._masked, sentence_start, start - 1, context=context)
        if found is None and not self._has_words(*before) and not self._has_words(*after):
            found = self._announced(first, context)
        return found or source_of(self._masked, *after)

    def _announced(self, sentence: int, context: int) -> Attribution | None:
        """The attribution in a paragraph that ends with a colon, just above the quote."""
        if sentence == 0 or not self._sentences[sentence - 1].text.endswith(":"):
            return None
        above = self._sentences[sentence - 1]
        return attribution_before(self._masked, above.start, above.end, context=context)

    def _around(self, index: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The words of its sentences before and after a quote, as far as the next quotes."""
        start, end = self._spans[index]
        first = self._sentences[self._sentence_at(start)].start
        last = self._sentences[self._sentence_at(max(start, end - 1))].end
        left = self._spans[index - 1][1] + 1 if index else 0
        right = self._spans[index + 1][0] - 1 if index + 1 < len(self._spans) else len(self._text)
        return (max(first, left), start - 1), (end + 1, max(end + 1, min(last, right)))

    def _context(self, sentence: int) -> int:
        """Where the paragraph before that of a sentence begins: a pronoun looks back so far."""
        block = self._sentences[sentence].block
        return self._block_starts.get(block - 1, self._block_starts[block])

    def _sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _has_words(self, start: int, end: int) -> bool:
        return _LETTER.search(self._masked, start, end) is not None


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], _BLANK * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])
