"""A run of wordings made searchable: their terms in order, and postings of their rarest terms."""

from typing import NamedTuple

import numpy as np

from claims.index.arrays import (
    Bools,
    Int32s,
    Int64s,
    UInt8s,
    UInt16s,
    UInt32s,
    starts_of,
)
from claims.index.sorting import heaviest_first, order_by_term

BUILT_FOR_THETA = 0.25
"""Postings find what a search with this theta or a higher one must reach."""
BUILT_FOR_GAIN = 0.12
"""The same for a search with this gain or a higher one."""
PART = 1
"""The sum of impacts that each text must have where it adds that gain to what others hold."""
SHORT_WORDING = 4
"""A wording with fewer distinct terms than this is reached by its phrase only."""
ENOUGH = 84
"""The sum of impacts from which a wording may be reached; three such sums fit a byte."""
BLOCK_BITS = 16
"""A block of wordings is as large as a local number and its counters fit the processor's cache."""
_ONE_BLOCK = 1 << BLOCK_BITS
REPEATS = 128
"""Set in the upper part of a term that the wording has had before."""
_MOST_TERMS = REPEATS << 16
_TRIGGER = 1.5
_COMMON = 7000
"""What must be found of a wording before it is looked at closely: so many times the weight of its
rarest term, or of a term of this weight, as one that is rarer hardly ever occurs by accident."""
_LEAST_IMPACT = 1e-9


class Segment(NamedTuple):
    """Wordings numbered from 0, and terms; arrays for compiled loops, read-only.

    By wording: `starts` (one longer) of its content terms, in order and with repeats, and `totals`,
    the weight of its distinct ones. A term is `lows` (16 bits) and `highs` (7 bits, and `REPEATS`).
    By term number: `rows` (one longer) of its blocks
    in `blocks` and `posting_starts` (one longer), which tell where its postings of that block begin
    in `locals_` (number within the block) and `impacts`. Where there is one block, `rows` and
    `blocks` are empty and `posting_starts` is by term number. `phrase_terms`, sorted, are the
    rarest terms of the short wordings `phrase_positions`.
    """

    starts: UInt32s
    lows: UInt16s
    highs: UInt8s
    totals: UInt32s
    rows: UInt32s
    blocks: UInt16s
    posting_starts: UInt32s
    locals_: UInt16s
    impacts: UInt8s
    phrase_terms: Int32s
    phrase_positions: Int32s

    @property
    def size(self) -> int:
        return len(self.totals)


def build_segment(
    terms: Int32s, starts: Int64s, is_repeat: Bools, weights: UInt16s, *, rarest: int
) -> Segment:
    """Makes wordings searchable; wording i has the content terms `terms[starts[i]:starts[i + 1]]`.

    `is_repeat` is that of `repeats_in`; `weights` are by term number; `rarest` is the weight that
    stops short wordings.
    """
    if len(weights) > _MOST_TERMS:
        raise ValueError(f"The wordings have more than {_MOST_TERMS:,} different terms.")
    size = len(starts) - 1
    owners = np.repeat(np.arange(size, dtype=np.int32), np.diff(starts))[~is_repeat]
    distinct = terms[~is_repeat]
    counts = np.bincount(owners, minlength=size)
    totals = np.bincount(owners, weights=weights[distinct], minlength=size).astype(np.int64)
    posted, impacts = _impacts(owners, weights[distinct], (counts, totals), rarest)
    segment = Segment(
        starts.astype(np.uint32),
        (terms & 0xFFFF).astype(np.uint16),
        ((terms >> 16) | np.where(is_repeat, REPEATS, 0)).astype(np.uint8),
        totals.astype(np.uint32),
        *_postings(owners[posted], distinct[posted], impacts, len(weights)),
        *_phrases(owners, distinct, weights, counts),
    )
    for array in segment:
        array.setflags(write=False)
    return segment


