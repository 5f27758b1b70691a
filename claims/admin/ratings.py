"""Rating scales and their ratings in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin, WorkbenchAdmin
from claims.admin.cells import badge, counted, link_to, list_of
from claims.models import Rating, RatingScale, Verdict


class RatingInline(admin.StackedInline[Rating, RatingScale]):
    model = Rating
    extra = 0
    fields = [
        ("alternate_name", "colour"),
        ("rating_value", "worst_rating", "best_rating"),
        "definition",
    ]
    ordering = ["rating_value"]


@admin.register(RatingScale)
class RatingScaleAdmin(WorkbenchAdmin[RatingScale]):
    list_display = ["name", "steps", "language", "is_default"]
    list_filter = ["language", "is_default"]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["name", "ratings__alternate_name"]
    ordering = ["name"]
    fields = ["name", "language", "is_default"]
    inlines = [RatingInline]
    parts = ("ratings",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingScale]:
        return super().get_queryset(request).prefetch_related("ratings")

    @admin.display(description=_("ratings"))
    def steps(self, scale: RatingScale) -> str | None:
        ratings = sorted(scale.ratings.all(), key=lambda rating: rating.rating_value)
        return ", ".join(rating.alternate_name for rating in ratings) or None


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin[Rating]):
    """To pick a rating from and to see its use; it is changed on the page of its scale."""

    in_index = False
    list_display = ["alternate_name", "of_scale", "shade", "rating_value", "verdict_count"]
    list_filter = ["scale", "colour"]
    list_select_related = ["scale"]
    search_fields = ["alternate_name", "definition", "scale__name"]
    ordering = ["scale__name", "rating_value"]
    fields = ["of_scale", "alternate_name", "shade", "rating_value", "definition", "verdict_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rating]:
        return (
            super()
            .get_queryset(request)
            .annotate(verdict_total=counted(Verdict.objects.all(), by="rating"))
        )

    @admin.display(description=_("scale"), ordering="scale__name")
    def of_scale(self, rating: Rating) -> SafeString:
        return link_to(rating.scale)

    @admin.display(description=_("colour"), ordering="colour")
    def shade(self, rating: Rating) -> SafeString:
        return badge(rating.get_colour_display(), f"rating rating-{rating.colour}")

    @admin.display(description=_("verdicts"), ordering="verdict_total")
    def verdict_count(self, rating: Any) -> SafeString:
        return list_of(Verdict, rating.verdict_total, rating__id__exact=rating.pk)
