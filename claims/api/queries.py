"""The rows behind each resource with all that its output shows, in a fixed number of queries."""

from django.db.models import Prefetch, QuerySet

from claims.models import (
    Article,
    ArticleVersion,
    Claim,
    Evidence,
    Match,
    MatchFlag,
    Quote,
    Sentence,
    Source,
    SourceDomain,
    Verdict,
    Wording,
)
from claims.models.match import MatchQuerySet


def sources() -> QuerySet[Source]:
    return Source.objects.prefetch_related(
        Prefetch("domains", queryset=SourceDomain.objects.order_by("domain"))
    )


def articles() -> QuerySet[Article]:
    versions = ArticleVersion.objects.light().order_by("number")
    return Article.objects.select_related("source").prefetch_related(
        Prefetch("versions", queryset=versions)
    )


def version_texts() -> QuerySet[ArticleVersion]:
    return ArticleVersion.objects.defer("raw").prefetch_related(
        Prefetch("sentences", queryset=Sentence.objects.order_by("position")),
        Prefetch("quotes", queryset=Quote.objects.order_by("position")),
    )


def claims() -> QuerySet[Claim]:
    return Claim.objects.select_related("claimant").prefetch_related(
        Prefetch("wordings", queryset=Wording.objects.order_by("pk")), _published("verdicts")
    )


def matches() -> MatchQuerySet:
    return (
        Match.objects.for_display()
        .defer("version__raw", "version__text")
        .prefetch_related(
            Prefetch("flags", queryset=MatchFlag.objects.order_by("pk")),
            _published("claim__verdicts"),
        )
    )


def _published(path: str) -> "Prefetch[str, QuerySet[Verdict], str]":
    evidence = Prefetch("evidence", queryset=Evidence.objects.order_by("pk"))
    verdicts = Verdict.objects.published().select_related("rating__scale")
    return Prefetch(path, queryset=verdicts.prefetch_related(evidence))
