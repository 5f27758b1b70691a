"""Articles in the admin: what was taken in, and what was found in it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, ingest, records
from claims.admin.article_form import ArticleForm
from claims.admin.base import ReadOnlyInline, WorkbenchAdmin
from claims.admin.cells import EMPTY, bullets, counted, list_of, outside_link, shorten
from claims.admin.requeue import match_versions_again
from claims.enums import MatchState
from claims.models import Article, ArticleVersion, Match

OUTCOMES = {
    ingest.StoreStatus.CREATED: _("The article was stored and waits for a worker."),
    ingest.StoreStatus.NEW_VERSION: _("Stored as a new version, which waits for a worker."),
    ingest.StoreStatus.UNCHANGED: _("Nothing was stored: this is the article with this text."),
}


class VersionInline(ReadOnlyInline[ArticleVersion, Article]):
    model = ArticleVersion
    fields = ["number", "received_at", "work_state", "attempts", "failure_reason", "processed_at"]
    ordering = ["-number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        return super().get_queryset(request).defer("raw", "text")


@admin.register(Article)
class ArticleAdmin(WorkbenchAdmin[Article]):
    list_display = [
        "short_title",
        "read",
        "source",
        "published_at",
        "language",
        "version_count",
        "open_matches",
        "appearances",
    ]
    list_filter = [
        ("source", admin.RelatedOnlyFieldListFilter),
        "versions__work_state",
        "language",
    ]
    list_select_related = ["source"]
    show_full_result_count = False
    search_fields = ["title", "name", "author", "canonical_url"]
    search_help_text = _("Search the title, the file, the author and the address.")
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    autocomplete_fields = ["source"]
    readonly_fields = ["read", "name", "address", "matches_by_state", "created_at"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "author", "source", "language", "published_at", "read"],
                "description": _("Times are in UTC."),
            },
        ),
        (_("Where it came from"), {"fields": ["name", "address", "created_at"]}),
        (_("Matches"), {"fields": ["matches_by_state"]}),
    ]
    inlines = [VersionInline]
    actions = ["match_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        matches = Match.objects.all()
        return (
            super()
            .get_queryset(request)
            .annotate(
                version_total=counted(ArticleVersion.objects.all(), by="article"),
                open_total=counted(matches.open(), by="version__article"),
                appearance_total=counted(matches.appearances(), by="version__article"),
            )
        )

    @admin.display(description=_("article"), ordering="title")
    def short_title(self, article: Article) -> str:
        return shorten(article)

    @admin.display(description=_("text"))
    def read(self, article: Any) -> str:
        if not article.version_total:
            return EMPTY
        address = reverse("admin:article", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, _("Read"))

    @admin.display(description=_("address"))
    def address(self, article: Article) -> str:
        return outside_link(article.canonical_url)

    @admin.display(description=_("versions"), ordering="version_total")
    def version_count(self, article: Any) -> SafeString:
        return list_of(ArticleVersion, article.version_total, article=article.pk)

    @admin.display(description=_("open matches"), ordering="open_total")
    def open_matches(self, article: Any) -> SafeString:
        return list_of(Match, article.open_total, article=article.pk, state="open")

    @admin.display(description=_("appearances"), ordering="appearance_total")
    def appearances(self, article: Any) -> SafeString:
        return list_of(
            Match, article.appearance_total, article=article.pk, state=MatchState.CONFIRMED.value
        )

    @admin.display(description=_("by state"))
    def matches_by_state(self, article: Article) -> SafeString:
        totals = dict(
            Match.objects.filter(version__article=article)
            .order_by()
            .values_list("state")
            .annotate(total=Count("pk"))
        )
        lists = bullets(
            list_of(Match, f"{state.label}: {totals[state]}", article=article.pk, state=state.value)
            for state in MatchState
            if state in totals
        )
        return lists or format_html("{}", _("No known claim was found in it."))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Hand in an article as every other way in does, refusals included."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = ArticleForm(request.POST, request.FILES) if sent else ArticleForm()
        if form.is_valid():
            try:
                receipt = actions.submit_article(form.incoming())
            except records.InputRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, OUTCOMES[receipt.status], messages.SUCCESS)
                return redirect("admin:claims_article_change", receipt.article_id)
        return self.render_own_form(request, form, title=gettext("Add article"))

    @admin.action(description=_("Match the selected articles again"), permissions=["change"])
    def match_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        versions = ArticleVersion.objects.filter(article__in=queryset)
        match_versions_again(request, versions)
