"""Queries cut into parts for cross-validation, so that no claim is on both sides."""

from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt


def claim_folds(relevant: Sequence[Set[int]], *, folds: int, seed: int) -> npt.NDArray[np.int64]:
    """The fold of each query. Queries that share a right claim, also by way of others, stay
    together. Raises ValueError when there are fewer such groups than folds.
    """
    groups = _groups(relevant)
    names = sorted(set(groups))
    if len(names) < folds:
        raise ValueError(f"{len(names)} groups of queries cannot be cut into {folds} folds")
    places = np.random.default_rng(seed).permutation(len(names)) % folds
    fold_of = dict(zip(names, places, strict=True))
    return np.array([fold_of[group] for group in groups], np.int64)


def _groups(relevant: Sequence[Set[int]]) -> list[int]:
    """A name for each query's group: the smallest claim that its group reaches."""
    parents: dict[int, int] = {}

    def root(claim: int) -> int:
        while parents.setdefault(claim, claim) != claim:
            claim = parents[claim]
        return claim

    for claims in relevant:
        roots = sorted(root(claim) for claim in claims)
        for other in roots:
            parents[other] = roots[0]
    return [root(min(claims)) for claims in relevant]
