"""The admin site of the workbench: Django's, with the review queue and a home page."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from claims import actions, audit
from claims.admin import article, claim, compare, desk, home, notices, queue, verdict
from claims.admin.base import acting_user
from claims.admin.navigation import navigation


class WorkbenchSite(admin.AdminSite):
    site_title = site_header = _("Fact-check workbench")
    index_title = _("Home")
    # "View site" would lead back here.
    site_url = None
    # The header holds the way to every page of a working day.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = queue.addresses(self.admin_view)
        return [
            path("queue/", include(pages)),
            path("article/", include(article.urls(self))),
            path("claim/", include(claim.urls(self))),
            path("compare/", include(compare.urls(self))),
            path("desk/", include(desk.urls(self))),
            path("figures/", self.admin_view(home.figures), name="figures"),
            path("notices/", include(notices.urls(self))),
            path("verdict/", include(verdict.urls(self))),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        links = navigation(request.user, request.path)
        # Counted when a header is drawn, and so never for a card that htmx fetches.
        bell = notices.Bell(request.user)
        return {**super().each_context(request), "navigation": links, "bell": bell}

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """One's own password; that it was changed is logged."""
        if request.method != "POST":
            return super().password_change(request, extra_context)
        user = acting_user(request)
        with audit.recording():
            before = audit.row_values(user)
            response = super().password_change(request, extra_context)
            actions.record_saved(user, before, actor=user)
        return response

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        waits = home.read_home(cast("User", request.user))
        return super().index(request, {"home": waits, **(extra_context or {})})
