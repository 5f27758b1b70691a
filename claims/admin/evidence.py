"""The list of evidence, which is written in the editor of its verdict."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin
from claims.admin.cells import link_to, outside_link, shorten
from claims.models import Evidence


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin[Evidence]):
    list_display = ["title", "of_verdict", "kind", "stance", "order", "address", "accessed_date"]
    list_filter = ["kind", "stance", "order", "verdict__state"]
    list_select_related = ["verdict"]
    search_fields = ["title", "url", "passage", "verdict__claim__text"]
    date_hierarchy = "accessed_date"
    ordering = ["-pk"]
    fields = [
        "title",
        "of_verdict",
        "kind",
        "stance",
        "order",
        "address",
        "archived",
        "passage",
        "accessed_date",
    ]

    @admin.display(description=_("verdict"))
    def of_verdict(self, evidence: Evidence) -> SafeString:
        return link_to(evidence.verdict, shorten(evidence.verdict.summary))

    @admin.display(description=_("address"), ordering="url")
    def address(self, evidence: Evidence) -> str:
        return outside_link(evidence.url)

    @admin.display(description=_("archived copy"))
    def archived(self, evidence: Evidence) -> str:
        return outside_link(evidence.archived_url)
