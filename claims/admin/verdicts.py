"""The list of verdicts. They are read and written in one place, the editor of admin/verdict."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, publish
from claims.admin.base import WorkbenchAdmin, acting_user, is_key, number_in
from claims.admin.bulk import NoteForm, for_each
from claims.admin.cells import EMPTY, counted, link_to, rating_badge
from claims.admin.parents import ByClaim
from claims.models import Evidence, Verdict
from claims.models.verdict import EDITABLE_STATES


@admin.register(Verdict)
class VerdictAdmin(WorkbenchAdmin[Verdict]):
    list_display = [
        "short_summary",
        "of_claim",
        "number",
        "rating_in_colour",
        "state",
        "evidence_count",
        "written_by",
        "published_at",
    ]
    # Its rows lead to the editor by themselves.
    list_display_links = None
    list_filter = [
        ByClaim,
        "state",
        "rating__alternate_name",
        "language",
        ("author", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["claim", "rating", "author"]
    search_fields = ["summary", "explanation", "claim__text", "evidence__title", "author__username"]
    search_help_text = _("Search the summary, the claim, the evidence and the author.")
    date_hierarchy = "published_at"
    ordering = ["-pk"]
    actions = ["publish", "withdraw"]
    action_form = NoteForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return (
            super()
            .get_queryset(request)
            .annotate(evidence_total=counted(Evidence.objects.all(), by="verdict"))
        )

    def has_delete_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        is_open = obj is None or obj.state in EDITABLE_STATES
        return is_open and super().has_delete_permission(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.publish_verdict")

    @admin.display(description=_("verdict"), ordering="summary")
    def short_summary(self, verdict: Verdict) -> SafeString:
        return link_to(verdict, verdict.summary)

    @admin.display(description=_("claim"))
    def of_claim(self, verdict: Verdict) -> SafeString:
        return link_to(verdict.claim)

    @admin.display(description=_("rating"), ordering="rating__rating_value")
    def rating_in_colour(self, verdict: Verdict) -> SafeString | None:
        return rating_badge(verdict.rating) if verdict.rating else None

    @admin.display(description=_("evidence"), ordering="evidence_total")
    def evidence_count(self, verdict: Any) -> int:
        return int(verdict.evidence_total)

    @admin.display(description=_("author"), ordering="author__username")
    def written_by(self, verdict: Verdict) -> str:
        return str(verdict.author or EMPTY)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Django's own form gives way to the editor, which asks for the rights to read it."""
        if object_id is None:
            return self._begin(request)
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        if not is_key(object_id):
            raise Http404
        return redirect("admin:verdict", pk=object_id)

    def _begin(self, request: HttpRequest) -> HttpResponse:
        """To the editor if ?claim= says what the verdict is about, else to where one is chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if claim := number_in(request.GET, "claim"):
            return redirect(reverse("admin:verdict_new", query={"claim": claim}))
        messages.info(request, gettext("A verdict is written on a claim: choose the claim."))
        return redirect("admin:claims_claim_changelist")

    @admin.action(description=_("Publish the selected verdicts"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> None:
        actor = acting_user(request)
        for_each(
            request,
            list(queryset),
            lambda verdict: actions.publish_verdict(verdict, actor=actor),
            what=gettext("Published"),
            refusals=(publish.PublishRefused,),
        )

    @admin.action(
        description=_("Withdraw the selected verdicts (say why in the note)"),
        permissions=["publish"],
    )
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> None:
        actor, note = acting_user(request), request.POST.get("note", "")
        for_each(
            request,
            list(queryset),
            lambda verdict: actions.withdraw_verdict(verdict, actor=actor, note=note),
            what=gettext("Withdrawn"),
            refusals=(publish.PublishRefused,),
        )
