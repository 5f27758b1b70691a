import pytest

from claims.benchmark.articles import PlantedArticle, make_articles
from claims.benchmark.rewording import content_terms
from claims.benchmark.statements import MadeText
from claims.text import segment


@pytest.fixture(scope="module")
def articles(made_text: MadeText, claims: list[str]) -> list[PlantedArticle]:
    return list(make_articles(claims, made_text, count=40, seed=3))


def test_an_article_has_one_rewording_of_each_level(articles: list[PlantedArticle]) -> None:
    assert all(sorted(p.level for p in article.planted) == [1, 2, 3] for article in articles)


def test_an_article_has_forty_sentences(articles: list[PlantedArticle]) -> None:
    counts = [len(segment(article.text).sentences) for article in articles]

    assert all(count == 40 for count in counts)


def test_planted_spans_are_whole_sentences_about_the_claim(
    articles: list[PlantedArticle], claims: list[str]
) -> None:
    for article in articles:
        sentences = {s.text for s in segment(article.text).sentences}
        for planted in article.planted:
            said = article.text[planted.start : planted.end]
            assert said in sentences
            assert content_terms(said) & content_terms(claims[planted.claim])


def test_about_half_of_the_planted_sentences_trail_a_clause(
    articles: list[PlantedArticle], claims: list[str]
) -> None:
    longer = [
        planted.end - planted.start > len(claims[planted.claim]) + 30
        for article in articles
        for planted in article.planted
    ]

    assert 0.35 < sum(longer) / len(longer) < 0.75


def test_the_same_seed_gives_the_same_articles(made_text: MadeText, claims: list[str]) -> None:
    one, other = (list(make_articles(claims, made_text, count=3, seed=9)) for _ in range(2))

    assert one == other


def test_claims_are_planted_out_of_the_first_ten_thousand(
    made_text: MadeText, claims: list[str]
) -> None:
    few = list(make_articles(claims[:10_000], made_text, count=10, seed=3))
    many = list(make_articles(claims, made_text, count=10, seed=3))

    assert few == many


def test_with_fewer_claims_than_levels_what_there_is_is_planted(made_text: MadeText) -> None:
    claim = "The northern harbour bridge was closed by engineers in Warsaw."

    (article,) = make_articles([claim], made_text, count=1, seed=3)

    assert [p.claim for p in article.planted] == [0]
