"""How skewed a text is: in what share of statements its words stand, by rank."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

RANKS = (1, 10, 100, 1_000, 10_000)
TARGET = (0.59, 0.15, 0.018, 0.002, 0.00012)
"""Shares measured over a million news statements, by rank."""
_SAMPLE = 100_000
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class TextProfile:
    """`shares` holds the share of statements with the word of each of `RANKS`, 0 without one.

    Shares and means are those of at most 100,000 statements, evenly taken.
    """

    statements: int
    words: int
    mean_tokens: float
    mean_characters: float
    shares: tuple[float, ...]


def profile_of(statements: Sequence[str]) -> TextProfile:
    """The profile of at least one statement."""
    sample = statements[:: max(len(statements) // _SAMPLE, 1)]
    frequency: Counter[str] = Counter()
    tokens = 0
    for text in sample:
        found = _WORD.findall(text.lower())
        tokens += len(found)
        frequency.update(set(found))
    counts = sorted(frequency.values(), reverse=True)
    shares = [counts[rank - 1] if rank <= len(counts) else 0 for rank in RANKS]
    return TextProfile(
        len(statements),
        len(frequency),
        tokens / len(sample),
        sum(map(len, sample)) / len(sample),
        tuple(share / len(sample) for share in shares),
    )
