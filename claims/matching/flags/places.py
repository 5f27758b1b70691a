"""Tells which names of a text say where something is, and which directions contradict."""

from collections.abc import Iterator

from claims.matching.names import Name
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.matching.polarity import OPPOSITE_WORDS
from claims.terms import COMPASS, PLACE_NOUNS, place_at

_STATIC = """
in at near outside inside around visit visits visited visiting reach reached toured leaves left
"""
STATIC = frozenset(_STATIC.split())
"""Words before the place where something is or that somebody goes to."""
_LOCATIVES_WORDS = """
in at near outside inside around from to into toward towards
"""
LOCATIVES = frozenset(_LOCATIVES_WORDS.split())
_WEAK_WORDS = """
on off from to into across through toward towards
"""
_WEAK = frozenset(_WEAK_WORDS.split())
_LOCATING_WORDS = """
coast coasts beach beaches village villages suburb suburbs outskirts shore shores waters resort
state states area regions provinces north south east west centre center streets slopes capital
rainforest forests municipality neighbourhood neighborhood
"""
_LOCATING = PLACE_NOUNS | frozenset(_LOCATING_WORDS.split())
_ARTICLES = frozenset({"the", "central", "downtown", "southern", "northern", "eastern", "western"})
_NEAR = 4


def lead(passage: Passage, name: Name) -> str:
    """The folded word before a name, articles and directions aside; "" at the beginning."""
    index = _lead_index(passage, name)
    return passage.tokens[index].norm if index >= 0 else ""


def is_located(passage: Passage, name: Name) -> bool:
    """Whether something happens at the place: "in Beijing", "the town of Verdun", "Metz: …"."""
    index = _lead_index(passage, name)
    before = [passage.tokens[i].norm for i in range(max(index - 1, 0), index + 1)]
    if not before:
        return _is_dateline(passage, name) or _is_in_country(passage, name.last + 1)
    if before[-1] in STATIC or before == ["close", "to"]:
        return True
    if before[-1] == "of" and before[0] in _LOCATING:
        return True
    return _is_followed_by_place_noun(passage, name)


def may_be_located(passage: Passage, name: Name) -> bool:
    """Whether a name may say where: as above, after "on", "from" and the like, or a known town."""
    is_town = name.place is not None and bool(name.place.spot)
    return is_town or is_located(passage, name) or lead(passage, name) in _WEAK


def _lead_index(passage: Passage, name: Name) -> int:
    index = name.first - 1
    while index > 0 and passage.tokens[index].norm in _ARTICLES:
        index -= 1
    return index


def _is_dateline(passage: Passage, name: Name) -> bool:
    token = passage.tokens[name.last]
    if token.text.isupper() and name.place is None:
        # "UPDATE: …" and "BREAKING: …" name no town.
        return False
    end = token.end
    return (
        passage.text[end : end + 2] in {": ", " (", " –", " —"}
        and name.last < len(passage.tokens) - 1
    )


def _is_in_country(passage: Passage, after: int) -> bool:
    """Whether it reads "Flakstad in Norway"."""
    tokens = passage.tokens[after : after + 2]
    if len(tokens) < 2 or tokens[0].norm != "in":
        return False
    return tokens[1].text[0].isupper() and place_at([tokens[1].norm], 0) is not None


def _is_followed_by_place_noun(passage: Passage, name: Name) -> bool:
    """Whether it reads "Colón province": a place noun that is no part of the name."""
    after = name.last + 1
    return after < len(passage.tokens) and passage.tokens[after].text in PLACE_NOUNS


def opposite_directions(pair: Pair) -> Iterator[tuple[int, int]]:
    """Directions of the wording whose opposite stands in the article beside the same word."""
    ours = [i for i, t in enumerate(pair.wording.tokens) if t.norm in COMPASS]
    if not ours:
        return
    theirs = [j for j, t in enumerate(pair.stretch.tokens) if t.norm in COMPASS]
    kept = {_direction(pair.stretch.tokens[j].norm) for j in theirs}
    for i in ours:
        norm = pair.wording.tokens[i].norm
        if _direction(norm) in kept:
            continue
        opposites = {_direction(n) for n in OPPOSITE_WORDS.get(norm, frozenset())}
        for j in theirs:
            is_opposite = _direction(pair.stretch.tokens[j].norm) in opposites
            if is_opposite and _beside_same(pair, i, j):
                yield i, j


def _direction(norm: str) -> str:
    return norm.removesuffix("ern")


def _beside_same(pair: Pair, i: int, j: int) -> bool:
    return any(abs(k.left - i) <= _NEAR and abs(k.right - j) <= _NEAR for k in pair.sure)
