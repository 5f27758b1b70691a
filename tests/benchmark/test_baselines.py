import pytest

from claims.benchmark.articles import make_articles
from claims.benchmark.baselines import Asked, bm25, brute_force, sample_sentences
from claims.benchmark.statements import MadeText


def test_sentences_are_taken_from_every_level_and_from_none(
    made_text: MadeText, claims: list[str]
) -> None:
    articles = list(make_articles(claims, made_text, count=4, seed=3))

    asked = sample_sentences(articles, 8)

    assert [one.level for one in asked] == [1, 2, 3, 0, 1, 2, 3, 0]
    assert len({one.sentence for one in asked}) == 8
    assert all(any(one.sentence in a.text for a in articles) for one in asked)


def test_brute_force_finds_what_is_repeated(claims: list[str]) -> None:
    found = brute_force([Asked(claims[5], 1), Asked("Nobody was there.", 0)], claims[:300])

    assert (claims[5], 5) in found.pairs
    assert found.article_ms > 0


def test_bm25_finds_what_is_planted(made_text: MadeText, claims: list[str]) -> None:
    pytest.importorskip("tantivy")
    articles = list(make_articles(claims[:300], made_text, count=3, seed=3))

    found = bm25(articles, claims[:300])

    assert found.recall == {1: 1.0, 2: 1.0, 3: 1.0}
