"""Measures how near a wording and a stretch of an article are; judges nothing."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from claims.matching.alignment import CREDITS, Link, LinkKind, align, in_order
from claims.matching.measured import agreement
from claims.matching.moments import is_another_time
from claims.matching.passage import Passage
from claims.matching.weighing import TermWeights, share_of
from claims.text import DateMention

_GAP_COST = 0.12
"""What an unmatched word costs a span, as a share of the mean weight of a matched one."""
_MARGIN = 6
"""Words of the article that may join the span after it was chosen by equal terms."""
_LONGEST_COMPARED = 2000
"""Characters compared by rapidfuzz; longer texts are cut, because `partial_ratio` is quadratic."""

_CONTEXT_NAME, _CONTEXT_WORD = 0.75, 0.25
"""Credit for a word of the wording that stands near the span only."""
_CORE_PRIOR = 1.0
"""Weight of the whole wording in the core's share, in words as rare as its rarest."""


class Context(Protocol):
    """What stands near a span without belonging to it: terms of names, other terms, dates."""

    @property
    def dates(self) -> Sequence[DateMention]: ...

    def has_name(self, term: str) -> bool:
        """Whether a name near the span has the term."""

    def has_word(self, term: str) -> bool:
        """Whether another word near the span has it."""


@dataclass(frozen=True, slots=True)
class KnownContext:
    """A context whose words are at hand."""

    names: AbstractSet[str]
    words: AbstractSet[str]
    dates: Sequence[DateMention] = ()

    def has_name(self, term: str) -> bool:
        return term in self.names

    def has_word(self, term: str) -> bool:
        return term in self.words


