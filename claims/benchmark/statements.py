"""Makes news-like statements by the hundred thousand: the same seed gives the same statements.

The first statements of a long list are those of a short one, so that what is planted of them is the
same at every size.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt

from claims.benchmark.grammar import ADJUNCTS, LITERALS, PREDICATES, SUBJECTS
from claims.benchmark.vocabulary import TOPICS, Ids, make_vocabulary

SHORTEST, LONGEST = 6, 30
"""Words of a claim."""
_BATCH = 10_000
_SIBLINGS = 0.06
"""Share of claims that say what another says with a few words exchanged."""
_KEPT = 0.75
"""Share of words a sibling keeps."""
_CLAIM_ADJUNCTS = (0.04, 0.24, 0.44, 0.28)
"""Shares of claims with no, one, two … adjuncts."""
_ARTICLE_ADJUNCTS = (0.0, 0.0, 0.06, 0.24, 0.70)
_NO_BLANK = re.compile(r" (?=,|'s )")
_BARE_ARTICLE = re.compile(r"\ba (?=[aeiou])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """All shapes in one row: symbols of shape s are `symbols[starts[s] : starts[s] + sizes[s]]`.

    A symbol of 0 or more is a word, one below 0 the class at -1 - symbol.
    """

    symbols: Ids
    starts: Ids
    sizes: Ids


class MadeText:
    """Statements of a seed's vocabulary."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._vocabulary = make_vocabulary(LITERALS, seed=seed)
        self._classes = tuple(self._vocabulary.classes.values())
        self._shapes = self._number_shapes()

    def claims(self, count: int) -> Iterator[str]:
        """Distinct statements of 6 to 30 words."""
        seen: set[str] = set()
        for text in chain.from_iterable(map(self._batch_of_claims, itertools.count())):
            if len(seen) == count:
                return
            if SHORTEST <= text.count(" ") + 1 <= LONGEST and text not in seen:
                seen.add(text)
                yield text

    def background(self, number: int, count: int) -> list[str]:
        """Longer statements on a few subjects: the unrelated text of an article."""
        rng = np.random.default_rng([self._seed, 3, number])
        return self._make(count, rng, adjuncts=_ARTICLE_ADJUNCTS, subjects=3)

    def _batch_of_claims(self, batch: int) -> list[str]:
        rng = np.random.default_rng([self._seed, 2, batch])
        return self._make(_BATCH, rng, adjuncts=_CLAIM_ADJUNCTS, siblings=_SIBLINGS)

    def _number_shapes(self) -> _Shapes:
        classes = {symbol: -1 - i for i, symbol in enumerate(self._vocabulary.classes)}
        codes = classes | dict(self._vocabulary.literals)
        shapes = (*SUBJECTS, *PREDICATES, *ADJUNCTS, ())
        sizes = [len(shape) for shape in shapes]
        return _Shapes(
            np.array([codes[symbol] for shape in shapes for symbol in shape], dtype=np.int32),
            np.array([0, *accumulate(sizes)][:-1], dtype=np.int32),
            np.array(sizes, dtype=np.int32),
        )

    def _make(
        self,
        count: int,
        rng: np.random.Generator,
        *,
        adjuncts: Sequence[float],
        siblings: float = 0.0,
        subjects: int = TOPICS,
    ) -> list[str]:
        chosen = _choose_shapes(count, rng, adjuncts)
        topics = (rng.permutation(TOPICS)[:subjects])[rng.integers(0, subjects, count)]
        models = np.arange(count)
        is_sibling = (rng.random(count) < siblings) & (models > 0)
        models[is_sibling] = (rng.random(is_sibling.sum()) * models[is_sibling]).astype(np.intp)
        chosen[is_sibling] = chosen[models[is_sibling]]
        sizes = self._shapes.sizes[chosen].sum(axis=1)
        ids = self._words_of(chosen, np.repeat(topics, sizes).astype(np.int32), rng)
        _copy_models(ids, sizes, models, np.flatnonzero(is_sibling), rng)
        return _texts(self._vocabulary.words[ids].tolist(), sizes)

    def _words_of(self, chosen: npt.NDArray[np.intp], topics: Ids, rng: np.random.Generator) -> Ids:
        flat = chosen.ravel()
        ids = self._shapes.symbols[_ragged(self._shapes.starts[flat], self._shapes.sizes[flat])]
        for number, word_class in enumerate(self._classes):
            places = np.flatnonzero(ids == -1 - number)
            ids[places] = word_class.draw(topics[places], rng)
        return ids


def _choose_shapes(
    count: int, rng: np.random.Generator, adjuncts: Sequence[float]
) -> npt.NDArray[np.intp]:
    """For each statement a subject, a predicate and its adjuncts, the last shape being none."""
    first, second = len(SUBJECTS), len(SUBJECTS) + len(PREDICATES)
    last = second + len(ADJUNCTS)
    most = len(adjuncts) - 1
    chosen = np.empty((count, 2 + most), dtype=np.intp)
    chosen[:, 0] = rng.integers(0, first, count)
    chosen[:, 1] = rng.integers(first, second, count)
    chosen[:, 2:] = rng.integers(second, last, (count, most))
    wanted = rng.choice(len(adjuncts), count, p=adjuncts)
    chosen[:, 2:][np.arange(most) >= wanted[:, None]] = last
    return chosen


def _ragged(
    starts: npt.NDArray[np.integer], sizes: npt.NDArray[np.integer]
) -> npt.NDArray[np.intp]:
    """The positions of stretches, one stretch after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1] if len(ends) else 0)


def _copy_models(
    ids: Ids,
    sizes: npt.NDArray[np.integer],
    models: npt.NDArray[np.intp],
    siblings: npt.NDArray[np.intp],
    rng: np.random.Generator,
) -> None:
    """Give siblings most of the words of the statement each is modelled on."""
    starts = np.cumsum(sizes) - sizes
    to = _ragged(starts[siblings], sizes[siblings])
    source = _ragged(starts[models[siblings]], sizes[siblings])
    kept = rng.random(len(to)) < _KEPT
    ids[to[kept]] = ids[source[kept]]


def _texts(words: list[str], sizes: npt.NDArray[np.integer]) -> list[str]:
    ends = np.cumsum(sizes).tolist()
    joined = "\n".join(" ".join(words[a:b]) for a, b in pairwise(chain((0,), ends)))
    joined = _BARE_ARTICLE.sub(lambda found: found[0][0] + "n ", _NO_BLANK.sub("", joined))
    return [f"{line[0].upper()}{line[1:]}." for line in joined.split("\n")]
