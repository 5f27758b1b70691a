"""Rights that later migrations give to the roles of 0002."""

from django.contrib.auth.management import create_permissions


def grant(table):
    """For RunPython: give and take the rights of a table, role to model to verbs."""

    def give(apps, schema_editor):
        config = apps.get_app_config("claims")
        # Permissions are otherwise made only after the last migration, too late for this one.
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
        for group, permissions in rights(apps):
            group.permissions.add(*permissions)

    def take(apps, schema_editor):
        for group, permissions in rights(apps):
            group.permissions.remove(*permissions)

    def rights(apps):
        Group = apps.get_model("auth", "Group")
        Permission = apps.get_model("auth", "Permission")
        for role, models in table.items():
            names = [f"{verb}_{model}" for model, verbs in models.items() for verb in verbs]
            permissions = Permission.objects.filter(
                content_type__app_label="claims", codename__in=names
            )
            yield Group.objects.get(name=role), permissions

    return give, take
