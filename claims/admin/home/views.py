"""The part of the home page that is fetched when the rest is there."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.admin.home.figures import read_figures


@require_GET
@permission_required("claims.view_match", raise_exception=True)
def figures(request: HttpRequest) -> HttpResponse:
    return render(request, "admin/home/_figures.html", {"figures": read_figures(timezone.now())})
