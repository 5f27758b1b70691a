"""The part of an index that a snapshot holds: many wordings, their terms and statistics."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from claims.index.arrays import (
    Bools,
    Int32s,
    Int64s,
    UInt16s,
    UInt64s,
    starts_of,
    take_runs,
)
from claims.index.chunks import ChunkTable
from claims.index.contents import ContentReader
from claims.index.engine import engine
from claims.index.entries import Entry
from claims.index.growing import Growing
from claims.index.identity import identities_of
from claims.index.lexicon import UNKNOWN, Lexicon, Tables
from claims.index.names import NameWords
from claims.index.rows import Rows
from claims.index.segment import Segment, build_segment
from claims.index.sorting import distinct_of, repeats_in
from claims.index.weights import rarest_weight, weights_of

_MOST_SEEDS = 1 << 16
_WORDINGS_A_SEED = 8
"""Few wordings keep few common chunks: a process learns the others from its first articles."""
_NO_BOUND = 1 << 62

Seeds = tuple[ChunkTable, UInt64s]
"""The common chunks of a language, and the folded words of their tokens by identity."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the wordings: sorted identities, a term's number being its place; weights."""

    identities: UInt64s
    weights: UInt16s
    wordings: int

    @property
    def rarest(self) -> int:
        """The weight of a term that one wording has or none, in thousandths of a nat."""
        return rarest_weight(self.wordings)

    def numbers_of(self, identities: UInt64s) -> Int32s:
        """The numbers of terms, `UNKNOWN` for those no wording has."""
        return engine().look_up(self.identities, identities, UNKNOWN)

    def weight(self, term: str) -> int:
        """The weight of a term, in thousandths of a nat."""
        return int(self.weights_of([term])[0])

    def weights_of(self, terms: Sequence[str]) -> Int64s:
        """The weights of terms, in thousandths of a nat."""
        numbers = self.numbers_of(identities_of(terms))
        weights = np.full(len(numbers), self.rarest, dtype=np.int64)
        is_known = numbers >= 0
        weights[is_known] = self.weights[numbers[is_known]]
        return weights


@dataclass(frozen=True)
class Base:
    """Wordings that do not change, with the lexicons that this process has for their languages."""

    vocabulary: Vocabulary
    segment: Segment
    rows: Rows
    names: NameWords
    seeds: Mapping[str, Seeds]
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a primary language subtag."""
        with self._lock:
            if language not in self._lexicons:
                numbering = self.vocabulary.numbers_of
                self._lexicons[language] = Lexicon(
                    language, numbering, seeds=self.seeds.get(language)
                )
            return self._lexicons[language]


def build_base(entries: Sequence[Entry]) -> Base:
    """Reads wordings and makes them searchable; of two with one key the later counts."""
    entries = list({entry.key: entry for entry in entries}.values())
    lexicons: dict[str, Lexicon] = {}

    def lexicon_of(language: str) -> Lexicon:
        if language not in lexicons:
            lexicons[language] = Lexicon(language, _unnumbered, most_tokens=_NO_BOUND)
        return lexicons[language]

    reader = ContentReader(lexicon_of)
    identities, counts = reader.read(entries)
    vocabulary, terms, is_repeat = _vocabulary(identities, counts)
    segment = build_segment(
        terms, starts_of(counts), is_repeat, vocabulary.weights, rarest=vocabulary.rarest
    )
    tokens = sum(int(counts.sum()) for counts in reader.token_counts.values())
    most = min(len(entries) // _WORDINGS_A_SEED, _MOST_SEEDS)
    seeds = {
        language: _seeds(lexicon.tables, counts, vocabulary, most * int(counts.sum()) // tokens)
        for language, lexicon in lexicons.items()
        if len(counts := reader.token_counts[language])
    }
    return Base(vocabulary, segment, Rows.of(entries), reader.names(), seeds)


def _unnumbered(identities: UInt64s) -> Int32s:
    return np.full(len(identities), UNKNOWN, dtype=np.int32)


def _vocabulary(identities: UInt64s, counts: Int64s) -> tuple[Vocabulary, Int32s, Bools]:
    """The vocabulary of wordings, their terms by number, and which of these come again."""
    known, terms = distinct_of(identities)
    is_repeat = repeats_in(terms, starts_of(counts))
    frequencies = np.bincount(terms[~is_repeat], minlength=len(known))
    weights = weights_of(frequencies, len(counts))
    weights.setflags(write=False)
    return Vocabulary(known, weights, len(counts)), terms, is_repeat


def _seeds(tables: Tables, token_counts: Int64s, vocabulary: Vocabulary, most: int) -> Seeds:
    """The chunks that occur most often, numbered anew."""
    table = tables.grown
    counts = np.zeros(len(table.tails), dtype=np.int64)
    lengths = np.diff(table.starts)
    counts[lengths > 0] = token_counts[table.starts[:-1][lengths > 0]]
    chosen = np.sort(np.argsort(-counts, kind="stable")[:most])
    chosen = chosen[counts[chosen] > 1]
    keys = np.zeros(len(table.tails), dtype=np.uint64)
    is_used = table.keys != 0
    keys[table.numbers[is_used]] = table.keys[is_used]
    identities = take_runs(table.identities, lengths, chosen)
    terms = np.where(identities == 0, -1, vocabulary.numbers_of(identities))
    columns = (
        terms,
        identities,
        *(take_runs(column, lengths, chosen) for column in (table.marks, tables.norms)),
    )
    growing = Growing()
    growing.add(keys[chosen], lengths[chosen], table.tails[chosen], columns)
    return growing.table(engine().insert, is_last=True)
