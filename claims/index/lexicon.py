"""What each chunk of a language holds: asked of the reference analysis once, then remembered."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from claims.index.arrays import Int32s, UInt64s
from claims.index.chunks import (
    BREAKS_BEFORE,
    IS_CAPITAL,
    IS_LOWER,
    IS_NAMELIKE,
    IS_WORDY,
    PLACE_SHIFT,
    ChunkTable,
    empty_table,
    has_break,
)
from claims.index.engine import engine
from claims.index.growing import Growing
from claims.index.identity import identities_of
from claims.index.places import place_tree, place_words
from claims.terms import TIME_WORDS, term_of, terms_of
from claims.text import Token, tokenize_chunks

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

    def learn(self, keys: UInt64s, chunks: Sequence[str], *, may_forget: bool) -> None:
        """Analyses chunks, given with their hashes, and adds those that are new."""
        with self._lock:
            if may_forget and self._growing.token_count > self._most_tokens:
                self._forget()
            new = {k: c for k, c in zip(keys.tolist(), chunks, strict=True) if k not in self._known}
            self._known.update(new)
            batches = [list(new.items())[at : at + _BATCH] for at in range(0, len(new), _BATCH)]
            for batch in batches:
                self._add([key for key, _ in batch], [chunk for _, chunk in batch])
            self._publish()

    def _forget(self) -> None:
        self._known: set[int] = set()
        self._growing = Growing()
        self._generation += 1
        self._publish()

    def _add(self, keys: list[int], chunks: list[str]) -> None:
        analysed = analyse(chunks, self.language)
        identities = identities_of(analysed.terms)
        terms = np.where(identities == 0, NO_CONTENT, self._numbering(identities))
        columns = (terms, identities, analysed.marks, identities_of(analysed.norms))
        self._growing.add(keys, analysed.counts, analysed.tails, columns)

    def _publish(self) -> None:
        table, norms = self._growing.table(engine().insert)
        self.tables = Tables(self._seeds[0], table, self._seeds[1], norms, self._generation)


@dataclass(frozen=True, slots=True)
class Analysed:
    """Tokens of consecutive chunks: lists by token, and by chunk their count and the tail."""

    terms: list[str]
    norms: list[str]
    marks: list[int]
    counts: list[int]
    tails: list[bool]


def analyse(chunks: Sequence[str], language: str) -> Analysed:
    """The tokens of chunks, by the reference analysis."""
    result = Analysed([], [], [], [], [])
    for chunk, tokens in zip(chunks, tokenize_chunks(chunks, language=language), strict=True):
        if len(tokens) == 1 and tokens[0].text == chunk:
            # Most chunks are a word and nothing else.
            _add_word(result, tokens[0])
        else:
            _add_chunk(result, chunk, tokens)
    return result


def _add_word(result: Analysed, token: Token) -> None:
    result.terms.append(term_of(token))
    result.norms.append(token.norm)
    result.marks.append(_marks(token))
    result.counts.append(1)
    result.tails.append(False)


def _add_chunk(result: Analysed, chunk: str, tokens: Sequence[Token]) -> None:
    result.terms.extend(terms_of([_without_capital(token) for token in tokens]))
    result.norms.extend(token.norm for token in tokens)
    last = 0
    for token in tokens:
        breaks = has_break(chunk[last : token.start])
        result.marks.append(_marks(token) | BREAKS_BEFORE * breaks)
        last = token.end
    result.counts.append(len(tokens))
    result.tails.append(has_break(chunk[last:]))


def _without_capital(token: Token) -> Token:
    """The token as no place begins with it: places are joined across chunks, later."""
    if not token.text[0].isupper():
        return token
    lower = token.text.lower()
    return Token(lower, token.norm, token.stem, token.start, token.end, token.is_content)


def _marks(token: Token) -> int:
    first = token.text[0]
    is_capital = first.isupper()
    marks = place_words().get(token.norm, 0) << PLACE_SHIFT
    marks |= IS_CAPITAL * is_capital | IS_LOWER * first.islower()
    marks |= IS_WORDY * (token.is_content and first.isalpha())
    return marks | IS_NAMELIKE * (is_capital and token.is_content and token.norm not in TIME_WORDS)
