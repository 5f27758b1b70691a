"""What claims have to do with one another, and how they were merged and split."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from claims.enums import ClaimOperationKind, ClaimRelationKind
from claims.models.claim import Claim
from claims.models.fields import one_of

SYMMETRIC = (ClaimRelationKind.SAME, ClaimRelationKind.CONTRADICTS)
"""Kinds that read the same from both sides."""


class ClaimRelation(models.Model):
    """`claim` is so to `other`. A kind that reads the same from both sides has the older first."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_from")
    kind = models.CharField(max_length=12, choices=ClaimRelationKind)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("claimrelation", "kind", ClaimRelationKind.values),
            CheckConstraint(name="claimrelation_with_another", condition=~Q(claim=F("other"))),
            CheckConstraint(
                name="claimrelation_symmetric_in_order",
                condition=~Q(kind__in=SYMMETRIC) | Q(claim__lte=F("other")),
            ),
            # In either direction: of two claims at most one is the broader, or the newer.
            UniqueConstraint(
                Least("claim", "other"),
                Greatest("claim", "other"),
                "kind",
                name="claimrelation_pair_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.other_id}"


class ClaimOperation(models.Model):
    """A merge of `claim` into `other`, or a split of `other` off `claim`; undone at most once.

    `moved` holds what it made and changed, as its undoing needs it; never changed, never deleted.
    """

    kind = models.CharField(max_length=12, choices=ClaimOperationKind)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="operations")
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="operations_from")
    moved = models.JSONField()
    note = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("none: a program"),
    )
    at = models.DateTimeField()
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            one_of("claimoperation", "kind", ClaimOperationKind.values),
            CheckConstraint(name="claimoperation_with_another", condition=~Q(claim=F("other"))),
            CheckConstraint(
                name="claimoperation_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            CheckConstraint(
                name="claimoperation_undone_in_time",
                condition=Q(undo_until__gt=F("at"))
                & (
                    Q(undone_at__isnull=True)
                    | Q(undone_at__gte=F("at"), undone_at__lte=F("undo_until"))
                ),
            ),
        ]
        indexes = [
            Index(fields=["claim", "-at"], name="claimoperation_by_claim"),
            Index(fields=["other", "-at"], name="claimoperation_by_other"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.claim_id} → {self.other_id}"
