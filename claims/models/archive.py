"""What the archive keeps so that claims which come later can be looked for in it."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import ArticleVersion


class VersionTerms(models.Model):
    """The terms of a version's sentences, packed for claims.index.

    `matched_seq` is the number of change up to which the index knew the wordings when the version
    was matched last; 0 if nobody knows.
    """

    version = models.OneToOneField(
        ArticleVersion, on_delete=models.CASCADE, primary_key=True, related_name="terms"
    )
    analyser = models.PositiveIntegerField(help_text=_("claims.index.ANALYSER_VERSION"))
    languages = models.CharField(
        max_length=400, help_text=_("in which it was read, each between blanks")
    )
    matched_seq = models.BigIntegerField(default=0)
    # Last, so that SQLite reads the others without it.
    packed = models.BinaryField()

    class Meta:
        verbose_name_plural = _("terms of versions")
        constraints = [
            CheckConstraint(name="versionterms_seq_not_negative", condition=Q(matched_seq__gte=0)),
        ]

    def __str__(self) -> str:
        return f"terms of version {self.version_id}"


class ArchiveCursor(models.Model):
    """How far the archive has been searched for changed wordings; one row, made by a migration.

    All changes up to `matched_seq` have been looked for in all versions; those up to `target_seq`
    in the versions with ids up to `scanned_to`. Both numbers are equal when no search is under way.
    No version is stored that was matched without knowing `target_seq`.
    """

    matched_seq = models.BigIntegerField(default=0)
    target_seq = models.BigIntegerField(default=0)
    scanned_to = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            CheckConstraint(name="archivecursor_one_row", condition=Q(id=1)),
            CheckConstraint(
                name="archivecursor_target_not_behind",
                condition=Q(matched_seq__gte=0, scanned_to__gte=0)
                & Q(target_seq__gte=F("matched_seq")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matched_seq} → {self.target_seq}, version {self.scanned_to}"
