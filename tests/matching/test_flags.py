"""What a raised flag does to a match, and what the flags leave alone in other languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Entry, Index
from claims.matching import Flag, Matcher, restate
from claims.matching.alignment import align
from claims.matching.flags import find_flags
from claims.matching.pair import Pair
from claims.matching.passage import Passage
from claims.text import segment

CONFLICTS = frozenset(Flag) - {Flag.QUOTE, Flag.ATTRIBUTION}
SECOND_LOOK = 0.6
ACTORS = ["Norway", "Siemens", "The court in Oslo", "Elena Marku"]
VERBS = ["approved", "did not approve", "rejected", "never approved"]
AMOUNTS = ["5 million euros", "6 million euros", "12 per cent", "a fifth"]
DATES = ["in March 2021", "in April 2021", "on 8 May 2019"]
STATEMENTS = st.builds(
    "{} {} the plan for {} of the cost {}.".format,
    *map(st.sampled_from, (ACTORS, VERBS, AMOUNTS, DATES)),
)


def raised(claim: str, sentence: str, language: str = "en") -> set[str]:
    wording, stretch = (Passage.of(text, language=language) for text in (claim, sentence))
    links = align(wording, stretch, range(len(stretch.tokens)))
    span = [link.right for link in links]
    pair = Pair(wording, stretch, links, min(span), max(span), language=language)
    return {reason.flag.value for reason in find_flags(pair)}


@settings(max_examples=20, deadline=None)
@given(STATEMENTS, STATEMENTS)
def test_a_match_with_a_conflict_is_never_a_plain_match(claim: str, sentence: str) -> None:
    matcher = Matcher(Index.build([Entry(1, 1, claim)]), threshold=0.0)

    for match in matcher.match(segment(sentence)):
        is_plain = match.probability > SECOND_LOOK
        assert not is_plain or not {reason.flag for reason in match.flags} & CONFLICTS


@given(STATEMENTS)
def test_a_repeated_claim_has_no_flag(statement: str) -> None:
    assert raised(statement, statement) == set()


def test_english_words_mean_nothing_in_other_languages() -> None:
    claim, sentence = "A inflação do Brasil subiu.", "A inflação no Brasil não só subiu."

    assert raised(claim, sentence, "pt") == set()
    assert raised("Prices in Brazil rose.", "No prices in Brazil rose.") == {"negation"}


def test_figures_and_quotations_are_compared_in_every_language() -> None:
    claim = "La fábrica de Sevilla perdió 25 millones, dijo «nunca subiremos los impuestos»."
    sentence = "La fábrica de Sevilla perdió 52 millones, dijo «jamás bajaremos los impuestos»."

    assert raised(claim, sentence, "es") == {"number", "quote"}


def test_two_views_of_one_deal_are_no_contradiction() -> None:
    claim = "The museum lent two paintings to the gallery in Bergen."

    assert raised(claim, "The gallery in Bergen borrowed two paintings from the museum.") == set()
    assert raised(claim, "The museum borrowed two paintings from the gallery in Bergen.") != set()


def test_what_implies_a_negation_answers_one() -> None:
    claim = "Only residents may park in the old town."

    assert raised(claim, "Nobody except residents may park in the old town.") == set()


def test_a_rank_a_rate_and_a_direction_are_compared() -> None:
    assert raised("It was her second win in Ghent.", "It was her third win in Ghent.") == {"number"}
    assert raised("The nurse earns 300 euros a month.", "The nurse earns 300 euros a week.") == {
        "number"
    }
    assert raised(
        "Floods hit northern Kenya on Monday.", "Floods hit southern Kenya on Monday."
    ) == {"place"}


def test_a_figure_is_not_compared_with_what_it_grew_from_or_by() -> None:
    claim = "The ticket went up from 20 to 25 euros."

    assert raised(claim, "The ticket became 5 euros dearer and costs 25.") == set()
    assert raised(claim, "The ticket went up to 25 euros, five more than before.") == set()


@pytest.mark.parametrize("words", ["", "…", "😀 😀 😀 😀"])
@pytest.mark.parametrize(
    "claim", ["On 5 May 2020 5 per cent “left”.", "Norway never sued.", "Moscow said that it left."]
)
def test_a_side_without_a_word_raises_nothing(claim: str, words: str) -> None:
    assert restate(claim, words, language="en").flags == ()
    assert restate(words, claim, language="en").flags == ()


def test_a_prefix_before_nothing_but_marks_negates_nothing() -> None:
    assert raised("Norway sued Sweden", "Norway sued Sweden un\u20dd\u20dd\u20dd\u20dd") == set()


@pytest.mark.parametrize("before", [0, 3_000])
@pytest.mark.parametrize("after", [0, 3_000])
def test_a_detail_is_compared_however_long_the_sentence_is(before: int, after: int) -> None:
    article = "word " * before + "In 2018 Norway sued Sweden over a bridge " + "more " * after

    assert raised("In 2017 Norway sued Sweden over a bridge", article) == {"date"}
    assert raised(article, "In 2017 Norway sued Sweden over a bridge") == {"date"}
