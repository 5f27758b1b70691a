"""Scores seen against the other candidates of the same query: the gap to the best, the rank."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
RRF_K = 60


def ranks(scores: Floats) -> npt.NDArray[np.int64]:
    """The rank from 0 of each row of scores[candidates, channels] in its column."""
    order = np.argsort(-scores, axis=0, kind="stable")
    return np.argsort(order, axis=0, kind="stable")


def relative_features(scores: Floats) -> Floats:
    """Four features for each channel of scores[candidates, channels].

    The gap to the best, the lead over the best other candidate as a share of the range, the
    reciprocal rank, the logarithm of the rank.
    """
    rank = ranks(scores)
    ordered = np.sort(scores, axis=0)
    best, second = ordered[-1], ordered[max(len(scores) - 2, 0)]
    spread = best - ordered[0] + 1e-6
    lead = (scores - np.where(rank == 0, second, best)) / spread
    return np.hstack([scores - best, lead, 1 / (1 + rank), np.log1p(rank)]).astype(np.float32)


def fused(scores: Floats) -> npt.NDArray[np.float64]:
    """Reciprocal rank fusion (Cormack 2009) of the channels, for each candidate."""
    return np.asarray((1 / (RRF_K + 1 + ranks(scores))).sum(axis=1), np.float64)
