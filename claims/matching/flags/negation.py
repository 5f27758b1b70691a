"""Raises `negation`: one side denies what the other states, or says the opposite of it.

A negating word counts if it governs a word that both sides share, and is settled if the other
side negates the same word too. An opposite ("rose" for "fell", "unsafe" for "safe", "after" for
"before") counts like a negating word, so "did not rise" and "fell" agree. An odd number of
unsettled ones raises the flag. What governs what is judged by distance and punctuation, without a
parser.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from claims.matching.alignment import Link, LinkKind
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.polarity import OPPOSITE_WORDS, are_opposite
from claims.matching.vocabulary import Flag, FlagReason
from claims.terms import DENIALS, NEGATORS, base_of, stem_of

_SCOPE = 10
"""Words after a negating word that it can govern."""
_NEAR = 3
_MOST_CUES = 40
_CLAUSE_ENDS = frozenset(',;:.!?()—–“"')
_CLAUSE_WORDS = frozenset({"but", "although", "though", "while", "whereas", "because"})
_FALSEHOODS = frozenset(
    {"false", "untrue", "fake", "hoax", "myth", "fabricated", "baseless", "unfounded"}
)
_DENIAL_STEMS = frozenset(map(stem_of, DENIALS))
# "not only" and the like negate nothing.
_IDLE_FOLLOWERS = frozenset(
    {"only", "just", "least", "merely", "simply", "doubt", "surprise", "matter"}
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A negating word and the tokens it governs."""

    token: int
    scope: range


def negation_flag(pair: Pair) -> FlagReason | None:
    """Why the two sides contradict each other, if they do."""
    core = _core_links(pair)
    ours = _bearing(pair.wording, [k.left for k in pair.links], [k.left for k in core])
    theirs = _bearing(pair.stretch, [k.right for k in pair.links], [k.right for k in core])
    turned = [k for k in pair.links if k.kind is LinkKind.OPPOSITE]
    ours = [c for c in ours if c.token not in {k.left for k in turned}]
    theirs = [c for c in theirs if c.token not in {k.right for k in turned}]
    for cue in list(ours):
        partner = next((c for c in theirs if _govern_the_same(cue, c, core)), None)
        if partner is not None:
            ours.remove(cue)
            theirs.remove(partner)
    opposites = list(_opposites(pair))
    if (len(ours) + len(theirs) + len(opposites)) % 2 == 0:
        return None
    return _reason(pair, ours, theirs, opposites)


def _bearing(passage: Passage, linked: Sequence[int], core: Sequence[int]) -> list[_Cue]:
    """The negating words of a side that bear on what both sides say."""
    return [
        c
        for c in islice(_cues(passage), _MOST_CUES)
        if any(i in c.scope for i in core) and _governs(passage, c, set(linked))
    ]


def _core_links(pair: Pair) -> list[Link]:
    """Links of words that can be denied; without any, those of all words."""
    core = [k for k in pair.links if k.left in pair.core]
    return core or list(pair.links)


def _cues(passage: Passage) -> Iterator[_Cue]:
    for index, token in enumerate(passage.tokens):
        follower = passage.tokens[index + 1].norm if index + 1 < len(passage.tokens) else ""
        if _negates(passage, index, follower):
            yield _Cue(index, _scope(passage, index))
        elif token.norm in _FALSEHOODS:
            yield _Cue(
                index,
                range(max(index - 2 * _SCOPE, 0), min(index + 2 * _SCOPE, len(passage.tokens))),
            )


def _negates(passage: Passage, index: int, follower: str) -> bool:
    token = passage.tokens[index]
    if follower in _IDLE_FOLLOWERS or (token.norm == "no" and follower[:1].isdigit()):
        return False
    if token.norm == "nothing" and follower == "but":
        return False
    return token.norm in NEGATORS or base_of(token) in _DENIAL_STEMS


def _scope(passage: Passage, index: int) -> range:
    """The words after a negating word, up to the end of its clause."""
    last = min(index + _SCOPE, len(passage.tokens) - 1)
    for i in range(index + 1, last + 1):
        gap = passage.text[passage.tokens[i - 1].end : passage.tokens[i].start]
        if passage.tokens[i].norm in _CLAUSE_WORDS or set(gap) & _CLAUSE_ENDS:
            return range(index + 1, i)
    return range(index + 1, last + 1)


def _governs(passage: Passage, cue: _Cue, linked: Set[int]) -> bool:
    """Whether a negating word bears on what both say: on its next word, or half of its clause."""
    content = [i for i in cue.scope if passage.terms[i]]
    if not content:
        return False
    return content[0] in linked or 2 * len(linked & set(content)) >= len(content)


def _govern_the_same(one: _Cue, other: _Cue, links: Sequence[Link]) -> bool:
    return any(k.left in one.scope and k.right in other.scope for k in links)


def _opposites(pair: Pair) -> Iterator[tuple[int, int]]:
    """Linked opposites, and function words that turn a shared word round ("before", "after")."""
    for link in pair.links:
        if (
            link.kind is LinkKind.OPPOSITE
            and are_opposite(pair.wording, link.left, pair.stretch, link.right)
            and pair.anchors(range(link.left, link.left + 1), range(link.right, link.right + 1))
        ):
            yield link.left, link.right
    yield from _turned_words(pair)


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
    pair: Pair, ours: Sequence[_Cue], theirs: Sequence[_Cue], opposites: Sequence[tuple[int, int]]
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


def _negated_words(passage: Passage, cue: _Cue) -> str:
    return passage.words(range(cue.token, min(cue.token + 3, len(passage.tokens))))
