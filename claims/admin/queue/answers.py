"""What every view of the queue needs to answer: who may, the notice, the page or the card alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django_htmx.http import push_url, trigger_client_event
from django_htmx.middleware import HtmxDetails

from claims import desk
from claims.admin.keep import take_saved
from claims.admin.queue.chips import read_chips
from claims.admin.queue.deck import Deck
from claims.admin.queue.facets import read_facets, topic_choices
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.keys import GROUPS
from claims.admin.queue.listing import count_left, read_upcoming
from claims.enums import MatchState
from claims.models import Match

View = Callable[..., HttpResponse]
may_look = permission_required("claims.view_match", raise_exception=True)
may_decide = permission_required("claims.decide_match", raise_exception=True)


class ReviewerRequest(HttpRequest):
    """What the middleware has made of a request by the time a view of the queue sees it."""

    user: User
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just happened, for the status line; after a refusal also the note that was typed."""

    text: str = ""
    is_problem: bool = False
    note: str = ""


def post_or_back(view: View) -> View:
    """Anything but a POST goes to the queue: after a log-in on the way, a browser asks by GET."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, **kwargs)
        return HttpResponseRedirect(f"{reverse('admin:queue')}?{request.GET.urlencode()}")

    return answer


def chosen_by(request: ReviewerRequest) -> QueueFilter:
    """The filter of the request's address, as the person and the desk make it."""
    threshold = desk.current_settings().suggest_threshold
    return QueueFilter.from_query(request.GET, viewer=request.user.pk, threshold=threshold)


def answer(request: ReviewerRequest, deck: Deck, notice: Notice) -> HttpResponse:
    """The whole page, or only the card if htmx asks for one, with the address of the card.

    A card alone counts nothing: how many are left follows when it is painted.
    """
    context: dict[str, object] = {
        "deck": deck,
        "card": deck.card,
        "chosen": deck.chosen,
        "notice": notice,
        "can_decide": request.user.has_perm("claims.decide_match"),
    }
    if deck.card is None:
        context["left"] = count_left(deck.chosen)
    if request.htmx and not request.htmx.history_restore_request:
        response = fragment(request, "admin/queue/_deck.html", context)
        if deck.card:
            push_url(response, address(deck.chosen, match=deck.card.match.pk))
        return response
    return _page(request, deck, context)


def _page(request: ReviewerRequest, deck: Deck, context: dict[str, object]) -> HttpResponse:
    page: dict[str, object] = {
        "title": gettext("Review queue"),
        "chips": read_chips(deck.chosen),
        "key_groups": GROUPS,
        "reasons": desk.reasons(),
        "saved": desk.filters_for(request.user),
        "topics": topic_choices(deck.chosen),
        "saved_forms": take_saved(request),
    }
    if "filters" in request.GET:
        page["facets"] = read_facets(deck.chosen)
    if deck.card:
        page["left"] = count_left(deck.chosen)
        page["upcoming"] = read_upcoming(deck.chosen, deck.card.place)
    site = admin.site.each_context(request)
    return render(request, "admin/queue/page.html", {**site, **context, **page})


def done(request: ReviewerRequest, deck: Deck, text: str, *, address: str) -> HttpResponse:
    """Says what was done on the card that `deck` shows; without htmx it is found at `address`."""
    if not request.htmx:
        messages.success(request, text)
        return HttpResponseRedirect(address)
    return trigger_client_event(answer(request, deck, Notice(text)), "decided")


def refused(request: ReviewerRequest, deck: Deck, text: str) -> HttpResponse:
    notice = Notice(text, is_problem=True, note=request.POST.get("note", ""))
    response = answer(request, deck, notice)
    response.status_code = 409
    return response


def fragment(
    request: ReviewerRequest, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """Marked as ours, so that queue.js can tell a card from the log-in page of a redirect."""
    response = render(request, template, context)
    response["X-Queue"] = "fragment"
    return response


def address(chosen: QueueFilter, **place: object) -> str:
    parts = [f"{name}={value}" for name, value in place.items()]
    query = "&".join([*parts, *([chosen.query] if chosen.query else [])])
    return f"{reverse('admin:queue')}?{query}"


def label(state: str) -> str:
    return str(MatchState(state).label)


def nothing_saved(why: object) -> str:
    return gettext("Nothing was saved: %(why)s") % {"why": why}


def faults(form: forms.Form) -> str:
    return " ".join(f"{name}: {fault}" for name, all_ in form.errors.items() for fault in all_)


def who_was_first(match: Match) -> str:
    """Says what the other reviewer did; a match without a decider was taken back meanwhile."""
    if match.decided_by is None or match.decided_at is None:
        return gettext("Nothing was saved: match %(match)d is %(state)s again.") % {
            "match": match.pk,
            "state": label(match.state),
        }
    at = timezone.localtime(match.decided_at)
    when = gettext("%(day)s at %(time)s") % {
        "day": date_format(at, "j F Y"),
        "time": date_format(at, "H:i e"),
    }
    return gettext(
        "Nothing was saved: %(who)s was first and has set this match to “%(state)s” on %(when)s. "
        "Look once more before you decide."
    ) % {"who": match.decided_by.get_username(), "state": label(match.state), "when": when}
