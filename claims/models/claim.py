"""Known claims, who made them, and the wordings by which they are found."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import ClaimantKind, ClaimKind, ClaimStage, ClaimState, WordingOrigin
from claims.models.desk import Topic
from claims.models.fields import is_sha256, not_blank, one_of, sha256_field


class Claimant(models.Model):
    """Who made a claim: a person or body, not the outlet that printed it."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=ClaimantKind, default=ClaimantKind.PERSON)
    description = models.CharField(max_length=300, blank=True)
    same_as = models.URLField(max_length=300, blank=True, help_text=_("a Wikidata address"))

    class Meta:
        constraints = [
            one_of("claimant", "kind", ClaimantKind.values),
            not_blank("claimant", "name"),
        ]

    def __str__(self) -> str:
        return self.name


WORKED_ON = (ClaimStage.ASSIGNED, ClaimStage.IN_REVIEW)
"""Stages in which a claim is somebody's."""


class Claim(models.Model):
    """A statement about the world that the desk knows. Its text is also its canonical wording."""

    external_id = models.CharField(
        max_length=200, blank=True, help_text=_("its id in the file it was imported from")
    )
    text = models.TextField()
    kind = models.CharField(max_length=12, choices=ClaimKind, default=ClaimKind.STATEMENT)
    language = models.CharField(max_length=35, default="en")
    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="claims", null=True, blank=True
    )
    state = models.CharField(max_length=12, choices=ClaimState, default=ClaimState.ACTIVE)
    state_seq = models.BigIntegerField(
        default=0, editable=False, help_text=_("number of change of its last change of state")
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged_claims",
        null=True,
        blank=True,
        editable=False,
        help_text=_("the claim that took over its wordings; never a merged one itself"),
    )
    topics = models.ManyToManyField(Topic, related_name="claims", blank=True)
    stage = models.CharField(
        max_length=12,
        choices=ClaimStage,
        default=ClaimStage.NEW,
        editable=False,
        help_text=_("how far the desk is; kept while the claim is archived or merged"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assigned_claims",
        null=True,
        blank=True,
        editable=False,
    )
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    recheck_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("when its verdict is looked at again")
    )
    made_date = models.DateField(null=True, blank=True)
    first_appearance_date = models.DateField(null=True, blank=True)
    reviewed_date = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="claim_external_id_unique",
                violation_error_message=_("Another claim has this id."),
            ),
            one_of("claim", "kind", ClaimKind.values),
            one_of("claim", "state", ClaimState.values),
            one_of("claim", "stage", ClaimStage.values),
            CheckConstraint(
                name="claim_assignee_in_work",
                condition=Q(stage__in=WORKED_ON, assignee__isnull=False, assigned_at__isnull=False)
                | ~Q(stage__in=WORKED_ON)
                & Q(assignee__isnull=True, assigned_at__isnull=True, due_at__isnull=True),
            ),
            CheckConstraint(
                name="claim_recheck_of_reviewed",
                condition=Q(recheck_at__isnull=True)
                | Q(stage__in=[ClaimStage.REVIEWED, ClaimStage.RECHECK_DUE]),
            ),
            not_blank("claim", "text"),
            not_blank("claim", "language"),
            CheckConstraint(
                name="claim_merged_into_when_merged",
                condition=Q(state=ClaimState.MERGED, merged_into__isnull=False)
                | ~Q(state=ClaimState.MERGED) & Q(merged_into__isnull=True),
            ),
            CheckConstraint(
                name="claim_merged_into_another",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            CheckConstraint(
                name="claim_made_before_reviewed",
                condition=Q(made_date__isnull=True)
                | Q(reviewed_date__isnull=True)
                | Q(reviewed_date__gte=F("made_date")),
                violation_error_message=_("A claim cannot be reviewed before it was made."),
            ),
        ]
        indexes = [
            Index(fields=["-updated_at", "-id"], name="claim_by_updated_at"),
            # Serves the lists of a person's claims and of those that wait in a stage.
            Index(fields=["assignee", "stage"], name="claim_by_assignee"),
            Index(fields=["stage", "recheck_at"], name="claim_by_stage"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class ClaimEvent(models.Model):
    """One move of a claim between stages, or to another assignee. Never changed, never deleted."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    bot = models.CharField(
        max_length=80, blank=True, help_text=_("which program did it, if nobody did")
    )
    at = models.DateTimeField()
    old_stage = models.CharField(max_length=12, choices=ClaimStage)
    new_stage = models.CharField(max_length=12, choices=ClaimStage)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("whose it is after the move"),
    )
    note = models.TextField(blank=True)

    class Meta:
        default_permissions = ("view",)
        constraints = [
            one_of("claimevent", "old_stage", ClaimStage.values),
            one_of("claimevent", "new_stage", ClaimStage.values),
            CheckConstraint(
                name="claimevent_moves",
                # Another assignee, another date of recheck.
                condition=~Q(old_stage=F("new_stage"))
                | Q(new_stage__in=[ClaimStage.ASSIGNED, ClaimStage.REVIEWED]),
            ),
            CheckConstraint(
                name="claimevent_actor_or_bot",
                condition=Q(actor__isnull=False, bot="") | Q(actor__isnull=True) & ~Q(bot=""),
            ),
        ]
        indexes = [Index(fields=["claim", "-id"], name="claimevent_by_claim")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.old_stage} → {self.new_stage}"


class WordingQuerySet(models.QuerySet["Wording"]):
    def searched(self) -> Self:
        """The wordings the matcher looks for."""
        return self.filter(is_active=True, claim__state=ClaimState.ACTIVE)


class Wording(models.Model):
    """One phrasing of a claim used for matching. Once a match names it, it is only switched off.

    Each change of what is searched takes a number from the ChangeCounter: write wordings through
    claims.knowledge, the database refuses any other way.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField()
    text_key = sha256_field()
    language = models.CharField(max_length=35, default="en")
    origin = models.CharField(max_length=12, choices=WordingOrigin, default=WordingOrigin.REVIEWER)
    is_active = models.BooleanField(default=True)
    change_seq = models.BigIntegerField(
        editable=False, help_text=_("number of its last change, in the order of commits")
    )
    learnt_from = models.ForeignKey(
        "Match",
        on_delete=models.PROTECT,
        related_name="taught",
        null=True,
        blank=True,
        editable=False,
        help_text=_("the confirmed match that has its words; none once that was taken back"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["claim", "text_key"],
                name="wording_text_unique",
                violation_error_message=_("The claim has this wording already."),
            ),
            UniqueConstraint(
                fields=["claim"],
                condition=Q(origin=WordingOrigin.CANONICAL, is_active=True),
                name="wording_one_canonical",
                violation_error_message=_("A claim has one canonical wording."),
            ),
            # Partial, though the condition always holds: PostgreSQL takes an UPDATE of a column
            # with a full unique index for a change of key, and would make it wait for every
            # transaction that stores a match of the wording. SQLite cannot read in order by it.
            UniqueConstraint(
                fields=["change_seq"],
                condition=Q(change_seq__isnull=False),
                name="wording_change_seq_unique",
            ),
            CheckConstraint(name="wording_change_seq_positive", condition=Q(change_seq__gt=0)),
            one_of("wording", "origin", WordingOrigin.values),
            not_blank("wording", "text"),
            is_sha256("wording", "text_key"),
        ]
        indexes = [Index(fields=["change_seq"], name="wording_by_change_seq")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
