"""Proposed links between a claim and a span of an article version, and the decisions on them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import Flag, MatchEventKind, MatchOrigin, MatchState, Mutation, Stance
from claims.models.article import ArticleVersion, Quote, Sentence
from claims.models.claim import Claim, Wording
from claims.models.desk import RejectionReason
from claims.models.fields import is_sha256, not_blank, one_of, sha256_field
from claims.models.told import tell_flag

OPEN_STATES = (MatchState.SUGGESTED, MatchState.SECOND_LOOK)
# States that a person must have decided; orphaned is the only other one a suggestion can leave for.
PERSON_STATES = (
    MatchState.CONFIRMED,
    MatchState.REJECTED,
    MatchState.SECOND_LOOK,
    MatchState.UNLINKED,
)


# Kinds of events that leave the state as it is.
CORRECTIONS = (
    MatchEventKind.STANCE,
    MatchEventKind.SPAN,
    MatchEventKind.CLAIM,
    MatchEventKind.ASSIGNMENT,
)


class MatchQuerySet(models.QuerySet["Match"]):
    def open(self) -> Self:
        """What still waits for a reviewer."""
        return self.filter(state__in=OPEN_STATES)

    def shown(self, *, threshold: float) -> Self:
        """Without the suggestions that nobody has touched and that are less probable."""
        return self.filter(
            Q(probability__gte=threshold) | ~Q(state=MatchState.SUGGESTED) | Q(revision__gt=0)
        )

    def appearances(self) -> Self:
        """Confirmed matches: the only ones that verdicts are shown on."""
        return self.filter(state=MatchState.CONFIRMED)

    def for_display(self) -> Self:
        return self.select_related(
            "claim__claimant",
            "wording",
            "sentence",
            "quote",
            "version__article__source",
            "decided_by",
        ).defer("version__raw")


class Match(models.Model):
    """Claim × version × span; `sentence` is the first that the span touches."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="matches")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="matches")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="matches")
    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, related_name="matches")
    quote = models.ForeignKey(
        Quote, on_delete=models.PROTECT, related_name="matches", null=True, blank=True
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(help_text=_("the span as the version has it"))
    text_key = sha256_field(db_index=True)
    sentence_key = sha256_field(db_index=True)
    probability = models.FloatField()
    components = models.JSONField(
        help_text=_("component name to number; claims.matching.COMPONENTS")
    )
    diff = models.JSONField(
        help_text=_("parts of wording and span: [kind, left, right], kinds of claims.text.DiffKind")
    )
    mutation = models.CharField(max_length=12, choices=Mutation)
    stance = models.CharField(max_length=12, choices=Stance)
    engine_version = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=12, choices=MatchState, default=MatchState.SUGGESTED)
    revision = models.PositiveIntegerField(default=0, help_text=_("counts the changes by people"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_bot = models.CharField(
        max_length=80, blank=True, editable=False, help_text=_("which program, if nobody decided")
    )
    origin = models.CharField(max_length=12, choices=MatchOrigin, default=MatchOrigin.ENGINE)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assigned_matches",
        null=True,
        blank=True,
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text=_("when the sweep gives it back if nothing has happened")
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("matches")
        permissions = [("decide_match", _("Can decide matches"))]
        constraints = [
            # A second run finds its own rows again, and so never proposes beside a decision. But a
            # sentence rejected for an earlier text of the claim may be proposed for the new one.
            UniqueConstraint(
                fields=["claim", "sentence"],
                condition=~Q(state=MatchState.REJECTED),
                name="match_claim_sentence_unique",
            ),
            CheckConstraint(name="match_span_not_empty", condition=Q(end__gt=F("start"))),
            CheckConstraint(
                name="match_probability_range",
                condition=Q(probability__gte=0.0, probability__lte=1.0),
            ),
            one_of("match", "state", MatchState.values),
            one_of("match", "mutation", Mutation.values),
            one_of("match", "stance", Stance.values),
            not_blank("match", "text"),
            not_blank("match", "engine_version"),
            is_sha256("match", "text_key"),
            is_sha256("match", "sentence_key"),
            one_of("match", "origin", MatchOrigin.values),
            CheckConstraint(
                name="match_decided_by_a_person",
                condition=(
                    ~Q(state__in=PERSON_STATES)
                    | Q(decided_by__isnull=False, decided_at__isnull=False)
                    # What the desk has switched on: see auto_confirm of its settings.
                    | Q(state=MatchState.CONFIRMED, decided_at__isnull=False) & ~Q(decided_bot="")
                )
                & (
                    ~Q(state=MatchState.SUGGESTED)
                    | Q(decided_by__isnull=True, decided_at__isnull=True, decided_bot="")
                )
                & (~Q(state=MatchState.ORPHANED) | Q(decided_at__isnull=False))
                & (Q(decided_by__isnull=True) | Q(decided_bot="")),
            ),
            CheckConstraint(
                name="match_assignment_whole",
                condition=Q(
                    assignee__isnull=False, assigned_at__isnull=False, lease_until__isnull=False
                )
                | Q(
                    assignee__isnull=True,
                    assigned_at__isnull=True,
                    lease_until__isnull=True,
                    due_at__isnull=True,
                ),
            ),
        ]
        indexes = [
            # Serves the review queue: one state, most probable first. Not partial, because SQLite
            # uses a partial index only where the query repeats its condition word for word.
            Index(fields=["state", "-probability", "id"], name="match_queue"),
            Index(fields=["state", "-decided_at"], name="match_by_decision"),
            # Serves "mine", and the sweep that gives leases back; few are assigned.
            Index(
                fields=["assignee", "lease_until"],
                condition=Q(assignee__isnull=False),
                name="match_by_assignee",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.text[:60]}"


class MatchFlag(models.Model):
    """One flag of a match, with its reason in words; at most one of a kind."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="flags")
    flag = models.CharField(max_length=12, choices=Flag)
    claim_text = models.TextField(blank=True)
    article_text = models.TextField(blank=True)
    explanation = models.TextField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["match", "flag"], name="matchflag_unique"),
            one_of("matchflag", "flag", Flag.values),
            not_blank("matchflag", "explanation"),
        ]
        indexes = [Index(fields=["flag", "match"], name="matchflag_by_flag")]

    def __str__(self) -> str:
        return self.get_flag_display()

    @property
    def told(self) -> str:
        """The explanation in the language of the page; it is stored in English."""
        return tell_flag(self.explanation)


class MatchEvent(models.Model):
    """One change of a match: who, when, what, why. Never changed, never deleted.

    `before` and `after` hold the columns that it changed. What belongs to a larger change is
    `part_of` its first event, and is undone with that one.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    bot = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=MatchEventKind, default=MatchEventKind.DECISION)
    old_state = models.CharField(max_length=12, choices=MatchState)
    new_state = models.CharField(max_length=12, choices=MatchState)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.ForeignKey(
        RejectionReason, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(help_text=_("the match's revision after the change"))
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True
    )
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True
    )

    class Meta:
        constraints = [
            UniqueConstraint(fields=["match", "revision"], name="matchevent_revision_unique"),
            CheckConstraint(
                name="matchevent_state_changes",
                condition=(~Q(kind=MatchEventKind.DECISION) | ~Q(old_state=F("new_state")))
                & (~Q(kind__in=CORRECTIONS) | Q(old_state=F("new_state"))),
            ),
            CheckConstraint(
                name="matchevent_actor_or_bot", condition=Q(actor__isnull=True) | Q(bot="")
            ),
            CheckConstraint(
                name="matchevent_reason_of_a_decision",
                condition=Q(reason__isnull=True) | Q(kind=MatchEventKind.DECISION),
            ),
            one_of("matchevent", "kind", MatchEventKind.values),
            one_of("matchevent", "old_state", MatchState.values),
            one_of("matchevent", "new_state", MatchState.values),
        ]
        indexes = [Index(fields=["actor", "-at", "-id"], name="matchevent_by_actor")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.old_state} → {self.new_state}"
