"""Rendering the page of a claim, also after one of its forms was refused."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.admin.base import acting_user, number_in
from claims.admin.cells import shorten
from claims.admin.claim.operations import read_operations
from claims.admin.claim.reading import read_dossier
from claims.admin.claim.stages import read_progress
from claims.admin.keep import take_saved
from claims.models import Claim


def render_claim(
    request: HttpRequest, pk: int, *, relations: Callable[[Claim], object], status: int = 200
) -> HttpResponse:
    """?first= is the place of the first appearance to be listed. `relations` reads its panel.

    Raises Http404.
    """
    dossier = read_dossier(pk, first=number_in(request.GET, "first") or 0)
    context = {
        **admin.site.each_context(request),
        "title": shorten(dossier.claim.text, length=120),
        "dossier": dossier,
        "saved_forms": take_saved(request),
        "progress": read_progress(dossier.claim, acting_user(request)),
        "is_overdue": dossier.claim.due_at is not None and dossier.claim.due_at < timezone.now(),
        "relations": relations(dossier.claim),
        "steps": read_operations(dossier.claim),
        "can_change": request.user.has_perm("claims.change_claim"),
        "can_write": request.user.has_perm("claims.add_verdict"),
    }
    return render(request, "admin/claim/page.html", context, status=status)
