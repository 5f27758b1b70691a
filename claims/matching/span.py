"""Chooses the characters of an article that a match shows."""

from claims.matching.passage import Passage

_MOST_OF_IT = 0.6
_STRAY_WORDS = 3
_MOST_MARKS = 4
_OPENING, _CLOSING = "“\"‘'«„([", "”\"’'»“)].,;:!?…"


def span_of(stretch: Passage, first: int, last: int) -> tuple[int, int]:
    """The offsets of tokens `first` to `last`, grown to the ends where little is left over.

    The whole stretch is shown if the words cover most of it; a few stray words at an end are
    taken in. A stretch without a word is shown whole.
    """
    if not stretch.tokens:
        return 0, len(stretch.text)
    before = sum(1 for term in stretch.terms[:first] if term)
    after = sum(1 for term in stretch.terms[last + 1 :] if term)
    share = 1 - (before + after) / max(len(stretch.content), 1)
    start, end = stretch.tokens[first].start, stretch.tokens[last].end
    if share >= _MOST_OF_IT or before <= _STRAY_WORDS:
        start = 0
    if share >= _MOST_OF_IT or after <= _STRAY_WORDS:
        end = len(stretch.text)
    return _with_marks(stretch.text, start, end)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Grown over the marks right before and after."""
    head, tail = text[max(start - _MOST_MARKS, 0) : start], text[end : end + _MOST_MARKS]
    opening = len(head) - len(head.rstrip(_OPENING))
    closing = len(tail) - len(tail.lstrip(_CLOSING))
    return start - opening, end + closing
