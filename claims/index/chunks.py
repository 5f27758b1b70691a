"""Chunks: what stands between blanks, bare of outer marks, with the tokens it is known to hold.

No token crosses a blank and none holds an outer mark, so a text is read chunk by chunk.
"""

from typing import NamedTuple

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt64s

BLANK, OPENING, CLOSING, BREAK = 1, 2, 4, 8
"""Kinds of characters (bits): a blank; a mark before or after a word; one that ends a sentence."""
_OPENING_MARKS = '"“„«([‘'
_CLOSING_MARKS = '.,;:!?"”»)]…'
_BREAKS = '"“„«.!?:…\n'
_CLASSED = 0x3001
"""No character of a kind stands at this code point or above."""

IS_CAPITAL, IS_WORDY, IS_NAMELIKE, IS_LOWER, BREAKS_BEFORE = 1, 2, 4, 8, 16
PLACE_SHIFT = 5
"""Marks of a token (bits): begins with a capital; content that begins with a letter; content in a
capital that may be a name; begins in lower case; a sentence begins between it and the token before
in the chunk. The number of its place word stands above them."""


class ChunkTable(NamedTuple):
    """Known chunks in an open-addressing table, for compiled loops.

    By slot: `keys` (hash of the chunk, 0 empty) and `numbers` (of the chunk). By chunk: `starts` of
    its tokens, one longer, and `tails` (1: a sentence begins after its last token). By token:
    `terms`, `identities` and `marks`.
    """

    keys: UInt64s
    numbers: Int32s
    starts: Int32s
    tails: UInt8s
    terms: Int32s
    identities: UInt64s
    marks: Int32s


Chunks = tuple[Int32s, UInt8s, Int64s]
"""The chunks of texts: their numbers, whether a sentence begins before each, and where each text
ends in them."""
_DTYPES = (np.uint64, np.int32, np.int32, np.uint8, np.int32, np.uint64, np.int32)


def character_kinds() -> UInt8s:
    """The kind of each character below U+3001, uint8."""
    kinds = np.zeros(_CLASSED, dtype=np.uint8)
    kinds[[c for c in range(_CLASSED) if chr(c).isspace()]] |= BLANK
    for marks, kind in ((_OPENING_MARKS, OPENING), (_CLOSING_MARKS, CLOSING), (_BREAKS, BREAK)):
        kinds[[ord(mark) for mark in marks]] |= kind
    return kinds


KINDS = character_kinds()


def has_break(between: str) -> bool:
    """Whether the characters between two tokens begin a sentence or a quote."""
    return any(character in _BREAKS for character in between)


def empty_table() -> ChunkTable:
    """A table of no chunks."""
    columns = [np.zeros(n, dtype=k) for n, k in zip((2, 2, 1, 0, 0, 0, 0), _DTYPES, strict=True)]
    for column in columns:
        column.setflags(write=False)
    return ChunkTable(*columns)
