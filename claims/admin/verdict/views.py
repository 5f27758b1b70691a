"""Writing a verdict: the editor, its live preview, and how the verdict reads when published."""

from collections.abc import Iterator

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import actions, publish
from claims.admin.base import acting_user, number_in
from claims.admin.keep import mark_saved
from claims.admin.verdict import moves
from claims.admin.verdict.forms import EvidenceRows, VerdictForm, evidence_typed
from claims.admin.verdict.markdown import render_markdown
from claims.admin.verdict.page import Typed, form_for, new_page, verdict_page
from claims.admin.verdict.reading import find_verdict
from claims.models import Claim, Verdict

may_look = permission_required(["claims.view_verdict", "claims.view_claim"], raise_exception=True)
may_begin = permission_required("claims.add_verdict", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_look
@may_begin
def begin(request: HttpRequest) -> HttpResponse:
    """?claim= is the claim that the verdict is about."""
    pk = number_in(request.GET, "claim")
    if pk is None:
        raise Http404(gettext("Say which claim the verdict is about: open it and write it there."))
    claim = get_object_or_404(Claim.objects.select_related("claimant"), pk=pk)
    if request.method != "POST":
        return new_page(request, claim)
    fresh = Verdict(claim=claim, language=claim.language)
    typed = _typed(request, fresh)
    if typed.refusal or not typed.is_checked:
        return new_page(request, claim, typed)
    return _save(request, typed, key=f"verdict-new-{claim.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@may_look
def show(request: HttpRequest, pk: int) -> HttpResponse:
    verdict = find_verdict(pk)
    if request.method != "POST":
        return verdict_page(request, verdict)
    if not request.user.has_perm("claims.change_verdict"):
        raise PermissionDenied
    typed = _typed(request, verdict)
    if typed.refusal or not typed.is_checked:
        return verdict_page(request, verdict, typed)
    try:
        return _save(request, typed, key=f"verdict-{pk}")
    except publish.PublishRefused as refusal:
        return verdict_page(request, find_verdict(pk), _after(refusal, typed))


@require_POST
@may_look
def preview(request: HttpRequest) -> HttpResponse:
    """The explanation as it reads, while it is written."""
    context = {"preview": render_markdown(request.POST.get("explanation", ""))}
    response = render(request, "admin/verdict/_preview.html", context)
    response["X-Verdict"] = "preview"
    return response


@require_GET
@may_look
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict as readers get it, to be looked at or printed."""
    verdict = find_verdict(pk)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Verdict %(number)s as it reads") % {"number": verdict.number},
        "verdict": verdict,
        "claim": verdict.claim,
        "evidence": verdict.evidence.order_by("pk"),
        "explanation": render_markdown(verdict.explanation),
    }
    return render(request, "admin/verdict/reading.html", context)


def _typed(request: HttpRequest, verdict: Verdict) -> Typed:
    """What the browser sent, checked unless it only asks for one more record."""
    is_checked = "add-record" not in request.POST
    form = form_for(verdict, request)
    rows = evidence_typed(request.POST, and_a_blank=not is_checked)
    # Both, so that all that is wrong is told at once.
    is_valid = not is_checked or all([form.is_valid(), rows.is_valid()])
    refusal = "" if is_valid else _problems(form, rows)
    seen = request.POST.get("seen", "")
    return Typed(form=form, rows=rows, seen=seen, refusal=refusal, is_checked=is_checked)


def _problems(form: VerdictForm, rows: EvidenceRows) -> str:
    count = len(form.errors) + sum(bool(errors) for errors in rows.errors)
    if rows.non_form_errors():
        return " ".join(map(str, rows.non_form_errors()))
    if count > 1:
        return gettext("Nothing was saved yet: %(count)d places below need mending.") % {
            "count": count
        }
    return gettext("Nothing was saved yet: one place below needs mending.")


def _save(request: HttpRequest, typed: Typed, *, key: str) -> HttpResponse:
    """Raises publish.PublishRefused: what was typed is not stored then."""
    if typed.form is None or typed.rows is None:
        raise TypeError("Only a form is saved.")
    verdict = typed.form.save(commit=False)
    is_changed = actions.write_verdict(
        verdict, evidence=typed.rows.written(), seen=typed.seen or "", author=acting_user(request)
    )
    mark_saved(request, key)
    if request.POST.get("then") == "propose":
        return moves.propose_saved(request, verdict)
    said = gettext("Saved.") if is_changed else gettext("Nothing was changed.")
    messages.success(request, said)
    return redirect("admin:verdict", pk=verdict.pk)


def _after(refusal: publish.PublishRefused, typed: Typed) -> Typed:
    """The form again: with what somebody else has stored, or with the reason why it is closed."""
    if typed.form is None or not isinstance(refusal, actions.VerdictRewritten):
        closed = gettext("Nothing was saved: %(reason)s What you typed stands below.")
        return Typed(
            form=typed.form,
            rows=typed.rows,
            seen=typed.seen,
            refusal=closed % {"reason": refusal},
        )
    how = gettext("What you typed stands below; compare, then save again to put it in its place.")
    return Typed(
        form=typed.form,
        rows=typed.rows,
        seen=publish.fingerprint(refusal.verdict),
        refusal=f"{refusal} {how}",
        stored=list(_differing(refusal.verdict, typed.form)),
    )


def _differing(stored: Verdict, form: VerdictForm) -> Iterator[tuple[str, str]]:
    for name, typed in form.cleaned_data.items():
        now = getattr(stored, name)
        if now != typed:
            yield str(form.fields[name].label), str(now or gettext("empty"))
    yield gettext("Evidence"), " · ".join(row.title for row in stored.evidence.order_by("pk"))


def urls(site: admin.AdminSite) -> list[URLPattern]:
    own = [
        path("new/", site.admin_view(begin), name="verdict_new"),
        path("preview/", site.admin_view(preview), name="verdict_preview"),
        path("<int:pk>/", site.admin_view(show), name="verdict"),
        path("<int:pk>/reading/", site.admin_view(read), name="verdict_reading"),
    ]
    return own + moves.urls(site)
