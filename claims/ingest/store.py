"""Extracted documents to rows: the only writer of articles and of their versions' text.

An article is told apart by its canonical URL, else by the source's own id, else by source and
content. Each distinct text of it is a version.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from claims.ingest.extract import ExtractedDocument, IncomingDocument
from claims.ingest.sources import find_source
from claims.models import Article, ArticleVersion, Source
from claims.models.article import ArticleVersionQuerySet
from claims.records.refusal import InputRefused
from claims.records.values import normalise_url
from claims.text import clean_text

_STORE_ATTEMPTS = 10
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_AUTHOR = 500, 500, 300

Details = IncomingDocument | ExtractedDocument


class StoreStatus(StrEnum):
    """What storing did."""

    CREATED = "created"
    NEW_VERSION = "new version"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The version that holds the document's text, and whether it is new."""

    status: StoreStatus
    version: ArticleVersion


def find_unchanged(incoming: IncomingDocument) -> ArticleVersion | None:
    """The version that was stored from the very same bytes of the same article, if there is one.

    An indexed query instead of an extraction: it is what makes a second run fast. None when the
    document would add something that is not known of the article yet, or has faults of its own:
    extracting and storing it then does what is needed, or says what is wrong.
    """
    try:
        source = find_source(incoming.source)
        same = _same_article(incoming, source)
    except InputRefused:
        return None
    version = (
        same.filter(raw_sha256=incoming.sha256, media_type=incoming.media_type)
        .select_related("article__source")
        .order_by("pk")
        .first()
    )
    if version is None or _blanks(version.article, _details(incoming, source)):
        return None
    return version


def store_article(document: ExtractedDocument, *, at: datetime, due_at: datetime) -> StoredVersion:
    """Store the text unless it is there: a new article, a new version of a known one, or nothing.

    Details that were not known of an article yet are filled in, others stay. Safe under
    concurrent callers: of several with the same document one creates, the others get unchanged.
    `due_at` is when the sweep may ring for a new version. Raises InputRefused (unknown-source).
    """
    source = find_source(document.incoming.source, url=document.canonical_url)
    with transaction.atomic():
        article = _get_or_create_article(document, source)
        if version := _version_with_text(article, document):
            return StoredVersion(StoreStatus.UNCHANGED, version)
        return _add_version(article, document, at=at, due_at=due_at)


def _same_article(incoming: IncomingDocument, source: Source | None) -> ArticleVersionQuerySet:
    """Versions of the article that the document belongs to, as far as can be told unread."""
    versions = ArticleVersion.objects.light()
    if incoming.url:
        identity = _url_identity(normalise_url(incoming.url))
        return versions.filter(article__identity=identity)
    if incoming.external_id:
        return versions.filter(article__identity=_id_identity(source, incoming.external_id))
    return versions.filter(article__source=source) if source else versions


def _get_or_create_article(document: ExtractedDocument, source: Source | None) -> Article:
    details = _details(document, source)
    article = _known_by_content(document, source)
    if article is None:
        article, _ = Article.objects.get_or_create(
            identity=_identity(document, source),
            defaults={
                "name": _shorten(document.incoming.name, _LONGEST_NAME),
                "canonical_url": document.canonical_url,
                "language": document.language or (source.language if source else "en"),
                **details,
            },
        )
    if blanks := _blanks(article, details):
        Article.objects.filter(pk=article.pk).update(**blanks)
    return article


def _known_by_content(document: ExtractedDocument, source: Source | None) -> Article | None:
    """The article of a document that neither an address nor an id tells apart.

    Nobody said whose it is: then it is the one that has the same bytes, whoever's that is. It was
    stored before somebody said it: now it gets its source, and no twin.
    """
    if document.canonical_url or document.incoming.external_id:
        return None
    if source is None:
        same = ArticleVersion.objects.filter(
            raw_sha256=document.incoming.sha256, media_type=document.incoming.media_type
        )
        version = same.light().select_related("article__source").order_by("pk").first()
        return version.article if version else None
    Article.objects.filter(
        identity=_content_identity(None, document.text_sha256), source=None
    ).update(identity=_content_identity(source, document.text_sha256), source=source)
    return None


def _add_version(
    article: Article, document: ExtractedDocument, *, at: datetime, due_at: datetime
) -> StoredVersion:
    """Under the next number; a concurrent caller may take the number, or store the same text."""
    for _ in range(_STORE_ATTEMPTS):
        newest = article.versions.aggregate(newest=Max("number"))["newest"] or 0
        try:
            with transaction.atomic():
                version = ArticleVersion.objects.create(
                    article=article,
                    number=newest + 1,
                    raw=document.incoming.content,
                    raw_sha256=document.incoming.sha256,
                    media_type=document.incoming.media_type,
                    encoding=document.encoding,
                    text=document.text,
                    text_sha256=document.text_sha256,
                    received_at=at,
                    due_at=due_at,
                )
        except IntegrityError as error:
            conflict = error
            if other := _version_with_text(article, document):
                return StoredVersion(StoreStatus.UNCHANGED, other)
        else:
            status = StoreStatus.NEW_VERSION if newest else StoreStatus.CREATED
            return StoredVersion(status, version)
    raise conflict


def _version_with_text(article: Article, document: ExtractedDocument) -> ArticleVersion | None:
    return article.versions.light().filter(text_sha256=document.text_sha256).first()


def _identity(document: ExtractedDocument, source: Source | None) -> str:
    if document.canonical_url:
        return _url_identity(document.canonical_url)
    if document.incoming.external_id:
        return _id_identity(source, document.incoming.external_id)
    return _content_identity(source, document.text_sha256)


def _url_identity(url: str) -> str:
    # A page is the same by http and by https.
    return f"url:{url.partition('://')[2]}"


def _id_identity(source: Source | None, external_id: str) -> str:
    return f"id:{source.pk if source else ''}:{clean_text(external_id)}"


def _content_identity(source: Source | None, text_sha256: str) -> str:
    return f"sha256:{source.pk}:{text_sha256}" if source else f"sha256:{text_sha256}"


def _details(document: Details, source: Source | None) -> dict[str, Any]:
    """What is known of an article apart from its text, by field."""
    return {
        "source": source,
        "title": _shorten(document.title, _LONGEST_TITLE),
        "author": _shorten(document.author, _LONGEST_AUTHOR),
        "published_at": document.published_at,
    }


def _blanks(article: Article, details: dict[str, Any]) -> dict[str, Any]:
    """The details that the article lacks."""
    return {name: value for name, value in details.items() if value and not getattr(article, name)}


def _shorten(text: str, longest: int) -> str:
    line = " ".join(clean_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
