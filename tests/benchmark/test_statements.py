from claims.benchmark.profile import TARGET, profile_of
from claims.benchmark.statements import LONGEST, SHORTEST, MadeText


def test_the_same_seed_gives_the_same_claims_and_articles(
    made_text: MadeText, claims: list[str]
) -> None:
    again = MadeText(1)

    assert list(again.claims(300)) == claims[:300]
    assert again.background(7, 10) == made_text.background(7, 10)


def test_other_articles_are_other_text(made_text: MadeText) -> None:
    assert not set(made_text.background(7, 40)) & set(made_text.background(8, 40))


def test_a_shorter_list_begins_a_longer_one(made_text: MadeText, claims: list[str]) -> None:
    assert list(made_text.claims(10_010)) == claims[:10_010]


def test_claims_are_distinct_and_of_a_statements_length(claims: list[str]) -> None:
    lengths = [claim.count(" ") + 1 for claim in claims]

    assert len(set(claims)) == len(claims) == 12_000
    assert min(lengths) >= SHORTEST
    assert max(lengths) <= LONGEST


def test_claims_are_sentences(claims: list[str]) -> None:
    assert all(claim[0].isupper() or claim[0].isdigit() for claim in claims)
    assert all(claim.endswith(".") for claim in claims)
    assert not any(" ," in claim or "  " in claim or "\n" in claim for claim in claims)


def test_words_are_as_skewed_as_in_the_news(claims: list[str]) -> None:
    profile = profile_of(claims)

    assert 16 < profile.mean_tokens < 18.5
    assert profile.words > 25_000
    for share, target in zip(profile.shares[:4], TARGET, strict=False):
        assert 0.75 * target < share < 1.3 * target


def test_some_claims_are_nearly_alike(claims: list[str]) -> None:
    beginnings = [" ".join(claim.split()[:4]) for claim in claims]

    assert len(set(beginnings)) < 0.99 * len(claims)


def test_articles_have_longer_sentences(made_text: MadeText) -> None:
    sentences = made_text.background(3, 400)

    mean = sum(sentence.count(" ") + 1 for sentence in sentences) / 400
    assert 22 < mean < 26
