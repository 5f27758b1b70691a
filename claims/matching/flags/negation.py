"""Raises `negation`: one side denies what the other states, or says the opposite of it.

A negating word counts if it governs a word that both sides share, and is settled if the other
side negates the same word too or says so without a negating word ("only" for "nobody but"). An
opposite ("rose" for "fell", "unsafe" for "safe", "after" for "before") counts like a negating
word, so "did not rise" and "fell" agree. An odd number of unsettled ones raises the flag.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import islice

from claims.matching.alignment import Link, LinkKind
from claims.matching.flags.agents import have_same_agent
from claims.matching.flags.cues import Cue, find_absences, find_cues
from claims.matching.flags.exchange import is_turned_comparison
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.polarity import (
    OPPOSITE_WORDS,
    are_converse,
    are_opposite,
    bare_of,
    opposite_norms,
    opposite_terms,
)
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import COMPASS, base_of, stem_of

_NEAR = 3
_PARTS_OF_TIME = frozenset({"early", "late", "beginning", "start", "end"})
_NEIGHBOUR = 2
_REACH = 6
"""Words around the span within which a word of the article may answer a negation of the claim."""
_MOST_CUES = 40


def negation_flag(pair: Pair) -> FlagReason | None:
    """Why the two sides contradict each other, if they do."""
    left, right = (list(islice(find_cues(p), _MOST_CUES)) for p in (pair.wording, pair.stretch))
    opposites = list(_opposites(pair))
    if not (left or right or opposites):
        return None
    left, right = _without_shared(pair, left, right)
    core = _core_links(pair)
    ours = _bearing(pair.wording, left, [k.left for k in pair.links], [k.left for k in core])
    theirs = _bearing(pair.stretch, right, [k.right for k in pair.links], [k.right for k in core])
    _settle_same(pair, ours, theirs, core)
    _settle_answered(pair, ours, theirs, spare=(_spare(left, ours), _spare(right, theirs)))
    if (len(ours) + len(theirs) + len(opposites)) % 2 == 0:
        return None
    return _reason(pair, ours, theirs, opposites)


def _without_shared(
    pair: Pair, left: Sequence[Cue], right: Sequence[Cue]
) -> tuple[list[Cue], list[Cue]]:
    """Without the negating words that are linked: both sides have them, or opposites of them.

    "Voted" for and "voted against" share a word of which one side only is negated.
    """
    here, there = {c.token for c in left}, {c.token for c in right}
    shared = [
        k
        for k in pair.links
        if k.kind is LinkKind.OPPOSITE or (k.left in here and k.right in there)
    ]
    linked, linked_there = {k.left for k in shared}, {k.right for k in shared}
    return (
        [c for c in left if c.token not in linked],
        [c for c in right if c.token not in linked_there],
    )


def _bearing(
    passage: Passage, cues: Sequence[Cue], linked: Sequence[int], core: Sequence[int]
) -> list[Cue]:
    """The negating words of a side that bear on what both sides say."""
    return [
        c for c in cues if any(i in c.scope for i in core) and _governs(passage, c, set(linked))
    ]


def _core_links(pair: Pair) -> list[Link]:
    """Links of words that can be denied; without any, those of all words."""
    core = [k for k in pair.links if k.left in pair.core]
    return core or list(pair.links)


def _governs(passage: Passage, cue: Cue, linked: Set[int]) -> bool:
    """Whether a negating word bears on what both say: on its next word, or half of its clause."""
    content = [i for i in cue.scope if passage.terms[i]]
    if not content:
        return False
    return content[0] in linked or 2 * len(linked & set(content)) >= len(content)


def _settle_same(pair: Pair, ours: list[Cue], theirs: list[Cue], links: Sequence[Link]) -> None:
    """Take away the pairs of negating words that govern the same word, equal ones first."""
    for cue in list(ours):
        partners = [c for c in theirs if _govern_the_same(cue, c, links)]
        norm = pair.wording.tokens[cue.token].norm
        equal = (c for c in partners if pair.stretch.tokens[c.token].norm == norm)
        partner = next(equal, next(iter(partners), None))
        if partner is not None:
            ours.remove(cue)
            theirs.remove(partner)


def _govern_the_same(one: Cue, other: Cue, links: Sequence[Link]) -> bool:
    return any(k.left in one.scope and k.right in other.scope for k in links)


def _spare(cues: Sequence[Cue], bearing: Sequence[Cue]) -> list[Cue]:
    return [c for c in cues if c not in bearing]


def _settle_answered(
    pair: Pair, ours: list[Cue], theirs: list[Cue], *, spare: tuple[list[Cue], list[Cue]]
) -> None:
    """Take away what the other side says too, with a negating word elsewhere or with none."""
    near = range(pair.first - _REACH, pair.last + _REACH + 1)
    linked = {k.right for k in pair.links}
    turned = [k for k in pair.links if k.kind is LinkKind.OPPOSITE]
    counted, counted_there = {k.left for k in turned}, {k.right for k in turned}
    answers = [
        *(c.token for c in spare[1] if c.token in near and linked & set(c.scope)),
        *(i for i in _absences(pair.stretch, pair.wording) if i in near and i not in counted_there),
    ]
    absent = [i for i in _absences(pair.wording, pair.stretch) if i not in counted]
    linked_here = {k.left for k in pair.links}
    answers_here = [*(c.token for c in spare[0] if linked_here & set(c.scope)), *absent]
    for cues, replies in ((ours, answers), (theirs, answers_here)):
        del cues[max(len(cues) - len(replies), 0) :]
    ours[:] = [c for c in ours if not _affirms(pair.wording, c, pair.stretch, counted)]
    theirs[:] = [c for c in theirs if not _affirms(pair.stretch, c, pair.wording, counted_there)]


def _absences(passage: Passage, other: Passage) -> list[int]:
    """Where one side implies a negation by a word that the other side does not have."""
    there = {base_of(token) for token in other.tokens}
    return [i for i in find_absences(passage) if base_of(passage.tokens[i]) not in there]


def _affirms(passage: Passage, cue: Cue, other: Passage, counted: Set[int]) -> bool:
    """Whether what is negated is the opposite of what the other side says: "did not die".

    `counted` are the tokens whose opposites count by themselves.
    """
    first = next((i for i in cue.scope if passage.terms[i]), -1)
    if first < 0 or first in counted or passage.terms[first] in other.distinct:
        return False
    opposed = opposite_terms(passage.terms[first]) & other.distinct
    return bool(opposed) or any(
        n in other.spoken for n in opposite_norms(passage.tokens[first].norm)
    )


def _opposites(pair: Pair) -> Iterator[tuple[int, int]]:
    """Linked opposites, and function words that turn a shared word round ("before", "after")."""
    turned = (k for k in pair.links if k.kind is LinkKind.OPPOSITE and _contradict(pair, k))
    found = [(k.left, k.right) for k in turned]
    found += _turned_words(pair)
    if not (found and is_turned_comparison(pair)):
        yield from found
    yield from _unlinked_negatives(pair)


def _contradict(pair: Pair, link: Link) -> bool:
    """Whether linked words are opposites, but neither places nor two views of one deal."""
    if pair.wording.tokens[link.left].norm in COMPASS:
        return False
    if not are_opposite(pair.wording, link.left, pair.stretch, link.right):
        return False
    is_converse = are_converse(pair.wording.terms[link.left], pair.stretch.terms[link.right])
    if is_converse and not have_same_agent(pair, link):
        return False
    if _are_dated(pair, link):
        return False
    return any(k.left != link.left and _gap(pair, k, link) <= _NEIGHBOUR for k in pair.sure)


def _gap(pair: Pair, one: Link, other: Link) -> int:
    """The larger of the distances of two links on both sides, in words with content."""
    left, right = sorted((one.left, other.left)), sorted((one.right, other.right))
    return max(pair.wording.distance(*left), pair.stretch.distance(*right))


def _are_dated(pair: Pair, link: Link) -> bool:
    """Whether both words belong to a date ("late 2019"): the dates' business."""
    sides = ((pair.wording, link.left), (pair.stretch, link.right))
    return all(p.tokens[i].norm in _PARTS_OF_TIME and _leads_date(p, i) for p, i in sides)


