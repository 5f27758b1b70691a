"""Turns the tokens of texts into terms; places over several words become one."""

from typing import Any

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt64s
from claims.index.chunks import IS_CAPITAL, PLACE_SHIFT, Chunks, ChunkTable
from claims.index.compiled import compiled
from claims.index.places import CENT, NODE_BITS, PER, PlaceTree, edge_slot

_slot = compiled(edge_slot)


@compiled
def child_of(keys: Int64s, children: Int32s, node: int, word: int) -> int:
    """The node that a word leads to, 0 if none."""
    edge = (node << NODE_BITS) | word
    slot = _slot(edge, len(keys))
    while keys[slot] != 0:
        if keys[slot] == edge:
            return int(children[slot])
        slot = (slot + 1) & (len(keys) - 1)
    return 0


@compiled
def place_at(tree: PlaceTree, marks: Int32s, start: int, end: int) -> tuple[int, int]:
    """The node of the longest place that begins at a token, and its length; 0 if none does."""
    keys, children, identities = tree.keys, tree.children, tree.identities
    node, best, length = 0, 0, 0
    for i in range(start, end):
        word = marks[i] >> PLACE_SHIFT
        node = child_of(keys, children, node, word) if word else 0
        if node == 0:
            break
        if identities[node] != np.uint64(0):
            best, length = node, i + 1 - start
    return best, length


@compiled
def take(
    chunks: Chunks, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s, Int32s, Int32s, UInt8s]:
    """The tokens of known chunks: the columns of `ReadTexts` but for its tables."""
    numbers, breaks, chunk_ends = chunks
    tokens, token_breaks, ends = expand(numbers, breaks, chunk_ends, seeds, grown)
    terms, identities, marks = join(tokens, ends, seeds, grown, tree)
    return terms, identities, marks, ends, tokens, token_breaks


@compiled
def expand(
    numbers: Int32s, breaks: UInt8s, chunk_ends: Int64s, seeds: ChunkTable, grown: ChunkTable
) -> tuple[Int32s, UInt8s, Int32s]:
    """The tokens of chunks, those of `grown` numbered after those of `seeds`, chunks and tokens.

    `breaks` says by chunk, and then by token, whether a sentence begins before it; returns also
    where each text ends in the tokens.
    """
    seeded, seed_tokens = len(seeds.tails), len(seeds.marks)
    seed_starts, seed_tails, starts, tails = seeds.starts, seeds.tails, grown.starts, grown.tails
    most = 0
    for n in numbers:
        own = n - seeded
        most += seed_starts[n + 1] - seed_starts[n] if own < 0 else starts[own + 1] - starts[own]
    tokens, out = np.empty(most, dtype=np.int32), np.zeros(most, dtype=np.uint8)
    ends = np.empty(len(chunk_ends), dtype=np.int32)
    count, chunk, state = 0, 0, 0
    for text in range(len(chunk_ends)):
        state = 0
        while chunk < chunk_ends[text]:
            state |= int(breaks[chunk])
            n, own = numbers[chunk], numbers[chunk] - seeded
            first, last = (
                (seed_starts[n], seed_starts[n + 1])
                if own < 0
                else (starts[own] + seed_tokens, starts[own + 1] + seed_tokens)
            )
            if first < last:
                out[count], state = state, 0
            for token in range(first, last):
                tokens[count] = token
                count += 1
            state |= int(seed_tails[n] if own < 0 else tails[own])
            chunk += 1
        ends[text] = count
    return tokens, out, ends


@compiled
def join(
    tokens: Int32s, ends: Int32s, seeds: ChunkTable, grown: ChunkTable, tree: PlaceTree
) -> tuple[Int32s, UInt64s, Int32s]:
    """By token: its term, its identity (0: none), its marks. Text i ends before token `ends[i]`."""
    terms = np.empty(len(tokens), dtype=np.int32)
    identities = np.empty(len(tokens), dtype=np.uint64)
    marks = np.empty(len(tokens), dtype=np.int32)
    fill(tokens, seeds.terms, grown.terms, terms)
    fill(tokens, seeds.identities, grown.identities, identities)
    fill(tokens, seeds.marks, grown.marks, marks)
    start = 0
    for text in range(len(ends)):
        join_text(terms, identities, marks, (start, ends[text]), tree)
        start = ends[text]
    return terms, identities, marks


@compiled
def fill(tokens: Int32s, seeded: Any, grown: Any, out: Any) -> None:
    """Takes the values of tokens from a column of seeds and, after it, one of those learnt."""
    for i in range(len(tokens)):
        own = tokens[i] - len(seeded)
        out[i] = seeded[tokens[i]] if own < 0 else grown[own]


@compiled
def join_text(
    terms: Int32s, identities: UInt64s, marks: Int32s, span: tuple[int, int], tree: PlaceTree
) -> None:
    """Joins the places of one text, and "per cent"."""
    at, end = span
    while at < end:
        node, length = 0, 0
        if marks[at] & IS_CAPITAL and marks[at] >> PLACE_SHIFT:
            node, length = place_at(tree, marks, at, end)
        if node:
            terms[at], identities[at] = tree.terms[node], tree.identities[node]
            terms[at + 1 : at + length] = -1
            identities[at + 1 : at + length] = np.uint64(0)
            at += length
            continue
        is_cent = marks[at] >> PLACE_SHIFT == CENT and at > span[0]
        if is_cent and marks[at - 1] >> PLACE_SHIFT == PER:
            terms[at], identities[at] = tree.terms[0], tree.identities[0]
        at += 1
