"""Measures the engine on articles of the half that nothing is fitted on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from claims.encoding import Encoder
from claims.matching.fitting import bins_of, calibration_error, chance_error, precision_recall
from claims.matching.training.corpus import Mark, MarkedText, marked_texts, read_half
from claims.matching.training.passes import Passes
from claims.matching.training.samples import SHOWN_KINDS
from claims.matching.vocabulary import ProposedMatch

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_DEPTHS = (1, 5)


def measure_half(
    name: str,
    background: Sequence[str],
    *,
    others: Sequence[int],
    encoder: Encoder | None = None,
) -> Iterator[dict[str, Any]]:
    """For each number of unrelated statements beside the claims of a half: a row of figures.

    `R@1` and `R@5`, for each level and all: for what share of the planted restatements the right
    claim is the first, or among the first five, of those proposed for the sentence. Precision,
    recall and calibration are of all that is proposed in the articles as they were written;
    `ECE_by_chance` is what perfect probabilities would show on as many pairs. With an encoder the
    figures are of both passes.
    """
    half = read_half(name)
    texts = [text for text in marked_texts(half) if text.is_plain]
    for count in others:
        wordings = (*half.claims, *background[:count])
        passes = Passes(wordings, encoder)
        proposed = [(text, passes.proposed(text.text)) for text in texts]
        yield {"half": name, "others": count, **_ranks(proposed), **_shown(proposed)}


def _ranks(proposed: Sequence[tuple[MarkedText, Sequence[ProposedMatch]]]) -> dict[str, Any]:
    places: dict[str, list[int | None]] = defaultdict(list)
    for text, matches in proposed:
        for mark in text.marks:
            place = _place(mark, matches)
            places[mark.kind].append(place)
            places["all"].append(place)
    return {
        f"R@{depth}": {
            kind: round(sum(p is not None and p <= depth for p in found) / len(found), 3)
            for kind, found in sorted(places.items())
        }
        for depth in _DEPTHS
    }


def _place(mark: Mark, matches: Sequence[ProposedMatch]) -> int | None:
    """The place of a mark's claim among the claims proposed for its sentence, from 1."""
    best: dict[int, float] = {}
    for match in matches:
        if match.start < mark.end and match.end > mark.start:
            best[match.claim] = max(best.get(match.claim, 0.0), match.probability)
    if mark.claim not in best:
        return None
    return 1 + sum(p > best[mark.claim] for p in best.values())


def _shown(proposed: Sequence[tuple[MarkedText, Sequence[ProposedMatch]]]) -> dict[str, Any]:
    told = np.array([match.probability for _, matches in proposed for match in matches])
    labels = np.array(
        [is_right(match, text) for text, matches in proposed for match in matches], dtype=float
    )
    wanted = sum(len(text.marks) for text, _ in proposed)
    at = {t: precision_recall(told, labels, t, wanted=wanted) for t in THRESHOLDS}
    return {
        "planted": wanted,
        "precision_recall": {str(t): [round(v, 3) for v in pair] for t, pair in at.items()},
        "ECE": round(calibration_error(told, labels), 3),
        "ECE_by_chance": round(chance_error(told), 3),
        "bins": [[b.count, round(b.told, 2), round(b.right, 2)] for b in bins_of(told, labels)],
    }


def is_right(match: ProposedMatch, text: MarkedText) -> bool:
    """Whether a text restates the claim there, rightly or with a detail changed."""
    return any(
        mark.claim == match.claim
        and mark.kind in SHOWN_KINDS
        and match.start < mark.end
        and match.end > mark.start
        for mark in text.marks
    )
