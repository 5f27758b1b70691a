"""The page on which two texts stand side by side, and the search for them."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims.admin.compare.candidates import LONGEST_SEARCH, find_candidates
from claims.admin.compare.reading import compare
from claims.admin.compare.texts import NoSuchText, Text, read_text

SIDES = ("left", "right")
may_look = permission_required(["claims.view_article", "claims.view_claim"], raise_exception=True)


@require_GET
@may_look
def show(request: HttpRequest) -> HttpResponse:
    """?left= and ?right= are short names of texts; a side that is not named is searched for."""
    sides, problems = _sides(request)
    left, right = sides["left"], sides["right"]
    missing = next((side for side in SIDES if sides[side] is None), "")
    words = request.GET.get("search", "")[:LONGEST_SEARCH]
    context: dict[str, object] = {
        **admin.site.each_context(request),
        "title": _("Compare"),
        "left": left,
        "right": right,
        "missing": missing,
        "problems": problems,
        "words": words,
    }
    if left and right:
        context["comparison"] = compare(left, right)
    else:
        context["candidates"] = find_candidates(words, beside=left or right)
    status = 404 if problems else 200
    return render(request, "admin/compare/page.html", context, status=status)


def _sides(request: HttpRequest) -> tuple[dict[str, Text | None], list[str]]:
    sides: dict[str, Text | None] = dict.fromkeys(SIDES)
    problems = []
    for side in SIDES:
        if name := request.GET.get(side, ""):
            try:
                sides[side] = read_text(name)
            except NoSuchText as problem:
                problems.append(str(problem))
    return sides, problems


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("", site.admin_view(show), name="compare")]
