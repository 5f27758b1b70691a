"""Versions of articles in the admin: their text, their original, how far the workers are."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin
from claims.admin.cells import bullets, link_to, list_of
from claims.admin.parents import ByArticle
from claims.admin.requeue import match_versions_again
from claims.models import ArticleVersion, Match, Quote, Sentence

# A page of this many characters still opens at once; the whole text is in the download.
SHOWN_CHARACTERS = 100_000


@admin.register(ArticleVersion)
class ArticleVersionAdmin(ReadOnlyAdmin[ArticleVersion]):
    list_display = [
        "of_article",
        "number",
        "received_at",
        "work_state",
        "attempts",
        "failure_reason",
        "engine_version",
    ]
    list_display_links = ["number"]
    list_filter = [
        ByArticle,
        "work_state",
        ("article__source", admin.RelatedOnlyFieldListFilter),
        ("failure_code", admin.AllValuesFieldListFilter),
        ("engine_version", admin.AllValuesFieldListFilter),
    ]
    list_select_related = ["article__source"]
    show_full_result_count = False
    search_fields = ["article__title", "article__name", "failure_reason"]
    ordering = ["-pk"]
    fieldsets = [
        (None, {"fields": ["of_article", "number", "characters", "original", "spans"]}),
        (
            _("Work"),
            {
                "fields": [
                    "work_state",
                    "attempts",
                    "failure_code",
                    "failure_reason",
                    "due_at",
                    "lease_until",
                    "processed_at",
                    "engine_version",
                ]
            },
        ),
        (_("Received"), {"fields": ["received_at", "media_type", "encoding", "raw_sha256"]}),
        (_("Text"), {"fields": ["paragraphs"]}),
    ]
    actions = ["match_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        return super().get_queryset(request).defer("raw", "text")

    def get_urls(self) -> list[URLPattern]:
        download = path(
            "<int:pk>/original/",
            self.admin_site.admin_view(self.download),
            name="claims_articleversion_original",
        )
        return [download, *super().get_urls()]

    def has_requeue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.change_article")

    @admin.display(description=_("article"), ordering="article__title")
    def of_article(self, version: ArticleVersion) -> SafeString:
        return link_to(version.article)

    @admin.display(description=_("characters"))
    def characters(self, version: ArticleVersion) -> str:
        return f"{len(version.text):,}"

    @admin.display(description=_("as it was received"))
    def original(self, version: ArticleVersion) -> SafeString:
        address = reverse("admin:claims_articleversion_original", args=[version.pk])
        return format_html('<a href="{}" download>{}</a>', address, _("Download the original"))

    @admin.display(description=_("found in it"))
    def spans(self, version: ArticleVersion) -> SafeString | None:
        counts = (
            (model, label, model._default_manager.filter(version=version).count())
            for model, label in (
                (Sentence, _("Sentences")),
                (Quote, _("Quotes")),
                (Match, _("Matches")),
            )
        )
        return bullets(
            list_of(model, f"{label}: {count:,}", version=version.pk)
            for model, label, count in counts
        )

    @admin.display(description=_("text"))
    def paragraphs(self, version: ArticleVersion) -> SafeString:
        shown = version.text[:SHOWN_CHARACTERS]
        lines = ((line,) for line in shown.splitlines() if line.strip())
        body = format_html_join("", "<p>{}</p>", lines)
        if len(version.text) > SHOWN_CHARACTERS:
            body += format_html("<p><strong>{}</strong></p>", _cut(version))
        return format_html('<div class="article-text">{}</div>', body)

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The stored bytes, to be saved and never shown: a page of others must not run here."""
        version = ArticleVersion.objects.select_related("article").filter(pk=pk).first()
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        if version is None:
            raise Http404(f"There is no article version {pk}.")
        name = version.article.name.rpartition("/")[2] or f"version-{pk}"
        disposition = content_disposition_header(as_attachment=True, filename=name)
        return HttpResponse(
            bytes(version.raw),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": disposition,
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox",
                "Cache-Control": "private, no-store",
            },
        )

    @admin.action(description=_("Match the selected versions again"), permissions=["requeue"])
    def match_again(self, request: HttpRequest, queryset: QuerySet[ArticleVersion]) -> None:
        match_versions_again(request, queryset)


def _cut(version: ArticleVersion) -> str:
    return gettext(
        "The first %(shown)s of %(all)s characters are shown; the download has everything."
    ) % {"shown": f"{SHOWN_CHARACTERS:,}", "all": f"{len(version.text):,}"}
