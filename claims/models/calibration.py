"""Weights of the ranker that were refitted on the desk's own decisions."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.fields import not_blank


class Calibration(models.Model):
    """One refit. At most one is active; without one the shipped weights are used.

    It holds for the engine it was fitted for: another `base` scores other numbers.
    """

    number = models.PositiveIntegerField(unique=True)
    base = models.CharField(max_length=40, help_text=_("engine and shipped ranker it belongs to"))
    weights = models.JSONField(help_text=_("input of the ranker to weight, in log odds"))
    confirmed = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    before = models.JSONField(help_text=_("held-out decisions, measured with the old weights"))
    after = models.JSONField(help_text=_("the same with these weights"))
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["is_active"], condition=Q(is_active=True), name="calibration_one_active"
            ),
            CheckConstraint(name="calibration_number_from_one", condition=Q(number__gte=1)),
            CheckConstraint(
                name="calibration_of_both_kinds", condition=Q(confirmed__gte=1, rejected__gte=1)
            ),
            not_blank("calibration", "base"),
        ]

    def __str__(self) -> str:
        return f"cal.{self.number}"
