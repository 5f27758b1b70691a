"""Corrections of published verdicts as a list, to search in."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin
from claims.admin.cells import link_to
from claims.models import Correction


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin[Correction]):
    list_display = ["what_changed", "kind", "state", "number", "of_verdict", "published_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["verdict"]
    search_fields = ["what_changed", "reason", "verdict__claim__text"]
    date_hierarchy = "published_at"
    ordering = ["-pk"]
    fields = [
        "kind",
        "state",
        "number",
        "of_verdict",
        "what_changed",
        "reason",
        "requested_by",
        "at",
        "published_at",
    ]

    @admin.display(description=_("verdict"))
    def of_verdict(self, correction: Correction) -> SafeString:
        return link_to(correction.verdict, correction.verdict.summary)
