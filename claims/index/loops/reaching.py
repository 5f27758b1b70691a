"""Searches a segment, in one call: a call that crosses from Python costs as much as a loop."""

import numpy as np

from claims.index.arrays import Float32s, Int16s, Int32s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import number_words, weigh_units, word_slots, words_by_text
from claims.index.loops.gathering import gather, gather_all
from claims.index.loops.merging import merge
from claims.index.loops.phrasing import find_phrases
from claims.index.loops.verifying import verify
from claims.index.loops.widening import around, spans_but_windows
from claims.index.query import Asked, Bounds, Query
from claims.index.segment import BUILT_FOR_THETA, Segment
from claims.index.weights import UNITS_PER_NAT


@compiled_without_lock
def reach(
    segment: Segment, asked: Asked, bounds: Bounds
) -> tuple[Int32s, Int32s, Float32s, Float32s, Float32s, Int16s]:
    """What is reached in a segment: the columns of `Reached` but for chains and runs.

    All heavy loops are called from here: from each function between, they would be compiled anew.
    """
    query = query_of(asked, bounds.rarest)
    table = word_slots(query.word_terms)
    numbers, units = spans_but_windows(asked.units, asked.is_window)
    direct = with_units(query, units)
    if bounds.theta >= BUILT_FOR_THETA:
        near = gather(segment, direct, bounds.gain)
    else:
        near = gather_all(segment, direct)
    pairs, shares = verify(segment, direct, near, bounds, table[0])
    more_pairs, more_shares = find_phrases(segment, direct, bounds, table)
    pairs, shares = merge(pairs, shares, more_pairs, more_shares)
    for pair in range(len(pairs)):
        pairs[pair, 0] = numbers[pairs[pair, 0]]
    if len(units) < len(asked.units):
        near = around(asked.units, asked.is_window, pairs, len(asked.ends))
        wide = Bounds(0.0, 0, bounds.window_gain, bounds.window_gain, bounds.is_ordered)
        more_pairs, more_shares = verify(segment, query, near, wide, table[0])
        pairs, shares = merge(pairs, shares, more_pairs, more_shares)
    return columns_of(segment, query, pairs, shares)


@compiled_without_lock
def query_of(asked: Asked, rarest: Whole) -> Query:
    """The texts with their words numbered."""
    words, terms, weights = number_words(asked.terms, asked.identities, asked.weights, rarest)
    own, starts = words_by_text(words, asked.ends, len(terms))
    return Query(
        asked.terms, asked.ends, words, terms, weights, own, starts, asked.units, asked.alive
    )


@compiled_without_lock
def with_units(query: Query, units: Int32s) -> Query:
    """The same texts with other units over them."""
    return Query(
        query.terms,
        query.ends,
        query.words,
        query.word_terms,
        query.word_weights,
        query.text_words,
        query.text_starts,
        units,
        query.alive,
    )


@compiled_without_lock
def columns_of(
    segment: Segment, query: Query, pairs: Int32s, shares: Int32s
) -> tuple[Int32s, Int32s, Float32s, Float32s, Float32s, Int16s]:
    """Pairs with their shares, column by column; weights in nats."""
    size, weights, totals = len(pairs), weigh_units(query), segment.totals
    units, positions = np.empty(size, np.int32), np.empty(size, np.int32)
    found, total = np.empty(size, np.float32), np.empty(size, np.float32)
    own, matched = np.empty(size, np.float32), np.empty(size, np.int16)
    for i in range(size):
        units[i], positions[i] = pairs[i, 0], pairs[i, 1]
        found[i] = shares[i, 0] / UNITS_PER_NAT
        total[i] = totals[pairs[i, 1]] / UNITS_PER_NAT
        own[i] = weights[pairs[i, 0]] / UNITS_PER_NAT
        matched[i] = shares[i, 1]
    return units, positions, found, total, own, matched
