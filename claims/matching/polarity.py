"""Which words turn a statement round: listed opposites, rising and falling, wise and unwise."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from claims.matching.passage import Passage
from claims.terms import DOWN_TERM, OPPOSITES, UP_TERM, terms_of
from claims.text import tokenize

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_SHORTEST_STEM = 4


def _table(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for one, other in pairs:
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return MappingProxyType({word: frozenset(others) for word, others in table.items()})


def _term_pairs() -> Iterable[tuple[str, str]]:
    yield UP_TERM, DOWN_TERM
    for pair in OPPOSITES:
        one, other = (terms_of(tokenize(word))[0] for word in pair)
        if one and other and one != other:
            yield one, other


_OPPOSITE_TERMS = _table(_term_pairs())
OPPOSITE_WORDS = _table(OPPOSITES)
"""The listed opposites as folded words, for those that a tokenizer takes for function words."""


def opposite_terms(term: str) -> frozenset[str]:
    """The terms that say the opposite of a term."""
    return _OPPOSITE_TERMS.get(term, frozenset())


def opposite_norms(norm: str) -> list[str]:
    """The folded words that a prefix would make the opposite of a word."""
    longer = [prefix + norm for prefix in _NEGATIVE_PREFIXES] if len(norm) >= _SHORTEST_STEM else []
    shorter = [norm.removeprefix(p) for p in _NEGATIVE_PREFIXES if norm.startswith(p)]
    return longer + [word for word in shorter if len(word) >= _SHORTEST_STEM]


def are_opposite(left: Passage, i: int, right: Passage, j: int) -> bool:
    """Whether two words say the opposite."""
    if right.terms[j] in opposite_terms(left.terms[i]):
        return True
    return right.tokens[j].norm in opposite_norms(left.tokens[i].norm)
