"""Sentences and quotes in the admin: found by their words, written by the workers."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.base import ReadOnlyAdmin
from claims.admin.cells import link_to
from claims.admin.parents import ByArticleOfSpan, ByVersion
from claims.models import Quote, Sentence

S = TypeVar("S", bound=Model)


class SpanAdmin(ReadOnlyAdmin[S]):
    list_select_related = ["version__article__source"]
    show_full_result_count = False
    ordering = ["-version", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[S]:
        return super().get_queryset(request).defer("version__raw", "version__text")

    @admin.display(description=_("article"))
    def in_article(self, span: Any) -> SafeString:
        return link_to(span.version, f"{span.version.article}, version {span.version.number}")

    @admin.display(description=_("characters"))
    def place(self, span: Any) -> str:
        return f"{span.start:,} to {span.end:,}"


@admin.register(Sentence)
class SentenceAdmin(SpanAdmin[Sentence]):
    list_display = ["text", "kind", "in_article", "position"]
    list_filter = [
        ByArticleOfSpan,
        ByVersion,
        "kind",
        ("version__article__source", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["text"]
    fields = ["text", "kind", "in_article", "position", "block", "place"]


@admin.register(Quote)
class QuoteAdmin(SpanAdmin[Quote]):
    list_display = ["text", "speaker", "verb", "attribution", "in_article"]
    list_filter = [
        ByArticleOfSpan,
        ByVersion,
        ("version__article__source", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["text", "speaker", "attribution"]
    fields = ["text", "speaker", "verb", "attribution", "in_sentence", "in_article", "place"]

    @admin.display(description=_("begins in"))
    def in_sentence(self, quote: Quote) -> SafeString:
        return link_to(quote.sentence, quote.sentence.text)
