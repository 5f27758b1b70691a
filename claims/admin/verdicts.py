"""Verdicts in the admin, to look at and to find; they are written in the editor."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, publish
from claims.admin.base import EventColumns, ReadOnlyAdmin, ReadOnlyInline, acting_user
from claims.admin.bulk import NoteForm, for_each
from claims.admin.cells import EMPTY, counted, link_to, rating_badge, shorten
from claims.admin.evidence import EvidenceInline
from claims.admin.parents import ByClaim
from claims.models import Evidence, Verdict, VerdictEvent


class EventInline(EventColumns, ReadOnlyInline[VerdictEvent, Verdict]):
    model = VerdictEvent
    fields = ["at", "by", "old_state", "new_state", "note"]
    verbose_name_plural = _("history of publication")
    ordering = ["-at", "-pk"]
    show_change_link = False
    classes = ["nameless"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[VerdictEvent]:
        return super().get_queryset(request).select_related("actor")


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin[Verdict]):
    """To find verdicts, and to publish or withdraw several; the editor is where one is written."""

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
    # Its rows lead to the editor, not to Django's own form.
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
    fieldsets = [
        (None, {"fields": ["editor_link", "claim", "rating_in_colour", "summary", "explanation"]}),
        (
            _("Was the claimant asked?"),
            {
                "fields": [
                    "contact",
                    "contacted_at",
                    "contact_channel",
                    "contact_answer",
                    "no_contact_reason",
                ]
            },
        ),
        (_("Where the desk published it"), {"fields": ["url", "language"]}),
        (
            _("State"),
            {
                "fields": [
                    "state",
                    "number",
                    "written_by",
                    "checked_by",
                    "published_at",
                    "created_at",
                ]
            },
        ),
    ]
    inlines = [EvidenceInline, EventInline]
    actions = ["publish", "withdraw"]
    action_form = NoteForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return (
            super()
            .get_queryset(request)
            .annotate(evidence_total=counted(Evidence.objects.all(), by="verdict"))
        )

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.publish_verdict")

    @admin.display(description=_("verdict"), ordering="summary")
    def short_summary(self, verdict: Verdict) -> SafeString:
        url = reverse("admin:verdict", args=[verdict.pk])
        return format_html('<a href="{}">{}</a>', url, shorten(verdict.summary))

    @admin.display(description=_("write"))
    def editor_link(self, verdict: Verdict) -> SafeString:
        url = reverse("admin:verdict", args=[verdict.pk])
        return format_html('<a href="{}">{}</a>', url, _("Open in the editor"))

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

    @admin.display(description=_("approved by"))
    def checked_by(self, verdict: Verdict) -> str:
        return str(verdict.approved_by or EMPTY)

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
