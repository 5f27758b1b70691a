"""Judges a model on queries whose right claims are known."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from claims.ranking.candidates import CandidateList
from claims.ranking.folds import claim_folds
from claims.ranking.metrics import (
    calibration_error,
    mean_measures,
    rank_measures,
    threshold_table,
)
from claims.ranking.model import Model, Ranked, fit_model

REMOVAL_SEED = 7


@dataclass(slots=True)
class Judgement:
    """What came of each query: its measures, and how sure the model was of its first claim.

    `probabilities` and `outcomes` are of the task in which every second query, drawn by
    REMOVAL_SEED, has had its right claims removed from the collection. `queries` are positions.
    """

    queries: list[int] = field(default_factory=list)
    rankings: list[Ranked] = field(default_factory=list)
    measures: list[dict[str, float]] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)
    outcomes: list[bool] = field(default_factory=list)
    findable: int = 0

    def summary(self) -> dict[str, float]:
        """The mean measures and ECE."""
        error = calibration_error(self.probabilities, self.outcomes)
        return {**mean_measures(self.measures), "ECE": error}

    def thresholds(self) -> list[dict[str, float]]:
        """Precision and recall at each threshold."""
        return threshold_table(self.probabilities, self.outcomes, findable=self.findable)


def judge(
    model: Model,
    lists: Sequence[CandidateList],
    relevant: Sequence[Set[int]],
    chosen: Sequence[int] | None = None,
) -> Judgement:
    """Rank the lists, or those at the positions `chosen`, and hold them against right claims."""
    judgement = Judgement()
    removed = _half(len(lists))
    for query in range(len(lists)) if chosen is None else chosen:
        candidates, right, is_removed = lists[query], relevant[query], removed[query]
        judgement.queries.append(query)
        ranked = model.rank(candidates)
        judgement.rankings.append(ranked)
        judgement.measures.append(rank_measures(ranked.claims.tolist(), right))
        asked = _ranked_without(model, candidates, right) if is_removed else ranked
        judgement.findable += not is_removed
        judgement.probabilities.append(asked.probability if asked else 0.0)
        judgement.outcomes.append(asked is not None and int(asked.claims[0]) in right)
    return judgement


def _ranked_without(model: Model, candidates: CandidateList, right: Set[int]) -> Ranked | None:
    """The ranking of a collection without the right claims; None where that leaves no claim."""
    others = candidates.without(right)
    return model.rank(others) if len(others) else None


def cross_validate(
    lists: Sequence[CandidateList], relevant: Sequence[Set[int]], *, folds: int, seed: int
) -> list[Judgement]:
    """One judgement for each fold by a model fitted on the others. Raises ValueError when there
    are too few queries.
    """
    places = claim_folds(relevant, folds=folds, seed=seed)
    judgements = []
    for fold in range(folds):
        taught = np.flatnonzero(places != fold).tolist()
        model = fit_model([lists[i] for i in taught], [relevant[i] for i in taught])
        judgements.append(judge(model, lists, relevant, np.flatnonzero(places == fold).tolist()))
    return judgements


def pooled(judgements: Sequence[Judgement]) -> Judgement:
    """The folds of a cross-validation as one judgement of all queries."""
    whole = Judgement()
    for part in judgements:
        whole.queries += part.queries
        whole.rankings += part.rankings
        whole.measures += part.measures
        whole.probabilities += part.probabilities
        whole.outcomes += part.outcomes
        whole.findable += part.findable
    return whole


def _half(count: int) -> list[bool]:
    order = np.random.default_rng(REMOVAL_SEED).permutation(count)
    removed = np.zeros(count, bool)
    removed[order[: count // 2]] = True
    return [bool(mark) for mark in removed]
