"""Reads the wordings of an index: the content terms of each, by identity."""

from collections.abc import Callable, Sequence

import numpy as np

from claims.index.arrays import Int64s, UInt64s, take_runs
from claims.index.entries import Entry
from claims.index.lexicon import Lexicon
from claims.index.names import NameCollector, NameWords, together
from claims.index.reader import ReadTexts, read_texts

_BATCH = 8192


class ContentReader:
    """Reads wordings batch by batch; `lexicon_of` gives the lexicon of a primary language."""

    def __init__(self, lexicon_of: Callable[[str], Lexicon]) -> None:
        self._lexicon_of = lexicon_of
        self._names: dict[str, NameCollector] = {}
        self._generations: dict[str, int] = {}
        self.token_counts: dict[str, Int64s] = {}
        """How often each token came, by its number in the lexicon; from when that last forgot."""

    def read(self, entries: Sequence[Entry]) -> tuple[UInt64s, Int64s]:
        """The content terms of wordings laid end to end, and how many each has."""
        terms: list[UInt64s] = [np.zeros(0, dtype=np.uint64)]
        counts: list[Int64s] = [np.zeros(0, dtype=np.int64)]
        for at in range(0, len(entries), _BATCH):
            some = self._read_batch(entries[at : at + _BATCH])
            terms.append(some[0])
            counts.append(some[1])
        return np.concatenate(terms), np.concatenate(counts)

    def names(self) -> NameWords:
        """The name words of all that was read."""
        return together(collector.words() for collector in self._names.values())

    def _read_batch(self, entries: Sequence[Entry]) -> tuple[UInt64s, Int64s]:
        if len({entry.language for entry in entries}) == 1:
            texts = [entry.text for entry in entries]
            return self._read_language(primary(entries[0].language), texts)
        by_language: dict[str, list[int]] = {}
        for i, entry in enumerate(entries):
            by_language.setdefault(primary(entry.language), []).append(i)
        parts = [
            self._read_language(language, [entries[i].text for i in chosen])
            for language, chosen in by_language.items()
        ]
        terms = np.concatenate([part[0] for part in parts])
        counts = np.concatenate([part[1] for part in parts])
        order = np.argsort(np.concatenate([np.array(c) for c in by_language.values()]))
        return take_runs(terms, counts, order), counts[order]

    def _read_language(self, language: str, texts: list[str]) -> tuple[UInt64s, Int64s]:
        read = read_texts(texts, self._lexicon_of(language))
        self._names.setdefault(language, NameCollector()).see(read)
        self._count(language, read)
        is_content = read.identities != 0
        running = np.concatenate(([0], np.cumsum(is_content)))[read.ends]
        return read.identities[is_content], np.diff(running, prepend=0)

    def _count(self, language: str, read: ReadTexts) -> None:
        tables = read.tables
        counts = np.bincount(
            read.tokens, minlength=len(tables.seeds.marks) + len(tables.grown.marks)
        )
        if self._generations.get(language) == tables.generation:
            before = self.token_counts[language]
            counts[: len(before)] += before
        self._generations[language] = tables.generation
        self.token_counts[language] = counts


def primary(language: str) -> str:
    """The primary subtag of a BCP-47 tag, in lower case."""
    return language.split("-")[0].lower()
