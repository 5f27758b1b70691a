"""Two texts in rows, each row with what is the same and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.admin.compare.texts import Text
from claims.admin.diff import Diff, read_diff
from claims.comparison import Pair, Row, RowKind, in_rows, pair_sentences
from claims.text import diff_words


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page; `diff` is there when both sides are. `number` counts the shared ones."""

    kind: RowKind
    left: str
    right: str
    similarity: int = 0
    diff: Diff | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Text
    right: Text
    lines: Sequence[Line]

    @property
    def shared(self) -> int:
        return sum(line.diff is not None for line in self.lines)

    @property
    def verbatim(self) -> int:
        return sum(line.diff is not None and line.diff.is_identical for line in self.lines)


def compare(left: Text, right: Text) -> Comparison:
    """Single sentences are always one row, however little they have in common."""
    pairs = pair_sentences(left.sentences, right.sentences)
    if len(left.sentences) == len(right.sentences) == 1:
        pairs = pairs or (Pair(0, 0, 0),)
    rows = in_rows(pairs, left=len(left.sentences), right=len(right.sentences))
    return Comparison(left, right, list(_lines(left, right, rows)))


def _lines(left: Text, right: Text, rows: Sequence[Row]) -> Iterator[Line]:
    number = 0
    for row in rows:
        a = "" if row.left is None else left.sentences[row.left]
        b = "" if row.right is None else right.sentences[row.right]
        if row.left is None or row.right is None:
            yield Line(row.kind, a, b)
            continue
        number += 1
        parts = [[part.kind, part.left, part.right] for part in diff_words(a, b)]
        yield Line(row.kind, a, b, row.similarity, read_diff(parts), number)
