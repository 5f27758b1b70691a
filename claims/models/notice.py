"""What people are told without having asked, and how they want to be told."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from claims.enums import DigestFrequency, NoticeKind, NoticeSubject
from claims.models.fields import not_blank, one_of

UNREAD = Q(in_workbench=True, read_at__isnull=True)
# What was read in the workbench need not be mailed any more.
TO_MAIL = Q(by_mail=True, mailed_at__isnull=True, read_at__isnull=True)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(UNREAD)

    def read(self) -> Self:
        return self.filter(in_workbench=True, read_at__isnull=False)

    def to_mail(self) -> Self:
        """What waits for its person's next digest."""
        return self.filter(TO_MAIL)


class Notice(models.Model):
    """One thing that one person is told: in the workbench, by mail, or both.

    `occasion` names what happened; a person is told of it once. The subject is no foreign key,
    because suggested matches come and go. The person's preferences are those of `at`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=NoticeKind)
    subject_kind = models.CharField(max_length=12, choices=NoticeSubject)
    subject_id = models.PositiveBigIntegerField()
    occasion = models.CharField(max_length=80)
    text = models.CharField(max_length=500, help_text=_("the words that it is about"))
    note = models.TextField(blank=True, help_text=_("what the actor said to it, or where it was"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    in_workbench = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            UniqueConstraint(fields=["user", "kind", "occasion"], name="notice_occasion_told_once"),
            one_of("notice", "kind", NoticeKind.values),
            CheckConstraint(
                name="notice_subject_of_its_kind",
                condition=Q(kind="assigned", subject_kind__in=["match", "claim"])
                | Q(kind="returned", subject_kind="verdict")
                | Q(kind__in=["repeated", "changed"], subject_kind="article"),
            ),
            CheckConstraint(
                name="notice_returned_says_why", condition=~Q(kind="returned", note="")
            ),
            not_blank("notice", "occasion"),
            not_blank("notice", "text"),
            CheckConstraint(
                name="notice_goes_somewhere", condition=Q(in_workbench=True) | Q(by_mail=True)
            ),
            CheckConstraint(
                name="notice_read_in_workbench",
                condition=Q(read_at__isnull=True) | Q(in_workbench=True),
            ),
            CheckConstraint(
                name="notice_mailed_by_mail", condition=Q(mailed_at__isnull=True) | Q(by_mail=True)
            ),
        ]
        indexes = [
            # The list shows the unread ones first, each part by key; the bell counts the first.
            Index(fields=["user", "-id"], condition=UNREAD, name="notice_unread"),
            Index(fields=["user", "-id"], condition=Q(read_at__isnull=False), name="notice_read"),
            Index(fields=["user", "at"], condition=TO_MAIL, name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"


class NoticePreference(models.Model):
    """Where a person wants to be told of a kind; without a row: in the workbench and by mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences"
    )
    kind = models.CharField(max_length=12, choices=NoticeKind)
    in_workbench = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            UniqueConstraint(fields=["user", "kind"], name="noticepreference_one_a_kind"),
            one_of("noticepreference", "kind", NoticeKind.values),
        ]

    def __str__(self) -> str:
        return self.kind


class DigestPreference(models.Model):
    """How often a person gets mail; without a row: daily."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_preference"
    )
    frequency = models.CharField(
        max_length=12, choices=DigestFrequency, default=DigestFrequency.DAILY
    )

    class Meta:
        default_permissions = ()
        constraints = [one_of("digestpreference", "frequency", DigestFrequency.values)]

    def __str__(self) -> str:
        return self.frequency
