"""Moving one end of a span by one word."""

import re
from collections.abc import Callable

WORD = re.compile(r"\S+")
# Far enough for any word, short enough for a text of megabytes.
REACH = 400

Span = tuple[int, int]


def move(text: str, start: int, end: int, direction: str) -> Span | None:
    """The span after a move of MOVES; None if no word is left to move over."""
    return MOVES[direction](text, start, end)


def _end_later(text: str, start: int, end: int) -> Span | None:
    word = WORD.search(text, end, end + REACH)
    return (start, word.end()) if word else None


def _end_earlier(text: str, start: int, end: int) -> Span | None:
    words = list(WORD.finditer(text, max(start, end - REACH), end))
    return (start, words[-2].end()) if len(words) > 1 else None


def _start_earlier(text: str, start: int, end: int) -> Span | None:
    words = list(WORD.finditer(text, max(0, start - REACH), start))
    return (words[-1].start(), end) if words else None


def _start_later(text: str, start: int, end: int) -> Span | None:
    words = list(WORD.finditer(text, start, min(end, start + REACH)))
    return (words[1].start(), end) if len(words) > 1 else None


MOVES: dict[str, Callable[[str, int, int], Span | None]] = {
    "end-later": _end_later,
    "end-earlier": _end_earlier,
    "start-earlier": _start_earlier,
    "start-later": _start_later,
}
