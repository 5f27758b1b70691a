"""The list of a person's notices. Everybody sees their own only, so no further right is asked."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from claims import actions, notices
from claims.admin.notices.bell import Bell
from claims.admin.notices.form import PreferencesForm
from claims.admin.notices.places import place_of
from claims.models import Notice


class PersonRequest(HttpRequest):
    """What the middleware has made of a request by the time a view sees it."""

    user: User
    htmx: HtmxDetails


@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """The unread ones first, then the newest; ?after= is the cursor of a further page."""
    page = notices.read_page(request.user, cursor=request.GET.get("after", ""))
    context = {
        **admin.site.each_context(request),
        "title": _("Notices"),
        "lines": [_line(notice) for notice in page.notices],
        "newest": max((notice.pk for notice in page.notices), default=0),
        "next": page.next,
        "is_first": "after" not in request.GET,
    }
    return render(request, "admin/notices/page.html", context)


@require_GET
def open_notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Where links in mail lead to: the notice is read, and the browser goes to its subject."""
    return HttpResponseRedirect(place_of(_found(actions.read_notice(pk, user=request.user))))


@require_POST
def mark(request: PersonRequest, pk: int) -> HttpResponse:
    """One notice read, or new again with `unread` in the form."""
    is_read = "unread" not in request.POST
    notice = _found(actions.read_notice(pk, user=request.user, is_read=is_read))
    if not request.htmx:
        return HttpResponseRedirect(reverse("admin:notices"))
    said = _("Marked as read.") if is_read else _("Marked as unread.")
    context = {"line": _line(notice), "said": said, "bell": Bell(request.user)}
    return render(request, "admin/notices/_marked.html", context)


@require_POST
def mark_all(request: PersonRequest) -> HttpResponse:
    """All that the person saw; what came after their page was drawn stays unread."""
    newest = request.POST.get("newest", "")
    up_to = int(newest) if newest.isascii() and newest.isdigit() and len(newest) < 19 else 0
    count = actions.read_all_notices(user=request.user, up_to=up_to)
    said = ngettext("%(n)d notice marked as read.", "%(n)d notices marked as read.", count)
    messages.success(request, said % {"n": count})
    return HttpResponseRedirect(reverse("admin:notices"))


@require_http_methods(["GET", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    stored = notices.read_preferences(request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, stored=stored)
    if form.is_valid():
        actions.save_notice_preferences(form.preferences(), user=request.user)
        messages.success(request, _("Saved. It holds for notices from now on."))
        return HttpResponseRedirect(reverse("admin:notices"))
    context = {
        **admin.site.each_context(request),
        "title": _("How I am told"),
        "form": form,
        "address": request.user.email,
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/notices/preferences.html", context, status=status)


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [
        path("", site.admin_view(show), name="notices"),
        path("read/", site.admin_view(mark_all), name="notices_read"),
        path("preferences/", site.admin_view(preferences), name="notices_preferences"),
        path("<int:pk>/", site.admin_view(open_notice), name="notice_open"),
        path("<int:pk>/mark/", site.admin_view(mark), name="notice_mark"),
    ]


def _line(notice: Notice) -> dict[str, object]:
    return {"notice": notice, "headline": notices.headline(notice)}


def _found(notice: Notice | None) -> Notice:
    if notice is None:
        raise Http404(_("You have no such notice."))
    return notice
