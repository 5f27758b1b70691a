"""What is asked of a segment: the terms of texts, the units they make up, how much is enough."""

from typing import NamedTuple

from claims.index.arrays import Int32s, UInt8s


class Query(NamedTuple):
    """Texts and units over them, for compiled loops.

    `terms` and `ends` are those of `TermLists`; `words` numbers the distinct terms of all texts by
    token, -1 for none. By word: `word_terms` (term number, negative for an unknown one) and
    `word_weights`. `text_words` are the distinct words of the texts; those of a text begin where
    `text_starts` (one longer) says. `units` are first and last text of each. `alive` is by
    wording, empty if all are.
    """

    terms: Int32s
    ends: Int32s
    words: Int32s
    word_terms: Int32s
    word_weights: Int32s
    text_words: Int32s
    text_starts: Int32s
    units: Int32s
    alive: UInt8s


class Bounds(NamedTuple):
    """A wording is reached where at least `theta` of its weight and `rarest` together is found.

    A unit of several texts must also find at least `gain` of the weight more than without its first
    text, and than without its last. `is_ordered` asks for chains and runs.
    """

    theta: float
    rarest: int
    gain: float
    is_ordered: bool