NO_CONTEXT = KnownContext(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Comparison:
    """A wording beside a stretch: links, the tokens of the span (`first` to `last`), features."""

    links: tuple[Link, ...]
    first: int
    last: int
    features: Mapping[str, float]


def compare(
    wording: Passage,
    stretch: Passage,
    weights: TermWeights,
    *,
    context: Context = NO_CONTEXT,
) -> Comparison | None:
    """Align a wording with a stretch and measure the pair; `None` if they share no word."""
    left_weights, right_weights = weights.of(wording.terms), weights.of(stretch.terms)
    within = _densest(wording, stretch, right_weights)
    links = align(wording, stretch, within)
    if not links:
        return None
    first, last = min(link.right for link in links), max(link.right for link in links)
    credit = _credit(wording, links, context)
    features = {
        "claim_coverage": _share(left_weights, {k.left: CREDITS[k.kind] for k in links}),
        "context_coverage": _share(left_weights, credit),
        "sentence_coverage": _span_share(right_weights, links, first, last),
        "order": _order(links),
        "longest_run": float(_longest_run(wording, stretch, links)),
        "name_agreement": _share_of(_names(wording), left_weights, credit),
        "core_coverage": _core_share(wording, left_weights, credit),
        "number_agreement": _number_agreement(wording, stretch),
        "another_time": _another_time(wording, stretch, context),
        **_string_features(wording, stretch, first, last),
    }
    features["evidence"] = features["claim_coverage"] * sum(left_weights) / weights.rarest
    return Comparison(links, first, last, features)


def _densest(wording: Passage, stretch: Passage, weights: Sequence[float]) -> range:
    """The tokens in which the wording's terms stand closest: the maximum-sum segment (Kadane)."""
    wanted = wording.distinct
    counts: dict[str, int] = {}
    found = 0.0
    for j in stretch.content:
        term = stretch.terms[j]
        if term in wanted:
            counts[term] = counts.get(term, 0) + 1
            found += weights[j]
    cost = _GAP_COST * found / max(sum(counts.values()), 1)
    best, best_span, total, start = 0.0, (0, len(stretch.terms)), 0.0, 0
    for j in stretch.content:
        occurrences = counts.get(stretch.terms[j])
        gain = weights[j] / occurrences if occurrences else -cost
        if total <= 0:
            total, start = 0.0, j
        total += gain
        if total > best:
            best, best_span = total, (start, j + 1)
    return range(max(best_span[0] - _MARGIN, 0), min(best_span[1] + _MARGIN, len(stretch.terms)))


def _credit(wording: Passage, links: Sequence[Link], context: Context) -> dict[int, float]:
    """The share with which each word of the wording counts as found, in the span or near it."""
    credit = {link.left: CREDITS[link.kind] for link in links}
    for name in wording.names:
        if name.place is None and credit.get(name.last, 0.0) >= _CONTEXT_NAME:
            # "Biden" is enough for "Joe Biden".
            for i in range(name.first, name.last):
                credit[i] = max(credit.get(i, 0.0), _CONTEXT_NAME)
    for i in wording.content:
        term = wording.terms[i]
        if credit.get(i, 0.0) >= _CONTEXT_NAME:
            continue
        if context.has_name(term):
            credit[i] = max(credit.get(i, 0.0), _CONTEXT_NAME)
        elif context.has_word(term):
            credit[i] = max(credit.get(i, 0.0), _CONTEXT_WORD)
    return credit


def _share(weights: Sequence[float], credit: Mapping[int, float]) -> float:
    total = sum(weights)
    return sum(weights[i] * share for i, share in credit.items()) / total if total else 0.0


def _span_share(weights: Sequence[float], links: Sequence[Link], first: int, last: int) -> float:
    total = sum(weights[first : last + 1])
    credit: dict[int, float] = {}
    for link in links:
        credit[link.right] = max(credit.get(link.right, 0.0), CREDITS[link.kind])
    return sum(weights[j] * share for j, share in credit.items()) / total if total else 0.0


def _order(links: Sequence[Link]) -> float:
    return in_order(links) / len(links)


def _longest_run(wording: Passage, stretch: Passage, links: Sequence[Link]) -> int:
    """The longest run of equal words around the exact links, function words included."""
    best = 0
    reached = -1
    for link in links:
        if link.kind is not LinkKind.EXACT or link.left <= reached:
            continue
        i, j = link.left, link.right
        while i and j and wording.tokens[i - 1].norm == stretch.tokens[j - 1].norm:
            i, j = i - 1, j - 1
        start = i
        while (
            i < len(wording.tokens)
            and j < len(stretch.tokens)
            and wording.tokens[i].norm == stretch.tokens[j].norm
        ):
            i, j = i + 1, j + 1
        best, reached = max(best, i - start), i - 1
    return best


def _names(wording: Passage) -> list[int]:
    return [i for i in wording.content if wording.tokens[i].text[0].isupper()]


def _core(wording: Passage) -> list[int]:
    """What is said, without who is named, when, and the reporting verb."""
    names = set(_names(wording))
    return [i for i in wording.content if i not in names and share_of(wording.terms[i]) == 1.0]


def _core_share(wording: Passage, weights: Sequence[float], credit: Mapping[int, float]) -> float:
    """The share of the core that was found; the whole wording weighs in, for small cores."""
    core = _core(wording)
    prior = _CORE_PRIOR * max(weights, default=0.0)
    found = sum(weights[i] * credit.get(i, 0.0) for i in core) + prior * _share(weights, credit)
    total = sum(weights[i] for i in core) + prior
    return found / total if total else 0.0


def _share_of(words: Sequence[int], weights: Sequence[float], credit: Mapping[int, float]) -> float:
    """The share of the weight of some words that was found; 1 if there are none."""
    total = sum(weights[i] for i in words)
    return sum(weights[i] * credit.get(i, 0.0) for i in words) / total if total else 1.0


def _number_agreement(wording: Passage, stretch: Passage) -> float:
    """Most wordings give no number, and then those of the article need not be read."""
    ours = wording.quantities
    return agreement(ours, stretch.quantities) if ours else 1.0


def _another_time(wording: Passage, stretch: Passage, context: Context) -> float:
    ours = wording.dates
    if all(date.month is None for date in ours):
        return 0.0
    return float(is_another_time(ours, (*stretch.dates, *context.dates)))


def _string_features(wording: Passage, stretch: Passage, first: int, last: int) -> dict[str, float]:
    left = " ".join(t for t in wording.terms if t)[:_LONGEST_COMPARED]
    right = " ".join(t for t in stretch.terms[first : last + 1] if t)[:_LONGEST_COMPARED]
    return {
        "token_set": fuzz.token_set_ratio(left, right) / 100,
        "partial": fuzz.partial_ratio(left, right) / 100,
    }
