"""Evidence in the admin: written on the page of its verdict, found in a list of its own."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import INPUTS, ReadOnlyAdmin
from claims.admin.cells import link_to, outside_link, shorten
from claims.models import Evidence, Verdict
from claims.models.verdict import EDITABLE_STATES


class EvidenceInline(admin.StackedInline[Evidence, Verdict]):
    """Changed as long as its verdict may be rewritten: what is published keeps its evidence."""

    model = Evidence
    extra = 0
    formfield_overrides = INPUTS
    fields = [
        ("kind", "stance", "order"),
        "title",
        "url",
        "archived_url",
        "passage",
        "accessed_date",
    ]

    def has_add_permission(  # type: ignore[override]  # an inline is asked about its whole
        self, request: HttpRequest, obj: Verdict | None
    ) -> bool:
        return super().has_add_permission(request, obj) and _is_editable(obj)

    def has_change_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_editable(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_editable(obj)


def _is_editable(verdict: Verdict | None) -> bool:
    return verdict is None or verdict.state in EDITABLE_STATES


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
