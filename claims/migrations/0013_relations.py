"""What claims have to do with one another; merges and splits, undone at most once."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from claims.migrations._append_only_triggers import changed_once

TABLE = "claims_claimoperation"
KEPT = (
    "kind",
    "claim_id",
    "other_id",
    "moved",
    "note",
    "actor_id",
    "at",
    "undo_until",
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_claim_stages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimOperation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("merge", "merged into"), ("split", "split off")], max_length=12
                    ),
                ),
                ("moved", models.JSONField()),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("undo_until", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        help_text="none: a program",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="claims.claim",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations_from",
                        to="claims.claim",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["claim", "-at"], name="claimoperation_by_claim"),
                    models.Index(fields=["other", "-at"], name="claimoperation_by_other"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["merge", "split"])),
                        name="claimoperation_kind_known",
                        violation_error_message="“kind” must be one of: merge, split.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim", models.F("other")), _negated=True),
                        name="claimoperation_with_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claimoperation_undone_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undo_until__gt", models.F("at")),
                            models.Q(
                                ("undone_at__isnull", True),
                                models.Q(
                                    ("undone_at__gte", models.F("at")),
                                    ("undone_at__lte", models.F("undo_until")),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="claimoperation_undone_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "says the same as"),
                            ("broader", "is broader than"),
                            ("contradicts", "contradicts"),
                            ("supersedes", "supersedes"),
                        ],
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="claims.claim",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_from",
                        to="claims.claim",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["same", "broader", "contradicts", "supersedes"])
                        ),
                        name="claimrelation_kind_known",
                        violation_error_message="“kind” must be one of: same, broader, contradicts, supersedes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim", models.F("other")), _negated=True),
                        name="claimrelation_with_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("same", "contradicts")), _negated=True),
                            ("claim__lte", models.F("other")),
                            _connector="OR",
                        ),
                        name="claimrelation_symmetric_in_order",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("claim", "other"),
                        django.db.models.functions.comparison.Greatest("claim", "other"),
                        models.F("kind"),
                        name="claimrelation_pair_unique",
                    ),
                ],
            },
        ),
        migrations.RunPython(*changed_once(TABLE, kept=KEPT, mark="undone_at")),
    ]
