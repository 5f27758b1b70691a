"""The index must reach what an exhaustive scan reaches, and nothing else."""

import math
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import ClaimIndex, KnownWording
from claims.matching.index import SHORT_WORDING
from claims.terms import terms_of
from claims.text import tokenize

WORDS = "sanctions dollar beijing moscow bridge trade vaccine killer amur officials rose the of not"
texts = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


def index_of(*claims: str) -> ClaimIndex:
    return ClaimIndex.build(KnownWording(i, f"c{i}", text) for i, text in enumerate(claims))


def reached(index: ClaimIndex, text: str, *, theta: float = 0.25) -> list[int]:
    return [c.position for c in index.candidates(tokenize(text), theta=theta)]


def scan(claims: Sequence[str], text: str, theta: float) -> dict[int, float]:
    """The same by definition: every long wording, summed word by word."""
    bags = [set(terms_of(tokenize(claim))) - {""} for claim in claims]
    frequency = Counter(term for bag in bags for term in bag)
    weight = {t: round(1000 * math.log(1 + (len(claims) + 50) / n)) for t, n in frequency.items()}
    k = round(1000 * math.log(1 + len(claims) + 50))
    here = set(terms_of(tokenize(text)))
    result = {}
    for position, bag in enumerate(bags):
        total = sum(weight[term] for term in bag)
        found = sum(weight[term] for term in bag & here)
        if len(bag) >= SHORT_WORDING and found and found >= theta * (total + k):
            result[position] = found / total
    return result


@given(st.lists(texts, max_size=8), texts, st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_reaches_what_an_exhaustive_scan_reaches(
    claims: list[str], text: str, theta: float
) -> None:
    index = index_of(*claims)

    found = {c.position: c.coverage for c in index.candidates(tokenize(text), theta=theta)}

    long = {p: share for p, share in found.items() if len(set(index_terms(claims[p]))) >= 4}
    assert long == pytest.approx(scan(claims, text, theta))


def index_terms(claim: str) -> list[str]:
    return [term for term in terms_of(tokenize(claim)) if term]


@given(st.lists(texts, min_size=1, max_size=8), texts)
def test_a_lower_theta_reaches_no_less(claims: list[str], text: str) -> None:
    index = index_of(*claims)

    assert set(reached(index, text, theta=0.5)) <= set(reached(index, text, theta=0.2))


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Vaccines cause autism.", "He says that vaccines cause autism in children.", True),
        ("Vaccines cause autism.", "Vaccines do not cause autism.", True),
        ("Vaccines cause autism.", "Autism has causes that no vaccine changes.", False),
        ("Vaccines cause autism.", "Vaccines are safe, and the cause of autism is unknown.", False),
        ("Corona.", "Corona", True),
        ("Corona.", "Corona is a beer.", False),
    ],
)
def test_a_short_wording_is_reached_by_its_phrase_only(
    claim: str, text: str, expected: bool
) -> None:
    assert bool(reached(index_of(claim), text)) is expected


@pytest.mark.parametrize("claim", ["", "  ", "...", "of the and", "\x00"])
def test_a_wording_without_content_is_never_reached(claim: str) -> None:
    assert reached(index_of(claim), "of the and ... something") == []


def test_an_empty_index_reaches_nothing() -> None:
    index = ClaimIndex.build([])

    assert len(index) == 0
    assert reached(index, "Anything at all may be said here.") == []


def test_a_rarer_term_weighs_more() -> None:
    index = index_of("Russia trades gas", "Russia trades oil", "Russia builds a bridge")

    assert index.weight("bridg") > index.weight("trade") > index.weight(">russia")
    assert index.weight("unheard") == index.weight("bridg")


def test_a_government_reaches_the_claims_about_its_country() -> None:
    index = index_of("Russia supplies masks and suits to China")

    assert reached(index, "Moscow has supplied the Chinese with masks") == [0]
