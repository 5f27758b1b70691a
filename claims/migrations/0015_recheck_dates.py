"""Claims whose verdict was published before there were stages get a day of their recheck."""

from datetime import timedelta

from django.db import migrations

BATCH = 1000
RECHECK_DAYS = 365
"""The desk's default, where nobody has chosen another."""


def set_recheck_dates(apps, schema_editor):
    """0012 made them reviewed without one, so they would never have been due."""
    Claim = apps.get_model("claims", "Claim")
    newest = apps.get_model("claims", "DeskSettings").objects.order_by("-number").first()
    days = timedelta(days=newest.recheck_days if newest else RECHECK_DAYS)
    published = apps.get_model("claims", "Verdict").objects.filter(
        state="published", claim__stage="reviewed", claim__recheck_at__isnull=True
    )
    rows = published.order_by("pk").values_list("claim", "published_at")
    claims = [Claim(pk=pk, recheck_at=at + days) for pk, at in rows]
    Claim.objects.bulk_update(claims, ["recheck_at"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_notices")]

    operations = [migrations.RunPython(set_recheck_dates, migrations.RunPython.noop)]
