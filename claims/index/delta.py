"""Wordings that have changed since the base was built, made searchable beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from claims.index.arrays import Int32s, UInt64s, distinct, starts_of
from claims.index.base import Base
from claims.index.contents import ContentReader
from claims.index.engine import engine
from claims.index.entries import Entry
from claims.index.lexicon import UNKNOWN
from claims.index.names import NameWords, together
from claims.index.rows import Rows
from claims.index.segment import Segment, build_segment
from claims.index.sorting import repeats_in

_NO_TERMS: UInt64s = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Delta:
    """Changed wordings by key, each with its content terms by identity.

    `unknown` are the terms the base does not have, sorted; they are numbered after its own.
    """

    contents: Mapping[int, tuple[Entry, UInt64s]]
    unknown: UInt64s
    names: NameWords
    rows: Rows
    segment: Segment

    def __len__(self) -> int:
        return len(self.contents)


def empty_delta(base: Base) -> Delta:
    """No changes."""
    return _made(base, {}, together([]))


def changed_delta(base: Base, delta: Delta, changes: Mapping[int, Entry | None]) -> Delta:
    """The delta after more changes, given by key."""
    entries = [entry for entry in changes.values() if entry is not None]
    reader = ContentReader(base.lexicon)
    terms, counts = reader.read(entries)
    starts = starts_of(counts)
    contents = {key: kept for key, kept in delta.contents.items() if key not in changes}
    for i, entry in enumerate(entries):
        contents[entry.key] = entry, terms[starts[i] : starts[i + 1]].copy()
    return _made(base, contents, together([delta.names, reader.names()]))


def _made(base: Base, contents: Mapping[int, tuple[Entry, UInt64s]], names: NameWords) -> Delta:
    identities = np.concatenate([_NO_TERMS, *(terms for _, terms in contents.values())])
    starts = starts_of([len(terms) for _, terms in contents.values()])
    numbers = base.vocabulary.numbers_of(identities)
    unknown = distinct(identities[numbers == UNKNOWN])
    terms = numbered_with(base, unknown, numbers, identities)
    weights = np.full(
        len(base.vocabulary.weights) + len(unknown), base.vocabulary.rarest, np.uint16
    )
    weights[: len(base.vocabulary.weights)] = base.vocabulary.weights
    segment = build_segment(
        terms, starts, repeats_in(terms, starts), weights, rarest=base.vocabulary.rarest
    )
    rows = Rows.of([entry for entry, _ in contents.values()])
    return Delta(contents, unknown, names, rows, segment)


def numbered_with(base: Base, unknown: UInt64s, numbers: Int32s, identities: UInt64s) -> Int32s:
    """The numbers of terms; those the base does not know are looked up among a delta's."""
    if not len(unknown):
        return numbers
    numbers = numbers.copy()
    is_open = np.flatnonzero(numbers == UNKNOWN)
    own = engine().look_up(unknown, identities[is_open], UNKNOWN)
    numbers[is_open] = np.where(own < 0, UNKNOWN, own + len(base.vocabulary.identities))
    return numbers