def _impacts(
    owners: Int32s, weights: UInt16s, wordings: tuple[Int64s, Int64s], rarest: int
) -> tuple[Int64s, UInt8s]:
    """Which pairs of wording and term get a posting, and its impact.

    The commonest terms of a wording get none, as long as what remains must still hold more than one
    term where the wording is reached.
    """
    counts, totals = wordings
    order = heaviest_first(weights, starts_of(counts))
    falling = weights[order].astype(np.float64)
    firsts = starts_of(counts)[:-1]
    heaviest = np.zeros(len(counts))
    heaviest[counts > 0] = falling[firsts[counts > 0]]
    running = np.cumsum(falling)
    before = np.concatenate(([0.0], running))[firsts][owners]
    bound = BUILT_FOR_THETA * (totals + rarest)
    # What a search must find among the terms up to this one, if the lighter ones get no posting.
    rest = totals[owners] - (running - before)
    needed = bound[owners] - rest
    is_enough = needed >= _TRIGGER * np.minimum(heaviest, _COMMON)[owners]
    is_enough &= ENOUGH * (BUILT_FOR_GAIN * totals[owners] - rest) >= PART * needed
    # Terms up to the first with enough; all of them where none has.
    enough_before: Int64s = np.cumsum(is_enough) - is_enough
    is_posted: Bools = enough_before == enough_before[firsts[owners]]
    is_posted &= (counts >= SHORT_WORDING)[owners]
    chosen = np.maximum.reduceat(np.where(is_enough & is_posted, needed, 0.0), firsts[counts > 0])
    goal = np.array(bound)
    goal[counts > 0] = np.where(chosen > 0, chosen, bound[counts > 0])
    # A wording of such common words that a gain makes up no part of it is looked at always.
    goal[ENOUGH * BUILT_FOR_GAIN * totals < PART * bound] = _LEAST_IMPACT
    share = falling[is_posted] / goal[owners[is_posted]]
    impacts = np.minimum(np.ceil(ENOUGH * share + _LEAST_IMPACT), ENOUGH).astype(np.uint8)
    return order[is_posted], impacts


def _postings(
    owners: Int32s, terms: Int32s, impacts: UInt8s, term_count: int
) -> tuple[UInt32s, UInt16s, UInt32s, UInt16s, UInt8s]:
    """Postings by term and block: rows, blocks, posting starts, local numbers, impacts."""
    # The owners go up: those of a term still do.
    order = order_by_term(terms, term_count)
    owners, terms, impacts = owners[order], terms[order], impacts[order]
    local = (owners & ((1 << BLOCK_BITS) - 1)).astype(np.uint16)
    if int(owners.max(initial=0)) < _ONE_BLOCK:
        starts = starts_of(np.bincount(terms, minlength=term_count)).astype(np.uint32)
        return starts[:0], local[:0], starts, local, impacts
    blocks = owners >> BLOCK_BITS
    begins = np.ones(len(owners), dtype=bool)
    begins[1:] = (terms[1:] != terms[:-1]) | (blocks[1:] != blocks[:-1])
    first = np.flatnonzero(begins)
    rows = starts_of(np.bincount(terms[first], minlength=term_count)).astype(np.uint32)
    starts = np.append(first, len(owners)).astype(np.uint32)
    return rows, blocks[first].astype(np.uint16), starts, local, impacts


def _phrases(
    owners: Int32s, distinct: Int32s, weights: UInt16s, counts: Int64s
) -> tuple[Int32s, Int32s]:
    """The rarest terms of short wordings, sorted, and their positions."""
    is_short = counts[owners] < SHORT_WORDING
    owners, distinct = owners[is_short], distinct[is_short]
    order = np.lexsort((-weights[distinct].astype(np.int32), owners))
    owners, distinct = owners[order], distinct[order]
    is_first = np.ones(len(owners), dtype=bool)
    is_first[1:] = owners[1:] != owners[:-1]
    owners, distinct = owners[is_first], distinct[is_first]
    order = np.lexsort((owners, distinct))
    return distinct[order], owners[order]
