"""Two texts side by side: which sentences stand in both, and what a new version changed."""

from claims.comparison.pairing import Pair, pair_sentences
from claims.comparison.rows import Row, RowKind, in_rows
from claims.comparison.versions import Change, ChangeKind, compare_paragraphs

__all__ = [
    "Change",
    "ChangeKind",
    "Pair",
    "Row",
    "RowKind",
    "compare_paragraphs",
    "in_rows",
    "pair_sentences",
]
