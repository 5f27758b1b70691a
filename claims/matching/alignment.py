"""Links the words of a wording to the words of an article's text, in order as far as possible."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from claims.matching.measured import agree, are_comparable
from claims.matching.passage import Passage
from claims.matching.polarity import opposite_norms, opposite_terms

# Beyond these a pair is compared by its exact words only, so that time stays bounded.
_MOST_OCCURRENCES = 8
_MOST_LOOSE_WORDS = 200
_LONGEST_SLOT = 3
_VARIANT_SIMILARITY = 0.75
_SHORTEST_VARIANT = 4
_VARIANTS_TRIED = 3


class LinkKind(StrEnum):
    """Why two words are linked; OPPOSITE also links two different values of a quantity."""

    EXACT = "exact"
    VARIANT = "variant"
    OPPOSITE = "opposite"
    SLOT = "slot"


CREDITS: Mapping[LinkKind, float] = {
    LinkKind.EXACT: 1.0,
    # Another form or spelling of the word.
    LinkKind.VARIANT: 0.8,
    # "fell" for "rose", 52 for 25: the same subject, so the pair is shown; its flag says the rest.
    LinkKind.OPPOSITE: 0.7,
    # Different words between the same neighbours: a synonym or a changed detail.
    LinkKind.SLOT: 0.3,
}
"""The share of its weight with which a linked word counts as found."""


class Link(NamedTuple):
    """Token `left` of the wording is linked to token `right` of the article's text."""

    left: int
    right: int
    kind: LinkKind


def align(left: Passage, right: Passage, within: range) -> tuple[Link, ...]:
    """At most one link per content word of the wording, in its order.

    `within` bounds the tokens of the right side. Equal terms are linked along their longest common
    subsequence, then across it; then quantities, compounds, opposites, other forms, and words that
    stand between the same linked neighbours.
    """
    occurrences = _occurrences(left, right, within)
    exact = _longest_chain(left, occurrences)
    if len(exact) < len(left.content):
        _link_out_of_order(left, occurrences, exact)
    links = {i: Link(i, j, LinkKind.EXACT) for i, j in exact.items()}
    for link_more in _LOOSER:
        # Most wordings that are restated word for word need no looser rule.
        if len(links) == len(left.content):
            break
        link_more(left, right, within, links)
    return tuple(links[i] for i in sorted(links))


def in_order(links: Sequence[Link]) -> int:
    """The number of links on the longest chain that runs the same way on both sides."""
    ends: list[int] = []
    for link in links:
        place = bisect_left(ends, link.right)
        ends[place : place + 1] = [link.right]
    return len(ends)


def _occurrences(left: Passage, right: Passage, within: range) -> dict[str, list[int]]:
    """Where the wording's terms stand on the right side."""
    occurrences: dict[str, list[int]] = {}
    wanted = left.distinct
    for j in within:
        term = right.terms[j]
        if term in wanted:
            found = occurrences.setdefault(term, [])
            if len(found) < _MOST_OCCURRENCES:
                found.append(j)
    return occurrences


