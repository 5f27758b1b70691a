"""Runs the engine over marked texts and writes down each pair that it looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from claims.index import Entry, Index
from claims.matching.engine import Matcher, Scored
from claims.matching.gate import OPEN_GATE, Gate
from claims.matching.model import SIGNS, Ranker, inputs_of
from claims.matching.scoring import Rival, apart, standings
from claims.matching.search import THETA
from claims.matching.training.corpus import Mark, MarkedText
from claims.text import segment

Floats = npt.NDArray[np.float64]
SHOWN_KINDS = frozenset({"light", "medium", "heavy", "differs"})
"""What a reviewer wants to be shown; a pair that differs in a detail is shown with its flag."""
_AHEAD, _BEHIND = list(SIGNS).index("ahead"), list(SIGNS).index("behind")


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair: the claim by its number, its sentences, the model's inputs without its standing.

    `mark` is what the text says of the claim there, if anything.
    """

    claim: int
    first: int
    last: int
    inputs: tuple[float, ...]
    mark: Mark | None

    @property
    def is_right(self) -> bool:
        return self.mark is not None and self.mark.kind in SHOWN_KINDS


@dataclass(frozen=True)
class ReadText:
    """A marked text, among how many other wordings it was matched, and its pairs."""

    text: MarkedText
    others: int
    samples: tuple[Sample, ...]

    @cached_property
    def inputs(self) -> Floats:
        """float64[samples, inputs of the model]."""
        rows = [sample.inputs for sample in self.samples]
        return np.array(rows, dtype=np.float64).reshape(-1, len(SIGNS))

    def shown(self, weights: Floats) -> tuple[list[Sample], Floats]:
        """What would be shown without a threshold, and its inputs with the standings."""
        inputs = self.inputs.copy()
        alone = self._rivals(inputs @ weights)
        standing = np.array(standings(alone))
        inputs[:, _AHEAD], inputs[:, _BEHIND] = np.maximum(standing, 0), np.maximum(-standing, 0)
        chosen = apart(self._rivals(inputs @ weights))
        return [self.samples[i] for i in chosen], inputs[chosen]

    def _rivals(self, log_odds: Floats) -> list[Rival]:
        pairs = zip(self.samples, log_odds.tolist(), strict=True)
        return [Rival(s.claim, s.first, s.last, odds) for s, odds in pairs]


def read_all(
    texts: Iterable[MarkedText],
    claims: Sequence[str],
    others: Sequence[str],
    *,
    gate: Gate = OPEN_GATE,
) -> list[ReadText]:
    """Match each text against the claims, which take the first numbers, and others.

    Pairs that the gate stops are left out: nobody is ever told their probability.
    """
    wordings = (*claims, *others)
    index = Index.build(Entry(i, i, text) for i, text in enumerate(wordings))
    # Only the components are asked for: what is shipped now must not decide what is fitted next.
    # As among many wordings: weights fitted on what only few allow to reach showed less.
    matcher = Matcher(index, ranker=Ranker("", {}), gate=gate, theta=THETA)
    return [_read(text, matcher, len(others)) for text in texts]


def _read(text: MarkedText, matcher: Matcher, others: int) -> ReadText:
    compared = matcher.compared(segment(text.text))
    samples = (_sample(one, matcher.rival(one).claim, text.marks) for one in compared)
    return ReadText(text, others, tuple(samples))


def _sample(one: Scored, claim: int, marks: Iterable[Mark]) -> Sample:
    unit = one.unit
    touching = (m for m in marks if m.claim == claim and m.start < unit.end and m.end > unit.start)
    # What restates a claim counts before what only looks like it.
    mark = min(touching, key=lambda m: m.kind not in SHOWN_KINDS, default=None)
    inputs = tuple(inputs_of(one.components).values())
    return Sample(claim, unit.first, unit.last, inputs, mark)
