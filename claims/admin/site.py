"""The admin site of the workbench."""

from django.contrib import admin


class WorkbenchSite(admin.AdminSite):
    site_title = site_header = "Fact-check workbench"
    index_title = "Workbench"
