import random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.benchmark.rewording import content_terms, reword


def changed(claim: str, said: str) -> float:
    """The share of the terms of a claim that its rewording does not have."""
    terms = content_terms(claim)
    return len(terms - content_terms(said)) / len(terms)


@pytest.mark.parametrize(
    ("level", "least", "most"), [(1, 0.03, 0.2), (2, 0.24, 0.36), (3, 0.43, 0.57)]
)
def test_each_level_changes_its_share_of_content_words(
    claims: list[str], level: int, least: float, most: float
) -> None:
    rng = random.Random(4)

    shares = [changed(claim, reword(claim, level=level, rng=rng)) for claim in claims[:300]]

    assert least < mean(shares) < most


def test_a_rewording_is_a_sentence(claims: list[str]) -> None:
    rng = random.Random(5)

    said = [reword(claim, level=level, rng=rng) for claim in claims[:100] for level in (1, 2, 3)]

    assert all(text.endswith(".") and text[0] == text[0].upper() for text in said)
    assert not any("  " in text or text in claims for text in said)


def test_the_same_draw_gives_the_same_words(claims: list[str]) -> None:
    one, other = (reword(claims[0], level=3, rng=random.Random(6)) for _ in range(2))

    assert one == other


@settings(max_examples=50)
@given(st.text(min_size=1), st.sampled_from([1, 2, 3]))
def test_any_text_can_be_reworded(text: str, level: int) -> None:
    assert reword(text, level=level, rng=random.Random(7)).endswith(".")
