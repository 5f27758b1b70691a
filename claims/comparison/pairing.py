"""Finds for each sentence of a text the sentence of another text that it restates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from claims.text import tokenize

LEAST_SIMILARITY = 66
"""In hundredths. On the seed documents a spinner's rewrite has 68 to 90, unrelated sentences of the
same subject have 65 at most."""
LEAST_LETTERS = 12
"""Shorter sentences ("He agreed.") stand in many texts without having been taken over."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of two sentences, and how alike their letters are, 0 to 100."""

    left: int
    right: int
    similarity: int


def pair_sentences(left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """The most alike pairs, in the order of `left`; no sentence is in two of them.

    Pairs are taken greedily, the most alike first; of equals the ones earliest in both texts.
    """
    if not left or not right:
        return ()
    similarities = _similarities(_keys(left), _keys(right))
    rows, columns = np.nonzero(similarities >= LEAST_SIMILARITY)
    values = similarities[rows, columns]
    order = np.lexsort((columns, rows, -values.astype(np.int16)))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for place in order:
        i, j = int(rows[place]), int(columns[place])
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append(Pair(i, j, int(values[place])))
    return tuple(sorted(pairs, key=lambda pair: pair.left))


def _keys(sentences: Sequence[str]) -> list[str]:
    """The words alone, folded: capitals and punctuation do not count."""
    keys = [" ".join(token.norm for token in tokenize(sentence)) for sentence in sentences]
    return [key if len(key) >= LEAST_LETTERS else "" for key in keys]


def _similarities(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The better of the letters as they stand and the words in one order: clauses change places."""
    ratio, sorted_ratio = (
        process.cdist(
            left, right, scorer=scorer, score_cutoff=LEAST_SIMILARITY, dtype=np.uint8, workers=1
        )
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio)
    )
    better: npt.NDArray[np.uint8] = np.maximum(ratio, sorted_ratio)
    # rapidfuzz takes two empty texts for equal.
    better[[not key for key in left], :] = 0
    better[:, [not key for key in right]] = 0
    return better
