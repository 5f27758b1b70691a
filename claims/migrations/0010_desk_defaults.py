"""The reasons for rejection that a new desk starts with, and who may set what."""

from django.db import migrations

from claims.migrations._grants import grant

REASONS = (
    ("different-claim", "different claim"),
    ("different-facts", "different facts"),
    ("other-subject", "about something else"),
    ("satire", "satire or fiction"),
    ("no-statement", "not a statement"),
    ("too-vague", "too vague"),
    ("other", "other"),
)
ALL = ("view", "add", "change", "delete")
REVIEWER = {
    "desksettings": ("view",),
    "rejectionreason": ("view",),
    "topic": ("view",),
    "savedfilter": ALL,
}
EDITOR = {**REVIEWER, "topic": ("view", "add", "change")}
ADMIN = {
    **EDITOR,
    "desksettings": ("view", "change"),
    "rejectionreason": ("view", "add", "change"),
    "topic": ALL,
}


def add_reasons(apps, schema_editor):
    RejectionReason = apps.get_model("claims", "RejectionReason")
    for position, (key, label) in enumerate(REASONS):
        RejectionReason.objects.get_or_create(
            key=key, defaults={"label": label, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_match_machine")]

    operations = [
        migrations.RunPython(add_reasons, migrations.RunPython.noop),
        migrations.RunPython(*grant({"reviewer": REVIEWER, "editor": EDITOR, "admin": ADMIN})),
    ]
