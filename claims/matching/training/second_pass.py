"""Fits the weights of the second pass, for one sentence model at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.encoding import Encoder
from claims.matching.engine import Scored
from claims.matching.fitting import (
    Prior,
    calibration_error,
    fit_logistic,
    log_loss,
    precision_recall,
    probabilities,
)
from claims.matching.meaning import WEIGHTS, Near
from claims.matching.opinion import cosine, second_opinion
from claims.matching.scoring import apart, log_odds
from claims.matching.second_pass import COSINE, RESTATEMENT, SUREST, Opinion, model_of
from claims.matching.training.corpus import Half, MarkedText, marked_texts, read_half
from claims.matching.training.measuring import is_right
from claims.matching.training.passes import FirstPass, SecondPass
from claims.matching.training.samples import SHOWN_KINDS
from claims.matching.vocabulary import ProposedMatch
from claims.text import Segmented, segment

Floats = npt.NDArray[np.float64]
RECIPE = "python manage.py calibrate --second-pass use var/minilm var/mpnet"
DATA = (
    "what the shipped ranker and the vectors find in claims/matching/training, half “train” (own "
    "text, Apache-2.0), among 1,000 statements made by claims/benchmark (seed 77)"
)
THRESHOLDS = (0.5, 0.7, 0.9)
_OPINION = ("constant", "words", "nearness")
_RIDGE = 0.1
"""Hardly any: few weights stand against hundreds of pairs."""
_ROUNDS = 4
"""What is shown of a claim, and how it stands among others, depends on the weights."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with what the words show in it."""

    text: MarkedText
    document: Segmented
    shown: Sequence[ProposedMatch]


