"""Two phrases that changed places: who did it to whom, which of two is more."""

import pytest

from claims.matching.alignment import align
from claims.matching.flags.exchange import find_exchange, is_turned_comparison
from claims.matching.pair import Pair
from claims.matching.passage import Passage


def pair_of(claim: str, sentence: str) -> Pair:
    wording, stretch = Passage.of(claim), Passage.of(sentence)
    links = align(wording, stretch, range(len(stretch.tokens)))
    span = [link.right for link in links]
    return Pair(wording, stretch, links, min(span), max(span))


def is_exchanged(claim: str, sentence: str) -> bool:
    return find_exchange(pair_of(claim, sentence), idle=frozenset({"meet"})) is not None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The gardener fooled the fox in June.", "The fox fooled the gardener in June."),
        ("Velmo lent grain to Tarn.", "Tarn lent grain to Velmo."),
        ("Trams carry more people than buses in Velmo.", "Buses carry more people than trams."),
        ("The cake was eaten by a goat.", "A goat was eaten by the cake."),
        ("They sold carp labelled as trout.", "They sold trout labelled as carp."),
    ],
)
def test_finds_two_phrases_around_the_same_words(claim: str, sentence: str) -> None:
    assert is_exchanged(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        # The passive turns it back.
        ("The gardener fooled the fox in June.", "The fox was fooled by the gardener in June."),
        # A whole phrase moves with its preposition.
        ("In Velmo the fair closed after a storm.", "After a storm the fair closed in Velmo."),
        # Less is more the other way round.
        ("Trams carry more people than buses.", "Buses carry fewer people than trams."),
        # What two do together.
        ("Velmo met Tarn in the final.", "Tarn met Velmo in the final."),
        # Figures and times move freely.
        ("In 2019 Velmo lent 5 barges.", "Velmo lent 5 barges in 2019."),
        ("The gardener fooled the fox.", "The gardener fooled the fox."),
    ],
)
def test_takes_no_other_order_for_an_exchange(claim: str, sentence: str) -> None:
    assert not is_exchanged(claim, sentence)


def test_more_and_less_mean_the_same_around_an_exchanged_than() -> None:
    turned = pair_of("Trams use less power than buses.", "Buses use more power than trams.")
    plain = pair_of("Trams use less power than buses.", "Trams use more power than buses.")

    assert is_turned_comparison(turned)
    assert not is_turned_comparison(plain)
