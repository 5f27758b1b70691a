"""Which rows of a list are asked for. A name or value that is not known is refused, not ignored."""

import difflib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.drainage import set_override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.views import APIView

from claims.api import ids
from claims.api.paging import CURSOR, SIZE
from claims.api.problem_kinds import INVALID_PARAMETER
from claims.api.problems import Problem
from claims.enums import (
    ClaimState,
    CorrectionKind,
    Flag,
    MatchState,
    Mutation,
    SourceKind,
    Stance,
    WorkState,
)
from claims.models import Article, ArticleVersion, Claim, Correction, Match, MatchFlag, Source


class StrictFilterBackend(DjangoFilterBackend):
    """Names every parameter that is unknown, empty, repeated or not allowed, in one problem."""

    def filter_queryset(
        self, request: Any, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        known = dict(filterset.filters) if filterset else {}
        errors = [
            {"parameter": name, "detail": detail}
            for name, values in request.query_params.lists()
            for detail in _faults(name, values, known)
        ]
        if filterset and not errors:
            errors = [
                {"parameter": name, "detail": str(message)}
                for name, messages in filterset.errors.items()
                for message in messages
            ]
        if errors:
            told = "; ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
            raise Problem(INVALID_PARAMETER, told, errors=errors)
        return filterset.qs if filterset else queryset


def _faults(
    name: str, values: Sequence[str], known: dict[str, django_filters.Filter]
) -> Iterable[str]:
    names = [*known, CURSOR, SIZE]
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}."
        yield f"There is no such parameter; {hint}"
    elif any(not value.strip() for value in values):
        yield "The value is empty: leave the parameter out to get all."
    elif len(values) > 1 and not isinstance(known.get(name), django_filters.MultipleChoiceFilter):
        yield "The parameter may be given once only."


class MomentField(IsoDateTimeField):
    """A time in ISO 8601, taken as UTC if it says no offset."""

    default_error_messages = {
        "invalid": "Write a time such as 2026-11-21T12:00:00Z (a plus sign as %2B).",
    }

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        try:
            return moment.astimezone(UTC) if moment else None
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentFilter(django_filters.Filter):
    field_class = MomentField


class IdField(forms.CharField):
    """An id of one prefix, cleaned to its key."""

    def __init__(self, *, prefix: str, **options: Any) -> None:
        super().__init__(**options)
        self.prefix = prefix

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        key = ids.read_id(self.prefix, text)
        if key is None:
            raise forms.ValidationError(f"Write an id such as {self.prefix}_42.")
        return key


class IdFilter(django_filters.Filter):
    field_class = IdField

    def __init__(self, *, prefix: str, **options: Any) -> None:
        super().__init__(prefix=prefix, **options)
        set_override(self, "field", ids.id_schema(prefix))


class Choices(django_filters.MultipleChoiceFilter):
    """One or more words of a closed list; several mean any of them."""

    def __init__(self, words: type[Any], **options: Any) -> None:
        super().__init__(choices=words.choices, **options)


class SourceFilters(django_filters.FilterSet):
    kind = Choices(SourceKind)
    domain = django_filters.CharFilter(
        method="filter_domain", label="a host; sources that own it or one of its parent domains"
    )
    search = django_filters.CharFilter(method="filter_search", label="in the name or a domain")

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_domain(self, rows: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return rows.filter(pk__in=Source.objects.publishing_under(value).values("pk"))

    def filter_search(self, rows: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        found = Source.objects.filter(
            Q(name__icontains=value) | Q(domains__domain__icontains=value)
        )
        return rows.filter(pk__in=found.values("pk"))


class ArticleFilters(django_filters.FilterSet):
    source = IdFilter(field_name="source_id", prefix=ids.SOURCE)
    state = Choices(WorkState, method="filter_state", label="of the newest version")
    url = django_filters.CharFilter(field_name="canonical_url", label="the canonical address")
    published_since = MomentFilter(field_name="published_at", lookup_expr="gte")
    published_before = MomentFilter(field_name="published_at", lookup_expr="lt")
    search = django_filters.CharFilter(
        field_name="title", lookup_expr="icontains", label="in the title"
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def filter_state(
        self, rows: QuerySet[Article], name: str, values: Sequence[str]
    ) -> QuerySet[Article]:
        newest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
        newest_state = Subquery(newest.values("work_state")[:1])
        return rows.alias(newest_state=newest_state).filter(newest_state__in=values)


class ClaimFilters(django_filters.FilterSet):
    claimant = IdFilter(field_name="claimant_id", prefix=ids.CLAIMANT)
    state = Choices(ClaimState)
    language = django_filters.CharFilter()
    external_id = django_filters.CharFilter()
    rating = django_filters.CharFilter(
        method="filter_rating", label="`alternate_name` of the published verdict's rating"
    )
    search = django_filters.CharFilter(
        method="filter_search", label="in the text, a wording or the claimant's name"
    )
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_rating(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return rows.filter(
            verdicts__state="published", verdicts__rating__alternate_name__iexact=value
        )

    def filter_search(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        found = Claim.objects.filter(
            Q(text__icontains=value)
            | Q(wordings__text__icontains=value)
            | Q(claimant__name__icontains=value)
        )
        return rows.filter(pk__in=found.values("pk"))


class CorrectionFilters(django_filters.FilterSet):
    kind = Choices(CorrectionKind)
    claim = IdFilter(field_name="verdict__claim_id", prefix=ids.CLAIM)
    published_since = MomentFilter(field_name="published_at", lookup_expr="gte")

    class Meta:
        model = Correction
        fields: list[str] = []


class MatchFilters(django_filters.FilterSet):
    state = Choices(MatchState)
    claim = IdFilter(field_name="claim_id", prefix=ids.CLAIM)
    article = IdFilter(field_name="version__article_id", prefix=ids.ARTICLE)
    source = IdFilter(field_name="version__article__source_id", prefix=ids.SOURCE)
    flag = Choices(Flag, method="filter_flag", label="has one of these flags")
    stance = Choices(Stance)
    mutation = Choices(Mutation)
    probability_min = django_filters.NumberFilter(
        field_name="probability", lookup_expr="gte", min_value=0, max_value=1
    )
    created_since = MomentFilter(field_name="created_at", lookup_expr="gte")

    class Meta:
        model = Match
        fields: list[str] = []

    def filter_flag(
        self, rows: QuerySet[Match], name: str, values: Sequence[str]
    ) -> QuerySet[Match]:
        raised = MatchFlag.objects.filter(match=OuterRef("pk"), flag__in=values)
        return rows.filter(Exists(raised))