@dataclass(slots=True)
class _Table:
    """Pairs to fit on: inputs, whether a pair is right, the topic of its claim."""

    inputs: list[list[float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def add(self, inputs: Sequence[float], topic: str, *, right: bool) -> None:
        self.inputs.append([*inputs])
        self.labels.append(right)
        self.topics.append(topic)

    def arrays(self) -> tuple[Floats, Floats]:
        return np.array(self.inputs, dtype=np.float64), np.array(self.labels, dtype=np.float64)


def build_second_pass(encoders: Sequence[Encoder], background: Sequence[str]) -> dict[str, Any]:
    """What `meaning.json` holds: of each encoder its weights, and the figures of topics left out.

    `background`: unrelated statements beside the claims. Call it after the ranker is fitted, whose
    probabilities are an input.
    """
    half = read_half("train")
    first = FirstPass((*half.claims, *background))
    read = [_read(text, first) for text in marked_texts(half)]
    models = {model_of(one.name): _fitted(half, first, read, one) for one in encoders}
    return {"recipe": RECIPE, "data": DATA, "licence": "Apache-2.0", "models": models}


def _read(text: MarkedText, first: FirstPass) -> _Read:
    document = segment(text.text)
    return _Read(text, document, first.shown(document))


def _fitted(
    half: Half, first: FirstPass, read: Sequence[_Read], encoder: Encoder
) -> dict[str, Any]:
    second = SecondPass.of(encoder, first)
    nearness = [_nearness(one, second) for one in read]
    opinions = _opinion_table(half, read, nearness)
    opinion = Opinion(*_rounded(_fit(*opinions.arrays())))
    restated, weights = _fit_restatements(half, read, nearness, opinion, second)
    wanted = sum(len(one.text.marks) for one in read)
    return {
        "opinion": {name: getattr(opinion, name) for name in _OPINION},
        "restatement": dict(zip(RESTATEMENT, weights, strict=True)),
        "by_words_alone": _figures(probabilities(opinions.arrays()[0][:, 1]), opinions, wanted),
        "with_opinion": _figures(_left_out(opinions), opinions, wanted),
        "by_meaning_beside": _figures(_left_out(restated), restated, wanted),
    }


def _nearness(read: _Read, second: SecondPass) -> list[float]:
    if not read.shown:
        return []
    spans = second.encoder.encode([match.text for match in read.shown])
    pairs = zip(spans, read.shown, strict=True)
    return [cosine(span, second.vectors[match.wording]) for span, match in pairs]


def _opinion_table(
    half: Half, read: Sequence[_Read], nearness: Sequence[Sequence[float]]
) -> _Table:
    table = _Table()
    for one, near in zip(read, nearness, strict=True):
        for match, value in zip(one.shown, near, strict=True):
            inputs = (1.0, log_odds(match.probability, surest=SUREST), value)
            table.add(inputs, _topic(half, match.claim), right=is_right(match, one.text))
    return table


def _fit_restatements(
    half: Half,
    read: Sequence[_Read],
    nearness: Sequence[Sequence[float]],
    opinion: Opinion,
    second: SecondPass,
) -> tuple[_Table, list[float]]:
    """The pairs that the last weights but one show, and the weights fitted on them."""
    heard = [
        [second_opinion(m, value, opinion) for m, value in zip(one.shown, near, strict=True)]
        for one, near in zip(read, nearness, strict=True)
    ]
    judged = [
        list(second.matcher.judged(one.document, second.near(one.document), by_words))
        for one, by_words in zip(read, heard, strict=True)
    ]
    weights, table = dict(WEIGHTS), _Table()
    for _ in range(_ROUNDS):
        second.matcher.restatement = weights
        table = _Table()
        for one, by_words, pairs in zip(read, heard, judged, strict=True):
            _add_chosen(table, half, one, second.matcher.standing_scored(pairs, by_words), second)
        weights = dict(zip(RESTATEMENT, _rounded(_fit(*table.arrays())), strict=True))
    return table, list(weights.values())


def _add_chosen(
    table: _Table,
    half: Half,
    read: _Read,
    scored: Sequence[tuple[Scored, Near]],
    second: SecondPass,
) -> None:
    """The best pairs of each claim: what would be shown without a threshold."""
    rivals = [second.matcher.rival_by_meaning(*pair) for pair in scored]
    for i in apart(rivals):
        one, near = scored[i]
        values = {**one.components, "constant": 1.0, COSINE: near.cosine}
        right = any(
            mark.claim == rivals[i].claim
            and mark.kind in SHOWN_KINDS
            and mark.start < one.unit.end
            and mark.end > one.unit.start
            for mark in read.text.marks
        )
        inputs = [values[name] for name in RESTATEMENT]
        table.add(inputs, _topic(half, rivals[i].claim), right=right)


def _fit(inputs: Floats, labels: Floats) -> Floats:
    """The weights. Only that of the second input, words or cosine, cannot speak against a pair:
    many shared words, for one, do so where the first pass did not propose it."""
    count = inputs.shape[1]
    signs, strength = np.zeros(count, dtype=np.int8), np.full(count, _RIDGE)
    signs[1], strength[0] = 1, 0.0
    return fit_logistic(
        inputs, labels, np.ones(len(labels)), Prior(np.zeros(count), strength, signs)
    )


def _left_out(table: _Table) -> Floats:
    """The probability of each pair by weights fitted on the other topics."""
    inputs, labels = table.arrays()
    told = np.zeros(len(labels))
    of_topic = np.array(table.topics)
    for topic in sorted(set(table.topics)):
        is_out = of_topic == topic
        weights = _fit(inputs[~is_out], labels[~is_out])
        told[is_out] = probabilities(inputs[is_out] @ weights)
    return told


def _topic(half: Half, claim: int) -> str:
    """All unrelated statements are one topic."""
    return half.topics[claim] if claim < len(half.topics) else ""


def _figures(told: Floats, table: _Table, wanted: int) -> Mapping[str, Any]:
    _, labels = table.arrays()
    at = {t: precision_recall(told, labels, t, wanted=wanted) for t in THRESHOLDS}
    return {
        "pairs": len(labels),
        "log_loss": round(float(log_loss(told, labels).mean()), _DIGITS),
        "ece": round(calibration_error(told, labels), 3),
        "precision_recall": {str(t): [round(v, 3) for v in pair] for t, pair in at.items()},
    }


def _rounded(weights: Floats) -> list[float]:
    rounded: list[float] = np.round(weights, _DIGITS).tolist()
    return rounded
