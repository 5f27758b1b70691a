"""The log of every change in one chain, and histories that can only be added to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from claims.migrations._append_only_triggers import (
    append_only,
    create_audit_triggers,
    drop_audit_triggers,
)
from claims.migrations._grants import grant

VIEW = {"auditevent": ("view",)}


def start_chain(apps, schema_editor):
    apps.get_model("claims", "AuditHead").objects.create(id=1, number=0, hash="0" * 64)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_calibration"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="audithead_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("hash__length", 64)),
                        name="audithead_hash_is_sha256",
                        violation_error_message="“hash” must be a SHA-256 in hexadecimal.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveBigIntegerField(
                        help_text="1, 2, 3 … without a gap", unique=True
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "bot",
                    models.CharField(
                        blank=True, help_text="which program did it, if nobody did", max_length=80
                    ),
                ),
                ("action", models.CharField(help_text="such as match.confirmed", max_length=60)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                (
                    "subject_label",
                    models.CharField(help_text="as it was called then", max_length=200),
                ),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                ("note", models.TextField(blank=True)),
                ("previous_hash", models.CharField(editable=False, max_length=64)),
                ("hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "actor",
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
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id", "number"],
                        name="auditevent_by_subject",
                    ),
                    models.Index(fields=["actor", "-number"], name="auditevent_by_actor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="auditevent_number_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("actor__isnull", False), ("bot", "")),
                            models.Q(("actor__isnull", True), models.Q(("bot", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="auditevent_actor_or_bot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action", ""), _negated=True),
                        name="auditevent_action_not_blank",
                        violation_error_message="“action” must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject_kind", ""), _negated=True),
                        name="auditevent_subject_kind_not_blank",
                        violation_error_message="“subject_kind” must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("previous_hash__length", 64)),
                        name="auditevent_previous_hash_is_sha256",
                        violation_error_message="“previous_hash” must be a SHA-256 in hexadecimal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hash__length", 64)),
                        name="auditevent_hash_is_sha256",
                        violation_error_message="“hash” must be a SHA-256 in hexadecimal.",
                    ),
                ],
            },
        ),
        migrations.RunPython(start_chain, migrations.RunPython.noop),
        migrations.RunPython(create_audit_triggers, drop_audit_triggers),
        migrations.RunPython(*append_only("claims_matchevent", "claims_verdictevent")),
        migrations.RunPython(*grant({"reviewer": VIEW, "editor": VIEW, "admin": VIEW})),
    ]
