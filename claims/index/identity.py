"""The identity of a term or folded word: 64 bits that are the same in every process."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from claims.index.arrays import UInt64s

NO_TERM = 0


@lru_cache(maxsize=1 << 12)
def identity_of(word: str) -> int:
    """The identity of a term or folded word, 1 to 2**64 - 1; `NO_TERM` for ""."""
    if not word:
        return NO_TERM
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1


def identities_of(words: Sequence[str]) -> UInt64s:
    """The identities of words, uint64."""
    return np.fromiter(map(identity_of, words), dtype=np.uint64, count=len(words))
