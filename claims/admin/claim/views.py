"""The page of a claim."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from claims.admin.claim.answers import may_look
from claims.admin.claim.merge import merge
from claims.admin.claim.operations import undo
from claims.admin.claim.page import render_claim
from claims.admin.claim.relations import read_relations, relate, unrelate
from claims.admin.claim.split import split
from claims.admin.claim.stages import move


@require_GET
@may_look
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """?first= is the place of the first appearance to be listed, ?find= looks for claims."""
    words = request.GET.get("find", "")
    return render_claim(request, pk, relations=partial(read_relations, words=words))


def urls(site: admin.AdminSite) -> list[URLPattern]:
    view = site.admin_view
    return [
        path("<int:pk>/", view(show), name="claim"),
        path("<int:pk>/move/", view(move), name="claim_move"),
        path("<int:pk>/relate/", view(relate), name="claim_relate"),
        path("<int:pk>/unrelate/<int:relation>/", view(unrelate), name="claim_unrelate"),
        path("<int:pk>/merge/", view(merge), name="claim_merge"),
        path("<int:pk>/split/", view(split), name="claim_split"),
        path("<int:pk>/undo/<int:operation>/", view(undo), name="claim_undo"),
    ]
