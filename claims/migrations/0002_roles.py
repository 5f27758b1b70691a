"""The three roles as groups. Own copy of the lists: a later role change is a later migration."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("view", "add", "change", "delete")
READ = ("view",)
WRITE = ("view", "add", "change")

DOCUMENTS = ("article", "articleversion", "sentence", "quote")
HISTORY = ("match", "matchflag", "matchevent", "verdictevent")
KNOWLEDGE = ("claim", "claimant", "wording", "verdict", "evidence")
DESK = ("source", "sourcedomain", "ratingscale", "rating")

REVIEWER = {
    **{model: READ for model in (*DOCUMENTS, *HISTORY, *KNOWLEDGE, *DESK)},
    "claimant": WRITE,
    "claim": WRITE,
    "wording": WRITE,
    "match": ("view", "decide"),
}
EDITOR = {
    **REVIEWER,
    "verdict": (*WRITE, "publish"),
    "evidence": ALL,
    "source": WRITE,
    "sourcedomain": ALL,
    "article": WRITE,
}
ADMIN = {**EDITOR, "ratingscale": ALL, "rating": ALL, "apitoken": ALL, "source": ALL}
ACCOUNTS = {"user": ALL, "group": READ}


def create_roles(apps, schema_editor):
    for label in ("claims", "auth"):
        config = apps.get_app_config(label)
        # Permissions are otherwise made only after the last migration, too late for this one.
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    for name, table in (("reviewer", REVIEWER), ("editor", EDITOR), ("admin", ADMIN)):
        grant(apps, name, "claims", table)
    grant(apps, "admin", "auth", ACCOUNTS)


def grant(apps, group_name, app_label, table):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    group, _ = Group.objects.get_or_create(name=group_name)
    for model, verbs in table.items():
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=app_label,
                codename__in=[f"{verb}_{model}" for verb in verbs],
            )
        )


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(
        name__in=["reviewer", "editor", "admin"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
