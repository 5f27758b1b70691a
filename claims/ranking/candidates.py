"""The claims worth a closer look for a query, and what is known of each."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.relative import fused, relative_features

Floats = npt.NDArray[np.float32]
DEPTH = 40


@dataclass(frozen=True, slots=True)
class CandidateList:
    """Candidates of one query: positions of claims, channel scores and pair features of each."""

    claims: npt.NDArray[np.int64]
    scores: Floats
    pairs: Floats

    def __len__(self) -> int:
        return len(self.claims)

    def features(self) -> Floats:
        """What the ranker reads: pair features, scores, scores relative to the other candidates."""
        return np.hstack([self.pairs, self.scores, relative_features(self.scores)])

    def fused(self) -> npt.NDArray[np.float64]:
        """The score without a ranker."""
        return fused(self.scores)

    def marks(self, relevant: Set[int]) -> npt.NDArray[np.bool_]:
        """Which candidates are right."""
        return np.isin(self.claims, list(relevant))

    def without(self, removed: Set[int]) -> "CandidateList":
        """The same query asked of a collection that lacks these claims."""
        kept = ~self.marks(removed)
        return CandidateList(self.claims[kept], self.scores[kept], self.pairs[kept])


def pick_candidates(scores: Floats, *, depth: int = DEPTH) -> npt.NDArray[np.int64]:
    """The claims among the best `depth` of any channel; scores is [channels, claims]."""
    count = scores.shape[1]
    if count <= depth:
        return np.arange(count)
    best = np.argpartition(-scores, depth, axis=1)[:, :depth]
    return np.unique(best)
