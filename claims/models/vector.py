"""Vectors of searched wordings, and by which encoder each version was read for its meaning."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import WorkState
from claims.models.article import ArticleVersion
from claims.models.claim import Wording
from claims.models.fields import is_sha256, not_blank, sha256_field


class VectorSpace(models.Model):
    """All vectors of one encoder: those of different encoders cannot be compared."""

    encoder = models.CharField(max_length=200, unique=True)
    dimensions = models.PositiveIntegerField()
    filled_seq = models.BigIntegerField(
        default=0, help_text=_("the number of change up to which all searched wordings are encoded")
    )
    completed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when all wordings had vectors for the first time")
    )
    busy_until = models.DateTimeField(help_text=_("until when its present filler is waited for"))

    class Meta:
        constraints = [
            not_blank("vectorspace", "encoder"),
            CheckConstraint(name="vectorspace_has_dimensions", condition=Q(dimensions__gt=0)),
            CheckConstraint(name="vectorspace_filled_not_negative", condition=Q(filled_seq__gte=0)),
        ]

    def __str__(self) -> str:
        return self.encoder


class WordingVector(models.Model):
    """The vector of a wording's text; stale when the wording has another `text_key`."""

    space = models.ForeignKey(VectorSpace, on_delete=models.CASCADE, related_name="vectors")
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="vectors")
    text_key = sha256_field()
    change_seq = models.BigIntegerField(help_text=_("the change of the wording it was made after"))
    vector = models.BinaryField(help_text=_("float16, little-endian, of length 1 or zeros"))

    class Meta:
        constraints = [
            UniqueConstraint(fields=["space", "wording"], name="wordingvector_unique"),
            is_sha256("wordingvector", "text_key"),
        ]
        indexes = [Index(fields=["space", "change_seq"], name="wordingvector_by_change")]

    def __str__(self) -> str:
        return f"#{self.pk} of wording {self.wording_id}"


class MeaningReadingQuerySet(models.QuerySet["MeaningReading"]):
    def due(self, *, encoder: str, at: datetime) -> Self:
        """What this encoder has not read and nobody is reading, of versions that are processed."""
        # Not exclude(): both halves are ranges of the index, and the whole table is none.
        unread = Q(encoder__lt=encoder) | Q(encoder__gt=encoder)
        return self.filter(unread, due_at__lte=at, version__work_state=WorkState.PROCESSED)


class MeaningReading(models.Model):
    """By which encoder a version was read last, "" for none. The row is the second pass's queue."""

    version = models.OneToOneField(
        ArticleVersion, on_delete=models.CASCADE, related_name="meaning_reading", primary_key=True
    )
    encoder = models.CharField(max_length=200, blank=True, default="")
    due_at = models.DateTimeField(help_text=_("when the sweep may take it; later while it is read"))
    attempts = models.PositiveIntegerField(default=0)
    failure_reason = models.TextField(blank=True)

    objects = MeaningReadingQuerySet.as_manager()

    class Meta:
        indexes = [Index(fields=["encoder", "due_at"], name="meaningreading_queue")]

    def __str__(self) -> str:
        return f"version {self.version_id} by {self.encoder or '–'}"
