"""The log of every change: events in one chain, and its head."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q
from django.utils.translation import gettext_lazy as _

from claims.models.fields import is_sha256, not_blank, sha256_field


class AuditEvent(models.Model):
    """One change: who, when, what, from what to what, why. Written by claims.audit only.

    Each is chained to the one before it by a hash. The database refuses to change or delete one,
    and to add one that does not follow the head.
    """

    number = models.PositiveBigIntegerField(unique=True, help_text=_("1, 2, 3 … without a gap"))
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    bot = models.CharField(
        max_length=80, blank=True, help_text=_("which program did it, if nobody did")
    )
    action = models.CharField(max_length=60, help_text=_("such as match.confirmed"))
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=200, help_text=_("as it was called then"))
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    previous_hash = sha256_field()
    hash = sha256_field(unique=True)

    class Meta:
        default_permissions = ("view",)
        constraints = [
            CheckConstraint(name="auditevent_number_positive", condition=Q(number__gte=1)),
            CheckConstraint(
                name="auditevent_actor_or_bot",
                condition=Q(actor__isnull=False, bot="") | Q(actor__isnull=True) & ~Q(bot=""),
            ),
            not_blank("auditevent", "action"),
            not_blank("auditevent", "subject_kind"),
            is_sha256("auditevent", "previous_hash"),
            is_sha256("auditevent", "hash"),
        ]
        indexes = [
            # Serves the history of one thing.
            Index(fields=["subject_kind", "subject_id", "number"], name="auditevent_by_subject"),
            # Serves the list of what one person did.
            Index(fields=["actor", "-number"], name="auditevent_by_actor"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.action} {self.subject_kind} {self.subject_id}"


class AuditHead(models.Model):
    """The end of the chain; one row, which a migration makes.

    A new event moves it, by a trigger; the database refuses any other move.
    """

    number = models.PositiveBigIntegerField(default=0)
    hash = sha256_field()

    class Meta:
        default_permissions = ()
        constraints = [
            CheckConstraint(name="audithead_one_row", condition=Q(id=1)),
            is_sha256("audithead", "hash"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
