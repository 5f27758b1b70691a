"""Raises `role`: the article swaps who did it and to whom it was done.

The one who acts in the claim is acted on in the article, and the other way round, around the same
word ("sued", "the complaint"); the passive ("was sued by") is turned back first. Two verbs that
tell one deal from both sides ("defeated", "lost to") must have exchanged their parts. Words that
work both ways (meet, agree, trade) raise nothing.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import islice, product

from claims.matching.alignment import Link, LinkKind
from claims.matching.flags.agents import (
    GENITIVES,
    NOBODY,
    Tokens,
    agent_of,
    counterpart,
    is_passive,
    looks_like_verb,
    owner_of,
)
from claims.matching.flags.exchange import find_exchange
from claims.matching.names import Name, may_be_same
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.polarity import converse_terms
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import DOWN_TERM, REPORTING_TERMS, UP_TERM, stem_of

_BOTH_WAYS = """
meet talk agree trade cooperate partner relation tie border discuss share sign negotiate marry
compete differ link connect join unite exchange dialogue summit bilateral mutual joint
"""
_SYMMETRIC = frozenset(map(stem_of, _BOTH_WAYS.split()))
# "The farms increased their use" and "the use increased" have two subjects and one meaning.
_MOVEMENTS = frozenset({UP_TERM, DOWN_TERM})
_MOST_DEEDS = 100
"""Each is held against all names of both sides, so that a list of thousands would take minutes."""
_FARTHEST = 4
"""Content words between a verb and a name beyond which they hardly belong together."""


def role_flag(pair: Pair) -> FlagReason | None:
    """Two parties whose parts are swapped, if any.

    A deed with the same parts on both sides clears the parties that it names.
    """
    swapped: list[tuple[FlagReason, Tokens]] = []
    cleared: set[int] = set()
    for link in islice(_deeds(pair), _MOST_DEEDS):
        for verdict, parties in (_names_around(pair, link), _agents_of(pair, link)):
            if verdict is not None:
                swapped.append((verdict, parties))
            else:
                cleared |= parties
    guilty = (reason for reason, parties in swapped if not parties & cleared)
    return next(guilty, None) or _unswapped_converse(pair) or _exchanged(pair, cleared)


Verdict = tuple[FlagReason | None, Tokens]
"""A swap and the tokens of its parties in the wording, or the parties that have their parts."""
_UNKNOWN: Verdict = (None, NOBODY)


def _deeds(pair: Pair) -> Iterator[Link]:
    for k in pair.sure:
        term = pair.wording.terms[k.left]
        if (k.left in pair.core or term in REPORTING_TERMS) and term not in _SYMMETRIC:
            yield k


def _names_around(pair: Pair, link: Link) -> Verdict:
    """By the names before and after a word."""
    if pair.wording.terms[link.left] in REPORTING_TERMS:
        return _UNKNOWN
    ours = _parts(pair.wording, pair.wording_names, link.left, nearest=_FARTHEST)
    theirs = _parts(pair.stretch, pair.stretch_names, link.right, nearest=_FARTHEST) if ours else []
    same = next((one for one, other in product(ours, theirs) if _same_parts(one, other)), None)
    if same is not None:
        is_verb = looks_like_verb(pair.wording, link.left)
        return (None, _tokens(same)) if is_verb else _UNKNOWN
    return _swap(pair, link) if ours and theirs else _UNKNOWN


def _swap(pair: Pair, verb: Link) -> Verdict:
    """The swap around one verb, only if the first name stands right before it on both sides."""
    ours = _parts(pair.wording, pair.wording_names, verb.left, nearest=0)
    theirs = _parts(pair.stretch, pair.stretch_names, verb.right, nearest=0)
    for (doer, other), (doer_there, other_there) in product(ours, theirs):
        if may_be_same(doer, other_there) and may_be_same(other, doer_there):
            parties = _tokens((doer, other))
            return _reason(pair, frozenset({doer.first, doer.last}), verb), parties
    return _UNKNOWN


def _tokens(names: tuple[Name, Name]) -> Tokens:
    return frozenset(i for n in names for i in range(n.first, n.last + 1))


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
        and not passage.tokens[n.last].text.endswith(GENITIVES)
    ]
    after = [n for n in names if n.first > verb and passage.distance(verb, n.first) <= _FARTHEST]
    return [
        (other, before[-1]) if _is_by(passage, verb, other) else (before[-1], other)
        for other in after
        if before and not may_be_same(before[-1], other)
    ]


def _is_by(passage: Passage, verb: int, after: Name) -> bool:
    """Whether it reads "was supplied … by" before the second name."""
    lead = [t.norm for t in passage.tokens[max(after.first - 3, verb + 1) : after.first]]
    return "by" in lead and is_passive(passage, verb)


def _agents_of(pair: Pair, link: Link) -> Verdict:
    """By who acts, name or noun."""
    if pair.wording.terms[link.left] in _MOVEMENTS:
        return _UNKNOWN
    ours = agent_of(pair.wording, pair.wording_names, link.left)
    theirs = agent_of(pair.stretch, pair.stretch_names, link.right)
    if not ours and theirs:
        ours = owner_of(pair.wording, pair.wording_names, link.left)
    elif ours and not theirs:
        theirs = owner_of(pair.stretch, pair.stretch_names, link.right)
    there = counterpart(pair, ours) if ours and theirs else NOBODY
    if there & theirs:
        return None, ours
    back = frozenset(k.left for k in pair.sure if k.right in theirs) - ours
    is_swapped = there and back and not {k.right for k in pair.sure if k.left in ours} & theirs
    return (_reason(pair, ours, link), ours | back) if is_swapped else _UNKNOWN


def _unswapped_converse(pair: Pair) -> FlagReason | None:
    """ "Defeated" in the claim and "lost to" in the article, of the same one."""
    linked = {k.right for k in pair.sure}
    free = [j for j in pair.stretch.content if j not in linked]
    for i in pair.wording.content:
        converses = converse_terms(pair.wording.terms[i])
        for j in free if converses else ():
            if pair.stretch.terms[j] in converses and _is_unswapped(pair, i, j):
                agent = agent_of(pair.wording, pair.wording_names, i)
                return _reason(pair, agent, Link(i, j, LinkKind.OPPOSITE))
    return None


def _exchanged(pair: Pair, cleared: Set[int]) -> FlagReason | None:
    """Two phrases that changed places, names or not, unless they have the same parts."""
    one = find_exchange(pair, idle=_SYMMETRIC | REPORTING_TERMS)
    if one is None or {one.first.left, one.second.left} <= cleared:
        return None
    return _reason(pair, frozenset({one.first.left}), one.pivot)


def _is_unswapped(pair: Pair, i: int, j: int) -> bool:
    """Whether both verbs have one agent, and the other party is named after both."""
    ours = agent_of(pair.wording, pair.wording_names, i)
    theirs = agent_of(pair.stretch, pair.stretch_names, j) if ours else NOBODY
    if not counterpart(pair, ours) & theirs:
        return False
    after = {k.left for k in pair.sure if k.right > j and k.left > i}
    return any(n.first in after or n.last in after for n in pair.wording_names)


def _reason(pair: Pair, agent: Tokens, link: Link) -> FlagReason:
    doer = pair.wording.words(sorted(agent))
    word = pair.wording.tokens[link.left].text
    explanation = f"In the claim it is {doer} who acts (“{word}”), in the article somebody else."
    ends = sorted((*agent, link.left))
    return FlagReason(
        Flag.ROLE,
        pair.wording.words(range(ends[0], ends[-1] + 1)),
        pair.stretch.words(range(pair.first, pair.last + 1)),
        explanation,
    )
