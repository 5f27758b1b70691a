"""A published verdict in the words of schema.org: ClaimReview as JSON-LD."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django.db.models import F
from django.utils.translation import gettext

from claims.enums import REPEATING, ClaimantKind, SourceKind
from claims.models import Article, Claim, Claimant, Evidence, Match, Rating, Verdict

# Properties by which an article or person is described; every value is a string or such a record.
Node = dict[str, Any]

ClaimReview = TypedDict(
    "ClaimReview",
    {
        "@context": str,
        "@type": str,
        "url": NotRequired[str],
        "datePublished": str,
        "inLanguage": str,
        "author": NotRequired[Node],
        "claimReviewed": str,
        "reviewRating": Node,
        "reviewBody": str,
        "citation": NotRequired[list[Node]],
        "itemReviewed": Node,
    },
)

AUTHOR_TYPES = {
    ClaimantKind.PERSON: "Person",
    ClaimantKind.GOVERNMENT: "GovernmentOrganization",
    ClaimantKind.ORGANISATION: "Organization",
    # Claimants such as "posts on Facebook"; schema.org has persons and organisations only.
    ClaimantKind.OTHER: "Organization",
}
WORK_TYPES = {
    SourceKind.FORUM: "DiscussionForumPosting",
    SourceKind.GOVERNMENT: "CreativeWork",
    SourceKind.OTHER: "CreativeWork",
}


class NothingPublished(Exception):
    """The claim has no verdict that others may be told."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(gettext("Claim %(claim)s has no published verdict.") % {"claim": claim.pk})


@dataclass(frozen=True, slots=True)
class Organisation:
    """The desk that publishes the reviews; an empty name leaves the author out."""

    name: str = ""
    url: str = ""


def claim_review(claim: Claim, *, organisation: Organisation) -> ClaimReview:
    """The claim's published verdict, with every property that Google's guideline recommends.

    Source: https://schema.org/ClaimReview. Appearances are the confirmed matches in which an
    article repeats or quotes the claim and has an address. Raises NothingPublished.
    """
    verdict = (
        Verdict.objects.published()
        .filter(claim=claim)
        .select_related("rating")
        .prefetch_related("evidence")
        .first()
    )
    if verdict is None or verdict.published_at is None or verdict.rating is None:
        raise NothingPublished(claim)
    review: ClaimReview = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": verdict.published_at.isoformat(),
        "inLanguage": verdict.language,
        "claimReviewed": claim.text,
        "reviewRating": _rating(verdict.rating, explanation=verdict.summary),
        "reviewBody": verdict.explanation,
        "itemReviewed": _claim(claim),
    }
    if verdict.url:
        review["url"] = verdict.url
    if organisation.name:
        review["author"] = _node("Organization", name=organisation.name, url=organisation.url)
    if citation := [_evidence(evidence) for evidence in verdict.evidence.all()]:
        review["citation"] = citation
    return review


def _node(kind: str, **properties: object) -> Node:
    """A record without the properties that are empty."""
    return {"@type": kind} | {name: value for name, value in properties.items() if value}


def _rating(rating: Rating, *, explanation: str) -> Node:
    # Not through _node: a rating of 0 is a value.
    return {
        "@type": "Rating",
        "alternateName": rating.alternate_name,
        "ratingValue": rating.rating_value,
        "bestRating": rating.best_rating,
        "worstRating": rating.worst_rating,
        "ratingExplanation": explanation,
    }


def _claim(claim: Claim) -> Node:
    works = [_work(article) for article in _spreading_articles(claim)]
    first = next((work for work in works if "datePublished" in work), None)
    said = claim.made_date or claim.first_appearance_date
    return _node(
        "Claim",
        text=claim.text,
        inLanguage=claim.language,
        datePublished=said.isoformat() if said else "",
        author=_claimant(claim.claimant) if claim.claimant else None,
        firstAppearance=first,
        appearance=works,
    )


def _claimant(claimant: Claimant) -> Node:
    return _node(
        AUTHOR_TYPES[ClaimantKind(claimant.kind)],
        name=claimant.name,
        description=claimant.description,
        sameAs=claimant.same_as,
    )


def _spreading_articles(claim: Claim) -> Iterable[Article]:
    """Each article once, earliest first, those without a date at the end."""
    spreading = Match.objects.appearances().filter(claim=claim, stance__in=REPEATING)
    return (
        Article.objects.filter(versions__matches__in=spreading)
        .exclude(canonical_url="")
        .select_related("source")
        .order_by(F("published_at").asc(nulls_last=True), "pk")
        .distinct()
    )


def _work(article: Article) -> Node:
    source = article.source
    kind = WORK_TYPES.get(SourceKind(source.kind), "NewsArticle") if source else "CreativeWork"
    return _node(
        kind,
        url=article.canonical_url,
        headline=article.title,
        datePublished=article.published_at.isoformat() if article.published_at else "",
        publisher=_node("Organization", name=source.name) if source else None,
    )


def _evidence(evidence: Evidence) -> Node:
    return _node(
        "CreativeWork",
        name=evidence.title,
        url=evidence.url,
        archivedAt=evidence.archived_url,
        text=evidence.passage,
    )
