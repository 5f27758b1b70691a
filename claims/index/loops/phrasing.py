"""Finds short wordings by their phrase: all terms, in order and close together."""

import numpy as np

from claims.index.arrays import Int32s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.loops.asking import slot_of, with_room, with_rows
from claims.index.query import Bounds, Query
from claims.index.segment import REPEATS, Segment

PHRASE_GAP = 3
"""Words that may stand between two terms of a phrase: room for "do not"."""


@compiled_without_lock
def terms_at(segment: Segment, position: Whole) -> Int32s:
    """The content terms of a wording, in order."""
    first, last = np.int64(segment.starts[position]), np.int64(segment.starts[position + 1])
    out = np.empty(last - first, dtype=np.int32)
    for i in range(first, last):
        high = np.int32(segment.highs[i]) & (REPEATS - 1)
        out[i - first] = np.int32(segment.lows[i]) | high << 16
    return out


@compiled_without_lock
def distinct_at(segment: Segment, position: Whole) -> Whole:
    """How many distinct terms a wording has."""
    count = 0
    for i in range(np.int64(segment.starts[position]), np.int64(segment.starts[position + 1])):
        count += segment.highs[i] < REPEATS
    return count


@compiled_without_lock
def follows(texts: Int32s, at: Whole, end: Whole, phrase: Int32s, is_alone: bool) -> bool:
    """Whether a phrase begins at a token. One term is a phrase only where it stands alone."""
    if texts[at] != phrase[0]:
        return False
    length = 1
    for i in range(1, len(phrase)):
        if phrase[i] == phrase[i - 1]:
            continue
        length += 1
        place = at + 1
        stop = min(at + 2 + PHRASE_GAP, end)
        while place < stop and texts[place] != phrase[i]:
            place += 1
        if place >= stop:
            return False
        at = place
    return length > 1 or is_alone


@compiled_without_lock
def has_all(segment: Segment, position: Whole, slots: Int32s) -> bool:
    """Whether all terms of a wording are among those of the query."""
    lows, highs = segment.lows, segment.highs
    for i in range(np.int64(segment.starts[position]), np.int64(segment.starts[position + 1])):
        term = np.int64(lows[i]) | (np.int64(highs[i]) & (REPEATS - 1)) << 16
        if slots[slot_of(slots, term)] != term:
            return False
    return True


@compiled_without_lock
def first_with(keys: Int32s, term: Whole) -> Whole:
    """Where a term begins in sorted ones, or would."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < term:
            low = middle + 1
        else:
            high = middle
    return low


@compiled_without_lock
def candidates(segment: Segment, query: Query, slots: Int32s) -> Int32s:
    """The short wordings that are alive and whose terms are all among those of the query."""
    keys, positions, alive = segment.phrase_terms, segment.phrase_positions, query.alive
    out, count = np.empty(64, dtype=np.int32), 0
    for term in query.word_terms:
        i = first_with(keys, term) if term >= 0 else len(keys)
        while i < len(keys) and keys[i] == term:
            position = positions[i]
            if (len(alive) == 0 or alive[position]) and has_all(segment, position, slots):
                out = with_room(out, count + 1)
                out[count] = position
                count += 1
            i += 1
    return out[:count]


@compiled_without_lock
def tokens_by_word(words: Int32s, count: Whole) -> tuple[Int32s, Int32s]:
    """The tokens of each word, end to end, and where those of each begin (one longer)."""
    starts = np.zeros(count + 2, dtype=np.int32)
    for word in words:
        starts[word + 2] += word >= 0
    for word in range(count):
        starts[word + 2] += starts[word + 1]
    out = np.empty(starts[count + 1], dtype=np.int32)
    for token in range(len(words)):
        if words[token] >= 0:
            out[starts[words[token] + 1]] = token
            starts[words[token] + 1] += 1
    return out, starts[: count + 1]


@compiled_without_lock
def texts_of_tokens(words: Int32s, ends: Int32s) -> tuple[Int32s, Int32s]:
    """The text of each token, and how many tokens of content each text has."""
    texts, contents = np.empty(len(words), dtype=np.int32), np.zeros(len(ends), dtype=np.int32)
    token = 0
    for text in range(len(ends)):
        while token < ends[text]:
            texts[token] = text
            contents[text] += words[token] >= 0
            token += 1
    return texts, contents


@compiled_without_lock
def texts_with(
    query: Query, phrase: Int32s, tokens: Int32s, by_token: tuple[Int32s, Int32s]
) -> Int32s:
    """The texts in which a phrase begins at one of some tokens; one may come twice.

    `by_token` is that of `texts_of_tokens`.
    """
    texts, contents = by_token
    out, count = np.empty(len(tokens), dtype=np.int32), 0
    for token in tokens:
        text = texts[token]
        if follows(query.terms, token, query.ends[text], phrase, contents[text] == 1):
            out[count] = text
            count += 1
    return out[:count]


@compiled_without_lock
def find_phrases(
    segment: Segment, query: Query, bounds: Bounds, table: tuple[Int32s, Int32s]
) -> tuple[Int32s, Int32s]:
    """Pairs of a unit and a short wording whose phrase stands in one of the unit's texts.

    By pair the weight and number of shared terms; int32[pairs, 2] both. A pair comes as often as
    the phrase does. No unit of several texts finds more of a phrase than its texts do. `table` is
    that of `word_slots`.
    """
    pairs, shares, count = np.empty((64, 2), np.int32), np.empty((64, 2), np.int32), 0
    slots, numbers = table
    found = candidates(segment, query, slots)
    if len(found) == 0:
        return pairs[:0], shares[:0]
    tokens, starts = tokens_by_word(query.words, len(query.word_terms))
    by_token = texts_of_tokens(query.words, query.ends)
    longest = 1 if bounds.gain > 0 else len(query.ends)
    for position in found:
        phrase = terms_at(segment, position)
        word = numbers[slot_of(slots, phrase[0])]
        own = tokens[starts[word] : starts[word + 1]]
        for text in texts_with(query, phrase, own, by_token):
            for unit in units_with(query.units, text, longest):
                pairs, shares = with_rows(pairs, count + 1), with_rows(shares, count + 1)
                pairs[count, 0], pairs[count, 1] = unit, position
                shares[count, 0] = segment.totals[position]
                shares[count, 1] = distinct_at(segment, position)
                count += 1
    return pairs[:count], shares[:count]


@compiled_without_lock
def units_with(units: Int32s, text: int, longest: int) -> Int32s:
    """The units of at most so many texts that a text belongs to."""
    out, count = np.empty(len(units), dtype=np.int32), 0
    for unit in range(len(units)):
        first, last = units[unit, 0], units[unit, 1]
        if first <= text <= last and last - first < longest:
            out[count] = unit
            count += 1
    return out[:count]
