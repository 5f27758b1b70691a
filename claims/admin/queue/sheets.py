"""What a key opens above the card: the copies, the claims, the last changes. They only look."""

from collections.abc import Mapping
from functools import reduce
from operator import and_

from django.contrib import admin
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from claims import actions
from claims.admin.keep import keep_key
from claims.admin.queue.answers import (
    ReviewerRequest,
    chosen_by,
    fragment,
    may_decide,
    may_look,
)
from claims.admin.queue.changes import new_claim_form, reviewers
from claims.admin.queue.filters import MAX_SEARCH
from claims.enums import ClaimState
from claims.models import Claim, Match

MOST_FOUND = 20
MOST_WORDS = 8


@require_GET
@may_look
@may_decide
def near(request: ReviewerRequest, pk: int) -> HttpResponse:
    """The open copies of the match, to decide on all at once."""
    match = _match(pk)
    copies = actions.near_identical(match)
    return _sheet(request, "near", gettext("Copies of this sentence"), match, copies=copies)


@require_GET
@may_look
@may_decide
def claims(request: ReviewerRequest, pk: int) -> HttpResponse:
    """Claims with all words of ?q=, or those that other matches of the sentence have."""
    match = _match(pk)
    words = request.GET.get("q", "").replace("\0", "")[:MAX_SEARCH]
    found = Claim.objects.filter(state=ClaimState.ACTIVE).exclude(pk=match.claim_id)
    if words.split():
        found = found.filter(_with_all(words)).order_by("-pk")
    else:
        found = found.filter(matches__sentence=match.sentence_id).distinct().order_by("pk")
    shown = found.select_related("claimant")[:MOST_FOUND]
    title = gettext("Link to another claim")
    return _sheet(request, "claims", title, match, found=shown, words=words)


@require_GET
@may_look
@may_decide
def new_claim(request: ReviewerRequest, pk: int) -> HttpResponse:
    key = keep_key(request, new_claim_form(pk))
    title = gettext("New claim from this sentence")
    return _sheet(request, "new_claim", title, _match(pk), keep_key=key)


@require_GET
@may_look
@may_decide
def assign(request: ReviewerRequest, pk: int) -> HttpResponse:
    title = gettext("Assign")
    return _sheet(request, "assign", title, _match(pk), people=reviewers())


@require_GET
@may_look
@may_decide
def undoable(request: ReviewerRequest) -> HttpResponse:
    """What of the person's last ten changes can be taken back."""
    events = actions.undoable(actor=request.user)
    return _sheet(request, "undo", gettext("Your last changes"), None, events=events)


def _with_all(words: str) -> Q:
    return reduce(and_, (Q(text__icontains=word) for word in words.split()[:MOST_WORDS]))


def _match(pk: int) -> Match:
    return get_object_or_404(
        Match.objects.for_display().defer("version__raw", "version__text"), pk=pk
    )


def _sheet(
    request: ReviewerRequest, name: str, title: str, match: Match | None, **more: object
) -> HttpResponse:
    """Into the dialog with htmx; without it a page of its own."""
    template = f"admin/queue/_{name}.html"
    context: Mapping[str, object] = {
        "match": match,
        "chosen": chosen_by(request),
        "heading": title,
        "template": template,
        **more,
    }
    if request.htmx:
        return fragment(request, template, context)
    site = admin.site.each_context(request)
    return render(request, "admin/queue/sheet.html", {**site, **context, "title": title})
