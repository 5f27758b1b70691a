"""Looks for wordings in packed texts, one version after another."""

import numpy as np
import numpy.typing as npt

from claims.archive.packing import LOW_BITS, MARK, PHRASE_GAP, Int32s, Int64s, UInt32s
from claims.archive.wanted import Wanted
from claims.index import compiled_without_lock


@compiled_without_lock
def scan(words: UInt32s, starts: Int64s, wanted: Wanted) -> npt.NDArray[np.uint8]:
    """Which versions hold one of the wordings; version v is `words[starts[v]:starts[v + 1]]`."""
    longest = np.max(np.diff(starts)) if len(starts) > 1 else 0
    texts = np.zeros((longest + 1, 2), dtype=np.int32)
    hits = np.empty(longest, dtype=np.int32)
    seen = np.full(len(wanted.posting_starts), -1, dtype=np.int64)
    sums = np.full(len(wanted.needs), -1, np.int64), np.zeros(len(wanted.needs), np.int64)
    found, unit = np.zeros(len(starts) - 1, dtype=np.uint8), 0
    for version in range(len(found)):
        span = starts[version], starts[version + 1]
        count, is_found = collect(words, span, wanted, texts, hits)
        past = 0
        for text in range(0 if is_found else count):
            end = min(text + texts[text, 0], count)
            if end <= past or texts[text, 0] == 0:
                continue
            past, unit = end, unit + 1
            if is_reached(hits[texts[text, 1] : texts[end, 1]], unit, wanted, seen, sums):
                is_found = True
                break
        found[version] = is_found
    return found


@compiled_without_lock
def collect(
    words: UInt32s, span: tuple[int, int], wanted: Wanted, texts: Int32s, hits: Int32s
) -> tuple[int, bool]:
    """The wanted terms of a version in order, and by text its unit's length and first hit.

    Returns how many texts there are, and whether a phrase was found.
    """
    count, hit, begin = 0, 0, span[0]
    for at in range(span[0], span[1]):
        word = np.int64(words[at])
        if word & MARK == MARK:
            texts[count, 0], texts[count, 1] = word >> LOW_BITS, hit
            count, begin = count + 1, at + 1
            continue
        term = number_of_key(wanted.slots, wanted.numbers, int(word & ~MARK))
        if term < 0:
            continue
        hits[hit] = term
        hit += 1
        if wanted.phrase_starts[term] < wanted.phrase_starts[term + 1]:
            text = begin, end_of_text(words, at, span[1])
            if has_phrase(words, at, text, term, wanted):
                return count, True
    texts[count, 1] = hit
    return count, False


@compiled_without_lock
def is_reached(
    hits: Int32s, unit: int, wanted: Wanted, seen: Int64s, sums: tuple[Int64s, Int64s]
) -> bool:
    """Whether a unit with these terms holds enough of a wording; `seen` and `sums` are reused."""
    stamps, found = sums
    for term in hits:
        if seen[term] == unit:
            continue
        seen[term] = unit
        for i in range(wanted.posting_starts[term], wanted.posting_starts[term + 1]):
            wording = wanted.wordings[i]
            if stamps[wording] != unit:
                stamps[wording], found[wording] = unit, 0
            found[wording] += wanted.weights[i]
            if found[wording] >= wanted.needs[wording]:
                return True
    return False


@compiled_without_lock
def has_phrase(words: UInt32s, at: int, text: tuple[int, int], term: int, wanted: Wanted) -> bool:
    """Whether a phrase begins at a term of a text (first and last word of its terms)."""
    for i in range(wanted.phrase_starts[term], wanted.phrase_starts[term + 1]):
        phrase = wanted.phrases[i]
        keys = wanted.phrase_keys[wanted.key_starts[phrase] : wanted.key_starts[phrase + 1]]
        if is_phrase(words, at, text, keys):
            return True
    return False


@compiled_without_lock
def is_phrase(words: UInt32s, at: int, text: tuple[int, int], phrase: UInt32s) -> bool:
    """Whether all terms follow, close together. A single one must be the only one of the text."""
    if len(phrase) == 1:
        return text[1] - text[0] == 1
    for i in range(1, len(phrase)):
        at, between = at + 1, 0
        while at < text[1]:
            between += int(np.int64(words[at]) & MARK)
            if between > PHRASE_GAP or np.int64(words[at]) >> LOW_BITS == phrase[i] >> LOW_BITS:
                break
            at, between = at + 1, between + 1
        if at >= text[1] or between > PHRASE_GAP:
            return False
    return True


@compiled_without_lock
def number_of_key(slots: UInt32s, numbers: Int32s, key: int) -> int:
    """The number of a term, -1 if nobody looks for it."""
    mask = len(slots) - 1
    slot = (key >> LOW_BITS) & mask
    while slots[slot] != 0:
        if slots[slot] == key:
            return int(numbers[slot])
        slot = (slot + 1) & mask
    return -1


@compiled_without_lock
def end_of_text(words: UInt32s, at: int, stop: int) -> int:
    """Where the text of a term ends."""
    while at < stop and words[at] & MARK != MARK:
        at += 1
    return at
