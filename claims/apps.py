"""The one Django app of the workbench, and its admin site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from claims.checks import CHECKS


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Fact-check workbench")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for check in CHECKS:
            checks.register(check)


class WorkbenchAdminConfig(AdminConfig):
    default_site = "claims.admin.site.WorkbenchSite"

    def ready(self) -> None:
        super().ready()
        # Not from claims/admin/__init__.py: importing the site runs that file, and what is
        # registered while the site is being made is lost.
        import_module("claims.admin.pages")
