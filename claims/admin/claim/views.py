"""The page of a claim."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.admin.base import acting_user, number_in
from claims.admin.cells import shorten
from claims.admin.claim.reading import read_dossier
from claims.admin.claim.stages import move, read_progress

may_look = permission_required(["claims.view_claim", "claims.view_match"], raise_exception=True)


@require_GET
@may_look
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """?first= is the place of the first appearance to be listed."""
    dossier = read_dossier(pk, first=number_in(request.GET, "first") or 0)
    context = {
        **admin.site.each_context(request),
        "title": shorten(dossier.claim.text, length=120),
        "dossier": dossier,
        "progress": read_progress(dossier.claim, acting_user(request)),
        "is_overdue": dossier.claim.due_at is not None and dossier.claim.due_at < timezone.now(),
        "can_change": request.user.has_perm("claims.change_claim"),
        "can_write": request.user.has_perm("claims.add_verdict"),
    }
    return render(request, "admin/claim/page.html", context)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("<int:pk>/", site.admin_view(show), name="claim"),
        path("<int:pk>/move/", site.admin_view(move), name="claim_move"),
    ]
