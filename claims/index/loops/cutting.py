"""Cuts texts into chunks and looks up their numbers."""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt32s, UInt64s
from claims.index.chunks import BLANK, BREAK, CLOSING, OPENING, ChunkTable
from claims.index.compiled import compiled

SEED, PRIME = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x00000100000001B3)
MIX = np.uint64(0xD6E8FEB86659FD93)
HALF = np.uint64(32)


@compiled
def hash_of(codes: UInt32s, start: int, end: int) -> np.uint64:
    """The hash of a stretch of code points, never 0."""
    value = SEED
    for i in range(start, end):
        value = (value ^ np.uint64(codes[i])) * PRIME
    value = (value ^ (value >> HALF)) * MIX
    value ^= value >> HALF
    return value | np.uint64(value == np.uint64(0))


@compiled
def number_of(slots: UInt64s, numbers: Int32s, known: int, key: np.uint64) -> int:
    """The number of a chunk, -1 for one that is not among the first `known`."""
    last = np.uint64(len(slots) - 1)
    slot = key & last
    while slots[slot] != np.uint64(0):
        if slots[slot] == key:
            # Another thread may have learnt it since the caller took its view of the table.
            number = int(numbers[slot])
            return number if number < known else -1
        slot = (slot + np.uint64(1)) & last
    return -1


@compiled
def kind_of(kinds: UInt8s, code: np.uint32) -> int:
    """The kind of a character."""
    return int(kinds[code]) if code < len(kinds) else 0


@compiled
def chunk_end(codes: UInt32s, kinds: UInt8s, start: int, end: int) -> int:
    """Where the chunk that begins at `start` ends, at `end` at the latest."""
    while start < end and not kind_of(kinds, codes[start]) & BLANK:
        start += 1
    return start


@compiled
def cut(codes: UInt32s, ends: Int64s, kinds: UInt8s) -> tuple[Int64s, UInt64s, UInt8s, Int64s]:
    """Chunks of texts laid end to end, as code points; text i ends before `ends[i]`.

    Returns their spans, hashes, whether a sentence begins before each (by marks outside of chunks),
    and where each text ends in these.
    """
    most = len(codes) // 2 + 1
    spans, hashes = np.empty((most, 2), dtype=np.int64), np.empty(most, dtype=np.uint64)
    breaks, chunk_ends = np.empty(most, dtype=np.uint8), np.empty(len(ends), dtype=np.int64)
    count, at = 0, 0
    for text in range(len(ends)):
        is_break = 1
        while at < ends[text]:
            kind = kind_of(kinds, codes[at])
            if kind & (BLANK | OPENING):
                is_break |= kind & BREAK
                at += 1
                continue
            end = chunk_end(codes, kinds, at, ends[text])
            bare = bare_end(codes, kinds, at, end)
            if bare > at:
                spans[count, 0], spans[count, 1] = at, bare
                hashes[count], breaks[count] = hash_of(codes, at, bare), is_break != 0
                is_break = 0
                count += 1
            for i in range(bare, end):
                is_break |= kind_of(kinds, codes[i]) & BREAK
            at = end
        chunk_ends[text] = count
    return spans[:count], hashes[:count], breaks[:count], chunk_ends


@compiled
def bare_end(codes: UInt32s, kinds: UInt8s, start: int, end: int) -> int:
    """Where a chunk ends without its closing marks."""
    while end > start and kind_of(kinds, codes[end - 1]) & CLOSING:
        end -= 1
    return end


@compiled
def insert(slots: UInt64s, numbers: Int32s, keys: UInt64s, first: int) -> None:
    """Puts chunks, numbered in the order of their hashes, into slots, from number `first` on."""
    last = np.uint64(len(slots) - 1)
    for number in range(first, len(keys)):
        slot = keys[number] & last
        while slots[slot] != np.uint64(0):
            slot = (slot + np.uint64(1)) & last
        # In this order a reader beside it never meets a hash with another chunk's number.
        numbers[slot] = number
        slots[slot] = keys[number]


@compiled
def number(hashes: UInt64s, seeds: ChunkTable, grown: ChunkTable) -> tuple[Int32s, int]:
    """The numbers of chunks, those of `grown` after those of `seeds`; -1 for unknown ones.

    Returns also how many are unknown.
    """
    slots, numbers, seeded = seeds.keys, seeds.numbers, len(seeds.tails)
    own_slots, own_numbers, own = grown.keys, grown.numbers, len(grown.tails)
    found, unknown = np.empty(len(hashes), dtype=np.int32), 0
    for i in range(len(hashes)):
        one = number_of(slots, numbers, seeded, hashes[i])
        if one < 0:
            one = number_of(own_slots, own_numbers, own, hashes[i])
            unknown += one < 0
            one += seeded if one >= 0 else 0
        found[i] = one
    return found, unknown
