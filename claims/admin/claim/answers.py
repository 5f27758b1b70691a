"""What the views that change a claim have in common: who may, and where they lead."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from claims.models import Claim

may_look = permission_required(["claims.view_claim", "claims.view_match"], raise_exception=True)
may_change = permission_required("claims.change_claim", raise_exception=True)


class StaffRequest(HttpRequest):
    """A request that the admin's log-in has let through."""

    user: User


def of_claim(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who may change a claim; the view gets the claim. Raises Http404."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        claims = Claim.objects.select_related("claimant", "merged_into")
        return view(cast("StaffRequest", request), get_object_or_404(claims, pk=pk), **more)

    return cast("Callable[..., HttpResponse]", may_look(may_change(answer)))


def changing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `of_claim`, for POST; after a log-in on the way, a browser asks by GET: to the claim."""

    @wraps(view)
    def answer(request: StaffRequest, claim: Claim, **more: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:claim", args=[claim.pk]))
        return view(request, claim, **more)

    return of_claim(answer)


def back_to(request: HttpRequest, claim: Claim, sentence: str) -> HttpResponse:
    """To the page of the claim, which says what was done."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("admin:claim", args=[claim.pk]))


def first_error(form: forms.Form) -> str:
    """One sentence about a form that is not valid."""
    return next(str(error) for errors in form.errors.values() for error in errors)