def _longest_chain(left: Passage, occurrences: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Longest common subsequence of the terms, by the Hunt-Szymanski method (1977)."""
    ends: list[int] = []
    nodes: list[tuple[int, int, int]] = []
    tops: list[int] = []
    for i in left.content:
        for j in reversed(occurrences.get(left.terms[i], ())):
            place = bisect_left(ends, j)
            nodes.append((i, j, tops[place - 1] if place else -1))
            ends[place : place + 1] = [j]
            tops[place : place + 1] = [len(nodes) - 1]
    chain: dict[int, int] = {}
    node = tops[-1] if tops else -1
    while node >= 0:
        i, j, node = nodes[node]
        chain[i] = j
    return chain


def _link_out_of_order(
    left: Passage, occurrences: Mapping[str, Sequence[int]], chain: dict[int, int]
) -> None:
    used = set(chain.values())
    for i in left.content:
        if i in chain:
            continue
        free = [j for j in occurrences.get(left.terms[i], ()) if j not in used]
        # A word the wording repeats may find its only counterpart taken; it is found all the same.
        options = free or occurrences.get(left.terms[i], ())
        if options:
            chain[i] = options[0]
            used.add(options[0])


def _link_quantities(left: Passage, right: Passage, within: range, links: dict[int, Link]) -> None:
    """The words of a quantity to its counterpart: "a quarter" to "25 per cent", or to another."""
    ours = left.quantities
    theirs = [q for q in right.quantities if q.tokens.start in within] if ours else []
    for one in ours:
        equal = next((q for q in theirs if agree(one, q)), None)
        other = equal or next((q for q in theirs if are_comparable(one, q)), None)
        if other is None:
            continue
        kind = LinkKind.EXACT if equal else LinkKind.OPPOSITE
        for i in one.tokens:
            if left.terms[i] and i not in links:
                links[i] = Link(i, other.tokens.start, kind)


def _link_compounds(left: Passage, right: Passage, within: range, links: dict[int, Link]) -> None:
    """Two words of one side written as one on the other: "push back" and "pushback"."""
    letters = right.letters
    for i in left.content:
        if i in links or i + 1 == len(left.tokens):
            continue
        norm = left.tokens[i].norm
        # Whatever is found contains the word, and few words not linked yet are found.
        if norm not in letters:
            continue
        j = right.spoken.get(norm + left.tokens[i + 1].norm, right.doubles.get(norm, -1))
        if j in within:
            links[i] = Link(i, j, LinkKind.VARIANT)


def _link_loosely(left: Passage, right: Passage, within: range, links: dict[int, Link]) -> None:
    """Other forms and misspellings among the words not yet linked."""
    used = {link.right for link in links.values()}
    loose_left = [i for i in left.content if i not in links][:_MOST_LOOSE_WORDS]
    loose_left = [i for i in loose_left if _could_vary(left.terms[i])]
    if not loose_left:
        return
    loose_right = [j for j in within if right.terms[j] and j not in used][:_MOST_LOOSE_WORDS]
    # Forms of one word begin alike, so few words have to be compared letter by letter.
    heads = {left.terms[i][:2] for i in loose_left}
    loose_right = [j for j in loose_right if right.terms[j][:2] in heads]
    if not loose_right:
        return
    for i in loose_left:
        for j in _most_similar(left.terms[i], right, loose_right):
            if j not in used and _is_variant(left.terms[i], right.terms[j]):
                links[i] = Link(i, j, LinkKind.VARIANT)
                used.add(j)
                break


def _most_similar(term: str, right: Passage, places: Sequence[int]) -> list[int]:
    """Up to three of some tokens that are similar enough, the most similar first."""
    similar = [
        (-Indel.normalized_similarity(term, right.terms[j], score_cutoff=_VARIANT_SIMILARITY), j)
        for j in places
    ]
    return [j for negative, j in sorted(similar)[:_VARIANTS_TRIED] if negative]


def _link_opposites(left: Passage, right: Passage, within: range, links: dict[int, Link]) -> None:
    opposites = _opposites_there(left, right, links)
    if not opposites:
        return
    by_word: dict[str, int] = {}
    used = {link.right for link in links.values()}
    for j in within:
        if right.terms[j] and j not in used:
            by_word.setdefault(right.terms[j], j)
            by_word.setdefault(right.tokens[j].norm, j)
    for i, words in opposites:
        j = next((by_word[word] for word in words if word in by_word), -1)
        if j >= 0 and j not in used:
            links[i] = Link(i, j, LinkKind.OPPOSITE)
            used.add(j)


def _opposites_there(
    left: Passage, right: Passage, links: Mapping[int, Link]
) -> list[tuple[int, Sequence[str]]]:
    """The words not yet linked of which an opposite stands anywhere on the right side."""
    found: list[tuple[int, Sequence[str]]] = []
    for i in left.content:
        if i not in links:
            words = (*opposite_terms(left.terms[i]), *opposite_norms(left.tokens[i].norm))
            if not right.words_and_terms.isdisjoint(words):
                found.append((i, words))
    return found


def _could_vary(term: str) -> bool:
    return len(term) >= _SHORTEST_VARIANT and term.isalpha()


def _is_variant(one: str, other: str) -> bool:
    """Forms of one word begin alike; numbers and places are equal or they are different things."""
    if min(len(one), len(other)) < _SHORTEST_VARIANT or not (one.isalpha() and other.isalpha()):
        return False
    return one[:2] == other[:2]


def _link_slots(left: Passage, right: Passage, within: range, links: dict[int, Link]) -> None:
    used = {link.right for link in links.values()}
    anchors = sorted(links.values(), key=lambda link: link.left)
    loose_right = [j for j in within if right.terms[j] and j not in used]
    for one, other in pairwise(anchors):
        if one.right >= other.right:
            continue
        gap_left = [i for i in range(one.left + 1, other.left) if left.terms[i]]
        first, last = bisect_left(loose_right, one.right), bisect_left(loose_right, other.right)
        gap_right = loose_right[first:last]
        if len(gap_left) <= _LONGEST_SLOT and len(gap_right) <= _LONGEST_SLOT:
            for i, j in zip(gap_left, gap_right, strict=False):
                links[i] = Link(i, j, LinkKind.SLOT)


_LOOSER = (_link_quantities, _link_compounds, _link_opposites, _link_loosely, _link_slots)
"""The rules after equal terms, in the order in which they may link a word."""
