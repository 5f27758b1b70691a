"""Changes to the desk's own published verdicts, as its readers are told of them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import CorrectionKind, CorrectionState
from claims.models.fields import not_blank, one_of
from claims.models.verdict import Verdict


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self) -> Self:
        """What everybody may read: all that are published but typing errors."""
        return self.filter(state=CorrectionState.PUBLISHED).exclude(kind=CorrectionKind.TYPO)


class Correction(models.Model):
    """What was changed in a published verdict and why. Once published it is only withdrawn."""

    verdict = models.ForeignKey(
        Verdict,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text=_("the verdict as corrected; of kind void the one that was withdrawn"),
    )
    previous_verdict = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=CorrectionKind)
    state = models.CharField(max_length=12, choices=CorrectionState, default=CorrectionState.DRAFT)
    number = models.PositiveIntegerField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text=_("in the public log, in the order of publication"),
    )
    what_changed = models.TextField()
    reason = models.TextField()
    requested_by = models.CharField(
        max_length=200, blank=True, help_text=_("who pointed it out; not shown to the public")
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text=_("when it was written"))
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        permissions = [("publish_correction", _("Can publish and withdraw corrections"))]
        constraints = [
            one_of("correction", "kind", CorrectionKind.values),
            one_of("correction", "state", CorrectionState.values),
            not_blank("correction", "what_changed"),
            not_blank("correction", "reason"),
            UniqueConstraint(
                fields=["verdict"],
                condition=Q(state=CorrectionState.DRAFT),
                name="correction_one_draft",
                violation_error_message=_("The verdict has a draft of a correction already."),
            ),
            CheckConstraint(
                name="correction_major_names_both_verdicts",
                condition=~Q(kind=CorrectionKind.MAJOR) | Q(previous_verdict__isnull=False),
            ),
            CheckConstraint(
                name="correction_previous_is_another",
                condition=Q(previous_verdict__isnull=True) | ~Q(previous_verdict=F("verdict")),
            ),
            CheckConstraint(
                name="correction_time_when_published",
                condition=Q(state=CorrectionState.DRAFT, published_at__isnull=True)
                | ~Q(state=CorrectionState.DRAFT) & Q(published_at__isnull=False),
            ),
            CheckConstraint(
                name="correction_number_when_public",
                condition=(Q(state=CorrectionState.DRAFT) | Q(kind=CorrectionKind.TYPO))
                & Q(number__isnull=True)
                | ~Q(state=CorrectionState.DRAFT)
                & ~Q(kind=CorrectionKind.TYPO)
                & Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.what_changed[:60]}"
