"""Fits the shipped ranker and gate: the same corpus and background give the same files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.matching.fitting import (
    Prior,
    calibration_error,
    fit_logistic,
    folds_of,
    log_loss,
    precision_recall,
    probabilities,
)
from claims.matching.gate import OPEN_GATE, Gate
from claims.matching.model import SIGNS
from claims.matching.training.corpus import Half, MarkedText, crossed_claims, marked_texts
from claims.matching.training.samples import SHOWN_KINDS, ReadText, read_all

Floats = npt.NDArray[np.float64]
OTHERS = (0, 1_000, 10_000, 100_000)
"""Other wordings among which the corpus is matched: made up, and a hundredth of them crossed."""
_CROSSED = 100
THRESHOLDS = (0.3, 0.5, 0.7, 0.9)
_ROUNDS, _FOLDS = 4, 5
_STRENGTH = 1.0
_FREE, _HELD = 0.1, 200.0
_BY_HAND = {
    "constant": -10.4,
    "context_coverage": 3.0,
    "claim_coverage": 4.0,
    "core_coverage": 4.0,
    "sentence_coverage": 0.2,
    "order": 1.0,
    "run_share": 2.0,
    "name_agreement": 0.5,
    "number_agreement": 2.0,
    "another_time": -2.0,
    "token_set": 0.5,
    "partial": 0.2,
    "extra_sentences": -0.8,
    "ahead": 0.05,
    "behind": -0.1,
}
"""The weights of the first engine, from which the fit starts, as a prior."""
_STRENGTHS = {
    "constant": 1e-3,
    "evidence": _FREE,
    "ahead": _HELD,
    "behind": _HELD,
    "name_agreement": 30.0,
    "core_coverage": 10.0,
}
"""What is new is free. Rivalry is held: hardly a sentence of the corpus restates two claims. So are
names and what is said beside them: in most topics of the corpus a name tells the claim already,
while many claims of a desk are about the same few names."""
_PUT_IN = 0.1
"""What an article into which pairs were put counts beside one that is as it was written."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown for all texts without a threshold, row by row."""

    inputs: Floats
    labels: Floats
    counts: Floats
    groups: tuple[str, ...]
    others: npt.NDArray[np.int64]
    is_plain: npt.NDArray[np.bool_]


def read_corpus(
    half: Half,
    background: Sequence[str],
    *,
    others: Sequence[int] = OTHERS,
    gate: Gate = OPEN_GATE,
) -> Iterator[ReadText]:
    """The texts of a half matched among its claims and more and more other wordings.

    A ranker that is told of pairs which the gate will stop takes weak evidence for weaker than it
    is behind the gate.
    """
    texts = list(marked_texts(half))
    for count in others:
        yield from read_all(texts, half.claims, other_wordings(half, background, count), gate=gate)


def other_wordings(half: Half, background: Sequence[str], count: int) -> list[str]:
    """So many wordings that no text restates."""
    crossed = list(crossed_claims(half, count // _CROSSED))
    return [*crossed, *background[: count - len(crossed)]]


def fit_ranker(half: Half, read: Sequence[ReadText]) -> tuple[Floats, Table]:
    """The weights in the order of `SIGNS`, and the table that they were fitted on last.

    What is shown depends on the weights, so both are found in turns.
    """
    weights = np.array([_BY_HAND.get(name, 0.0) for name in SIGNS])
    for _ in range(_ROUNDS):
        table = table_of(half, read, weights)
        weights = _fit(table, np.ones(len(table.labels), dtype=np.bool_))
    return weights, table_of(half, read, weights)


def table_of(half: Half, read: Sequence[ReadText], weights: Floats) -> Table:
    """What would be shown with these weights."""
    rows: list[Floats] = []
    labels: list[bool] = []
    groups: list[str] = []
    texts: list[MarkedText] = []
    others: list[int] = []
    for one in read:
        samples, inputs = one.shown(weights)
        rows += list(inputs)
        labels += [sample.is_right for sample in samples]
        groups += [_group(half, sample.claim) for sample in samples]
        texts += [one.text] * len(samples)
        others += [one.others] * len(samples)
    is_plain = np.array([text.is_plain for text in texts])
    among = np.array(others)
    outcome = np.array(labels, dtype=np.float64)
    counts = _counts(is_plain, among)
    return Table(np.array(rows), outcome, counts, tuple(groups), among, is_plain)


def _counts(is_plain: npt.NDArray[np.bool_], others: npt.NDArray[np.int64]) -> Floats:
    """How much each row counts: all rows of one number of others as much as those of another."""
    counts: Floats = np.where(is_plain, 1.0, _PUT_IN)
    _, numbers = np.unique(others, return_inverse=True)
    totals = np.bincount(numbers, weights=counts)
    scaled: Floats = counts * (counts.sum() / len(totals) / totals)[numbers]
    return scaled


def cross_validated(table: Table) -> Floats:
    """For each row the probability by weights that were fitted without its topic."""
    folds = folds_of(table.groups, _FOLDS)
    told = np.zeros(len(table.labels))
    for fold in range(_FOLDS):
        held_out = folds == fold
        told[held_out] = probabilities(table.inputs[held_out] @ _fit(table, ~held_out))
    return told


def report(read: Sequence[ReadText], table: Table, told: Floats) -> list[dict[str, Any]]:
    """For each number of other wordings what is shown in the articles as they were written."""
    rows = []
    for others in sorted({one.others for one in read}):
        inside = table.is_plain & (table.others == others)
        wanted = sum(
            mark.kind in SHOWN_KINDS
            for one in read
            if one.others == others and one.text.is_plain
            for mark in one.text.marks
        )
        rows.append(_measured(told[inside], table.labels[inside], wanted) | {"others": others})
    return rows


def _measured(told: Floats, labels: Floats, wanted: int) -> dict[str, Any]:
    at = {
        str(t): [round(v, 3) for v in precision_recall(told, labels, t, wanted=wanted)]
        for t in THRESHOLDS
    }
    return {
        "wanted": wanted,
        "log_loss": round(float(log_loss(told, labels).mean()), 4),
        "ece": round(calibration_error(told, labels), 3),
        "precision_recall": at,
    }


def _fit(table: Table, chosen: npt.NDArray[np.bool_]) -> Floats:
    prior = Prior(
        np.array([_BY_HAND.get(name, 0.0) for name in SIGNS]),
        np.array([_STRENGTHS.get(name, _STRENGTH) for name in SIGNS]),
        np.array(list(SIGNS.values()), dtype=np.int8),
    )
    counts = table.counts[chosen]
    return fit_logistic(table.inputs[chosen], table.labels[chosen], counts, prior)


def _group(half: Half, claim: int) -> str:
    """The topic of a claim; one of the many others is dealt to a topic by its number."""
    topics = sorted(set(half.topics))
    return half.topics[claim] if claim < len(half.claims) else topics[claim % len(topics)]
