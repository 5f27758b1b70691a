"""Fits the gate: which reached pairs are worth a close comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.index import Entry, Index
from claims.matching.engine import Matcher
from claims.matching.fitting import Prior, fit_logistic
from claims.matching.gate import GATE_FEATURES, OPEN_GATE, Gate, gate_features
from claims.matching.model import MOST_STANDING, Ranker
from claims.matching.search import THETA
from claims.matching.training.corpus import MarkedText
from claims.matching.training.samples import SHOWN_KINDS
from claims.matching.units import Spans, sentence_spans
from claims.text import Segmented, segment

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
PASSING = 0.998
"""Share of the restatements that must pass of those that can have a probability of a half."""
_SIGNS = {"constant": 0, "coverage": 1, "unit_coverage": 1, "matched_words": 0, "surprise": 1}
_RIGHT_COUNTS = 3.0


@dataclass(frozen=True, slots=True)
class ReachedRows:
    """Reached pairs: inputs of the gate, which of them are right, and which are so probably."""

    inputs: Floats
    is_right: Bools
    is_shown: Bools


def reached_rows(
    texts: Sequence[MarkedText], wordings: Sequence[str], ranker: Ranker
) -> Iterator[ReachedRows]:
    """The pairs that the index reaches from each text; the claims of the marks come first."""
    index = Index.build(Entry(i, i, text) for i, text in enumerate(wordings))
    matcher = Matcher(index, ranker=ranker, gate=OPEN_GATE)
    for text in texts:
        document = segment(text.text)
        spans = sentence_spans(document)
        lists = index.read([s.text for s in document.sentences], language="en")
        reached = index.search(lists, spans, theta=THETA)
        probable = {
            (one.unit.first, one.unit.last, one.position)
            for one in (matcher.compared(document) if text.marks else ())
            if ranker.log_odds({**one.components, "standing": MOST_STANDING}) >= 0
        }
        is_right = _is_right(text, document, spans[reached.unit], reached.position)
        keys = zip(*spans[reached.unit].T.tolist(), reached.position.tolist(), strict=True)
        is_probable = np.fromiter((key in probable for key in keys), np.bool_, len(reached))
        yield ReachedRows(gate_features(reached, len(index)), is_right, is_right & is_probable)


def _is_right(text: MarkedText, document: Segmented, spans: Spans, claims: Ints) -> Bools:
    """Which pairs touch a restatement of their claim."""
    starts = np.array([s.start for s in document.sentences])[spans[:, 0]]
    ends = np.array([s.end for s in document.sentences])[spans[:, 1]]
    is_right = np.zeros(len(claims), dtype=np.bool_)
    for mark in text.marks:
        if mark.kind in SHOWN_KINDS:
            is_right |= (claims == mark.claim) & (mark.start < ends) & (mark.end > starts)
    return is_right


def fit_gate(rows: Sequence[ReachedRows]) -> Gate:
    """Weights that tell what is right from what is not, and a cut that lets the shown pass."""
    inputs = np.concatenate([one.inputs for one in rows])
    is_right = np.concatenate([one.is_right for one in rows])
    is_shown = np.concatenate([one.is_shown for one in rows])
    strength = np.full(len(GATE_FEATURES), 1.0)
    strength[0] = 1e-3
    signs = np.array([_SIGNS[name] for name in GATE_FEATURES], dtype=np.int8)
    prior = Prior(np.zeros(len(GATE_FEATURES)), strength, signs)
    counts = np.where(is_right, _RIGHT_COUNTS, 1.0)
    weights = fit_logistic(inputs, is_right.astype(np.float64), counts, prior)
    cut = float(np.quantile(inputs[is_shown] @ weights, 1 - PASSING))
    return Gate(tuple(weights.tolist()), cut)
