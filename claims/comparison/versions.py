"""What a newer version of a text changed, paragraph by paragraph."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.comparison.pairing import pair_sentences
from claims.comparison.rows import RowKind, in_rows


class ChangeKind(StrEnum):
    SAME = "same"
    REWRITTEN = "rewritten"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph before and after; the side that does not have it is empty."""

    kind: ChangeKind
    before: str
    after: str


def compare_paragraphs(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Every paragraph of both versions in order; a rewritten one stands beside what it was."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            changes += [Change(ChangeKind.SAME, text, text) for text in before[a:b]]
        else:
            changes += _replaced(before[a:b], after[c:d])
    return tuple(changes)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    rows = in_rows(pair_sentences(before, after), left=len(before), right=len(after))
    for row in rows:
        old = "" if row.left is None else before[row.left]
        new = "" if row.right is None else after[row.right]
        if row.kind == RowKind.LEFT:
            yield Change(ChangeKind.REMOVED, old, "")
        elif row.kind == RowKind.RIGHT:
            yield Change(ChangeKind.ADDED, "", new)
        else:
            yield Change(ChangeKind.REWRITTEN, old, new)
