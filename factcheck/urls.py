"""Addresses: the admin at the root of the work, the API and the public pages beside it."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", admin.site.urls),
    path("", include("claims.api.health")),
    path("", include("claims.public.urls")),
    path("api/v1/", include("claims.api.urls")),
]
