"""Raises `role`: the article swaps who did it and to whom it was done.

Two names stand around the same verb in the claim one way and in the article the other way, the
passive ("was supplied by") turned back first. Verbs that work both ways (meet, agree, trade)
raise nothing.
"""

from collections.abc import Sequence
from itertools import product

from claims.matching.alignment import Link
from claims.matching.names import Name, may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import REPORTING_TERMS, stem_of

_BOTH_WAYS = """
meet talk agree trade cooperate partner relation tie border discuss share sign negotiate marry
compete differ link connect join unite exchange dialogue summit bilateral mutual joint
"""
_SYMMETRIC = frozenset(map(stem_of, _BOTH_WAYS.split()))
_GENITIVES = ("’s", "'s", "s’", "s'")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got"})
_FARTHEST = 4
"""Content words between a verb and a name beyond which they hardly belong together."""


def role_flag(pair: Pair) -> FlagReason | None:
    """Two names whose parts are swapped, if any.

    One verb with the same parts on both sides clears them all.
    """
    swapped: FlagReason | None = None
    for verb in _verbs(pair):
        ours = _parts(pair.wording, pair.wording_names, verb.left, nearest=_FARTHEST)
        theirs = _parts(pair.stretch, pair.stretch_names, verb.right, nearest=_FARTHEST)
        if any(_same_parts(one, other) for one, other in product(ours, theirs)):
            return None
        swapped = swapped or _swap(pair, verb)
    return swapped


def _swap(pair: Pair, verb: Link) -> FlagReason | None:
    """The swap around one verb, only if the first name stands right before it on both sides."""
    ours = _parts(pair.wording, pair.wording_names, verb.left, nearest=0)
    theirs = _parts(pair.stretch, pair.stretch_names, verb.right, nearest=0)
    for (doer, other), (doer_there, other_there) in product(ours, theirs):
        if may_be_same(doer, other_there) and may_be_same(other, doer_there):
            return _reason(pair, (doer, other), verb)
    return None


def _same_parts(one: tuple[Name, Name], other: tuple[Name, Name]) -> bool:
    return may_be_same(one[0], other[0]) and may_be_same(one[1], other[1])


def _parts(
    passage: Passage, names: Sequence[Name], verb: int, *, nearest: int
) -> list[tuple[Name, Name]]:
    """Who does it and to whom: the name before the verb with each soon after it, passive undone."""
    before = [
        n
        for n in names
        if n.last < verb
        and passage.distance(n.last, verb) <= nearest
        and not passage.tokens[n.last].text.endswith(_GENITIVES)
    ]
    after = [n for n in names if n.first > verb and passage.distance(verb, n.first) <= _FARTHEST]
    return [
        (other, before[-1]) if _is_passive(passage, verb, other) else (before[-1], other)
        for other in after
        if before and not may_be_same(before[-1], other)
    ]


def _verbs(pair: Pair) -> Sequence[Link]:
    return [
        k
        for k in pair.sure
        if k.left in pair.core and pair.wording.terms[k.left] not in _SYMMETRIC | REPORTING_TERMS
    ]


def _is_passive(passage: Passage, verb: int, after: Name) -> bool:
    """Whether it reads "was supplied … by" before the second name."""
    helpers = {t.norm for t in passage.tokens[max(verb - 3, 0) : verb]}
    lead = [t.norm for t in passage.tokens[max(after.first - 3, verb + 1) : after.first]]
    return bool(helpers & _BE) and "by" in lead


def _reason(pair: Pair, names: tuple[Name, Name], verb: Link) -> FlagReason:
    doer, other = (pair.wording.words(range(n.first, n.last + 1)) for n in names)
    word = pair.wording.tokens[verb.left].text
    explanation = (
        f"In the claim it is {doer} to {other} (“{word}”), in the article the other way round."
    )
    ends = sorted((names[0].first, names[0].last, names[1].first, names[1].last))
    return FlagReason(
        Flag.ROLE,
        pair.wording.words(range(ends[0], ends[-1] + 1)),
        pair.stretch.words(range(pair.first, pair.last + 1)),
        explanation,
    )
