"""Which words turn a statement round: listed opposites, rising and falling, wise and unwise."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from claims.matching.passage import Passage
from claims.terms import CONVERSES, DOWN_TERM, OPPOSITES, UP_TERM, terms_of
from claims.text import tokenize

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
# Whoever lost a home is homeless: these go with their noun.
_LOST = frozenset({"homeless", "jobless", "countless", "endless", "needless", "fatherless"})
_SUFFIXES = (("ful", "less"), ("less", "ful"))
_SHORTEST_STEM = 4
_NORMS_KEPT = 20_000


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
_CONVERSE_TERMS = _table(
    (terms_of(tokenize(one))[0], terms_of(tokenize(other))[0]) for one, other in CONVERSES
)
OPPOSITE_WORDS = _table(OPPOSITES)
"""The listed opposites as folded words, for those that a tokenizer takes for function words."""


def opposite_terms(term: str) -> frozenset[str]:
    """The terms that say the opposite of a term."""
    return _OPPOSITE_TERMS.get(term, frozenset())


@lru_cache(_NORMS_KEPT)
def opposite_norms(norm: str) -> tuple[str, ...]:
    """The folded words that a prefix or suffix would make the opposite of a word."""
    longer = [prefix + norm for prefix in _NEGATIVE_PREFIXES] if len(norm) >= _SHORTEST_STEM else []
    swapped = [norm[: -len(a)] + b for a, b in _SUFFIXES if norm.endswith(a)]
    shorter = [norm.removeprefix(p) for p in _NEGATIVE_PREFIXES if norm.startswith(p)]
    return (*longer, *swapped, *(word for word in shorter if len(word) >= _SHORTEST_STEM))


def are_opposite(left: Passage, i: int, right: Passage, j: int) -> bool:
    """Whether two words say the opposite."""
    if right.terms[j] in opposite_terms(left.terms[i]):
        return True
    return right.tokens[j].norm in opposite_norms(left.tokens[i].norm)


@lru_cache(_NORMS_KEPT)
def bare_of(norm: str) -> str:
    """The word that was negated by a prefix or by "-less" ("signed" for "unsigned"), or ""."""
    if norm.endswith("less") and len(norm) >= 2 * _SHORTEST_STEM and norm not in _LOST:
        return norm.removesuffix("less")
    bare = next((norm.removeprefix(p) for p in _NEGATIVE_PREFIXES if norm.startswith(p)), "")
    return bare if len(bare) >= _SHORTEST_STEM else ""


def converse_terms(term: str) -> frozenset[str]:
    """The terms that tell the same deal from its other side: "bought" for "sold"."""
    return _CONVERSE_TERMS.get(term, frozenset())


def are_converse(one: str, other: str) -> bool:
    """Whether two terms tell the same deal from its two sides."""
    return other in converse_terms(one)
