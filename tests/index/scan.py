"""The search by definition: every wording, every unit, word by word."""

import math
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from claims.index import Entry
from claims.terms import terms_of
from claims.text import tokenize

Found = tuple[float, float, float, int, int, int]
"""Weight found, of the wording, of the unit; distinct shared terms, chain, run."""


def content(text: str, language: str = "en") -> list[str]:
    return [term for term in terms_of(tokenize(text, language=language)) if term]


class Scan:
    """Wordings, searched by looking at each. Statistics are those of `base`."""

    def __init__(self, base: Sequence[Entry], entries: Sequence[Entry]) -> None:
        frequency = Counter(t for e in base for t in set(content(e.text, e.language)))
        count = len(base) + 50
        self.weights = {t: round(1000 * math.log1p(count / n)) for t, n in frequency.items()}
        self.k = round(1000 * math.log1p(count))
        self.wordings = {e.key: content(e.text, e.language) for e in entries}

    def weight(self, terms: set[str]) -> int:
        return sum(self.weights.get(term, self.k) for term in terms)

    def search(
        self, texts: Sequence[str], units: Sequence[tuple[int, int]], theta: float, gain: float
    ) -> dict[tuple[int, int], Found]:
        """What is reached, by unit and key of the wording."""
        read = [list(terms_of(tokenize(text))) for text in texts]
        return {
            (number, key): found
            for number, (first, last) in enumerate(units)
            for key, wording in self.wordings.items()
            if (found := self._compare(read[first : last + 1], wording, theta))
            and (first == last or self._gains(read[first : last + 1], wording, gain))
        }

    def held(self, texts: Sequence[str], key: int, gain: float) -> Found | None:
        """What texts hold together of a wording, if they share a term and have the gain."""
        read, wording = [list(terms_of(tokenize(text))) for text in texts], self.wordings[key]
        unit = [term for text in read for term in text if term]
        if not set(unit) & set(wording) or not self._gains(read, wording, gain):
            return None
        return self._shares(unit, wording)

    def _gains(self, texts: list[list[str]], wording: list[str], gain: float) -> bool:
        whole, *parts = (
            self.weight({term for text in some for term in text} & set(wording))
            for some in (texts, texts[1:], texts[:-1])
        )
        return whole - max(parts) >= gain * self.weight(set(wording))

    def _compare(self, texts: list[list[str]], wording: list[str], theta: float) -> Found | None:
        unit = [term for text in texts for term in text if term]
        both = set(unit) & set(wording)
        found, total = self.weight(both), self.weight(set(wording))
        if len(set(wording)) < 4:
            is_reached = any(has_phrase(text, wording) for text in texts)
        else:
            is_reached = found > 0 and found >= theta * (total + self.k)
        return self._shares(unit, wording) if is_reached else None

    def _shares(self, unit: list[str], wording: list[str]) -> Found:
        both = set(unit) & set(wording)
        found, total = self.weight(both), self.weight(set(wording))
        weights = (found / 1000, total / 1000, self.weight(set(unit)) / 1000)
        return *weights, len(both), chain(unit, wording), run(unit, wording)


def has_phrase(text: list[str], wording: list[str]) -> bool:
    phrase = [term for term, _ in groupby(wording)]
    if not phrase or (len(phrase) == 1 and sum(map(bool, text)) != 1):
        return False
    return any(_follows(text, i, phrase) for i in range(len(text)))


def _follows(text: list[str], at: int, phrase: list[str]) -> bool:
    if text[at] != phrase[0]:
        return False
    for term in phrase[1:]:
        near = text[at + 1 : at + 5]
        if term not in near:
            return False
        at += 1 + near.index(term)
    return True


def chain(one: list[str], other: list[str]) -> int:
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            longest = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = max(longest, lengths[i][j] + (a == b))
    return lengths[-1][-1]


def run(one: list[str], other: list[str]) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
