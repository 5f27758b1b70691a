"""The one Django app of the workbench, and its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Fact-check workbench")
    default_auto_field = "django.db.models.BigAutoField"


class WorkbenchAdminConfig(AdminConfig):
    default_site = "claims.admin.site.WorkbenchSite"
