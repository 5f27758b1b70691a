"""The calls to the engine under test, all in one place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.index import Change, Entry, Index, TermLists
from claims.matching import Matcher, ProposedMatch
from claims.text import Segmented, segment

LONGEST_WINDOW = 3
Spans = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Engine:
    """An index of claims with the matcher over it. A claim's id is its place in the list."""

    index: Index
    matcher: Matcher

    @classmethod
    def build(cls, claims: Iterable[str]) -> "Engine":
        return cls.over(Index.build(_entry(i, text) for i, text in enumerate(claims)))

    @classmethod
    def over(cls, index: Index) -> "Engine":
        return cls(index, Matcher(index))

    @classmethod
    def opened(cls, folder: Path) -> "Engine":
        return cls.over(Index.open(folder))

    def locate(self, text: str) -> int:
        """Segment, find candidates, score: how many matches there are, without explaining them."""
        return len(self.matcher.score(segment(text)))

    def score(self, document: Segmented) -> int:
        """The same from the segmented text on."""
        return len(self.matcher.score(document))

    def match(self, document: Segmented) -> tuple[ProposedMatch, ...]:
        """What is shown, with flags, diff and stance."""
        return self.matcher.match(document)

    def read(self, sentences: Sequence[str]) -> TermLists:
        """The sentences, cut into terms of the index."""
        return self.index.read(sentences, language="en")

    def search(self, lists: TermLists, *, longest: int) -> int:
        """How many pairs of a claim and a run of up to `longest` sentences are reached."""
        return len(self.index.search(lists, windows(len(lists.ends), longest=longest)).unit)

    def candidates(self, sentences: Sequence[str]) -> list[frozenset[int]]:
        """For each sentence by itself the claims that are reached."""
        lists = self.read(sentences)
        reached = self.index.search(lists, windows(len(sentences), longest=1))
        found: list[set[int]] = [set() for _ in sentences]
        pairs = zip(reached.unit.tolist(), reached.position.tolist(), strict=True)
        for unit, position in pairs:
            found[unit].add(self.index.entry(position).claim)
        return [frozenset(one) for one in found]

    def caught_up(self, changes: Sequence[Change]) -> "Engine":
        """A new engine that knows of the changes, ready for the next article."""
        return Engine.over(self.index.updated(changes, seq=self.index.seq + len(changes)))


def windows(count: int, *, longest: int) -> Spans:
    """First and last sentence of every run of 1 to `longest` sentences, short runs first."""
    runs = [
        (first, first + size) for size in range(longest) for first in range(max(count - size, 0))
    ]
    return np.array(runs, dtype=np.int32).reshape(-1, 2)


def changes_to(claims: Sequence[str], count: int) -> list[Change]:
    """Half new wordings, three tenths edited ones, the rest taken out."""
    edited, removed = count * 3 // 10, count // 5
    added = count - edited - removed
    new = [
        Change(key, Entry(key, key, f"{claims[i % len(claims)]} It was so."))
        for i, key in enumerate(range(len(claims), len(claims) + added))
    ]
    step = max(len(claims) // max(edited + removed, 1), 1)
    keys = [number * step % len(claims) for number in range(edited + removed)]
    changed = [Change(key, _entry(key, f"{claims[key]} Or was it?")) for key in keys[:edited]]
    return new + changed + [Change(key, None) for key in keys[edited:]]


def _entry(number: int, text: str) -> Entry:
    return Entry(key=number, claim=number, text=text)


def array_bytes(folder: Path) -> int:
    """Bytes of a snapshot's files; the texts of the wordings are not counted."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if not path.stem.endswith("texts"))
