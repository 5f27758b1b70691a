"""The form in which texts are kept.

A text is a word that marks its beginning, then a word for each of its content terms: 29 bits of
the term's identity, mixed with the language it was read in, and 3 bits that tell how far the term
before it is. The mark tells how many texts the longest unit has that begins there; what a shorter
one holds, that one holds too. Two terms that share their 29 bits cost a needless look, no more.
"""

import numpy as np
import numpy.typing as npt

from claims.index import TermLists, identity_of

Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
UInt32s = npt.NDArray[np.uint32]

WORD = np.dtype("<u4")
LOW_BITS = 3
MARK = 7
"""In the lower bits of a word: a text begins."""
PHRASE_GAP = 3
"""Words that may stand between two terms of a phrase, as in claims.index."""
FAR = PHRASE_GAP + 1
"""In the lower bits of a term: so many words or more without content stand before it."""
_KEY = np.uint64(0xFFFFFFFF & ~MARK)


def pack_texts(lists: TermLists, units: Int32s, *, language: str) -> bytes:
    """The texts of some units, int32[n, 2] (first and last text, inclusive), read in a language.

    What was packed from several readings of a document is joined by `+`.
    """
    is_kept, lengths = _covered(units, len(lists.ends))
    token = np.flatnonzero(lists.identities)
    text = np.searchsorted(lists.ends, token, side="right")
    gaps = np.minimum(np.diff(token, prepend=-1) - 1, FAR)
    chosen = is_kept[text]
    token, text, gaps = token[chosen], text[chosen], gaps[chosen]
    rank = np.cumsum(is_kept) - 1
    counts = np.bincount(text, minlength=len(is_kept))[is_kept]
    words = np.empty(len(token) + len(counts), dtype=WORD)
    # A text's mark stands before its terms, after the marks of the texts before it.
    words[starts_of(counts)[:-1] + np.arange(len(counts))] = (lengths[is_kept] << LOW_BITS) | MARK
    keys = keys_of(lists.identities[token], language)
    words[np.arange(len(token)) + rank[text] + 1] = keys | gaps.astype(np.uint32)
    return words.tobytes()


def keys_of(identities: npt.NDArray[np.uint64], language: str) -> UInt32s:
    """The upper bits of identities, mixed with a BCP-47 language; never 0, lower bits 0."""
    salt = np.uint64(identity_of(language.split("-")[0].lower()))
    keys = ((identities ^ salt) >> np.uint64(32)) & _KEY
    return np.where(keys == 0, MARK + 1, keys).astype(np.uint32)


def starts_of(lengths: Int64s) -> Int64s:
    """Where each of consecutive runs begins, and last where all end: int64[runs + 1]."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def _covered(units: Int32s, count: int) -> tuple[npt.NDArray[np.bool_], Int64s]:
    """By text: whether a unit has it, and the length of the longest unit that begins with it."""
    lengths, depth = np.zeros(count, dtype=np.int64), np.zeros(count + 1, dtype=np.int64)
    np.maximum.at(lengths, units[:, 0], units[:, 1] - units[:, 0] + 1)
    np.add.at(depth, units[:, 0], 1)
    np.add.at(depth, units[:, 1] + 1, -1)
    return np.cumsum(depth)[:-1] > 0, lengths
