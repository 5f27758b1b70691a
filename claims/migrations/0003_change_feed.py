"""Changes of what is searched get numbers in the order of commits; claims can be merged."""

import secrets

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.models import F, Max

from claims.migrations._feed_triggers import create_feed_triggers, drop_feed_triggers


def number_wordings(apps, schema_editor):
    """The wordings that are there already count as changed in the order of their ids."""
    Wording = apps.get_model("claims", "Wording")
    ChangeCounter = apps.get_model("claims", "ChangeCounter")
    Wording.objects.update(change_seq=F("id"))
    last = Wording.objects.aggregate(last=Max("change_seq"))["last"] or 0
    ChangeCounter.objects.create(
        id=1, feed_id=secrets.token_hex(16), value=last, batch_start=last + 1
    )


def forget_numbers(apps, schema_editor):
    apps.get_model("claims", "ChangeCounter").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_roles")]

    operations = [
        migrations.CreateModel(
            name="ChangeCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("feed_id", models.CharField(editable=False, max_length=32)),
                ("value", models.BigIntegerField(default=0)),
                (
                    "batch_start",
                    models.BigIntegerField(
                        default=1,
                        help_text=(
                            "the first of the numbers taken last; the database accepts no others"
                        ),
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="changecounter_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("batch_start__gte", 1),
                            (
                                "value__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("batch_start"), "-", models.Value(1)
                                ),
                            ),
                        ),
                        name="changecounter_value_not_behind",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="claim", name="claim_state_known"),
        migrations.AddField(
            model_name="claim",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="the claim that took over its wordings; never a merged one itself",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_claims",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="state_seq",
            field=models.BigIntegerField(
                default=0,
                editable=False,
                help_text="number of change of its last change of state",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="state",
            field=models.CharField(
                choices=[
                    ("active", "active"),
                    ("retired", "retired"),
                    ("merged", "merged into another"),
                ],
                default="active",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "retired", "merged"])),
                name="claim_state_known",
                violation_error_message="“state” must be one of: active, retired, merged.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True),
                        ("merged_into__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="claim_merged_into_when_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="claim_merged_into_another",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="change_seq",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(number_wordings, forget_numbers),
        migrations.AlterField(
            model_name="wording",
            name="change_seq",
            field=models.BigIntegerField(
                editable=False, help_text="number of its last change, in the order of commits"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                condition=models.Q(("change_seq__isnull", False)),
                fields=("change_seq",),
                name="wording_change_seq_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("change_seq__gt", 0)), name="wording_change_seq_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=models.Index(fields=["change_seq"], name="wording_by_change_seq"),
        ),
        migrations.RunPython(create_feed_triggers, drop_feed_triggers),
    ]
