"""Wordings that are looked for in packed texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.archive.packing import LOW_BITS, WORD, Int32s, UInt32s, keys_of, starts_of
from claims.archive.wanted import Wanted
from claims.index import DEFAULT_THETA, Entry, Index, identity_of, numba_is_usable
from claims.terms import terms_of
from claims.text import tokenize

_SHORT_WORDING = 4
"""As in claims.index: with fewer distinct terms it is found by its phrase only."""
_UNITS_PER_NAT = 1000
_NO_WORD = "\x00"


@dataclass(frozen=True, slots=True)
class Sought:
    """Some wordings, weighed by an index."""

    wanted: Wanted

    @classmethod
    def of(
        cls, index: Index, entries: Sequence[Entry], *, theta: float = DEFAULT_THETA
    ) -> "Sought":
        """Wordings, weighed as the index weighs them; it need not have them."""
        weigh = _weigher(index)
        rarest = weigh(_NO_WORD)
        builder = _Builder()
        for entry in entries:
            terms = [t for t in terms_of(tokenize(entry.text, language=entry.language)) if t]
            weights = {term: weigh(term) for term in terms}
            if len(weights) < _SHORT_WORDING:
                builder.add_phrase(_keys(terms, entry.language))
            else:
                need = theta * (sum(weights.values()) + rarest)
                keys = _keys(list(weights), entry.language)
                builder.add_wording(keys, list(weights.values()), need)
        return cls(builder.wanted())

    def found_in(self, versions: Sequence[bytes]) -> npt.NDArray[np.bool_]:
        """In which of the versions, each packed, a unit holds enough of one of the wordings."""
        words = np.frombuffer(b"".join(versions), dtype=WORD).astype(np.uint32, copy=False)
        lengths = np.array([len(version) // WORD.itemsize for version in versions], np.int64)
        found: npt.NDArray[np.bool_] = engine()(words, starts_of(lengths), self.wanted).astype(bool)
        return found


def engine() -> Callable[..., npt.NDArray[np.uint8]]:
    """The faster `scan` that this installation can run, at first use: loading numba takes time."""
    name = "scanning" if numba_is_usable() else "vectorised"
    scan: Callable[..., npt.NDArray[np.uint8]] = import_module(f"claims.archive.{name}").scan
    return scan


def _weigher(index: Index) -> Callable[[str], int]:
    """The weight of a term, in thousandths of a nat; each is asked for once."""
    known: dict[str, int] = {}

    def weigh(term: str) -> int:
        if term not in known:
            known[term] = round(_UNITS_PER_NAT * index.weight(term))
        return known[term]

    return weigh


def _keys(terms: Sequence[str], language: str) -> list[int]:
    identities = np.fromiter(map(identity_of, terms), dtype=np.uint64, count=len(terms))
    keys: list[int] = keys_of(identities, language).tolist()
    return keys


class _Builder:
    """Collects postings and phrases by key."""

    def __init__(self) -> None:
        self._postings: dict[int, list[tuple[int, int]]] = {}
        self._phrases: dict[int, list[int]] = {}
        self._needs: list[float] = []
        self._phrase_keys: list[list[int]] = []

    def add_wording(self, keys: list[int], weights: list[int], need: float) -> None:
        for key, weight in zip(keys, weights, strict=True):
            self._postings.setdefault(key, []).append((len(self._needs), weight))
        self._needs.append(need)

    def add_phrase(self, keys: list[int]) -> None:
        phrase = [key for key, _ in groupby(keys)]
        if phrase:
            self._phrases.setdefault(phrase[0], []).append(len(self._phrase_keys))
            self._phrase_keys.append(phrase)

    def wanted(self) -> Wanted:
        keys = sorted(self._postings.keys() | self._phrases.keys())
        postings = [self._postings.get(key, []) for key in keys]
        phrases = [self._phrases.get(key, []) for key in keys]
        return Wanted(
            *_table(keys),
            _runs(postings),
            _flat([wording for run in postings for wording, _ in run], np.int32),
            _flat([weight for run in postings for _, weight in run], np.int32),
            _flat(self._needs, np.float64),
            _runs(phrases),
            _flat([phrase for run in phrases for phrase in run], np.int32),
            _runs(self._phrase_keys),
            _flat([key for phrase in self._phrase_keys for key in phrase], np.uint32),
        )


def _table(keys: list[int]) -> tuple[UInt32s, Int32s]:
    """Slots of keys, 0 for an empty one, and of their numbers."""
    size = 64
    while size < 4 * len(keys):
        size *= 2
    slots, numbers = np.zeros(size, dtype=np.uint32), np.full(size, -1, dtype=np.int32)
    for number, key in enumerate(keys):
        slot = (key >> LOW_BITS) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot], numbers[slot] = key, number
    return slots, numbers


def _runs(lists: Sequence[Sequence[Any]]) -> Int32s:
    return starts_of(np.array([len(one) for one in lists], np.int64)).astype(np.int32)


def _flat(values: Sequence[float], kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.array(values, dtype=kind)
