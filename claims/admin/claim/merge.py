"""Merging a claim into another: found, looked at, confirmed."""

from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from claims import actions, knowledge
from claims.admin.base import number_in
from claims.admin.claim.answers import StaffRequest, back_to, of_claim
from claims.admin.claim.finding import find_claims
from claims.admin.keep import keep_key, mark_saved
from claims.models import Claim

LONGEST_NOTE = 2000


@of_claim
def merge(request: StaffRequest, claim: Claim) -> HttpResponse:
    """?q= finds claims, ?into= shows what a merge with that one would do; POST does it."""
    given = request.POST if request.method == "POST" else request.GET
    note = given.get("note", "")[:LONGEST_NOTE]
    number = number_in(given, "into")
    into = Claim.objects.select_related("merged_into").filter(pk=number or 0).first()
    if into is None:
        asked = request.method == "POST" or "into" in given
        error = gettext("There is no such claim: search for it again.") if asked else ""
        return _page(request, claim, note=note, error=error)
    try:
        if request.method == "POST":
            return _merge(request, claim, into, note)
        preview = actions.preview_merge(claim, into=into)
    except knowledge.MergeRefused as refusal:
        return _page(request, claim, note=note, error=str(refusal))
    return _page(request, claim, note=note, preview=preview)


def _merge(request: StaffRequest, claim: Claim, into: Claim, note: str) -> HttpResponse:
    if not note.strip():
        preview = actions.preview_merge(claim, into=into)
        error = gettext("Say in a few words why the two are one claim.")
        return _page(request, claim, preview=preview, error=error)
    target = actions.merge_claims(claim, into=into, actor=request.user, note=note)
    mark_saved(request, f"merge-{claim.pk}")
    sentence = gettext("Claim %(claim)d was merged into this one. It can be undone for a day.")
    return back_to(request, target, sentence % {"claim": claim.pk})


def _page(request: StaffRequest, claim: Claim, *, error: str = "", **more: Any) -> HttpResponse:
    words = request.GET.get("q", "")
    context = {
        **admin.site.each_context(request),
        "title": gettext("Merge claim %(claim)d") % {"claim": claim.pk},
        "claim": claim,
        "words": words,
        "found": find_claims(words, beside=claim),
        "error": error,
        "keep_key": keep_key(request, f"merge-{claim.pk}"),
        **more,
    }
    return render(request, "admin/claim/merge.html", context, status=409 if error else 200)
