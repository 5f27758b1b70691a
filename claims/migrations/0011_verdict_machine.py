"""Verdicts are proposed, approved or returned by a second person; corrections of published ones."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from claims.migrations._append_only_triggers import append_only
from claims.migrations._grants import grant

REVIEWER = {"correction": ("view",)}
EDITOR = {"correction": ("view", "add", "change", "publish")}


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_desk_defaults"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
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
                            ("major", "major: the rating changed"),
                            ("factual", "factual error, same rating"),
                            ("update", "update: new facts"),
                            ("note", "note"),
                            ("typo", "typing error"),
                            ("void", "void: the verdict was withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        editable=False,
                        help_text="in the public log, in the order of publication",
                        null=True,
                        unique=True,
                    ),
                ),
                ("what_changed", models.TextField()),
                ("reason", models.TextField()),
                (
                    "requested_by",
                    models.CharField(
                        blank=True,
                        help_text="who pointed it out; not shown to the public",
                        max_length=200,
                    ),
                ),
                ("at", models.DateTimeField(help_text="when it was written")),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "permissions": [("publish_correction", "Can publish and withdraw corrections")],
            },
        ),
        migrations.RemoveConstraint(
            model_name="verdict",
            name="verdict_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="verdict",
            name="verdict_time_unless_draft",
        ),
        migrations.RemoveConstraint(
            model_name="verdictevent",
            name="verdictevent_old_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="verdictevent",
            name="verdictevent_new_state_known",
        ),
        migrations.AddField(
            model_name="verdict",
            name="approved_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="verdict",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="contact",
            field=models.CharField(
                choices=[
                    ("not-yet", "not yet contacted"),
                    ("contacted", "contacted"),
                    ("not-contacted", "not contacted"),
                ],
                default="not-yet",
                help_text="whether the claimant was asked",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="contact_answer",
            field=models.TextField(blank=True, help_text="empty: there was no answer"),
        ),
        migrations.AddField(
            model_name="verdict",
            name="contact_channel",
            field=models.CharField(
                blank=True, help_text="how: by e-mail, by telephone …", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="contacted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="verdict",
            name="no_contact_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="verdict",
            name="proposed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="verdict",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="rating",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="verdicts",
                to="claims.rating",
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("proposed", "proposed"),
                    ("approved", "approved"),
                    ("returned", "returned"),
                    ("published", "published"),
                    ("superseded", "superseded"),
                    ("withdrawn", "withdrawn"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="verdictevent",
            name="new_state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("proposed", "proposed"),
                    ("approved", "approved"),
                    ("returned", "returned"),
                    ("published", "published"),
                    ("superseded", "superseded"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="verdictevent",
            name="old_state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("proposed", "proposed"),
                    ("approved", "approved"),
                    ("returned", "returned"),
                    ("published", "published"),
                    ("superseded", "superseded"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "proposed",
                            "approved",
                            "returned",
                            "published",
                            "superseded",
                            "withdrawn",
                        ],
                    )
                ),
                name="verdict_state_known",
                violation_error_message="“state” must be one of: draft, proposed, approved, returned, published, superseded, withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact__in", ["not-yet", "contacted", "not-contacted"])),
                name="verdict_contact_known",
                violation_error_message="“contact” must be one of: not-yet, contacted, not-contacted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at__isnull", True),
                        ("state__in", ("draft", "returned", "proposed", "approved")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("draft", "returned", "proposed", "approved")),
                            _negated=True,
                        ),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="verdict_time_when_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("rating__isnull", False), _connector="OR"),
                name="verdict_rating_unless_draft",
                violation_error_message="Only a draft may be without a rating.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposed_at__isnull", True),
                        ("proposed_by__isnull", True),
                        models.Q(
                            ("state__in", ["proposed", "approved", "returned"]), _negated=True
                        ),
                    ),
                    models.Q(
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        models.Q(("state", "draft"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verdict_proposed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at__isnull", True),
                        ("approved_by__isnull", True),
                        models.Q(("state", "approved"), _negated=True),
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        models.Q(("state__in", ("draft", "returned", "proposed")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verdict_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(
                        models.Q(
                            ("author__isnull", True),
                            models.Q(("approved_by", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("proposed_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="verdict_approver_is_another",
                violation_error_message="Nobody approves what is their own.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contact", "not-yet"),
                        ("contact_answer", ""),
                        ("contact_channel", ""),
                        ("contacted_at__isnull", True),
                        ("no_contact_reason", ""),
                    ),
                    models.Q(
                        ("contact", "contacted"),
                        ("contacted_at__isnull", False),
                        ("no_contact_reason", ""),
                        models.Q(("contact_channel", ""), _negated=True),
                    ),
                    models.Q(
                        ("contact", "not-contacted"),
                        ("contact_answer", ""),
                        ("contact_channel", ""),
                        ("contacted_at__isnull", True),
                        models.Q(("no_contact_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verdict_contact_complete",
                violation_error_message="Say when and how the claimant was contacted, or why not, and leave the rest empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdictevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "old_state__in",
                        [
                            "draft",
                            "proposed",
                            "approved",
                            "returned",
                            "published",
                            "superseded",
                            "withdrawn",
                        ],
                    )
                ),
                name="verdictevent_old_state_known",
                violation_error_message="“old_state” must be one of: draft, proposed, approved, returned, published, superseded, withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdictevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "new_state__in",
                        [
                            "draft",
                            "proposed",
                            "approved",
                            "returned",
                            "published",
                            "superseded",
                            "withdrawn",
                        ],
                    )
                ),
                name="verdictevent_new_state_known",
                violation_error_message="“new_state” must be one of: draft, proposed, approved, returned, published, superseded, withdrawn.",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="previous_verdict",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.verdict",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="verdict",
            field=models.ForeignKey(
                help_text="the verdict as corrected; of kind void the one that was withdrawn",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="claims.verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["major", "factual", "update", "note", "typo", "void"])
                ),
                name="correction_kind_known",
                violation_error_message="“kind” must be one of: major, factual, update, note, typo, void.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "withdrawn"])),
                name="correction_state_known",
                violation_error_message="“state” must be one of: draft, published, withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("what_changed", ""), _negated=True),
                name="correction_what_changed_not_blank",
                violation_error_message="“what_changed” must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="correction_reason_not_blank",
                violation_error_message="“reason” must not be empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("verdict",),
                name="correction_one_draft",
                violation_error_message="The verdict has a draft of a correction already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "major"), _negated=True),
                    ("previous_verdict__isnull", False),
                    _connector="OR",
                ),
                name="correction_major_names_both_verdicts",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("previous_verdict__isnull", True),
                    models.Q(("previous_verdict", models.F("verdict")), _negated=True),
                    _connector="OR",
                ),
                name="correction_previous_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("published_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="correction_time_when_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "draft"), ("kind", "typo"), _connector="OR"),
                        ("number__isnull", True),
                    ),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        models.Q(("kind", "typo"), _negated=True),
                        ("number__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="correction_number_when_public",
            ),
        ),
        migrations.RunPython(*append_only("claims_verdictevent")),
        migrations.RunPython(*grant({"reviewer": REVIEWER, "editor": EDITOR, "admin": EDITOR})),
    ]
