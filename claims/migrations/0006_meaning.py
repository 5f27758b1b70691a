"""Vectors of wordings, and by which encoder each version was read for its meaning."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_archive"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeaningReading",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meaning_reading",
                        serialize=False,
                        to="claims.articleversion",
                    ),
                ),
                ("encoder", models.CharField(blank=True, default="", max_length=200)),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="when the sweep may take it; later while it is read"
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("failure_reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["encoder", "due_at"], name="meaningreading_queue")
                ],
            },
        ),
        migrations.CreateModel(
            name="VectorSpace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("encoder", models.CharField(max_length=200, unique=True)),
                ("dimensions", models.PositiveIntegerField()),
                (
                    "filled_seq",
                    models.BigIntegerField(
                        default=0,
                        help_text="the number of change up to which all searched wordings are encoded",
                    ),
                ),
                (
                    "completed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="when all wordings had vectors for the first time",
                        null=True,
                    ),
                ),
                (
                    "busy_until",
                    models.DateTimeField(help_text="until when its present filler is waited for"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("encoder", ""), _negated=True),
                        name="vectorspace_encoder_not_blank",
                        violation_error_message="“encoder” must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dimensions__gt", 0)), name="vectorspace_has_dimensions"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("filled_seq__gte", 0)),
                        name="vectorspace_filled_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordingVector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_key", models.CharField(editable=False, max_length=64)),
                (
                    "change_seq",
                    models.BigIntegerField(help_text="the change of the wording it was made after"),
                ),
                (
                    "vector",
                    models.BinaryField(help_text="float16, little-endian, of length 1 or zeros"),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vectors",
                        to="claims.vectorspace",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vectors",
                        to="claims.wording",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["space", "change_seq"], name="wordingvector_by_change")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("space", "wording"), name="wordingvector_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text_key__length", 64)),
                        name="wordingvector_text_key_is_sha256",
                        violation_error_message="“text_key” must be a SHA-256 in hexadecimal.",
                    ),
                ],
            },
        ),
    ]
