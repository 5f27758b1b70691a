"""Documents of a source, each distinct text of them, and the spans found in it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import SentenceKind, WorkState
from claims.models.fields import is_sha256, not_blank, one_of, sha256_field
from claims.models.source import Source


class Article(models.Model):
    """A document of a source.

    Told apart by `identity`: its canonical URL, else the source's own id, else its content.
    """

    identity = models.CharField(max_length=1100, unique=True, editable=False)
    name = models.CharField(max_length=500, help_text=_("the file or record it came from"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="articles", null=True, blank=True
    )
    canonical_url = models.URLField(max_length=1000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35, default="en")
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            not_blank("article", "identity"),
            not_blank("article", "name"),
            not_blank("article", "language"),
            UniqueConstraint(
                fields=["canonical_url"],
                condition=~Q(canonical_url=""),
                name="article_canonical_url_unique",
                violation_error_message=_("Another article has this canonical URL."),
            ),
        ]
        indexes = [
            Index(fields=["-published_at", "-id"], name="article_by_published_at"),
        ]

    def __str__(self) -> str:
        return self.title or self.name


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def unfinished(self) -> Self:
        return self.filter(work_state__in=[WorkState.WAITING, WorkState.LEASED])

    def due(self, *, at: datetime) -> Self:
        """Work whose bell must ring again: waiting past its time, or leased by a silent worker."""
        return self.filter(
            Q(work_state=WorkState.WAITING, due_at__lte=at)
            | Q(work_state=WorkState.LEASED, lease_until__lte=at)
        )

    def light(self) -> Self:
        """Without the stored bytes and text, for lists."""
        return self.defer("raw", "text")


class ArticleVersion(models.Model):
    """One distinct text of an article. The row is also its place in the workers' queue."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    raw = models.BinaryField(editable=False)
    raw_sha256 = sha256_field(db_index=True)
    media_type = models.CharField(max_length=100, default="text/plain")
    encoding = models.CharField(max_length=40, default="utf-8")
    text = models.TextField(editable=False)
    text_sha256 = sha256_field()
    received_at = models.DateTimeField()

    work_state = models.CharField(
        max_length=12, choices=WorkState, default=WorkState.WAITING, editable=False
    )
    due_at = models.DateTimeField(
        editable=False, help_text=_("when the sweep may ring for it again")
    )
    attempts = models.PositiveIntegerField(default=0, editable=False)
    lease_token = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    failure_code = models.CharField(max_length=40, blank=True, editable=False)
    failure_reason = models.TextField(blank=True, editable=False)
    processed_at = models.DateTimeField(null=True, blank=True, editable=False)
    engine_version = models.CharField(max_length=40, blank=True, editable=False)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["article", "number"], name="articleversion_number_unique"),
            UniqueConstraint(fields=["article", "text_sha256"], name="articleversion_text_unique"),
            CheckConstraint(name="articleversion_number_positive", condition=Q(number__gte=1)),
            not_blank("articleversion", "text"),
            is_sha256("articleversion", "raw_sha256"),
            is_sha256("articleversion", "text_sha256"),
            one_of("articleversion", "work_state", WorkState.values),
            CheckConstraint(
                name="articleversion_lease_while_leased",
                condition=Q(work_state=WorkState.LEASED, lease_until__isnull=False)
                & ~Q(lease_token="")
                | ~Q(work_state=WorkState.LEASED) & Q(lease_until__isnull=True, lease_token=""),
            ),
            CheckConstraint(
                name="articleversion_reason_when_failed",
                condition=Q(work_state=WorkState.FAILED)
                & ~Q(failure_reason="")
                & ~Q(failure_code="")
                | ~Q(work_state=WorkState.FAILED) & Q(failure_reason="", failure_code=""),
            ),
            CheckConstraint(
                name="articleversion_time_when_processed",
                condition=Q(work_state=WorkState.PROCESSED, processed_at__isnull=False)
                & ~Q(engine_version="")
                | ~Q(work_state=WorkState.PROCESSED) & Q(processed_at__isnull=True),
            ),
        ]
        indexes = [
            # Serves due(): the queue is small, the table is not.
            Index(
                fields=["due_at"],
                condition=Q(work_state__in=["waiting", "leased"]),
                name="articleversion_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} version {self.number} of article {self.article_id}"


class Sentence(models.Model):
    """A span of a version: `text` is version.text[start:end]."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="sentences")
    position = models.PositiveIntegerField()
    block = models.PositiveIntegerField(help_text=_("which paragraph it stands in, from 0"))
    kind = models.CharField(max_length=12, choices=SentenceKind, default=SentenceKind.PARAGRAPH)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["version", "position"], name="sentence_position_unique"),
            UniqueConstraint(fields=["version", "start"], name="sentence_start_unique"),
            CheckConstraint(name="sentence_span_not_empty", condition=Q(end__gt=F("start"))),
            one_of("sentence", "kind", SentenceKind.values),
            not_blank("sentence", "text"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.text[:60]}"


class Quote(models.Model):
    """Words between quotation marks, with who said them as far as the text tells."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="quotes")
    sentence = models.ForeignKey(
        Sentence,
        on_delete=models.PROTECT,
        related_name="quotes",
        help_text=_("the sentence in which the quote begins"),
    )
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60, blank=True)
    attribution = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["version", "position"], name="quote_position_unique"),
            CheckConstraint(name="quote_span_not_empty", condition=Q(end__gt=F("start"))),
            not_blank("quote", "text"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} “{self.text[:60]}”"
