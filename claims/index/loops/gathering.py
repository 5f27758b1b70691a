"""Finds pairs of a unit and a wording that may be reached, by postings, block by block.

For each text the impacts of its terms are summed by wording. The sums of a unit of two or three
texts are those of its texts together, eight to a machine word: an upper bound, as a term that two
of them have counts twice.
"""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt16s, UInt64s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import with_room, with_rows
from claims.index.query import Query
from claims.index.segment import BLOCK_BITS, BUILT_FOR_GAIN, ENOUGH, PART, Segment

_BLOCK = 1 << BLOCK_BITS
_KEPT = 3
"""Texts whose sums are kept: as many as the units have that are added up."""
_WORD_BITS = 3
_LOW_BITS, _HIGH_BITS = np.uint64(0x7F7F7F7F7F7F7F7F), np.uint64(0x8080808080808080)
_TO_HIGH_BIT = np.uint64((128 - ENOUGH) * 0x0101010101010101)
_PART_TO_HIGH_BIT = np.uint64((128 - PART) * 0x0101010101010101)
_ENOUGH = np.uint32(ENOUGH)
_ONE = np.uint64(1)
_STRIDE = np.uint64(32)
_ANY, _BOTH = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)


@compiled_without_lock
def accumulate(
    sums: UInt8s,
    locals_: UInt16s,
    impacts: UInt8s,
    span: tuple[Whole, Whole],
    near: Int32s,
    count: Whole,
) -> Whole:
    """Adds the impacts of postings, up to `ENOUGH` for a wording.

    Puts wordings that now have enough behind the `count` first of `near`; returns how many there
    are.
    """
    i, end = np.uint64(span[0]), np.uint64(span[1])
    while i < end:
        local = locals_[i]
        total = np.uint32(sums[local]) + np.uint32(impacts[i])
        if total < _ENOUGH:
            sums[local] = np.uint8(total)
        elif sums[local] < ENOUGH:
            sums[local] = np.uint8(_ENOUGH)
            near[count] = local
            count += 1
        i += _ONE
    return count


@compiled_without_lock
def add_words(
    segment: Segment, sums: UInt8s, spans: Int64s, words: Int32s, near: Int32s
) -> tuple[Int32s, Whole]:
    """Adds the postings of words in this block; returns the wordings with enough, and how many."""
    locals_, impacts = segment.locals_, segment.impacts
    count: Whole = 0
    for word in words:
        span = (spans[word, 0], spans[word, 1])
        if span[0] < span[1]:
            near = with_room(near, count + span[1] - span[0])
            count = accumulate(sums, locals_, impacts, span, near, count)
    return near, count


@compiled_without_lock
def clear(sums: UInt8s, locals_: UInt16s, spans: Int64s, words: Int32s) -> None:
    """Takes back what the postings of words have added, the shorter way."""
    work = 0
    for word in words:
        work += spans[word, 1] - spans[word, 0]
    if work > len(sums) >> 5:
        sums[:] = 0
        return
    for word in words:
        for at in range(spans[word, 0], spans[word, 1]):
            sums[locals_[at]] = 0


@compiled_without_lock
def wide_total(one: np.uint64, between: np.uint64, other: np.uint64, ends: np.uint64) -> np.uint64:
    """The high bits of those bytes of which the sums of texts are enough together.

    With `ends` all ones the first and the last text must each have their part in it.
    """
    total = one + between + other
    is_enough = ((total & _LOW_BITS) + _TO_HIGH_BIT) | total
    is_in_both = (one + _PART_TO_HIGH_BIT) & (other + _PART_TO_HIGH_BIT)
    return is_enough & (is_in_both | ~ends) & _HIGH_BITS


@compiled_without_lock
def put_bytes(found: np.uint64, position: Whole, near: Int32s, count: Whole) -> Whole:
    """Puts the wordings whose byte has its high bit set behind the `count` first of `near`."""
    while found != 0:
        if found & np.uint64(0x80):
            near[count] = position
            count += 1
        found >>= np.uint64(8)
        position += 1
    return count


@compiled_without_lock
def add_up(
    sums: UInt64s, first: Whole, last: int, ends: np.uint64, near: Int32s
) -> tuple[Int32s, Whole]:
    """The wordings of which texts have enough together, and how many there are.

    `sums` are those of the kept texts, uint64[_KEPT, width / 8]; text t is kept at t % _KEPT.
    """
    one, other = sums[first % _KEPT], sums[last % _KEPT]
    between = sums[(first + 1) % _KEPT] if last - first == 2 else sums[_KEPT]
    count: Whole = 0
    for start in range(np.uint64(0), np.uint64(len(one)), _STRIDE):
        some = np.uint64(0)
        for i in range(_STRIDE):
            at = start + i
            some |= wide_total(one[at], between[at], other[at], ends)
        if some == 0:
            continue
        near = with_room(near, count + 8 * np.int64(_STRIDE))
        for i in range(_STRIDE):
            at = start + i
            found = wide_total(one[at], between[at], other[at], ends)
            count = put_bytes(found, np.int64(at) << _WORD_BITS, near, count)
    return near, count


@compiled_without_lock
def first_blocks(segment: Segment, word_terms: Int32s) -> Int64s:
    """By word where its blocks begin and end in a segment, int64[words, 2]."""
    rows, is_one = segment.rows, len(segment.rows) == 0
    terms = (len(segment.posting_starts) if is_one else len(rows)) - 1
    cursors = np.zeros((len(word_terms), 2), dtype=np.int64)
    for word in range(len(word_terms)):
        term = word_terms[word]
        if 0 <= term < terms:
            cursors[word, 0] = term if is_one else rows[term]
            cursors[word, 1] = term + 1 if is_one else rows[term + 1]
    return cursors


