"""The wordings themselves, by position: keys, claims, languages, and texts in one run of bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from claims.index.arrays import Int32s, Int64s, UInt8s, UInt16s, distinct, starts_of
from claims.index.entries import Entry
from claims.index.framed import Framed


@dataclass(frozen=True, slots=True)
class Rows:
    """Wordings by position. `text_starts` is one longer; `order` sorts the keys, if need be.

    `language_numbers` is empty where all are in one language.
    """

    keys: Framed
    claims: Framed
    language_numbers: UInt16s
    text_starts: Framed
    texts: UInt8s
    order: Int32s
    languages: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Rows":
        """The rows of entries, in their order; no two have the same key."""
        keys = np.fromiter((e.key for e in entries), dtype=np.int64, count=len(entries))
        claims = np.fromiter((e.claim for e in entries), dtype=np.int64, count=len(entries))
        languages = sorted({e.language for e in entries})
        numbers = {language: i for i, language in enumerate(languages)}
        count = len(entries) if len(languages) > 1 else 0
        spoken = np.fromiter((numbers[e.language] for e in entries[:count]), np.uint16, count)
        encoded = [e.text.encode("utf-8", "surrogatepass") for e in entries]
        starts = Framed.of(starts_of(list(map(len, encoded))))
        texts = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        is_sorted = bool(np.all(keys[1:] > keys[:-1]))
        order = (np.arange(0) if is_sorted else np.argsort(keys)).astype(np.int32)
        framed = Framed.of(keys), Framed.of(claims)
        return cls(*framed, spoken, starts, texts, order, tuple(languages))

    def __len__(self) -> int:
        return len(self.keys.offsets)

    def entry(self, position: int) -> Entry:
        """The wording at a position."""
        start, end = self.text_starts.at(position), self.text_starts.at(position + 1)
        return Entry(
            self.keys.at(position),
            self.claims.at(position),
            self.texts[start:end].tobytes().decode("utf-8", "surrogatepass"),
            self.language(position),
        )

    def language(self, position: int) -> str:
        """The language of the wording at a position, a BCP-47 tag."""
        number = self.language_numbers[position] if len(self.language_numbers) else 0
        return self.languages[number]

    def positions_of(self, keys: Iterable[int]) -> Int64s:
        """The positions of those keys that are here."""
        wanted = distinct(np.fromiter(keys, dtype=np.int64))
        if not len(self):
            return wanted[:0]
        positions = self.keys.positions_of(wanted, self.order)
        found: Int64s = positions[self.keys.taken(positions) == wanted]
        return found
