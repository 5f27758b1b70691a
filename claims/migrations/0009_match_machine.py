"""Events of more than decisions, assignments, reasons; settings, topics and filters of the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from claims.migrations._append_only_triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "suggest_threshold",
                    models.FloatField(
                        default=0.5, help_text="less probable suggestions are not shown"
                    ),
                ),
                (
                    "auto_confirm",
                    models.BooleanField(
                        default=False, help_text="confirm verbatim repeats without flags"
                    ),
                ),
                ("auto_confirm_threshold", models.FloatField(default=0.95)),
                (
                    "review_days",
                    models.PositiveIntegerField(
                        default=2, help_text="a suggestion that waits longer is overdue"
                    ),
                ),
                ("second_look_days", models.PositiveIntegerField(default=3)),
                (
                    "recheck_days",
                    models.PositiveIntegerField(
                        default=365, help_text="after which a reviewed claim is looked at again"
                    ),
                ),
                (
                    "lease_minutes",
                    models.PositiveIntegerField(
                        default=240,
                        help_text="after which an assignment that nobody touched is given back",
                    ),
                ),
                (
                    "contact_required",
                    models.BooleanField(
                        default=False,
                        help_text="no verdict without word of whether the claimant was asked",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "desk settings",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="RejectionReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("label", models.CharField(max_length=100)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "position",
                    models.PositiveIntegerField(default=0, help_text="its place in the list"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("is_shared", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("description", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="match",
            name="match_decided_by_a_person",
        ),
        migrations.RemoveConstraint(
            model_name="matchevent",
            name="matchevent_state_changes",
        ),
        migrations.AddField(
            model_name="match",
            name="assigned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="match",
            name="assignee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assigned_matches",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="decided_bot",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="which program, if nobody decided",
                max_length=80,
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="match",
            name="lease_until",
            field=models.DateTimeField(
                blank=True,
                help_text="when the sweep gives it back if nothing has happened",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="origin",
            field=models.CharField(
                choices=[("engine", "found by the engine"), ("reviewer", "made by a reviewer")],
                default="engine",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="after",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="before",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="bot",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("decision", "decision"),
                    ("stance", "stance"),
                    ("span", "span"),
                    ("claim", "claim"),
                    ("assignment", "assignment"),
                ],
                default="decision",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="claims.matchevent",
            ),
        ),
        migrations.AlterField(
            model_name="match",
            name="revision",
            field=models.PositiveIntegerField(default=0, help_text="counts the changes by people"),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(
                condition=models.Q(("assignee__isnull", False)),
                fields=["assignee", "lease_until"],
                name="match_by_assignee",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["engine", "reviewer"])),
                name="match_origin_known",
                violation_error_message="“origin” must be one of: engine, reviewer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state__in", ("confirmed", "rejected", "second-look", "unlinked")),
                            _negated=True,
                        ),
                        models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                        models.Q(
                            ("decided_at__isnull", False),
                            ("state", "confirmed"),
                            models.Q(("decided_bot", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "suggested"), _negated=True),
                        models.Q(
                            ("decided_at__isnull", True),
                            ("decided_bot", ""),
                            ("decided_by__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "orphaned"), _negated=True),
                        ("decided_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(("decided_by__isnull", True), ("decided_bot", ""), _connector="OR"),
                ),
                name="match_decided_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assigned_at__isnull", False),
                        ("assignee__isnull", False),
                        ("lease_until__isnull", False),
                    ),
                    models.Q(
                        ("assigned_at__isnull", True),
                        ("assignee__isnull", True),
                        ("due_at__isnull", True),
                        ("lease_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="match_assignment_whole",
            ),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="rejectionreason",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True),
                name="rejectionreason_key_not_blank",
                violation_error_message="“key” must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rejectionreason",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True),
                name="rejectionreason_label_not_blank",
                violation_error_message="“label” must not be empty.",
            ),
        ),
        migrations.AddField(
            model_name="matchevent",
            name="reason",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.rejectionreason",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kind", "decision"), _negated=True),
                        models.Q(("old_state", models.F("new_state")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ("stance", "span", "claim", "assignment")), _negated=True
                        ),
                        ("old_state", models.F("new_state")),
                        _connector="OR",
                    ),
                ),
                name="matchevent_state_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("actor__isnull", True), ("bot", ""), _connector="OR"),
                name="matchevent_actor_or_bot",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__isnull", True), ("kind", "decision"), _connector="OR"),
                name="matchevent_reason_of_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["decision", "stance", "span", "claim", "assignment"])
                ),
                name="matchevent_kind_known",
                violation_error_message="“kind” must be one of: decision, stance, span, claim, assignment.",
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="topic_name_not_blank",
                violation_error_message="“name” must not be empty.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="claims", to="claims.topic"),
        ),
        migrations.AddConstraint(
            model_name="desksettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="desksettings_number_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="desksettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("auto_confirm_threshold__gte", 0.0),
                    ("auto_confirm_threshold__lte", 1.0),
                    ("suggest_threshold__gte", 0.0),
                    ("suggest_threshold__lte", 1.0),
                ),
                name="desksettings_thresholds_range",
                violation_error_message="A threshold lies between 0 and 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="desksettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lease_minutes__gte", 1),
                    ("recheck_days__gte", 1),
                    ("review_days__gte", 1),
                    ("second_look_days__gte", 1),
                ),
                name="desksettings_deadlines_positive",
                violation_error_message="A deadline is at least 1.",
            ),
        ),
        migrations.AddIndex(
            model_name="savedfilter",
            index=models.Index(
                condition=models.Q(("is_shared", True)), fields=["name"], name="savedfilter_shared"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(
                fields=("user", "name"),
                name="savedfilter_name_unique",
                violation_error_message="You have a filter of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="savedfilter_name_not_blank",
                violation_error_message="“name” must not be empty.",
            ),
        ),
        migrations.RunPython(*append_only("claims_matchevent", "claims_desksettings")),
    ]
