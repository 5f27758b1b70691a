"""Decisions bind sentences, wordings tell who taught them, versions keep their terms."""

import django.db.models.deletion
from django.db import migrations, models

from claims.migrations._feed_triggers import create_feed_triggers
from claims.text import fold_key

PAGE = 1000


def key_sentences(apps, schema_editor):
    """Of the matches that are there already."""
    Match = apps.get_model("claims", "Match")
    last = 0
    while page := list(
        Match.objects.filter(pk__gt=last)
        .order_by("pk")
        .select_related("sentence")
        .only("pk", "sentence__text")[:PAGE]
    ):
        for match in page:
            match.sentence_key = fold_key(match.sentence.text)
        Match.objects.bulk_update(page, ["sentence_key"])
        last = page[-1].pk


def start_at_the_beginning(apps, schema_editor):
    """No claim has been looked for in the archive yet."""
    apps.get_model("claims", "ArchiveCursor").objects.create(id=1)


def create_triggers(apps, schema_editor):
    """SQLite may have lost them with the change of claims_wording."""
    create_feed_triggers(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_change_feed")]

    operations = [
        migrations.CreateModel(
            name="ArchiveCursor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("matched_seq", models.BigIntegerField(default=0)),
                ("target_seq", models.BigIntegerField(default=0)),
                ("scanned_to", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="archivecursor_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matched_seq__gte", 0),
                            ("scanned_to__gte", 0),
                            ("target_seq__gte", models.F("matched_seq")),
                        ),
                        name="archivecursor_target_not_behind",
                    ),
                ],
            },
        ),
        migrations.RunPython(start_at_the_beginning, migrations.RunPython.noop),
        migrations.CreateModel(
            name="VersionTerms",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terms",
                        serialize=False,
                        to="claims.articleversion",
                    ),
                ),
                (
                    "analyser",
                    models.PositiveIntegerField(help_text="claims.index.ANALYSER_VERSION"),
                ),
                (
                    "languages",
                    models.CharField(
                        help_text="in which it was read, each between blanks", max_length=400
                    ),
                ),
                ("matched_seq", models.BigIntegerField(default=0)),
                ("packed", models.BinaryField()),
            ],
            options={
                "verbose_name_plural": "terms of versions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("matched_seq__gte", 0)),
                        name="versionterms_seq_not_negative",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="match",
            name="sentence_key",
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.RunPython(key_sentences, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="match",
            name="sentence_key",
            field=models.CharField(db_index=True, editable=False, max_length=64),
        ),
        migrations.RemoveConstraint(model_name="match", name="match_claim_sentence_unique"),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "rejected"), _negated=True),
                fields=("claim", "sentence"),
                name="match_claim_sentence_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence_key__length", 64)),
                name="match_sentence_key_is_sha256",
                violation_error_message="“sentence_key” must be a SHA-256 in hexadecimal.",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="learnt_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text=("the confirmed match that has its words; none once that was taken back"),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taught",
                to="claims.match",
            ),
        ),
        migrations.RunPython(create_triggers, migrations.RunPython.noop),
    ]
