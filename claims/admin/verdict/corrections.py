"""Corrections of a published verdict, made on its page."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext

from claims import actions, publish
from claims.admin.base import acting_user
from claims.admin.keep import mark_saved
from claims.admin.verdict.buttons import pressed
from claims.admin.verdict.forms import CorrectionForm
from claims.admin.verdict.page import Typed, verdict_page
from claims.admin.verdict.reading import find_verdict
from claims.enums import CorrectionKind
from claims.models import Correction

may_correct = permission_required("claims.publish_correction", raise_exception=True)
REFUSALS = (publish.CorrectionRefused, publish.PublishRefused)


@pressed
@may_correct
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a correction down; `then=publish` puts it into the public log at once."""
    verdict, form = find_verdict(pk), CorrectionForm(request.POST)
    if not form.is_valid():
        refusal = gettext("The correction was not saved yet: see what needs mending below.")
        return verdict_page(request, verdict, Typed(correction=form, refusal=refusal))
    try:
        correction = actions.draft_correction(verdict, _words(form), actor=acting_user(request))
    except REFUSALS as refused:
        return verdict_page(request, verdict, Typed(correction=form, refusal=str(refused)))
    mark_saved(request, f"verdict-{pk}-correction")
    if request.POST.get("then") != "publish":
        messages.success(request, gettext("The correction is kept as a draft; it is not public."))
        return redirect("admin:verdict", pk=pk)
    return _publish(request, correction, seen=publish.correction_fingerprint(correction))


@pressed
@may_correct
def rewrite(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Change a draft; `then=publish` puts it into the public log at once."""
    row, form = _find(pk, correction), CorrectionForm(request.POST)
    if not form.is_valid():
        refusal = gettext("The correction was not saved yet: see what needs mending below.")
        return verdict_page(request, find_verdict(pk), Typed(correction=form, refusal=refusal))
    seen, words = _seen(request), _words(form)
    try:
        actions.rewrite_correction(row, words, seen=seen, actor=acting_user(request))
    except REFUSALS as refused:
        typed = Typed(correction=form, refusal=str(refused))
        return verdict_page(request, find_verdict(pk), typed)
    mark_saved(request, f"verdict-{pk}-correction")
    if request.POST.get("then") == "publish":
        return _publish(request, row, seen=publish.correction_fingerprint(row))
    messages.success(request, gettext("The correction is kept as a draft; it is not public."))
    return redirect("admin:verdict", pk=pk)


@pressed
@may_correct
def publish_draft(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    return _publish(request, _find(pk, correction), seen=_seen(request))


@pressed
@may_correct
def drop(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    row = _find(pk, correction)
    try:
        actions.drop_correction(row, seen=_seen(request), actor=acting_user(request))
    except REFUSALS as refused:
        return verdict_page(request, find_verdict(pk), Typed(refusal=str(refused)))
    mark_saved(request, f"verdict-{pk}-correction")
    messages.success(request, gettext("The draft of the correction is dropped."))
    return redirect("admin:verdict", pk=pk)


@pressed
@may_correct
def withdraw(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    row, note = _find(pk, correction), request.POST.get("note", "")
    try:
        actions.withdraw_correction(row, actor=acting_user(request), note=note)
    except REFUSALS as refused:
        notes = {f"correction-{row.pk}": note}
        return verdict_page(request, find_verdict(pk), Typed(refusal=str(refused), notes=notes))
    mark_saved(request, f"verdict-{pk}-correction-{row.pk}")
    messages.success(request, gettext("The correction is withdrawn from the public log."))
    return redirect("admin:verdict", pk=pk)


def _seen(request: HttpRequest) -> str:
    return request.POST.get("seen", "")


def _words(form: CorrectionForm) -> publish.CorrectionWords:
    typed = form.cleaned_data
    return publish.CorrectionWords(
        kind=CorrectionKind(typed["kind"]),
        what_changed=typed["what_changed"],
        reason=typed["reason"],
        requested_by=typed["requested_by"],
    )


def _publish(request: HttpRequest, correction: Correction, *, seen: str) -> HttpResponse:
    pk = correction.verdict_id
    try:
        actions.publish_correction(correction, seen=seen, actor=acting_user(request))
    except REFUSALS as refused:
        messages.warning(request, gettext("Kept as a draft, not published. %s") % refused)
    else:
        messages.success(request, gettext("The correction is published."))
    return redirect("admin:verdict", pk=pk)


def _find(pk: int, correction: int) -> Correction:
    """Raises Http404, also for a correction of another verdict."""
    rows = Correction.objects.select_related("verdict")
    return get_object_or_404(rows, pk=correction, verdict=pk)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    steps = {"rewrite": rewrite, "publish": publish_draft, "drop": drop, "withdraw": withdraw}
    return [
        path("<int:pk>/correct/", site.admin_view(correct), name="verdict_correct"),
        *(
            path(
                f"<int:pk>/corrections/<int:correction>/{name}/",
                site.admin_view(view),
                name=f"verdict_correction_{name}",
            )
            for name, view in steps.items()
        ),
    ]
