"""The engine of compiled loops.

Each loop is called from here, not from another: put together into one, they are compiled less well.
"""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt16s, UInt64s
from claims.index.chunks import Chunks, ChunkTable
from claims.index.loops.aligning import align
from claims.index.loops.asking import number_words, weigh_units, words_by_text
from claims.index.loops.cutting import cut, insert, number
from claims.index.loops.gathering import gather, gather_all
from claims.index.loops.joining import expand, join
from claims.index.loops.merging import merge
from claims.index.loops.phrasing import find_phrases
from claims.index.loops.verifying import verify
from claims.index.places import PlaceTree
from claims.index.query import Bounds, Query
from claims.index.segment import BUILT_FOR_THETA, Segment

__all__ = ["ask", "cut", "insert", "number", "search", "take", "weigh"]


def take(
    chunks: Chunks, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s, Int32s, Int32s, UInt8s]:
    """The tokens of known chunks: the columns of `ReadTexts` but for its tables."""
    tokens, breaks, ends = expand(*chunks, seeds, grown)
    return *join(tokens, ends, seeds, grown, tree), ends, tokens, breaks


def ask(
    terms: Int32s, identities: UInt64s, ends: Int32s, weights: UInt16s, rarest: int
) -> tuple[Int32s, Int32s, Int32s, Int32s, Int32s]:
    """The columns of a query from `words` to `text_starts`."""
    words, word_terms, word_weights = number_words(terms, identities, weights, rarest)
    return words, word_terms, word_weights, *words_by_text(words, ends, len(word_terms))


def search(segment: Segment, query: Query, bounds: Bounds) -> tuple[Int32s, Int32s, Int32s, Int64s]:
    """What is reached in a segment: pairs, shares, orders; weights of the units."""
    if bounds.theta >= BUILT_FOR_THETA:
        near = gather(segment, query, bounds.gain)
    else:
        near = gather_all(segment, query)
    pairs, shares = verify(segment, query, near, bounds)
    pairs, shares = merge(pairs, shares, *find_phrases(segment, query, bounds))
    orders = align(segment, query, pairs) if bounds.is_ordered else np.zeros_like(pairs)
    return pairs, shares, orders, weigh_units(query)


def weigh(
    segment: Segment, query: Query, near: Int32s, bounds: Bounds
) -> tuple[Int32s, Int32s, Int32s, Int64s]:
    """The same of those of some pairs of unit and wording, sorted, that have enough."""
    pairs, shares = verify(segment, query, near, bounds)
    orders = align(segment, query, pairs) if bounds.is_ordered else np.zeros_like(pairs)
    return pairs, shares, orders, weigh_units(query)
