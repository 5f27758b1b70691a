"""The page of an article and of the changes between two of its versions."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims.admin.article.changes import read_changes
from claims.admin.article.reading import Asked, read_article
from claims.admin.base import number_in

may_look = permission_required(["claims.view_article", "claims.view_match"], raise_exception=True)


@require_GET
@may_look
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its matches: ?version=, ?match=, ?part= and ?refused=1."""
    query = request.GET
    asked = Asked(
        version=number_in(query, "version"),
        match=number_in(query, "match"),
        part=number_in(query, "part"),
        with_refused=query.get("refused") == "1",
    )
    reading = read_article(pk, asked)
    context = {
        "title": str(reading.article),
        "reading": reading,
        "with_refused": asked.with_refused,
        "can_compare": len(reading.versions) > 1,
    }
    return render(request, "admin/article/page.html", _in_site(request, context))


@require_GET
@may_look
def changes(request: HttpRequest, pk: int, before: int, after: int) -> HttpResponse:
    changes = read_changes(pk, before=before, after=after)
    title = _("%(article)s: version %(before)d to %(after)d") % {
        "article": changes.article,
        "before": before,
        "after": after,
    }
    context = {"title": title, "changes": changes}
    return render(request, "admin/article/changes.html", _in_site(request, context))


def _in_site(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    return {**admin.site.each_context(request), **context}


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("<int:pk>/", site.admin_view(show), name="article"),
        path(
            "<int:pk>/changes/<int:before>/<int:after>/",
            site.admin_view(changes),
            name="article_changes",
        ),
    ]
