"""How good a ranking is: precision, recall and rank measures, and calibration."""

from collections.abc import Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
BINS = 10
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95)


def rank_measures(ranking: Sequence[int], relevant: Set[int]) -> dict[str, float]:
    """MAP@1, MAP@5, MRR, R@1, R@5, R@10, R@50 and S@10 of one query.

    Average precision at k is divided by the number of right claims, at most k, as the CheckThat!
    scorer has it for queries with one right claim.
    """
    hits = [place for place, claim in enumerate(ranking, start=1) if claim in relevant]
    measures = {f"MAP@{k}": _average_precision(hits, len(relevant), k) for k in (1, 5)}
    measures["MRR"] = 1 / hits[0] if hits else 0.0
    for k in (1, 5, 10, 50):
        measures[f"R@{k}"] = sum(place <= k for place in hits) / len(relevant)
    measures["S@10"] = float(any(place <= 10 for place in hits))
    return measures


def mean_measures(measures: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each measure over queries."""
    return {key: float(np.mean([row[key] for row in measures])) for key in measures[0]}


def calibration_error(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Expected calibration error over BINS equally wide bins."""
    told, came = np.asarray(probabilities, np.float64), np.asarray(outcomes, np.float64)
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    gaps = [
        abs(float(told[bins == b].mean() - came[bins == b].mean())) * float((bins == b).sum())
        for b in np.unique(bins)
    ]
    return sum(gaps) / max(len(told), 1)


def threshold_table(
    probabilities: Sequence[float], outcomes: Sequence[bool], *, findable: int
) -> list[dict[str, float]]:
    """Precision and recall of showing the first claim when its probability reaches a threshold.

    `findable` is the number of queries whose right claim was there to be found.
    """
    rows = []
    for threshold in THRESHOLDS:
        shown = [right for p, right in zip(probabilities, outcomes, strict=True) if p >= threshold]
        right = sum(shown)
        rows.append({
            "threshold": threshold,
            "precision": right / len(shown) if shown else 1.0,
            "recall": right / max(findable, 1),
            "shown": float(len(shown)),
        })  # fmt: skip
    return rows


def _average_precision(hits: Sequence[int], relevant: int, k: int) -> float:
    found = [place for place in hits if place <= k]
    total = sum((number + 1) / place for number, place in enumerate(found))
    return total / min(relevant, k)
