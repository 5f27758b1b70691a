"""Fits the second pass's opinion of what the words propose, one sentence model at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.encoding import Encoder
from claims.index import Entry, Index
from claims.matching.engine import DEFAULT_THRESHOLD, Matcher
from claims.matching.fitting import (
    Prior,
    calibration_error,
    fit_logistic,
    log_loss,
    precision_recall,
    probabilities,
)
from claims.matching.opinion import log_odds, model_of
from claims.matching.training.corpus import Half, marked_texts, read_half
from claims.matching.training.measuring import is_right
from claims.matching.vocabulary import ProposedMatch
from claims.text import segment

Floats = npt.NDArray[np.float64]
RECIPE = "python manage.py calibrate --opinions use var/minilm var/mpnet"
DATA = (
    "what the shipped ranker shows in claims/matching/training, half “train” (own text, "
    "Apache-2.0), among 1,000 statements made by claims/benchmark (seed 77)"
)
THRESHOLDS = (0.5, 0.7, 0.9)
_NAMES = ("constant", "words", "nearness")
_RIDGE = 0.1
"""Hardly any: three weights stand against hundreds of pairs."""
_DIGITS = 4


def build_opinions(encoders: Sequence[Encoder], background: Sequence[str]) -> dict[str, Any]:
    """What `opinions.json` holds: of each encoder its weights, and the figures of topics left out.

    `background`: unrelated statements beside the claims. Call it after the ranker is fitted,
    whose probabilities are an input.
    """
    half = read_half("train")
    pairs = list(_proposed(half, background))
    wanted = sum(len(text.marks) for text in marked_texts(half))
    return {
        "recipe": RECIPE,
        "data": DATA,
        "licence": "Apache-2.0",
        "models": {
            model_of(one.name): _fitted(half, pairs, one, wanted=wanted) for one in encoders
        },
    }


def _proposed(half: Half, background: Sequence[str]) -> Iterator[tuple[ProposedMatch, bool]]:
    """What the words show in the texts of a half, and whether it is right."""
    wordings = (*half.claims, *background)
    index = Index.build(Entry(i, i, text) for i, text in enumerate(wordings))
    matcher = Matcher(index, threshold=DEFAULT_THRESHOLD)
    for text in marked_texts(half):
        for match in matcher.match(segment(text.text)):
            yield match, is_right(match, text)


def _fitted(
    half: Half, pairs: Sequence[tuple[ProposedMatch, bool]], encoder: Encoder, *, wanted: int
) -> dict[str, Any]:
    inputs = _inputs([match for match, _ in pairs], encoder)
    labels = np.array([right for _, right in pairs], dtype=np.float64)
    topics = [_topic(half, match.claim) for match, _ in pairs]
    weights = _fit(inputs, labels)
    by_words = probabilities(inputs[:, 1])
    return {
        "weights": dict(zip(_NAMES, np.round(weights, _DIGITS).tolist(), strict=True)),
        "pairs": len(pairs),
        "by_words": _figures(by_words, labels, wanted=wanted),
        "topics_left_out": _figures(_left_out(inputs, labels, topics), labels, wanted=wanted),
    }


def _inputs(matches: Sequence[ProposedMatch], encoder: Encoder) -> Floats:
    """float64[matches, 3]: one, the log odds of the words, the cosine."""
    spans = encoder.encode([match.text for match in matches])
    wordings = encoder.encode([match.wording_text for match in matches])
    cosines = (spans * wordings).sum(axis=1)
    words = [log_odds(match.probability) for match in matches]
    return np.stack((np.ones(len(matches)), np.array(words), cosines), axis=1).astype(np.float64)


def _fit(inputs: Floats, labels: Floats) -> Floats:
    prior = Prior(
        np.zeros(len(_NAMES)),
        np.array([0.0, _RIDGE, _RIDGE]),
        np.array([0, 1, 1], dtype=np.int8),
    )
    return fit_logistic(inputs, labels, np.ones(len(labels)), prior)


def _left_out(inputs: Floats, labels: Floats, topics: Sequence[str]) -> Floats:
    """The probability of each pair by weights fitted on the other topics."""
    told = np.zeros(len(labels))
    of_topic = np.array(topics)
    for topic in sorted(set(topics)):
        is_out = of_topic == topic
        told[is_out] = probabilities(inputs[is_out] @ _fit(inputs[~is_out], labels[~is_out]))
    return told


def _topic(half: Half, claim: int) -> str:
    """All unrelated statements are one topic."""
    return half.topics[claim] if claim < len(half.topics) else ""


def _figures(told: Floats, labels: Floats, *, wanted: int) -> Mapping[str, Any]:
    at = {t: precision_recall(told, labels, t, wanted=wanted) for t in THRESHOLDS}
    return {
        "log_loss": round(float(log_loss(told, labels).mean()), _DIGITS),
        "ece": round(calibration_error(told, labels), 3),
        "precision_recall": {str(t): [round(v, 3) for v in pair] for t, pair in at.items()},
    }
