"""Finds two phrases that have changed places around words that stayed: "the dog bit the man".

No parser: a phrase keeps the preposition that it stands after if the whole phrase was moved ("in
Rome … after the war"), and leaves it behind if only the two were exchanged ("lent to Rome"). In
the passive one of them comes after "by", so it is no exchange. What is exchanged in "more than"
and turned into "less than" is the same comparison.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from claims.matching.alignment import Link, LinkKind
from claims.matching.flags.agents import GENITIVES
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.polarity import OPPOSITE_WORDS
from claims.terms import TIME_WORDS

_FARTHEST = 8
"""Content words between two phrases beyond which they hardly belong to one deed."""
_MOST_LINKS = 40
_LEAST_SHARED = 0.6
"""Share of the wording's words that must be found, so that what is left is the exchange."""
_BACK = 4
_LEADS = frozenset(
    {"of", "in", "at", "from", "for", "near", "on", "off", "with", "between", "to", "by", "into"}
    | {"about", "against", "over", "under", "through", "during", "before", "after", "than", "as"}
    | {"because", "instead", "while", "that", "who", "whom", "which", "and", "or", "without"}
)
_MOST_FREE = 1
"""Words between the two, on either side, that the other side does not have there."""
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these"})
_TENSES = frozenset({"has", "have", "had", "will", "would", "and"})
_COMPARING = frozenset({"than", "instead", "rather"})
_DEGREES = frozenset({"more", "less", "fewer"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two links that cross, and one of a word between them on both sides."""

    first: Link
    pivot: Link
    second: Link


def find_exchange(pair: Pair, *, idle: Set[str]) -> Exchange | None:
    """The first exchange; `idle` are terms of deeds that are mutual, around which there is none."""
    if len(pair.sure) < _LEAST_SHARED * len(pair.wording.content):
        return None
    return next((one for one in _crossings(pair) if _is_exchange(pair, one, idle)), None)


def _crossings(pair: Pair) -> Iterator[Exchange]:
    links = [k for k in pair.sure[:_MOST_LINKS] if _is_single(pair, k)]
    for at, first in enumerate(links):
        for after in range(at + 2, len(links)):
            second = links[after]
            if second.right >= first.right:
                continue
            if _distance(pair, first, second) > _FARTHEST:
                continue
            pivot = _pivot(links[at + 1 : after], first, second)
            if pivot is not None and _is_phrase(pair, first) and _is_phrase(pair, second):
                yield Exchange(first, pivot, second)


def _pivot(between: list[Link], first: Link, second: Link) -> Link | None:
    return next((k for k in between if second.right < k.right < first.right), None)


def _distance(pair: Pair, one: Link, other: Link) -> int:
    """The larger of the distances of two links on both sides, in words with content."""
    left, right = sorted((one.left, other.left)), sorted((one.right, other.right))
    return max(pair.wording.distance(*left), pair.stretch.distance(*right))


def _is_single(pair: Pair, link: Link) -> bool:
    """Whether a word stands once on each side: of two it is not known which was moved."""
    term = pair.wording.terms[link.left]
    return pair.wording.terms.count(term) == 1 and pair.stretch.terms.count(term) <= 1


def _is_phrase(pair: Pair, link: Link) -> bool:
    """Whether a word can take part in a deed; figures and times move freely."""
    token = pair.wording.tokens[link.left]
    if token.norm in TIME_WORDS or not token.norm[:1].isalpha():
        return False
    return not any(link.left in q.tokens for q in pair.wording.quantities)


def _is_exchange(pair: Pair, one: Exchange, idle: Set[str]) -> bool:
    ours = _lead(pair.wording, one.first.left), _lead(pair.wording, one.second.left)
    theirs = _lead(pair.stretch, one.second.right), _lead(pair.stretch, one.first.right)
    if ours != theirs or not _is_same_between(pair, one):
        return False
    inside = range(one.first.left, one.second.left + 1)
    if any(pair.wording.terms[i] in idle for i in inside):
        return False
    return not _is_turned_back(pair, one)


def _is_same_between(pair: Pair, one: Exchange) -> bool:
    """Whether what stands between the two is the same, or at least the same comparison."""
    left, right = range(one.first.left + 1, one.second.left), _there(one)
    ours, theirs = _small_words(pair.wording, left), _small_words(pair.stretch, right)
    if _COMPARING & set(ours) & set(theirs):
        return True
    if ours != theirs:
        return False
    inside = [k for k in pair.sure if k.left in left]
    kept = [k for k in inside if k.right in right]
    free = sum(bool(pair.wording.terms[i]) for i in left) - len(kept)
    free_there = sum(bool(pair.stretch.terms[j]) for j in right) - len(kept)
    return max(free, free_there) <= _MOST_FREE


def _there(one: Exchange) -> range:
    return range(one.second.right + 1, one.first.right)


def _small_words(passage: Passage, inside: range) -> list[str]:
    """The words without content, which tell the voice; articles and "has" come and go."""
    words = (passage.tokens[i].norm for i in inside if not passage.terms[i])
    return [word for word in words if word not in _ARTICLES | _TENSES]


def _lead(passage: Passage, index: int) -> str:
    """The word that a phrase hangs on: a preposition, "'s", or "" for subjects and objects."""
    if passage.tokens[index].text.endswith(GENITIVES):
        return "’s"
    for i in range(index - 1, max(index - _BACK, 0) - 1, -1):
        gap = passage.text[passage.tokens[i].end : passage.tokens[i + 1].start]
        if set(gap) & set(",;:.–—"):
            return ""
        if passage.tokens[i].norm in _LEADS:
            return passage.tokens[i].norm
        if not passage.tokens[i].is_content and passage.tokens[i].norm not in _ARTICLES:
            return ""
    return ""


def _is_turned_back(pair: Pair, one: Exchange) -> bool:
    """Whether an opposite between the two undoes the exchange: "A more than B", "B less than A"."""
    left = range(one.first.left, one.second.left)
    turned = sum(k.kind is LinkKind.OPPOSITE and k.left in left for k in pair.links)
    right = range(one.second.right, one.first.right)
    ours = {pair.wording.tokens[i].norm for i in left} & _DEGREES
    theirs = {pair.stretch.tokens[j].norm for j in right} & _DEGREES
    opposed = any(OPPOSITE_WORDS.get(word, frozenset()) & theirs for word in ours)
    return bool((turned or opposed) and not ours & theirs)


def is_turned_comparison(pair: Pair) -> bool:
    """Whether "A … than B" stands beside "B … than A", so that "more" and "less" mean the same."""
    ours, theirs = _than(pair.wording), _than(pair.stretch)
    if ours < 0 or theirs < 0:
        return False
    links = [k for k in pair.sure if _is_single(pair, k) and _is_phrase(pair, k)]
    kept = any(k.left > ours and k.right > theirs for k in links)
    crossing = any((k.left > ours) != (k.right > theirs) for k in links)
    return crossing and not kept


def _than(passage: Passage) -> int:
    return next((i for i, token in enumerate(passage.tokens) if token.norm == "than"), -1)
