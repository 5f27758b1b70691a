"""Finds the words that negate or deny, and how far each of them reaches.

What a word governs is judged by distance and punctuation, without a parser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.matching.passage import Passage
from claims.terms import ABSENCES, DENIALS, DENIED, NEGATORS, REJECTING, base_of, stem_of

_SCOPE = 10
"""Words after a negating word that it can govern."""
_BEHIND = 6
"""Words before a negating word that ends its clause ("once and never again")."""
_CLAUSE_ENDS = frozenset(',;:.!?()—–“"')
_CLAUSE_WORDS = frozenset({"but", "although", "though", "while", "whereas", "because"})
_FALSEHOODS = frozenset(
    {"false", "untrue", "fake", "hoax", "myth", "fabricated", "baseless", "unfounded"}
)
_ERRORS = frozenset({"wrong", "incorrect", "mistaken", "nonsense"})
_DENIAL_STEMS = frozenset(map(stem_of, DENIALS))
_ABSENCE_STEMS = frozenset(map(stem_of, ABSENCES))
_DENIED_STEMS = frozenset(map(stem_of, DENIED))
_REJECTING_STEMS = frozenset((stem_of(verb), particle) for verb, particle in REJECTING)
_REJECTING_VERBS = frozenset(verb for verb, _ in _REJECTING_STEMS)
# "Dismissed the coach" and "a dispute over pay" deny nothing, "declining prices" neither.
_NEED_DENIED = frozenset(map(stem_of, ("dismiss", "dispute")))
_NEED_TO = frozenset({stem_of("decline")})
# "not only" and the like negate nothing.
_IDLE_FOLLOWERS_WORDS = """
only just least merely simply doubt surprise matter hesitate wonder question alone mention
because unlike surprisingly far least infrequently secret coincidence accident
"""
_IDLE_FOLLOWERS = frozenset(_IDLE_FOLLOWERS_WORDS.split())
_UNDONE = re.compile(r"un\w{3,}(?:ed|ful|able|ible|ing|al|ous|en)")
_SHORTEST = 5
_NO_SUPERLATIVES_WORDS = """
interest forest request protest harvest suggest contest arrest invest honest digest modest tempest
manifest conquest inquest behest dishonest disinterest priest everest budapest bucharest
"""
_NO_SUPERLATIVES = frozenset(_NO_SUPERLATIVES_WORDS.split())
_COMPARATIVES = frozenset({"fewer", "less", "more", "later", "sooner", "earlier"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A negating word and the tokens it governs."""

    token: int
    scope: range


def find_cues(passage: Passage) -> Iterator[Cue]:
    """The words of a text that negate or deny something, in order."""
    for index, token in enumerate(passage.tokens):
        if _negates(passage, index):
            yield Cue(index, _scope(passage, index))
        elif token.norm in _FALSEHOODS or (
            token.norm in _ERRORS and _norm(passage, index + 1) == "that"
        ):
            yield Cue(
                index,
                range(max(index - 2 * _SCOPE, 0), min(index + 2 * _SCOPE, len(passage.tokens))),
            )


def find_absences(passage: Passage) -> Iterator[int]:
    """The words that imply a negation ("only", "impossible", "abolished"), in order."""
    return (
        i
        for i, token in enumerate(passage.tokens)
        if base_of(token) in _ABSENCE_STEMS
        or _UNDONE.fullmatch(token.norm)
        or _is_superlative(token.norm)
    )


def _is_superlative(norm: str) -> bool:
    """The hottest month is the one than which none was hotter."""
    return len(norm) > _SHORTEST and norm.endswith("est") and norm not in _NO_SUPERLATIVES


def _norm(passage: Passage, index: int) -> str:
    return passage.tokens[index].norm if index < len(passage.tokens) else ""


def _negates(passage: Passage, index: int) -> bool:
    token = passage.tokens[index]
    if token.norm in NEGATORS:
        return not (_is_idle(passage, index) or _is_in_name(passage, index))
    base = base_of(token)
    if base in _DENIAL_STEMS:
        return _denies(passage, index, base)
    if base not in _REJECTING_VERBS:
        return False
    after = (_norm(passage, i) for i in range(index + 1, index + 4))
    return any((base, particle) in _REJECTING_STEMS for particle in after)


def _is_in_name(passage: Passage, index: int) -> bool:
    """Whether it belongs to a name: "Doctors Without Borders"."""
    around = passage.tokens[max(index - 1, 0) : index + 2]
    return len(around) == 3 and all(t.text.istitle() for t in around)


def _denies(passage: Passage, index: int, base: str) -> bool:
    if base in _NEED_TO:
        return _norm(passage, index + 1) == "to"
    if base not in _NEED_DENIED:
        return True
    after = passage.tokens[index + 1 : index + 5]
    return any(base_of(t) in _DENIED_STEMS or t.norm == "that" for t in after)


def _is_idle(passage: Passage, index: int) -> bool:
    """Whether a negating word negates nothing: "not only", "no fewer than", "nothing but"."""
    norm, follower = _norm(passage, index), _norm(passage, index + 1)
    if follower in _IDLE_FOLLOWERS or (norm == "no" and follower[:1].isdigit()):
        return True
    if follower in _COMPARATIVES and _norm(passage, index + 2) == "than":
        return True
    if norm == "not" and (_is_contrast(passage, index) or _is_bound(passage, index)):
        return True
    return norm == "nothing" and follower == "but"


def _is_contrast(passage: Passage, index: int) -> bool:
    """Whether it reads "or not" or "six million, not three"."""
    if not index:
        return False
    before = passage.tokens[index - 1]
    if before.norm == "or":
        return True
    after = passage.tokens[index + 1 : index + 2]
    is_aside = passage.text[before.end : passage.tokens[index].start] == ", "
    return is_aside and any(not t.is_content or t.norm[:1].isdigit() for t in after)


def _is_bound(passage: Passage, index: int) -> bool:
    """Whether it reads "not even 14 per cent": a bound, and the numbers' business."""
    return _norm(passage, index + 1) == "even" and _norm(passage, index + 2)[:1].isdigit()


def _scope(passage: Passage, index: int) -> range:
    """The words after a negating word to the end of its clause; before it if none follows."""
    last = min(index + _SCOPE, len(passage.tokens) - 1)
    scope = range(index + 1, last + 1)
    for i in range(index + 1, last + 1):
        gap = passage.text[passage.tokens[i - 1].end : passage.tokens[i].start]
        if passage.tokens[i].norm in _CLAUSE_WORDS or set(gap) & _CLAUSE_ENDS:
            scope = range(index + 1, i)
            break
    is_bare = not any(passage.terms[i] for i in scope)
    if is_bare and passage.tokens[index].norm in {"never", "not"}:
        return range(max(index - _BEHIND, 0), index)
    return scope
