"""Articles: taken in, and read with the state of their processing."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import actions, ingest, records
from claims.api import ids, queries
from claims.api.filters import ArticleFilters
from claims.api.problem_kinds import ARTICLE_REFUSED, NOT_FOUND, TOO_LARGE
from claims.api.problems import Problem
from claims.api.serializers import (
    ArticleInput,
    ArticleOutput,
    ReceiptOutput,
    VersionTextOutput,
    read_body,
)
from claims.api.views.base import ID_PARAMETER, RowById, RowDetail, RowList
from claims.models import Article, ArticleVersion, Source


class ArticleList(RowList[Article]):
    """The articles taken in, the newest first."""

    permissions_needed = {"GET": "claims.view_article", "POST": "claims.add_article"}
    serializer_class = ArticleOutput
    filterset_class = ArticleFilters
    keyset = ("-id",)

    def get_queryset(self) -> QuerySet[Article]:
        return queries.articles()

    @extend_schema(
        request=ArticleInput,
        responses={202: ReceiptOutput, 200: ReceiptOutput},
        examples=[
            OpenApiExample(
                "a text with its address",
                {
                    "text": "The bridge cost 40 million euros, the mayor said.",
                    "url": "https://harbour.example/bridge",
                    "title": "Costly bridge",
                    "published_at": "2026-11-21T12:00:00Z",
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Take an article in: 202 and where to ask for its state; 200 if its content is known."""
        incoming = _incoming(read_body(request, ArticleInput))
        try:
            receipt = actions.submit_article(incoming)
        except records.InputRefused as error:
            kind = TOO_LARGE if error.code == records.RefusalCode.TOO_LARGE else ARTICLE_REFUSED
            raise Problem(kind, error.message, code=str(error.code)) from None
        assert receipt.article_id is not None
        article_id = ids.public_id(ids.ARTICLE, receipt.article_id)
        status_url = reverse("api:article", kwargs={"id": article_id}, request=request)
        is_known = receipt.status == ingest.StoreStatus.UNCHANGED
        body = {
            "id": article_id,
            "version": receipt.number,
            "status": receipt.status,
            "status_url": status_url,
        }
        return Response(body, status=200 if is_known else 202, headers={"Location": status_url})


class ArticleDetail(RowDetail[Article]):
    """One article; `state` and `versions` say how far the workers are with it."""

    permissions_needed = {"GET": "claims.view_article"}
    serializer_class = ArticleOutput
    prefix, noun = ids.ARTICLE, "article"

    def get_queryset(self) -> QuerySet[Article]:
        return queries.articles()


class VersionTextDetail(RowById[Article]):
    """The text of one version of an article, with the sentences and quotes found in it."""

    permissions_needed = {"GET": "claims.view_articleversion"}
    prefix, noun = ids.ARTICLE, "article"

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.all()

    @extend_schema(
        parameters=[ID_PARAMETER, OpenApiParameter("number", int, OpenApiParameter.PATH)],
        responses=VersionTextOutput,
    )
    def get(self, request: Request, **address: str) -> Response:
        article = self.get_object()
        number = int(address["number"])
        versions: QuerySet[ArticleVersion] = queries.version_texts().filter(article=article)
        version = versions.filter(number=number).first()
        if version is None:
            raise Problem(NOT_FOUND, f"Article {address['id']} has no version {number}.")
        return Response(VersionTextOutput(version).data)


def _incoming(body: Mapping[str, Any]) -> ingest.IncomingDocument:
    known = defaultdict(str, {name: value or "" for name, value in body.items()})
    return ingest.IncomingDocument(
        name=known["url"] or known["id"] or known["title"] or "posted to the API",
        content=(known["text"] or known["html"]).encode(),
        media_type="text/plain" if "text" in body else "text/html",
        url=known["url"],
        external_id=known["id"],
        title=known["title"],
        author=known["author"],
        language=known["language"],
        published_at=body.get("published_at"),
        source=_source_name(known["source"]),
    )


def _source_name(text: str) -> str:
    """A source may be given by its id or its name."""
    key = ids.read_id(ids.SOURCE, text)
    name = Source.objects.filter(pk=key).values_list("name", flat=True).first() if key else None
    return name or text
