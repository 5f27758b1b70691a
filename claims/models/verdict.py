"""What the desk found out about a claim: ratings, verdicts in versions, and their evidence."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import (
    Contact,
    EvidenceKind,
    EvidenceOrder,
    EvidenceStance,
    RatingColour,
    VerdictState,
)
from claims.models.claim import Claim
from claims.models.fields import not_blank, one_of


class RatingScale(models.Model):
    """A desk's list of ratings. At most one is the default."""

    name = models.CharField(max_length=100, unique=True)
    language = models.CharField(max_length=35, default="en")
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="ratingscale_one_default",
                violation_error_message=_("Another scale is the default."),
            ),
            not_blank("ratingscale", "name"),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """One step of a scale, in the terms of schema.org's Rating."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings")
    alternate_name = models.CharField(max_length=60)
    rating_value = models.SmallIntegerField()
    best_rating = models.SmallIntegerField(default=5)
    worst_rating = models.SmallIntegerField(default=1)
    colour = models.CharField(max_length=10, choices=RatingColour, default=RatingColour.GREY)
    definition = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["scale", "alternate_name"], name="rating_name_unique"),
            UniqueConstraint(fields=["scale", "rating_value"], name="rating_value_unique"),
            CheckConstraint(
                name="rating_value_within_scale",
                condition=Q(rating_value__gte=F("worst_rating"))
                & Q(rating_value__lte=F("best_rating"))
                & Q(best_rating__gt=F("worst_rating")),
                violation_error_message=_(
                    "The value must lie between the worst and the best rating."
                ),
            ),
            one_of("rating", "colour", RatingColour.values),
            not_blank("rating", "alternate_name"),
        ]

    def __str__(self) -> str:
        return self.alternate_name

    @property
    def refutes(self) -> bool:
        """Whether it lies in the lower third of its scale."""
        return 3 * (self.rating_value - self.worst_rating) <= self.best_rating - self.worst_rating


EDITABLE_STATES = (VerdictState.DRAFT, VerdictState.RETURNED)
"""What may still be rewritten."""
UNPUBLISHED_STATES = (*EDITABLE_STATES, VerdictState.PROPOSED, VerdictState.APPROVED)
UNAPPROVED_STATES = (*EDITABLE_STATES, VerdictState.PROPOSED)


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def published(self) -> Self:
        return self.filter(state=VerdictState.PUBLISHED)

    def refuting(self) -> Self:
        """Published ones whose rating lies in the lower third of its scale, as Rating.refutes."""
        span = F("rating__best_rating") - F("rating__worst_rating")
        above = F("rating__rating_value") - F("rating__worst_rating")
        return self.published().alias(room=span - 3 * above).filter(room__gte=0)


class Verdict(models.Model):
    """A version of the desk's review of a claim; once published it is superseded, not changed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField(default=1)
    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, related_name="verdicts", null=True, blank=True
    )
    summary = models.CharField(max_length=500)
    explanation = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="en")
    url = models.URLField(max_length=1000, blank=True, help_text=_("where the desk published it"))
    contact = models.CharField(
        max_length=16,
        choices=Contact,
        default=Contact.NOT_YET,
        help_text=_("whether the claimant was asked"),
    )
    contacted_at = models.DateTimeField(null=True, blank=True)
    contact_channel = models.CharField(
        max_length=200, blank=True, help_text=_("how: by e-mail, by telephone …")
    )
    contact_answer = models.TextField(blank=True, help_text=_("empty: there was no answer"))
    no_contact_reason = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=12, choices=VerdictState, default=VerdictState.DRAFT)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        permissions = [("publish_verdict", _("Can publish and withdraw verdicts"))]
        constraints = [
            UniqueConstraint(fields=["claim", "number"], name="verdict_number_unique"),
            UniqueConstraint(
                fields=["claim"],
                condition=Q(state=VerdictState.PUBLISHED),
                name="verdict_one_published",
                violation_error_message=_("The claim has a published verdict already."),
            ),
            CheckConstraint(name="verdict_number_positive", condition=Q(number__gte=1)),
            one_of("verdict", "state", VerdictState.values),
            not_blank("verdict", "summary"),
            one_of("verdict", "contact", Contact.values),
            CheckConstraint(
                name="verdict_time_when_published",
                condition=Q(state__in=UNPUBLISHED_STATES, published_at__isnull=True)
                | ~Q(state__in=UNPUBLISHED_STATES) & Q(published_at__isnull=False),
            ),
            CheckConstraint(
                name="verdict_rating_unless_draft",
                condition=Q(state=VerdictState.DRAFT) | Q(rating__isnull=False),
                violation_error_message=_("Only a draft may be without a rating."),
            ),
            CheckConstraint(
                name="verdict_proposed_by_somebody",
                condition=Q(proposed_by__isnull=True, proposed_at__isnull=True)
                & ~Q(
                    state__in=[
                        VerdictState.PROPOSED,
                        VerdictState.APPROVED,
                        VerdictState.RETURNED,
                    ]
                )
                | Q(proposed_by__isnull=False, proposed_at__isnull=False)
                & ~Q(state=VerdictState.DRAFT),
            ),
            CheckConstraint(
                name="verdict_approved_by_somebody",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                & ~Q(state=VerdictState.APPROVED)
                | Q(approved_by__isnull=False, approved_at__isnull=False)
                & ~Q(state__in=UNAPPROVED_STATES),
            ),
            CheckConstraint(
                name="verdict_approver_is_another",
                condition=Q(approved_by__isnull=True)
                | (Q(author__isnull=True) | ~Q(approved_by=F("author")))
                & (Q(proposed_by__isnull=True) | ~Q(approved_by=F("proposed_by"))),
                violation_error_message=_("Nobody approves what is their own."),
            ),
            CheckConstraint(
                name="verdict_contact_complete",
                condition=Q(
                    contact=Contact.NOT_YET,
                    contacted_at__isnull=True,
                    contact_channel="",
                    contact_answer="",
                    no_contact_reason="",
                )
                | Q(contact=Contact.CONTACTED, contacted_at__isnull=False, no_contact_reason="")
                & ~Q(contact_channel="")
                | Q(
                    contact=Contact.NOT_CONTACTED,
                    contacted_at__isnull=True,
                    contact_channel="",
                    contact_answer="",
                )
                & ~Q(no_contact_reason=""),
                violation_error_message=_(
                    "Say when and how the claimant was contacted, or why not, and leave the rest "
                    "empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.summary[:60]}"


class VerdictEvent(models.Model):
    """One change of state of a verdict. Never changed, never deleted."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    old_state = models.CharField(max_length=12, choices=VerdictState)
    new_state = models.CharField(max_length=12, choices=VerdictState)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="verdictevent_state_changes", condition=~Q(old_state=F("new_state"))
            ),
            one_of("verdictevent", "old_state", VerdictState.values),
            one_of("verdictevent", "new_state", VerdictState.values),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.old_state} → {self.new_state}"


class Evidence(models.Model):
    """A record behind a verdict: where it can be read, or the passage itself, or both."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=EvidenceKind, default=EvidenceKind.DOCUMENT)
    stance = models.CharField(max_length=12, choices=EvidenceStance, default=EvidenceStance.CONTEXT)
    order = models.CharField(max_length=12, choices=EvidenceOrder, default=EvidenceOrder.SECONDARY)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True)
    archived_url = models.URLField(max_length=1000, blank=True)
    passage = models.TextField(blank=True)
    accessed_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = _("evidence")
        constraints = [
            one_of("evidence", "kind", EvidenceKind.values),
            one_of("evidence", "stance", EvidenceStance.values),
            one_of("evidence", "order", EvidenceOrder.values),
            not_blank("evidence", "title"),
            CheckConstraint(
                name="evidence_can_be_read",
                condition=~Q(url="") | ~Q(passage=""),
                violation_error_message=_("Give an address or the passage itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
