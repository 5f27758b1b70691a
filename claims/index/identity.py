"""The identity of a term or folded word: 64 bits that are the same in every process."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from claims.index.arrays import UInt64s

NO_TERM = 0
_SIZE = 8
_NONE, _ONE = bytes(_SIZE), (1).to_bytes(_SIZE, "little")


@lru_cache(maxsize=1 << 12)
def identity_of(word: str) -> int:
    """The identity of a term or folded word, 1 to 2**64 - 1; `NO_TERM` for ""."""
    return int.from_bytes(_digest_of(word), "little")


def identities_of(words: Sequence[str]) -> UInt64s:
    """The identities of words, uint64."""
    digests = {word: _digest_of(word) for word in set(words)}
    joined = b"".join(map(digests.__getitem__, words))
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64, copy=False)


def _digest_of(word: str) -> bytes:
    if not word:
        return _NONE
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
    return _ONE if digest == _NONE else digest
