"""The page of the desk's settings: seen, previewed, then saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from claims import actions, desk
from claims.admin.base import acting_user
from claims.admin.desk.forms import LABELS, SettingsForm
from claims.models import DeskSettings, RejectionReason, Topic

SHOWN_VERSIONS = 20
may_look = permission_required("claims.view_desksettings", raise_exception=True)


@dataclass(frozen=True, slots=True)
class Difference:
    label: StrOrPromise
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the settings and what it changed; the first one changed the defaults."""

    version: DeskSettings
    differences: Sequence[Difference]


@may_look
def show(request: HttpRequest) -> HttpResponse:
    """GET shows the settings. POST previews them, or saves them if the button "save" was used."""
    if request.method == "POST":
        return _change(request)
    return _page(request, _form_of(desk.current_settings()))


def _change(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("claims.change_desksettings"):
        raise PermissionDenied
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        if "save" in request.POST:
            return _save(request, form)
        preview = actions.preview_settings(form.values())
    except desk.SettingsRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=409)
    return _page(request, form, preview=preview)


def _save(request: HttpRequest, form: SettingsForm) -> HttpResponse:
    made = actions.change_settings(
        form.values(),
        actor=acting_user(request),
        note=form.cleaned_data["note"],
        seen_number=form.cleaned_data["seen_number"],
    )
    messages.success(
        request, _("Saved: version %(number)d of the settings holds.") % {"number": made.number}
    )
    return HttpResponseRedirect(reverse("admin:desk"))


def _page(
    request: HttpRequest,
    form: SettingsForm,
    *,
    preview: desk.SettingsPreview | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Desk settings"),
        "form": form,
        "preview": preview,
        "editions": _editions(),
        "topics": Topic.objects.order_by("name"),
        "reasons": RejectionReason.objects.order_by("position", "pk"),
        "can_change": request.user.has_perm("claims.change_desksettings"),
    }
    return render(request, "admin/desk/page.html", context, status=status)


def _form_of(settings: DeskSettings) -> SettingsForm:
    return SettingsForm(instance=settings, initial={"seen_number": settings.number, "note": ""})


def _editions() -> list[Edition]:
    newest = DeskSettings.objects.select_related("made_by").order_by("-number")
    versions = [*newest[: SHOWN_VERSIONS + 1]]
    if len(versions) <= SHOWN_VERSIONS:
        versions.append(DeskSettings(number=0))
    return [Edition(now, _differences(before, now)) for now, before in pairwise(versions)]


def _differences(before: DeskSettings, now: DeskSettings) -> list[Difference]:
    return [
        Difference(label, getattr(before, name), getattr(now, name))
        for name, (label, _help) in LABELS.items()
        if getattr(before, name) != getattr(now, name)
    ]


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("", site.admin_view(show), name="desk")]
