"""The public log of corrections as a page."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import publish
from claims.enums import CorrectionKind

PAGE_SIZE = 25
KINDS = [kind for kind in CorrectionKind if kind != CorrectionKind.TYPO]


@login_not_required
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """All published corrections, newest first, or those of one kind; an unknown kind has none."""
    wanted = request.GET.get("kind", "")
    rows = publish.public_corrections()
    if wanted:
        rows = rows.filter(kind=wanted) if wanted in CorrectionKind.values else rows.none()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": KINDS, "wanted": wanted}
    return render(request, "public/corrections.html", context)
