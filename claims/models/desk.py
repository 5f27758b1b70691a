"""What a desk sets for itself: thresholds and deadlines, topics, reasons, saved filters."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.models.fields import not_blank
from claims.models.told import tell_reason


class DeskSettings(models.Model):
    """One version of the desk's settings; the newest holds. Never changed, never deleted."""

    number = models.PositiveIntegerField(unique=True)
    suggest_threshold = models.FloatField(
        default=0.5, help_text=_("less probable suggestions are not shown")
    )
    auto_confirm = models.BooleanField(
        default=False, help_text=_("confirm verbatim repeats without flags")
    )
    auto_confirm_threshold = models.FloatField(default=0.95)
    review_days = models.PositiveIntegerField(
        default=2, help_text=_("a suggestion that waits longer is overdue")
    )
    second_look_days = models.PositiveIntegerField(default=3)
    recheck_days = models.PositiveIntegerField(
        default=365, help_text=_("after which a reviewed claim is looked at again")
    )
    lease_minutes = models.PositiveIntegerField(
        default=240, help_text=_("after which an assignment that nobody touched is given back")
    )
    contact_required = models.BooleanField(
        default=False, help_text=_("no verdict without word of whether the claimant was asked")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = _("desk settings")
        default_permissions = ("view", "change")
        constraints = [
            CheckConstraint(name="desksettings_number_positive", condition=Q(number__gte=1)),
            CheckConstraint(
                name="desksettings_thresholds_range",
                condition=Q(
                    suggest_threshold__gte=0.0,
                    suggest_threshold__lte=1.0,
                    auto_confirm_threshold__gte=0.0,
                    auto_confirm_threshold__lte=1.0,
                ),
                violation_error_message=_("A threshold lies between 0 and 1."),
            ),
            CheckConstraint(
                name="desksettings_deadlines_positive",
                condition=Q(
                    review_days__gte=1,
                    second_look_days__gte=1,
                    recheck_days__gte=1,
                    lease_minutes__gte=1,
                ),
                violation_error_message=_("A deadline is at least 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Topic(models.Model):
    """What claims are about, in the words of the desk."""

    name = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [not_blank("topic", "name")]

    def __str__(self) -> str:
        return self.name


class RejectionReason(models.Model):
    """Why a match is rejected, from a short list. A used one is switched off, not deleted."""

    key = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0, help_text=_("its place in the list"))

    class Meta:
        constraints = [not_blank("rejectionreason", "key"), not_blank("rejectionreason", "label")]

    def __str__(self) -> str:
        return self.label

    @property
    def told(self) -> str:
        """The label in the language of the page, if the workbench came with it."""
        return tell_reason(self.label)


class SavedFilter(models.Model):
    """A filter of the queue under a name; `query` is the query string of its address."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["user", "name"],
                name="savedfilter_name_unique",
                violation_error_message=_("You have a filter of this name."),
            ),
            not_blank("savedfilter", "name"),
        ]
        indexes = [Index(fields=["name"], condition=Q(is_shared=True), name="savedfilter_shared")]

    def __str__(self) -> str:
        return self.name
