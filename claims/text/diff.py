"""Aligns a claim's wording with an article's text, word by word, so that a change can be shown."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.text.tokens import Token, tokenize

# Alignment takes time in the product of both lengths; what is beyond is compared as a whole.
_MOST_TOKENS = 1000
# So few grammatical words between two changes are read as part of one changed phrase.
_MOST_BRIDGED = 2


class DiffKind(StrEnum):
    """What became of a piece of the wording.

    MISSING: it stands in the wording only. ADDED: it stands in the article only.
    """

    SAME = "same"
    SUBSTITUTED = "substituted"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A piece of the wording (left) beside its piece of the article (right), with their offsets."""

    kind: DiffKind
    left: str
    right: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(slots=True)
class _Run:
    """A run of tokens, `left_end` and `right_end` exclusive, that stayed the same or did not."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    is_same: bool


def diff_words(left: str, right: str) -> tuple[DiffPart, ...]:
    """The parts of both texts in order: the left sides joined are `left`, the right sides `right`.

    Words are the same when their folded forms are; another form of the same word ("sanctioned",
    "sanctions") is a substitution. Changes that only grammatical words part are one change, so that
    a reviewer reads phrases. Blanks and punctuation go with the word before them.
    """
    left_tokens, right_tokens = tokenize(left), tokenize(right)
    runs = _joined(_runs(left_tokens, right_tokens), left_tokens)
    left_cuts = _cuts(left, left_tokens, [run.left_end for run in runs])
    right_cuts = _cuts(right, right_tokens, [run.right_end for run in runs])
    parts = []
    for run, (a, b), (c, d) in zip(runs, left_cuts, right_cuts, strict=True):
        parts.append(DiffPart(_kind(run), left[a:b], right[c:d], a, b, c, d))
    if not parts and (left or right):
        kind = DiffKind.SAME if left == right else DiffKind.SUBSTITUTED
        parts.append(DiffPart(kind, left, right, 0, len(left), 0, len(right)))
    return tuple(parts)


def _runs(left: Sequence[Token], right: Sequence[Token]) -> Iterator[_Run]:
    """The alignment by stems, cut where words of one stem differ in form."""
    matcher = difflib.SequenceMatcher(
        None,
        [token.stem for token in left[:_MOST_TOKENS]],
        [token.stem for token in right[:_MOST_TOKENS]],
        autojunk=False,
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _Run(a, b, c, d, is_same=False)
            continue
        for offset in range(b - a):
            i, j = a + offset, c + offset
            is_same = left[i].norm == right[j].norm
            yield _Run(i, i + 1, j, j + 1, is_same=is_same)
    if max(len(left), len(right)) > _MOST_TOKENS:
        i, j = min(len(left), _MOST_TOKENS), min(len(right), _MOST_TOKENS)
        is_same = [token.norm for token in left[i:]] == [token.norm for token in right[j:]]
        yield _Run(i, len(left), j, len(right), is_same=is_same)


def _joined(runs: Iterator[_Run], left: Sequence[Token]) -> list[_Run]:
    """Neighbouring runs of one kind joined, and changes joined over a few grammatical words."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].is_same == run.is_same:
            _extend(joined[-1], run)
            continue
        if not run.is_same and len(joined) > 1 and _is_bridge(joined[-1], left):
            joined.pop()
            _extend(joined[-1], run)
            continue
        joined.append(run)
    return joined


def _extend(run: _Run, following: _Run) -> None:
    run.left_end, run.right_end = following.left_end, following.right_end


def _is_bridge(run: _Run, left: Sequence[Token]) -> bool:
    words = left[run.left_start : run.left_end]
    return len(words) <= _MOST_BRIDGED and not any(word.is_content for word in words)


def _cuts(text: str, tokens: Sequence[Token], ends: Sequence[int]) -> list[tuple[int, int]]:
    """The stretch of text of each run, given the index behind its last token."""
    cuts, start = [], 0
    for position, end in enumerate(ends):
        is_last = position == len(ends) - 1
        # A run without tokens at the very beginning takes nothing of the text before the first one.
        at = tokens[end].start if 0 < end < len(tokens) else len(text) if end else 0
        cuts.append((start, len(text) if is_last else at))
        start = cuts[-1][1]
    return cuts


def _kind(run: _Run) -> DiffKind:
    if run.is_same:
        return DiffKind.SAME
    if run.left_start == run.left_end:
        return DiffKind.ADDED
    return DiffKind.MISSING if run.right_start == run.right_end else DiffKind.SUBSTITUTED
