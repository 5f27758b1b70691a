"""What each chunk of a language holds: asked of the reference analysis once, then remembered."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from claims.index.analysis import analyse
from claims.index.arrays import Int32s, UInt64s
from claims.index.chunks import ChunkTable, empty_table
from claims.index.engine import engine
from claims.index.growing import Growing
from claims.index.identity import NO_TERM, identities_of
from claims.index.places import place_tree

NO_CONTENT, UNKNOWN = -1, -2
"""Term numbers of a token without content of its own, and of a term that no wording has."""
_BATCH = 4096
_MOST_TOKENS = 100_000
"""Beyond this a process forgets what it has learnt since it started; some 10 MB."""

Numbering = Callable[[UInt64s], Int32s]
"""Term numbers by identity, `UNKNOWN` for unknown ones."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The known chunks of a language: common ones, which stay, and those learnt while reading.

    `seed_norms` and `norms` are the identities of the folded words of their tokens. Numbers of
    tokens mean the same as long as the `generation` is the same.
    """

    seeds: ChunkTable
    grown: ChunkTable
    seed_norms: UInt64s
    norms: UInt64s
    generation: int


class Lexicon:
    """The chunks of one language that are known. Safe to share between threads.

    Readers take `tables` once for a text; learning replaces it. `tree` are the places.
    """

    def __init__(
        self,
        language: str,
        numbering: Numbering,
        *,
        seeds: tuple[ChunkTable, UInt64s] | None = None,
        most_tokens: int = _MOST_TOKENS,
    ) -> None:
        self.language = language
        self._numbering = numbering
        self._most_tokens = most_tokens
        self._seeds = seeds or (empty_table(), np.zeros(0, dtype=np.uint64))
        self.tree = place_tree(numbering)
        self._lock = threading.Lock()
        self._generation = 0
        self._forget()

    def learn(
        self, keys: UInt64s, chunks: Sequence[str], unknown_to: Tables, *, may_forget: bool
    ) -> None:
        """Analyses chunks, given with their hashes, that some tables do not have, and adds them."""
        with self._lock:
            if self.tables is not unknown_to:
                # Another thread may have learnt some of them since.
                numbers, _ = engine().number(keys, self._seeds[0], self.tables.grown)
                chunks = list(compress(chunks, (numbers < 0).tolist()))
                keys = keys[numbers < 0]
            if may_forget and self._growing.token_count > self._most_tokens:
                self._forget()
            new = dict(zip(keys.tolist(), chunks, strict=True))
            if len(new) < len(keys):
                keys, chunks = np.array(list(new), dtype=np.uint64), list(new.values())
            for at in range(0, len(keys), _BATCH):
                self._add(keys[at : at + _BATCH], chunks[at : at + _BATCH])
            self._publish()

    def _forget(self) -> None:
        self._growing = Growing()
        self._generation += 1
        self._publish()

    def _add(self, keys: UInt64s, chunks: Sequence[str]) -> None:
        analysed = analyse(chunks, language=self.language)
        # Many words are their own stem: what both lists have is hashed once.
        both = identities_of(analysed.terms + analysed.norms)
        identities, norms = both[: len(analysed.terms)], both[len(analysed.terms) :]
        terms = self._numbering(identities)
        terms[identities == NO_TERM] = NO_CONTENT
        columns = (terms, identities, analysed.marks, norms)
        self._growing.add(keys, analysed.counts, analysed.tails, columns)

    def _publish(self) -> None:
        table, norms = self._growing.table(engine().insert)
        self.tables = Tables(self._seeds[0], table, self._seeds[1], norms, self._generation)