@compiled_without_lock
def enter_block(segment: Segment, block: int, cursors: Int64s, spans: Int64s) -> None:
    """Sets the span of postings that each word has in a block; blocks are entered in order."""
    blocks, starts, is_one = segment.blocks, segment.posting_starts, len(segment.rows) == 0
    for word in range(len(cursors)):
        at = cursors[word, 0]
        spans[word, 0] = spans[word, 1] = 0
        if at < cursors[word, 1] and (is_one or blocks[at] == block):
            spans[word, 0], spans[word, 1] = starts[at], starts[at + 1]
            cursors[word, 0] += 1


@compiled_without_lock
def units_by_last(units: Int32s, texts: int) -> tuple[Int32s, Int32s]:
    """The units in the order of their last texts, and where those of each text begin in it."""
    starts = np.zeros(texts + 1, dtype=np.int32)
    for unit in range(len(units)):
        starts[units[unit, 1] + 1] += 1
    for text in range(texts):
        starts[text + 1] += starts[text]
    at, order = starts.copy(), np.empty(len(units), dtype=np.int32)
    for unit in range(len(units)):
        last = units[unit, 1]
        order[at[last]] = unit
        at[last] += 1
    return order, starts


@compiled_without_lock
def found_together(
    segment: Segment, query: Query, unit: int, by_text: tuple[UInt8s, Int64s], gain: float
) -> tuple[Int32s, Whole]:
    """The wordings of which a unit of several texts has enough, the last of them just added.

    Returns also how many there are. `by_text` are the sums of the kept texts, an empty row and one
    for units of more texts than are kept, and the spans of the words.
    """
    sums, spans = by_text
    first, last = query.units[unit, 0], query.units[unit, 1]
    near = np.empty(1024, dtype=np.int32)
    if last - first < _KEPT:
        wide = sums.reshape(-1).view(np.uint64).reshape((len(sums), sums.shape[1] >> _WORD_BITS))
        ends = _BOTH if gain >= BUILT_FOR_GAIN else _ANY
        return add_up(wide, first, last, ends, near)
    words = query.text_words[query.text_starts[first] : query.text_starts[last + 1]]
    near, count = add_words(segment, sums[-1], spans, words, near)
    clear(sums[-1], segment.locals_, spans, words)
    return near, count


@compiled_without_lock
def put_pairs(
    pairs: Int32s, size: Whole, unit: int, first: Whole, near: tuple[Int32s, Whole]
) -> tuple[Int32s, Whole]:
    """Puts pairs of a unit and wordings numbered from `first` behind others: int32[pairs, 2]."""
    positions, count = near
    pairs = with_rows(pairs, size + count)
    for i in range(count):
        pairs[size + i, 0], pairs[size + i, 1] = unit, first + positions[i]
    return pairs, size + count


@compiled_without_lock
def width_of(wordings: Whole) -> Whole:
    """How many sums a block needs: if there is one only, its wordings, up to a whole stride."""
    stride = np.int64(_STRIDE) << _WORD_BITS
    return min(_BLOCK, (wordings + stride - 1) // stride * stride)


@compiled_without_lock
def gather(segment: Segment, query: Query, gain: float) -> Int32s:
    """Pairs of a unit and a wording that may be reached, int32[pairs, 2]; none is left out."""
    order, order_starts = units_by_last(query.units, len(query.ends))
    cursors = first_blocks(segment, query.word_terms)
    spans = np.zeros((len(cursors), 2), dtype=np.int64)
    sums = np.zeros((_KEPT + 2, width_of(len(segment.totals))), dtype=np.uint8)
    alone, pairs = np.empty(1024, dtype=np.int32), np.empty((1024, 2), dtype=np.int32)
    size: Whole = 0
    for block in range((len(segment.totals) + _BLOCK - 1) >> BLOCK_BITS):
        enter_block(segment, block, cursors, spans)
        for text in range(len(query.ends) + _KEPT):
            kept = sums[text % _KEPT]
            if text >= _KEPT:
                clear(kept, segment.locals_, spans, own_words(query, text - _KEPT))
            if text >= len(query.ends):
                continue
            alone, count = add_words(segment, kept, spans, own_words(query, text), alone)
            for unit in order[order_starts[text] : order_starts[text + 1]]:
                near = (
                    found_together(segment, query, unit, (sums, spans), gain)
                    if query.units[unit, 0] < text
                    else (alone, count)
                )
                pairs, size = put_pairs(pairs, size, unit, block << BLOCK_BITS, near)
    return pairs[:size]


@compiled_without_lock
def own_words(query: Query, text: int) -> Int32s:
    """The distinct words of a text."""
    return query.text_words[query.text_starts[text] : query.text_starts[text + 1]]


@compiled_without_lock
def gather_all(segment: Segment, query: Query) -> Int32s:
    """All pairs of a unit and a wording that is not short, int32[pairs, 2]."""
    is_searched = segment.totals > 0
    for position in segment.phrase_positions:
        is_searched[position] = False
    positions = np.flatnonzero(is_searched)
    pairs = np.empty((len(positions) * len(query.units), 2), dtype=np.int32)
    for unit in range(len(query.units)):
        here = pairs[unit * len(positions) : (unit + 1) * len(positions)]
        here[:, 0], here[:, 1] = unit, positions
    return pairs
