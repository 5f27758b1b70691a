"""Compares the order of the terms that a unit and a wording share."""

import numpy as np

from claims.index.arrays import Int16s, Int32s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import slot_of, word_slots
from claims.index.query import Query
from claims.index.segment import REPEATS, Segment


@compiled_without_lock
def content_of(query: Query, unit: int, out: Int32s) -> Whole:
    """Puts the words of a unit's content, in order, into `out`; returns how many."""
    words, count = query.words, 0
    first = query.units[unit, 0]
    for token in range(query.ends[first - 1] if first else 0, query.ends[query.units[unit, 1]]):
        if words[token] >= 0:
            out[count] = words[token]
            count += 1
    return count


@compiled_without_lock
def chain_and_run(one: Int32s, other: Int32s, chains: Int32s, runs: Int32s) -> tuple[Whole, Whole]:
    """The longest common subsequence of two sequences, and the longest run consecutive in both.

    `one` and `other` hold the words that both have, each with its index: int32[n, 2]. `chains` and
    `runs` are room for one more than `other` has.
    """
    size = len(other)
    chains[: size + 1], runs[: size + 1] = 0, 0
    longest = 0
    for i in range(len(one)):
        is_next = i > 0 and one[i, 1] == one[i - 1, 1] + 1
        chain_before, run_before = 0, 0
        for j in range(size):
            chain, run = chains[j + 1], runs[j + 1]
            runs[j + 1] = 0
            if one[i, 0] == other[j, 0]:
                follows = is_next and j > 0 and other[j, 1] == other[j - 1, 1] + 1
                runs[j + 1] = 1 + (run_before if follows else 0)
                longest = max(longest, runs[j + 1])
                chains[j + 1] = max(chain, chain_before + 1)
            else:
                chains[j + 1] = max(chain, chains[j])
            chain_before, run_before = chain, run
    return chains[size], longest


@compiled_without_lock
def longest_wording(segment: Segment, positions: Int32s) -> Whole:
    """The most content terms that one of the wordings has."""
    starts, longest = segment.starts, np.int64(0)
    for position in positions:
        longest = max(longest, np.int64(starts[position + 1]) - np.int64(starts[position]))
    return longest


@compiled_without_lock
def shared_of_wording(
    segment: Segment, position: Whole, table: tuple[Int32s, Int32s], in_unit: Int32s, out: Int32s
) -> Whole:
    """Puts the words that a wording shares with the unit marked in `in_unit` into `out`.

    Each with its index; returns how many. `table` is that of `word_slots`.
    """
    lows, highs, slots, numbers = segment.lows, segment.highs, table[0], table[1]
    first, last = np.int64(segment.starts[position]), np.int64(segment.starts[position + 1])
    count = 0
    for i in range(first, last):
        high = np.int64(highs[i]) & (REPEATS - 1)
        word = numbers[slot_of(slots, np.int64(lows[i]) | high << 16)]
        if word >= 0 and in_unit[word]:
            out[count, 0], out[count, 1] = word, i - first
            count += 1
    return count


@compiled_without_lock
def shared_of_unit(content: Int32s, in_both: Int32s, mark: int, out: Int32s) -> Whole:
    """Puts the words of a unit that are marked into `out`, each with its index; how many."""
    count = 0
    for i in range(len(content)):
        if in_both[content[i]] == mark:
            out[count, 0], out[count, 1] = content[i], i
            count += 1
    return count


@compiled_without_lock
def align(
    segment: Segment, query: Query, units: Int32s, positions: Int32s
) -> tuple[Int16s, Int16s]:
    """By pair of unit and wording, sorted, the longest chain and the longest run."""
    table = word_slots(query.word_terms)
    words, longest = len(query.word_terms), longest_wording(segment, positions)
    content = np.empty(len(query.words), dtype=np.int32)
    one = np.empty((len(query.words), 2), dtype=np.int32)
    other = np.empty((longest, 2), dtype=np.int32)
    chains, runs = np.empty(longest + 1, dtype=np.int32), np.empty(longest + 1, dtype=np.int32)
    in_unit, in_both = np.zeros(words, dtype=np.int32), np.full(words, -1, dtype=np.int32)
    chain, run = np.empty(len(units), dtype=np.int16), np.empty(len(units), dtype=np.int16)
    size: Whole = 0
    last = -1
    for pair in range(len(units)):
        if units[pair] != last:
            for i in range(size):
                in_unit[content[i]] = 0
            last = units[pair]
            size = content_of(query, last, content)
            for i in range(size):
                in_unit[content[i]] = 1
        count = shared_of_wording(segment, positions[pair], table, in_unit, other)
        for j in range(count):
            in_both[other[j, 0]] = pair
        ones = shared_of_unit(content[:size], in_both, pair, one)
        chain[pair], run[pair] = chain_and_run(one[:ones], other[:count], chains, runs)
    return chain, run
