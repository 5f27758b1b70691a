"""Outlets and their domains in the admin."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin, WorkbenchAdmin
from claims.admin.cells import EMPTY, counted, link_to, list_of
from claims.models import Article, Source, SourceDomain


class DomainForm(forms.ModelForm[SourceDomain]):
    def clean_domain(self) -> str:
        """The bare domain, whether the person typed it or pasted an address."""
        typed = str(self.cleaned_data["domain"]).strip().lower()
        try:
            host = urlsplit(typed if "://" in typed else f"//{typed}").hostname or ""
        except ValueError:
            host = ""
        domain = host.removeprefix("www.").rstrip(".")
        if "." not in domain or " " in domain:
            raise forms.ValidationError(_("Give a domain such as example.org."))
        return domain


class DomainInline(admin.StackedInline[SourceDomain, Source]):
    model = SourceDomain
    form = DomainForm
    extra = 0
    fields = ["domain"]


@admin.register(Source)
class SourceAdmin(WorkbenchAdmin[Source]):
    list_display = ["name", "kind", "language", "domains", "articles", "homepage"]
    list_filter = ["kind", "language"]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["name", "domains__domain", "homepage"]
    search_help_text = _("Search the name, the domains and the homepage.")
    ordering = ["name"]
    readonly_fields = ["articles", "created_at"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "language", "homepage"]}),
        (_("In the workbench"), {"fields": ["articles", "created_at"]}),
    ]
    inlines = [DomainInline]
    parts = ("domains",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return (
            super()
            .get_queryset(request)
            .annotate(article_count=counted(Article.objects.all(), by="source"))
            .prefetch_related("domains")
        )

    @admin.display(description=_("domains"))
    def domains(self, source: Source) -> SafeString | None:
        domains = sorted(row.domain for row in source.domains.all())
        return format_html_join(", ", "{}", ((domain,) for domain in domains)) or None

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, source: Any) -> str:
        if source.pk is None:
            return EMPTY
        return list_of(Article, source.article_count, source__id__exact=source.pk)


@admin.register(SourceDomain)
class SourceDomainAdmin(ReadOnlyAdmin[SourceDomain]):
    """To look a domain up; it is changed on the page of its source."""

    in_index = False
    list_display = ["domain", "of_source"]
    list_filter = ["source__kind"]
    list_select_related = ["source"]
    search_fields = ["domain", "source__name"]
    ordering = ["domain"]
    fields = ["domain", "of_source"]

    @admin.display(description=_("source"), ordering="source__name")
    def of_source(self, row: SourceDomain) -> SafeString:
        return link_to(row.source)
