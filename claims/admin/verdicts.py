"""Verdicts in the admin: drafts are written here, published, withdrawn and taken up again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims import actions, publish
from claims.admin.base import EventColumns, ReadOnlyInline, WorkbenchAdmin, acting_user
from claims.admin.bulk import NoteForm, for_each
from claims.admin.cells import EMPTY, counted, link_to, page_of, rating_badge, shorten
from claims.admin.evidence import EvidenceInline
from claims.admin.parents import ByClaim
from claims.enums import VerdictState
from claims.models import Evidence, Verdict, VerdictEvent
from claims.models.verdict import EDITABLE_STATES


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
    autocomplete_fields = ["claim", "rating"]
    fieldsets = [
        (
            None,
            {
                "fields": ["claim", "rating", "summary", "explanation"],
                "description": _(
                    "To publish a verdict takes a rating, an explanation, a piece of evidence, and "
                    "a second person who approves it. "
                    "What is published is not rewritten: make a new version from it."
                ),
            },
        ),
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
    readonly_fields = [
        "state",
        "number",
        "written_by",
        "checked_by",
        "published_at",
        "created_at",
    ]
    inlines = [EvidenceInline, EventInline]
    actions = ["publish", "withdraw"]
    action_form = NoteForm
    change_form_template = "admin/claims/verdict/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return (
            super()
            .get_queryset(request)
            .annotate(evidence_total=counted(Evidence.objects.all(), by="verdict"))
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Verdict | None = None) -> list[str]:
        # Numbers count within a claim: a verdict cannot move to another one.
        return [*self.readonly_fields, "claim"] if obj else list(self.readonly_fields)

    def has_change_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_editable(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Verdict | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_editable(obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.publish_verdict")

    @admin.display(description=_("verdict"), ordering="summary")
    def short_summary(self, verdict: Verdict) -> SafeString:
        url = reverse("admin:verdict", args=[verdict.pk])
        return format_html('<a href="{}">{}</a>', url, shorten(verdict.summary))

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

    def save_model(self, request: HttpRequest, obj: Verdict, form: Any, change: bool) -> None:
        actions.save_draft(obj, author=acting_user(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = actions.evidence_of(form.instance)
        super().save_related(request, form, formsets, change)
        actions.record_evidence(form.instance, before, author=acting_user(request))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except publish.VerdictChanged as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)

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

    def get_urls(self) -> list[URLPattern]:
        return [
            self._button("publish", self.publish_one),
            self._button("withdraw", self.withdraw_one),
            self._button("propose", self.propose_one),
            self._button("approve", self.approve_one),
            self._button("return", self.return_one),
            self._button("new-version", self.new_version),
            *super().get_urls(),
        ]

    def _button(self, name: str, view: Callable[[HttpRequest, int], HttpResponse]) -> URLPattern:
        guarded = self.admin_site.admin_view(require_POST(view))
        return path(f"<int:pk>/{name}/", guarded, name=f"claims_verdict_{name}")

    def publish_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=self.has_publish_permission(request))
        self.publish(request, Verdict.objects.filter(pk=pk))
        return HttpResponseRedirect(page_of(verdict))

    def withdraw_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=self.has_publish_permission(request))
        self.withdraw(request, Verdict.objects.filter(pk=pk))
        return HttpResponseRedirect(page_of(verdict))

    def propose_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=super().has_change_permission(request))
        return self._step(request, verdict, actions.propose_verdict, done=gettext("Proposed."))

    def approve_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=self.has_publish_permission(request))
        return self._step(request, verdict, actions.approve_verdict, done=gettext("Approved."))

    def return_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=self.has_publish_permission(request))
        give_back = partial(actions.return_verdict, note=request.POST.get("note", ""))
        return self._step(request, verdict, give_back, done=gettext("Returned to the author."))

    def _step(
        self, request: HttpRequest, verdict: Verdict, step: Callable[..., object], *, done: str
    ) -> HttpResponse:
        try:
            step(verdict, actor=acting_user(request))
        except publish.PublishRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(page_of(verdict))

    def new_version(self, request: HttpRequest, pk: int) -> HttpResponse:
        verdict = self._verdict(pk, allowed=self.has_add_permission(request))
        draft = actions.draft_from_verdict(verdict, author=acting_user(request))
        messages.success(
            request,
            gettext("Version %(new)d is a draft with the words and evidence of version %(old)d.")
            % {"new": draft.number, "old": verdict.number},
        )
        return HttpResponseRedirect(page_of(draft))

    def _verdict(self, pk: int, *, allowed: bool) -> Verdict:
        if not allowed:
            raise PermissionDenied
        verdict = Verdict.objects.filter(pk=pk).first()
        if verdict is None:
            raise Http404(f"There is no verdict {pk}.")
        return verdict

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Verdict | None = None,
    ) -> HttpResponse:
        state = obj.state if obj else ""
        may_publish = self.has_publish_permission(request)
        may_draft = self.has_add_permission(request)
        context |= {
            "can_propose": state == VerdictState.DRAFT and super().has_change_permission(request),
            "can_approve": may_publish and state == VerdictState.PROPOSED,
            "can_return": may_publish and state in {VerdictState.PROPOSED, VerdictState.APPROVED},
            "can_publish": may_publish and state == VerdictState.APPROVED,
            "can_withdraw": may_publish and state == VerdictState.PUBLISHED,
            "can_draft": may_draft and state not in {"", *EDITABLE_STATES},
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _is_editable(verdict: Verdict | None) -> bool:
    """Whether it may be rewritten; without a verdict the question is about verdicts at large."""
    return verdict is None or verdict.state in EDITABLE_STATES
