"""The wordings themselves, by position: keys, claims, languages, and texts in one run of bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.index.arrays import Int64s, UInt8s, UInt16s, starts_of
from claims.index.entries import Entry

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Wordings by position. `text_starts` is one longer; `order` sorts the keys, if need be."""

    keys: npt.NDArray[Any]
    claims: npt.NDArray[Any]
    language_numbers: UInt16s
    text_starts: npt.NDArray[Any]
    texts: UInt8s
    order: npt.NDArray[Any]
    languages: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Rows":
        """The rows of entries, in their order; no two have the same key."""
        keys = np.fromiter((e.key for e in entries), dtype=np.int64, count=len(entries))
        claims = np.fromiter((e.claim for e in entries), dtype=np.int64, count=len(entries))
        languages = sorted({e.language for e in entries})
        numbers = {language: i for i, language in enumerate(languages)}
        spoken = np.fromiter((numbers[e.language] for e in entries), np.uint16, len(entries))
        encoded = [e.text.encode("utf-8", "surrogatepass") for e in entries]
        starts = narrow(starts_of(list(map(len, encoded))))
        texts = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        is_sorted = bool(np.all(keys[1:] > keys[:-1]))
        order = narrow(np.arange(0) if is_sorted else np.argsort(keys))
        return cls(narrow(keys), narrow(claims), spoken, starts, texts, order, tuple(languages))

    def __len__(self) -> int:
        return len(self.keys)

    def entry(self, position: int) -> Entry:
        """The wording at a position."""
        start, end = int(self.text_starts[position]), int(self.text_starts[position + 1])
        return Entry(
            int(self.keys[position]),
            int(self.claims[position]),
            self.texts[start:end].tobytes().decode("utf-8", "surrogatepass"),
            self.languages[self.language_numbers[position]],
        )

    def positions_of(self, keys: Iterable[int]) -> Int64s:
        """The positions of those keys that are here."""
        wanted = np.unique(np.fromiter(keys, dtype=np.int64))
        if not len(self.keys):
            return np.zeros(0, dtype=np.int64)
        sorter = self.order if len(self.order) else None
        places = np.searchsorted(self.keys, wanted, sorter=sorter)
        places = np.minimum(places, len(self.keys) - 1)
        positions = self.order[places] if len(self.order) else places
        return np.asarray(positions[self.keys[positions] == wanted], dtype=np.int64)


def narrow(values: Int64s) -> npt.NDArray[Any]:
    """The values in 32 bits if all fit."""
    fits = not len(values) or (int(values.min()) >= 0 and int(values.max()) < 1 << 32)
    return values.astype(np.uint32) if fits else values
