"""What others are told: schema.org's ClaimReview, and nothing that no person decided."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from claims import publish
from claims.enums import ClaimantKind, MatchState, SourceKind, Stance, VerdictState
from claims.models import Article, Claim, Match
from tests.factories import (
    NOW,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_match,
    make_rating,
    make_sentence,
    make_source,
    make_user,
    make_verdict,
    make_version,
    make_wording,
)

DESK = publish.Organisation(name="Harbour Desk", url="https://desk.example/")


def make_reviewed_claim(**fields: Any) -> Claim:
    claim = make_claim(**fields)
    verdict = make_verdict(
        claim=claim,
        state=VerdictState.PUBLISHED,
        published_at=NOW,
        explanation="The accounts show 12 million.",
        rating=make_rating(rating_value=1, alternate_name="False"),
    )
    make_evidence(verdict=verdict)
    make_wording(claim=claim)
    return claim


def make_appearance(claim: Claim, *, number: int = 1, **fields: Any) -> Match:
    """A confirmed match in an article of its own with the address …/number."""
    article = fields.pop("article", None) or make_article(
        canonical_url=f"https://harbour.example/{number}"
    )
    version = make_version(article=article, number=fields.pop("version_number", 1))
    decided = {"state": MatchState.CONFIRMED, "decided_by": make_user(), "decided_at": NOW}
    return make_match(
        wording=claim.wordings.get(), sentence=make_sentence(version=version), **decided | fields
    )


def addresses(claim: Claim) -> list[str]:
    review = publish.claim_review(claim, organisation=DESK)
    return [work["url"] for work in review["itemReviewed"].get("appearance", [])]


@pytest.mark.django_db
def test_a_full_review_in_the_terms_of_schema_org() -> None:
    claimant = make_claimant(
        name="Anna Lind", description="Mayor", same_as="https://www.wikidata.org/wiki/Q1"
    )
    claim = make_reviewed_claim(
        text="The bridge cost 40 million.", claimant=claimant, made_date=date(2026, 5, 1)
    )
    claim.verdicts.update(url="https://desk.example/bridge")
    article = make_article(
        canonical_url="https://harbour.example/a",
        title="Costly bridge",
        published_at=datetime(2026, 5, 2, tzinfo=UTC),
        source=make_source(name="Harbour Times", kind=SourceKind.NEWSPAPER),
    )
    make_appearance(claim, article=article)

    review = publish.claim_review(claim, organisation=DESK)

    work = {
        "@type": "NewsArticle",
        "url": "https://harbour.example/a",
        "headline": "Costly bridge",
        "datePublished": "2026-05-02T00:00:00+00:00",
        "publisher": {"@type": "Organization", "name": "Harbour Times"},
    }
    assert json.loads(json.dumps(review)) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://desk.example/bridge",
        "datePublished": "2026-11-21T12:00:00+00:00",
        "inLanguage": "en",
        "author": {
            "@type": "Organization",
            "name": "Harbour Desk",
            "url": "https://desk.example/",
        },
        "claimReviewed": "The bridge cost 40 million.",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "False",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "The accounts show less.",
        },
        "reviewBody": "The accounts show 12 million.",
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Accounts 2025",
                "text": "The bridge cost 12 million euros.",
            }
        ],
        "itemReviewed": {
            "@type": "Claim",
            "text": "The bridge cost 40 million.",
            "inLanguage": "en",
            "datePublished": "2026-05-01",
            "author": {
                "@type": "Person",
                "name": "Anna Lind",
                "description": "Mayor",
                "sameAs": "https://www.wikidata.org/wiki/Q1",
            },
            "firstAppearance": work,
            "appearance": [work],
        },
    }


@pytest.mark.django_db
def test_what_is_not_known_is_left_out() -> None:
    claim = make_reviewed_claim()

    review = publish.claim_review(claim, organisation=publish.Organisation())

    assert not {"url", "author"} & set(review)
    assert set(review["itemReviewed"]) == {"@type", "text", "inLanguage"}


@pytest.mark.django_db
def test_a_rating_of_zero_is_a_value() -> None:
    claim = make_reviewed_claim()
    zero = make_rating(rating_value=0, worst_rating=0, best_rating=3)
    claim.verdicts.update(rating=zero)

    rating = publish.claim_review(claim, organisation=DESK)["reviewRating"]

    assert (rating["ratingValue"], rating["worstRating"]) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [VerdictState.DRAFT, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN]
)
def test_nothing_is_told_of_a_verdict_that_is_not_published(state: VerdictState) -> None:
    claim = make_claim()
    published_at = None if state == VerdictState.DRAFT else NOW
    make_verdict(claim=claim, state=state, published_at=published_at)

    with pytest.raises(publish.NothingPublished, match="no published verdict"):
        publish.claim_review(claim, organisation=DESK)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [state for state in MatchState if state != "confirmed"])
def test_only_confirmed_matches_are_appearances(state: MatchState) -> None:
    claim = make_reviewed_claim()
    decided = state != MatchState.SUGGESTED
    make_appearance(
        claim,
        state=state,
        decided_by=make_user() if decided else None,
        decided_at=NOW if decided else None,
    )

    assert addresses(claim) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stance", "told"),
    [
        (Stance.REPEATS, True),
        (Stance.QUOTES, True),
        (Stance.DISPUTES, False),
        (Stance.CORRECTS, False),
        (Stance.QUESTIONS, False),
    ],
)
def test_who_disputes_a_claim_is_not_named_as_spreading_it(stance: Stance, told: bool) -> None:
    claim = make_reviewed_claim()
    make_appearance(claim, stance=stance)

    assert bool(addresses(claim)) is told


@pytest.mark.django_db
def test_each_article_is_named_once_and_the_earliest_first() -> None:
    claim = make_reviewed_claim()
    late, early, undated = (
        make_article(canonical_url=f"https://harbour.example/{name}", published_at=published_at)
        for name, published_at in (
            ("late", datetime(2026, 6, 1, tzinfo=UTC)),
            ("early", datetime(2026, 5, 1, tzinfo=UTC)),
            ("undated", None),
        )
    )
    for article in (undated, late, early):
        make_appearance(claim, article=article)
    make_appearance(claim, article=late, version_number=2)
    make_appearance(claim, article=Article.objects.get(pk=make_article().pk))

    review = publish.claim_review(claim, organisation=DESK)

    assert addresses(claim) == [
        "https://harbour.example/early",
        "https://harbour.example/late",
        "https://harbour.example/undated",
    ]
    assert review["itemReviewed"]["firstAppearance"]["url"] == "https://harbour.example/early"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source_kind", "work_type"),
    [
        (SourceKind.FORUM, "DiscussionForumPosting"),
        (SourceKind.TABLOID, "NewsArticle"),
        (SourceKind.GOVERNMENT, "CreativeWork"),
        (None, "CreativeWork"),
    ],
)
def test_the_type_of_an_article_follows_its_source(
    source_kind: SourceKind | None, work_type: str
) -> None:
    claim = make_reviewed_claim()
    source = make_source(kind=source_kind) if source_kind else None
    article = make_article(canonical_url="https://harbour.example/a", source=source)
    make_appearance(claim, article=article)

    review = publish.claim_review(claim, organisation=DESK)

    assert review["itemReviewed"]["appearance"][0]["@type"] == work_type


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "author_type"),
    [
        (ClaimantKind.PERSON, "Person"),
        (ClaimantKind.ORGANISATION, "Organization"),
        (ClaimantKind.GOVERNMENT, "GovernmentOrganization"),
        (ClaimantKind.OTHER, "Organization"),
    ],
)
def test_the_type_of_an_author_follows_the_claimant(kind: ClaimantKind, author_type: str) -> None:
    claim = make_reviewed_claim(claimant=make_claimant(kind=kind))

    review = publish.claim_review(claim, organisation=DESK)

    assert review["itemReviewed"]["author"]["@type"] == author_type


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_appearances(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = make_reviewed_claim()
    for number in range(count):
        make_appearance(claim, number=number)

    with django_assert_num_queries(3):
        publish.claim_review(claim, organisation=DESK)
