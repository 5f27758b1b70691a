"""A ranker with its calibrator: fitted on judged candidate lists, or fusion when there are none."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.ranking.calibration import Calibrator, evidence_of, fit_calibrator
from claims.ranking.candidates import CandidateList
from claims.ranking.folds import claim_folds
from claims.ranking.listwise import ListwiseRanker, fit_listwise

Doubles = npt.NDArray[np.float64]
INNER_FOLDS = 5
SEED = 2021


@dataclass(frozen=True, slots=True)
class Ranked:
    """Claims from best to worst with their scores, and the probability that the first is right."""

    claims: npt.NDArray[np.int64]
    scores: Doubles
    probability: float


class FusionModel:
    """Reciprocal rank fusion; nothing to fit, and a probability that only orders."""

    def rank(self, candidates: CandidateList) -> Ranked:
        """The share of channels that agree on the first stands for its probability."""
        scores = candidates.fused()
        agreed = candidates.scores.argmax(axis=0) == scores.argmax()
        return _ranked(candidates, scores, float(agreed.mean()))


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A listwise ranker and the calibrator of its first claim."""

    ranker: ListwiseRanker
    calibrator: Calibrator

    def rank(self, candidates: CandidateList) -> Ranked:
        scores = self.ranker.scores(candidates.features())
        return _ranked(
            candidates, scores, self.calibrator.probability(evidence_of(candidates, scores))
        )


Model = FusionModel | FittedModel


def fit_model(
    lists: Sequence[CandidateList], relevant: Sequence[Set[int]], *, seed: int = SEED
) -> FittedModel:
    """Fit both on judged queries.

    The calibrator learns from lists ranked by a ranker that has not seen their claims, each query
    once with its right claims in the collection and once without. Raises ValueError when there are
    too few queries.
    """
    folds = claim_folds(relevant, folds=INNER_FOLDS, seed=seed)
    evidence: list[Doubles] = []
    outcomes: list[bool] = []
    for fold in range(INNER_FOLDS):
        ranker = _fit_ranker(lists, relevant, np.flatnonzero(folds != fold).tolist())
        for i in np.flatnonzero(folds == fold).tolist():
            for asked in filter(len, (lists[i], lists[i].without(relevant[i]))):
                scores = ranker.scores(asked.features())
                evidence.append(evidence_of(asked, scores))
                outcomes.append(int(asked.claims[scores.argmax()]) in relevant[i])
    ranker = _fit_ranker(lists, relevant, range(len(lists)))
    return FittedModel(ranker, fit_calibrator(evidence, outcomes))


def _fit_ranker(
    lists: Sequence[CandidateList],
    relevant: Sequence[Set[int]],
    chosen: Sequence[int],
) -> ListwiseRanker:
    return fit_listwise(
        [lists[i].features() for i in chosen], [lists[i].marks(relevant[i]) for i in chosen]
    )


def _ranked(candidates: CandidateList, scores: Doubles, probability: float) -> Ranked:
    order = np.argsort(-scores, kind="stable")
    return Ranked(candidates.claims[order], scores[order], probability)
