"""What is asked of a segment: the terms of texts, the units they make up, how much is enough."""

from typing import NamedTuple

from claims.index.arrays import Bools, Float32s, Int16s, Int32s, UInt8s, UInt16s, UInt64s


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
    text, and than without its last; a window `window_gain`. `is_ordered` asks for chains and runs.
    """

    theta: float
    rarest: int
    gain: float
    window_gain: float
    is_ordered: bool


class Asked(NamedTuple):
    """Texts and the units to search for, as the caller has them, for compiled loops.

    `terms`, `identities` and `ends` are those of `TermLists`; `weights` is by term number;
    `units` and `alive` are those of a `Query`, `is_window` says which units are windows.
    """

    terms: Int32s
    identities: UInt64s
    ends: Int32s
    weights: UInt16s
    units: Int32s
    is_window: Bools
    alive: UInt8s


Columns = tuple[Int32s, Int32s, Float32s, Float32s, Float32s, Int16s, Int16s, Int16s]
"""Those of `Reached`."""
