"""The buttons of a verdict: propose, approve, return, publish, withdraw, new version."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext

from claims import actions, publish
from claims.admin.base import acting_user
from claims.admin.keep import mark_saved
from claims.admin.verdict import corrections
from claims.admin.verdict.buttons import pressed
from claims.admin.verdict.page import Typed, verdict_page
from claims.admin.verdict.reading import find_verdict
from claims.models import Verdict

PUBLISH = "claims.publish_verdict"
LONGEST_NOTE = 5_000


def propose_saved(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Propose what has just been saved; a refusal leaves it saved and says so."""
    try:
        actions.propose_verdict(verdict, actor=acting_user(request))
    except publish.PublishRefused as refusal:
        messages.warning(request, gettext("Saved, but not proposed. %s") % refusal)
    else:
        messages.success(request, gettext("Saved and proposed. A second person reads it now."))
    return redirect("admin:verdict", pk=verdict.pk)


@pressed
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    return _move(
        request, pk, "claims.change_verdict", actions.propose_verdict, done=gettext("Proposed.")
    )


@pressed
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _move(request, pk, PUBLISH, actions.approve_verdict, done=gettext("Approved."))


@pressed
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    act = partial(actions.return_verdict, note=request.POST.get("note", ""))
    return _move(request, pk, PUBLISH, act, done=gettext("Returned to the author."), form="return")


@pressed
def publish_it(request: HttpRequest, pk: int) -> HttpResponse:
    done = gettext("Published. Readers see this version from now on.")
    return _move(request, pk, PUBLISH, actions.publish_verdict, done=done)


@pressed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    act = partial(actions.withdraw_verdict, note=request.POST.get("note", ""))
    return _move(request, pk, PUBLISH, act, done=gettext("Withdrawn."), form="withdraw")


@pressed
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the words and the evidence of this version."""
    if not request.user.has_perm("claims.add_verdict"):
        raise PermissionDenied
    verdict = find_verdict(pk)
    draft = actions.draft_from_verdict(verdict, author=acting_user(request))
    sentence = gettext("Version %(new)d is a draft with the words and evidence of version %(old)d.")
    messages.success(request, sentence % {"new": draft.number, "old": verdict.number})
    return redirect("admin:verdict", pk=draft.pk)


def _move(
    request: HttpRequest,
    pk: int,
    right: str,
    act: Callable[..., object],
    *,
    done: str,
    form: str = "",
) -> HttpResponse:
    """Do it if the verdict is still what the person has read; else the page says what is new."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    verdict = find_verdict(pk)
    note = request.POST.get("note", "")
    refusal = _unread(request, verdict) or _too_long(note)
    if not refusal:
        try:
            act(verdict, actor=acting_user(request))
        except publish.PublishRefused as refused:
            refusal = str(refused)
    if refusal:
        return verdict_page(request, find_verdict(pk), Typed(refusal=refusal, notes={form: note}))
    mark_saved(request, f"verdict-{pk}-{form}")
    messages.success(request, done)
    return redirect("admin:verdict", pk=pk)


def _unread(request: HttpRequest, verdict: Verdict) -> str:
    if request.POST.get("seen", "") == publish.fingerprint(verdict):
        return ""
    return gettext(
        "Nothing was done: the verdict has changed since you opened it and is %(state)s now. "
        "Read it again, then decide."
    ) % {"state": verdict.get_state_display()}


def _too_long(note: str) -> str:
    if len(note) <= LONGEST_NOTE:
        return ""
    return gettext("Nothing was done: the comment may have %(most)d characters at most.") % {
        "most": LONGEST_NOTE
    }


def urls(site: admin.AdminSite) -> list[URLPattern]:
    steps = {
        "propose": propose,
        "approve": approve,
        "return": give_back,
        "publish": publish_it,
        "withdraw": withdraw,
        "renew": renew,
    }
    return [
        *(
            path(f"<int:pk>/{name}/", site.admin_view(view), name=f"verdict_{name}")
            for name, view in steps.items()
        ),
        *corrections.urls(site),
    ]
