"""Aligns a claim's wording with an article's text, word by word, so that a change can be shown."""

import difflib
from dataclasses import dataclass
from enum import StrEnum

from claims.text.tokens import tokenize


class DiffKind(StrEnum):
    """What became of a piece of the wording: MISSING is in the wording only, ADDED in the article only."""

    SAME = "same"
    SUBSTITUTED = "substituted"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A piece of the wording (left) beside its piece of the article (right), with offsets into each."""

    kind: DiffKind
    left: str
    right: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int


_KINDS = {
    "equal": DiffKind.SAME,
    "replace": DiffKind.SUBSTITUTED,
    "delete": DiffKind.MISSING,
    "insert": DiffKind.ADDED,
}


def diff_words(left: str, right: str) -> tuple[DiffPart, ...]:
    """The parts of both texts in order; their left sides joined are `left`, their right sides `right`."""
    left_tokens, right_tokens = tokenize(left), tokenize(right)
    left_starts = [0, *(t.start for t in left_tokens[1:]), len(left)]
    right_starts = [0, *(t.start for t in right_tokens[1:]), len(right)]
    matcher = difflib.SequenceMatcher(
        None, [t.norm for t in left_tokens], [t.norm for t in right_tokens], autojunk=False
    )
    parts = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        a, b = left_starts[i1], left_starts[i2]
        c, d = right_starts[j1], right_starts[j2]
        parts.append(DiffPart(_KINDS[tag], left[a:b], right[c:d], a, b, c, d))
    return tuple(parts)
