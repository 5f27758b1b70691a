"""Turns the stored word diff of a match into pieces that read as phrases, not as confetti."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.text import DiffKind

# With less of the wording unchanged, marks on every second word hide more than they show.
READABLE_SHARE = 0.35
# A longer insertion is shown by its ends; the article's own paragraph has it whole.
MAX_INSERTED, SHOWN_END = 14, 5


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A phrase of the wording (left) and what the article has for it (right), without outer blanks.

    Kind "substituted" has both sides, "missing" only the left, "added" only the right, and "same"
    shows the article's words. `space_before` and `space_after`: whether blanks stood around it.
    """

    kind: DiffKind
    left: str
    right: str
    space_before: bool
    space_after: bool

    @property
    def inserted(self) -> str:
        """The right side, in the middle cut short if it is long."""
        words = self.right.split()
        if len(words) <= MAX_INSERTED:
            return self.right
        return " ".join([*words[:SHOWN_END], "…", *words[-SHOWN_END:]])


@dataclass(frozen=True, slots=True)
class Diff:
    """`is_exact`: letter for letter the same. `is_identical`: the same words in the same order.

    `is_readable`: enough of the wording is unchanged to mark the changes in one line.
    """

    pieces: tuple[DiffPiece, ...]
    is_exact: bool
    is_identical: bool
    is_readable: bool


def read_diff(parts: Sequence[Sequence[str]]) -> Diff:
    """The diff of parts [kind, left, right] as a match stores them; none give an identical diff."""
    merged = _merge([(left, right) for _, left, right in parts], [kind for kind, _, _ in parts])
    pieces = tuple(
        _piece(left, right, is_same=is_same)
        for left, right, is_same in merged
        if left.strip() or right.strip()
    )
    unchanged = sum(len(piece.left) for piece in pieces if piece.kind == DiffKind.SAME)
    return Diff(
        pieces,
        is_exact=all(left == right for _, left, right in parts),
        is_identical=all(piece.kind == DiffKind.SAME for piece in pieces),
        is_readable=unchanged >= READABLE_SHARE * sum(len(piece.left) for piece in pieces),
    )


def _merge(sides: Sequence[tuple[str, str]], kinds: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Neighbours of one sort become one, and so do changes with nothing but a comma between."""
    sames = [kind == DiffKind.SAME for kind in kinds]
    for place in range(1, len(sides) - 1):
        has_words = any(letter.isalnum() for letter in sides[place][1])
        if not has_words and not sames[place - 1] and not sames[place + 1]:
            sames[place] = False
    merged: list[tuple[str, str, bool]] = []
    for (left, right), is_same in zip(sides, sames, strict=True):
        if merged and merged[-1][2] == is_same:
            left, right = merged[-1][0] + left, merged.pop()[1] + right
        merged.append((left, right, is_same))
    return merged


def _piece(left: str, right: str, *, is_same: bool) -> DiffPiece:
    texts = [text for text in (left, right) if text.strip()]
    return DiffPiece(
        _kind(left, right, is_same=is_same),
        left.strip(),
        right.strip(),
        any(text[0].isspace() for text in texts),
        any(text[-1].isspace() for text in texts),
    )


def _kind(left: str, right: str, *, is_same: bool) -> DiffKind:
    if is_same:
        return DiffKind.SAME
    if left.strip() and right.strip():
        return DiffKind.SUBSTITUTED
    return DiffKind.MISSING if left.strip() else DiffKind.ADDED
