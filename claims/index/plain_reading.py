"""Reads texts with numpy alone: what the loops of cutting and joining do, column by column."""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt32s, UInt64s
from claims.index.chunks import (
    BLANK,
    BREAK,
    CLOSING,
    IS_CAPITAL,
    OPENING,
    PLACE_SHIFT,
    Chunks,
    ChunkTable,
)
from claims.index.loops.cutting import HALF, MIX, PRIME, SEED
from claims.index.loops.joining import join_text
from claims.index.places import CENT, PlaceTree


def cut(codes: UInt32s, ends: Int64s, kinds: UInt8s) -> tuple[Int64s, UInt64s, UInt8s, Int64s]:
    """The chunks of texts: spans, hashes, breaks, and where each text ends in them."""
    kind = np.zeros(len(codes) + 1, dtype=np.uint8)
    is_low = codes < len(kinds)
    kind[:-1][is_low] = kinds[codes[is_low]]
    kind[-1] = BLANK
    is_blank = kind & BLANK != 0
    was_blank = np.concatenate(([True], is_blank[:-1]))
    starts, stops = np.flatnonzero(~is_blank & was_blank), np.flatnonzero(is_blank & ~was_blank)
    while (mark := (starts < stops) & (kind[starts] & OPENING != 0)).any():
        starts = starts + mark
    while (mark := (starts < stops) & (kind[stops - 1] & CLOSING != 0)).any():
        stops = stops - mark
    is_bare = starts < stops
    starts, stops = starts[is_bare], stops[is_bare]
    breaks_before = np.concatenate(([0], np.cumsum(kind & BREAK != 0)))
    since = np.concatenate(([0], stops[:-1]))[: len(starts)]
    chunk_ends = np.searchsorted(starts, ends)
    breaks = breaks_before[starts] > breaks_before[since]
    firsts = np.concatenate(([0], chunk_ends[:-1]))
    breaks[firsts[firsts < chunk_ends]] = True
    spans = np.stack((starts, stops), axis=1)
    return spans, _hashes(codes, spans), breaks.astype(np.uint8), chunk_ends


def number(hashes: UInt64s, seeds: ChunkTable, grown: ChunkTable) -> tuple[Int32s, int]:
    """The numbers of chunks, -1 for unknown ones, and how many are unknown."""
    seeded, own = _numbers(hashes, seeds), _numbers(hashes, grown)
    numbers = np.where(seeded < 0, np.where(own < 0, -1, own + len(seeds.tails)), seeded)
    return numbers.astype(np.int32), int(np.count_nonzero(numbers < 0))


def take(
    chunks: Chunks, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s, Int32s, Int32s, UInt8s]:
    """The tokens of known chunks: the columns of `ReadTexts` but for its tables."""
    tokens, breaks, ends = _tokens(*chunks, seeds, grown)
    return *_columns(tokens, ends, seeds, grown, tree), ends, tokens, breaks


def _hashes(codes: UInt32s, spans: Int64s) -> UInt64s:
    """The hashes of stretches of code points."""
    values = np.full(len(spans), SEED, dtype=np.uint64)
    lengths = spans[:, 1] - spans[:, 0]
    order = np.argsort(-lengths)
    starts, lengths = spans[order, 0], lengths[order]
    for at in range(int(lengths[0]) if len(lengths) else 0):
        longer = int(np.searchsorted(-lengths, -at))
        some = codes[starts[:longer] + at].astype(np.uint64)
        values[:longer] = (values[:longer] ^ some) * PRIME
    values = (values ^ (values >> HALF)) * MIX
    values ^= values >> HALF
    values[values == 0] = 1
    hashes = np.empty_like(values)
    hashes[order] = values
    return hashes


def _numbers(hashes: UInt64s, table: ChunkTable) -> Int32s:
    """The numbers of chunks in a table, -1 for unknown ones."""
    found = np.full(len(hashes), -1, dtype=np.int32)
    last = np.uint64(len(table.keys) - 1)
    slots, open_ = hashes & last, np.arange(len(hashes))
    while len(open_):
        keys = table.keys[slots[open_]]
        is_here = keys == hashes[open_]
        found[open_[is_here]] = table.numbers[slots[open_[is_here]]]
        open_ = open_[~is_here & (keys != 0)]
        slots[open_] = (slots[open_] + np.uint64(1)) & last
    found[found >= len(table.tails)] = -1
    return found


def _tokens(
    numbers: Int32s, breaks: UInt8s, chunk_ends: Int64s, seeds: ChunkTable, grown: ChunkTable
) -> tuple[Int32s, UInt8s, Int32s]:
    """The tokens of chunks, before which a sentence begins, and where each text ends in them."""
    is_own = numbers >= len(seeds.tails)
    own = np.where(is_own, numbers - len(seeds.tails), 0)
    seeded = np.where(is_own, 0, numbers)
    counts, firsts, tails = (
        np.where(is_own, theirs[own] if is_own.any() else 0, ours[seeded] if len(ours) else 0)
        for theirs, ours in (
            (np.diff(grown.starts), np.diff(seeds.starts)),
            (grown.starts[:-1] + len(seeds.marks), seeds.starts[:-1]),
            (grown.tails, seeds.tails),
        )
    )
    running = np.concatenate(([0], np.cumsum(counts)))
    tokens = np.repeat(firsts - running[:-1], counts) + np.arange(running[-1])
    filled = np.flatnonzero(counts)
    breaks_to = np.concatenate(([0], np.cumsum(breaks)))
    tails_to = np.concatenate(([0], np.cumsum(tails != 0)))
    before = np.concatenate(([-1], filled[:-1]))[: len(filled)]
    is_break = breaks_to[filled + 1] > breaks_to[before + 1]
    is_break |= tails_to[filled] > tails_to[np.maximum(before, 0)]
    token_breaks = np.zeros(len(tokens), dtype=np.uint8)
    token_breaks[running[filled]] = is_break
    return tokens.astype(np.int32), token_breaks, running[chunk_ends].astype(np.int32)


def _columns(
    tokens: Int32s, ends: Int32s, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s]:
    """By token its term, its identity, its marks; places joined."""
    is_own = tokens >= len(seeds.marks)
    own = tokens[is_own] - len(seeds.marks)
    terms, marks = np.empty(len(tokens), dtype=np.int32), np.empty(len(tokens), dtype=np.int32)
    identities = np.empty(len(tokens), dtype=np.uint64)
    for out, name in ((terms, "terms"), (identities, "identities"), (marks, "marks")):
        out[~is_own] = getattr(seeds, name)[tokens[~is_own]]
        out[is_own] = getattr(grown, name)[own]
    words = marks >> PLACE_SHIFT
    is_joined = (words == CENT) | ((words != 0) & (marks & IS_CAPITAL != 0))
    starts = np.concatenate(([0], ends[:-1]))
    for text in np.unique(np.searchsorted(ends, np.flatnonzero(is_joined), side="right")).tolist():
        join_text(terms, identities, marks, (int(starts[text]), int(ends[text])), tree)
    return terms, identities, marks
