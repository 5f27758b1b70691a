"""Numbers the distinct terms of an article, and lays out which of them each text has."""

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt16s, UInt64s, Whole
from claims.index.compiled import compiled_without_lock
from claims.index.query import Query

NEAR = 4


@compiled_without_lock
def number_words(
    terms: Int32s, identities: UInt64s, weights: UInt16s, rarest: int
) -> tuple[Int32s, Int32s, Int32s]:
    """By token the number of its word, -1 for none; by word its term and its weight."""
    size = 64
    while size < 2 * len(terms):
        size *= 2
    slots = np.full(size, -1, dtype=np.int32)
    words = np.full(len(terms), -1, dtype=np.int32)
    first = np.empty(len(terms), dtype=np.int32)
    count = 0
    for token in range(len(terms)):
        if identities[token] == np.uint64(0):
            continue
        slot = np.int64(identities[token] & np.uint64(size - 1))
        while slots[slot] >= 0 and identities[first[slots[slot]]] != identities[token]:
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot], first[count] = count, token
            count += 1
        words[token] = slots[slot]
    word_terms = terms[first[:count]]
    word_weights = np.full(count, rarest, dtype=np.int32)
    for word in range(count):
        if 0 <= word_terms[word] < len(weights):
            word_weights[word] = weights[word_terms[word]]
    return words, word_terms, word_weights


@compiled_without_lock
def words_by_text(words: Int32s, ends: Int32s, count: Whole) -> tuple[Int32s, Int32s]:
    """The distinct words of each text, end to end, and where each text begins in it (one longer).

    `count` is how many words there are.
    """
    out, starts = np.empty(len(words), dtype=np.int32), np.zeros(len(ends) + 1, dtype=np.int32)
    seen = np.full(count, -1, dtype=np.int32)
    token, length = 0, 0
    for text in range(len(ends)):
        while token < ends[text]:
            word = words[token]
            if word >= 0 and seen[word] != text:
                seen[word] = text
                out[length] = word
                length += 1
            token += 1
        starts[text + 1] = length
    return out[:length], starts


@compiled_without_lock
def weigh_units(query: Query) -> Int64s:
    """The weight of the distinct words of each unit."""
    words, starts, units = query.text_words, query.text_starts, query.units
    seen = np.full(len(query.word_weights), -1, dtype=np.int32)
    out = np.zeros(len(units), dtype=np.int64)
    for unit in range(len(units)):
        for i in range(starts[units[unit, 0]], starts[units[unit, 1] + 1]):
            if seen[words[i]] != unit:
                seen[words[i]] = unit
                out[unit] += query.word_weights[words[i]]
    return out


@compiled_without_lock
def word_slots(word_terms: Int32s) -> tuple[Int32s, Int32s]:
    """A table from term numbers to words: by slot a term and its word, -1 for none.

    A term stands in one of the `NEAR` slots from its own on; so it is looked for without branches,
    which the processor would guess wrong half of the time. The last slot is empty.
    """
    size = 64
    while size < 8 * len(word_terms):
        size *= 2
    while True:
        terms, words = np.full(size + NEAR, -1, np.int32), np.full(size + NEAR, -1, np.int32)
        if fill_slots(word_terms, terms, words):
            return terms, words
        size *= 2


@compiled_without_lock
def fill_slots(word_terms: Int32s, terms: Int32s, words: Int32s) -> bool:
    """Puts known words into their slots; false if one finds no room."""
    last = len(terms) - NEAR - 1
    for word in range(len(word_terms)):
        if word_terms[word] < 0:
            continue
        slot = word_terms[word] & last
        end = min(slot + NEAR, len(terms) - 1)
        while slot < end and terms[slot] >= 0:
            slot += 1
        if slot == end:
            return False
        terms[slot], words[slot] = word_terms[word], word
    return True


@compiled_without_lock
def slot_of(slots: Int32s, term: Whole) -> Whole:
    """The slot of a term, the last, which is empty, if it is not in the table."""
    start = term & (len(slots) - NEAR - 1)
    for slot in range(start, start + NEAR):
        if slots[slot] == term:
            return slot
    return len(slots) - 1


@compiled_without_lock
def with_room(values: Int32s, least: Whole) -> Int32s:
    """The values, if need be at the beginning of an array with more room."""
    if least <= len(values):
        return values
    longer = np.empty(2 * least, dtype=np.int32)
    longer[: len(values)] = values
    return longer


@compiled_without_lock
def with_rows(values: Int32s, least: Whole) -> Int32s:
    """The same for values in rows of two."""
    if least <= len(values):
        return values
    longer = np.empty((2 * least, 2), dtype=np.int32)
    longer[: len(values)] = values
    return longer
