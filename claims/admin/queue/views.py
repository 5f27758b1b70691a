"""Pages and fragments of the review queue. Each reads a deck or calls one action, and answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_htmx.http import push_url, trigger_client_event
from django_htmx.middleware import HtmxDetails

from claims import actions, review
from claims.admin.queue.deck import (
    Deck,
    card_after,
    card_before,
    card_of,
    first_card,
)
from claims.admin.queue.facets import read_facets
from claims.admin.queue.filters import Place, QueueFilter
from claims.enums import MatchState
from claims.models import Match

View = Callable[..., HttpResponse]
may_look = permission_required("claims.view_match", raise_exception=True)
may_decide = permission_required("claims.decide_match", raise_exception=True)


def post_or_back(view: View) -> View:
    """Anything but a POST goes to the queue: after a log-in on the way, a browser asks by GET."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, **kwargs)
        return HttpResponseRedirect(f"{reverse('admin:queue')}?{request.GET.urlencode()}")

    return answer


class ReviewerRequest(HttpRequest):
    """What the middleware has made of a request by the time a view of the queue sees it."""

    user: User
    htmx: HtmxDetails


class DecisionForm(forms.Form):
    state = forms.TypedChoiceField(choices=MatchState.choices, coerce=MatchState)
    revision = forms.IntegerField(min_value=0)
    note = forms.CharField(required=False, max_length=2000)


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just happened, for the status line; after a refusal also the note that was typed."""

    text: str = ""
    is_problem: bool = False
    note: str = ""


@require_GET
@may_look
def show(request: ReviewerRequest) -> HttpResponse:
    """The card that the address names: ?match=, ?after=, ?before= or the first of the filter."""
    deck, notice = _asked_for(QueueFilter.from_query(request.GET), request)
    return _answer(request, deck, notice)


@require_GET
@may_look
def facets(request: ReviewerRequest) -> HttpResponse:
    """The filters with fresh counts, fetched some time after a decision."""
    chosen = QueueFilter.from_query(request.GET)
    return _fragment(request, "admin/queue/_facets.html", {"facets": read_facets(chosen)})


@post_or_back
@may_look
@may_decide
def decide(request: ReviewerRequest, pk: int) -> HttpResponse:
    chosen = QueueFilter.from_query(request.GET)
    match = get_object_or_404(Match, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _refused(request, card_of(chosen, pk), f"Nothing was saved: {_faults(form)}")
    try:
        actions.decide_match(match, actor=request.user, **form.cleaned_data)
    except review.MatchChanged as problem:
        return _refused(request, card_of(chosen, pk), _who_was_first(problem.match))
    except review.TransitionNotAllowed as problem:
        return _refused(request, card_of(chosen, pk), f"Nothing was saved: {problem}")
    return _go_on(request, chosen, match)


@post_or_back
@may_look
@may_decide
def undo(request: ReviewerRequest) -> HttpResponse:
    chosen = QueueFilter.from_query(request.GET)
    try:
        event = actions.undo_last_decision(actor=request.user)
    except review.NothingToUndo as problem:
        return _refused(request, first_card(chosen), str(problem))
    except review.MatchChanged as problem:
        return _refused(request, card_of(chosen, problem.match.pk), _who_was_first(problem.match))
    deck = card_of(chosen, event.match_id)
    text = f"Undone: match {event.match_id} is {_label(event.new_state)} again."
    return _done(request, deck, text, address=_address(chosen, match=event.match_id))


def _asked_for(chosen: QueueFilter, request: ReviewerRequest) -> tuple[Deck, Notice]:
    query = request.GET
    if (pk := query.get("match", "")).isdecimal():
        deck = card_of(chosen, int(pk))
        return deck, Notice() if deck.card else Notice(f"There is no match {pk}.", is_problem=True)
    if place := Place.parse(query.get("after", "")):
        return card_after(chosen, place), Notice()
    if place := Place.parse(query.get("before", "")):
        deck = card_before(chosen, place)
        return (deck, Notice()) if deck.card else (first_card(chosen), Notice("This is the first."))
    return first_card(chosen), Notice()


def _go_on(request: ReviewerRequest, chosen: QueueFilter, match: Match) -> HttpResponse:
    """To the card behind the one just decided."""
    place = Place.of(match)
    deck = card_after(chosen, place)
    text = f"{_label(match.state).capitalize()}."
    return _done(request, deck, text, address=_address(chosen, after=place))


def _done(request: ReviewerRequest, deck: Deck, text: str, *, address: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, text)
        return HttpResponseRedirect(address)
    return trigger_client_event(_answer(request, deck, Notice(text)), "decided")


def _refused(request: ReviewerRequest, deck: Deck, text: str) -> HttpResponse:
    notice = Notice(text, is_problem=True, note=request.POST.get("note", ""))
    response = _answer(request, deck, notice)
    response.status_code = 409
    return response


def _answer(request: ReviewerRequest, deck: Deck, notice: Notice) -> HttpResponse:
    """The whole page, or only the card if htmx asks for one, with the address of the card."""
    context = {
        "deck": deck,
        "card": deck.card,
        "chosen": deck.chosen,
        "notice": notice,
        "can_decide": request.user.has_perm("claims.decide_match"),
    }
    if request.htmx and not request.htmx.history_restore_request:
        response = _fragment(request, "admin/queue/_deck.html", context)
        if deck.card:
            push_url(response, _address(deck.chosen, match=deck.card.match.pk))
        return response
    page = {"title": "Review queue", "facets": read_facets(deck.chosen)}
    site = admin.site.each_context(request)
    return render(request, "admin/queue/page.html", {**site, **context, **page})


def _fragment(
    request: ReviewerRequest, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """Marked as ours, so that queue.js can tell a card from the log-in page of a redirect."""
    response = render(request, template, context)
    response["X-Queue"] = "fragment"
    return response


def _address(chosen: QueueFilter, **place: object) -> str:
    parts = [f"{name}={value}" for name, value in place.items()]
    query = "&".join([*parts, *([chosen.query] if chosen.query else [])])
    return f"{reverse('admin:queue')}?{query}"


def _label(state: str) -> str:
    return str(MatchState(state).label)


def _faults(form: DecisionForm) -> str:
    return " ".join(
        f"{field}: {fault}" for field, faults in form.errors.items() for fault in faults
    )


def _who_was_first(match: Match) -> str:
    """Says what the other reviewer did; a match without a decider was taken back meanwhile."""
    if match.decided_by is None or match.decided_at is None:
        return f"Nothing was saved: match {match.pk} is {_label(match.state)} again."
    when = timezone.localtime(match.decided_at).strftime("%-d %B %Y at %H:%M %Z")
    return (
        f"Nothing was saved: {match.decided_by.get_username()} was first and has set this match "
        f"to “{_label(match.state)}” on {when}. Look once more before you decide."
    )