def _leads_date(passage: Passage, index: int) -> bool:
    starts = (passage.tokens_in(d.start, d.end).start for d in passage.dates)
    return any(index < start <= index + _NEAR for start in starts)


def _unlinked_negatives(pair: Pair) -> Iterator[tuple[int, int]]:
    """ "Unsigned" and "driverless" where the other side has "signed" and "drivers"."""
    counted = {k.left for k in pair.links if k.kind is LinkKind.OPPOSITE}
    counted_there = {k.right for k in pair.links if k.kind is LinkKind.OPPOSITE}
    for i, j in _negatives(pair.wording, pair.stretch):
        if i not in counted and j not in counted_there:
            yield i, j
    for j, i in _negatives(pair.stretch, pair.wording):
        if i not in counted and j not in counted_there:
            yield i, j


def _negatives(one: Passage, other: Passage) -> Iterator[tuple[int, int]]:
    """A word of one side and the word of the other that negates it, which one side lacks."""
    stems = {one.tokens[i].stem: i for i in one.content}
    for j in other.content:
        bare = bare_of(other.tokens[j].norm)
        i = stems.get(stem_of(bare)) if bare else None
        if i is not None and other.tokens[j].stem not in stems:
            yield i, j


def _turned_words(pair: Pair) -> Iterator[tuple[int, int]]:
    """Opposite function words shortly before the same word; they are never linked themselves."""
    seen: set[int] = set()
    for link in pair.sure:
        for i in range(max(link.left - _NEAR, 0), link.left):
            j = _turned(pair, i, link.right)
            if j is not None and i not in seen:
                seen.add(i)
                yield i, j


def _turned(pair: Pair, i: int, right: int) -> int | None:
    """The opposite of word `i` of the wording, if it stands shortly before token `right`."""
    # "more than 200" is a bound, and the numbers' business.
    if pair.wording.tokens[i + 1].norm == "than":
        return None
    opposites = OPPOSITE_WORDS.get(pair.wording.tokens[i].norm, frozenset())
    for j in range(max(right - _NEAR, 0), right):
        is_linkable = pair.wording.terms[i] and pair.stretch.terms[j]
        if pair.stretch.tokens[j].norm in opposites and not is_linkable:
            return j
    return None


def _reason(
    pair: Pair, ours: Sequence[Cue], theirs: Sequence[Cue], opposites: Sequence[tuple[int, int]]
) -> FlagReason:
    if ours:
        words = _negated_words(pair.wording, ours[0])
        return FlagReason(
            Flag.NEGATION, words, "", f"The claim says “{words}”, the article does not."
        )
    if theirs:
        words = _negated_words(pair.stretch, theirs[0])
        return FlagReason(
            Flag.NEGATION, "", words, f"The article says “{words}”, the claim does not."
        )
    i, j = opposites[0]
    one, other = pair.wording.tokens[i].text, pair.stretch.tokens[j].text
    explanation = f"The claim says “{one}”, the article says the opposite: “{other}”."
    return FlagReason(Flag.NEGATION, one, other, explanation)


def _negated_words(passage: Passage, cue: Cue) -> str:
    return passage.words(range(cue.token, min(cue.token + 3, len(passage.tokens))))
