"""Pages and fragments that only look: the card, what comes after it, the list, the filters."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from claims.admin.base import is_key
from claims.admin.queue.answers import (
    Notice,
    ReviewerRequest,
    answer,
    chosen_by,
    fragment,
    may_look,
)
from claims.admin.queue.deck import Deck, card_after, card_before, card_of, first_card
from claims.admin.queue.facets import read_facets
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.listing import count_left, read_page, read_upcoming
from claims.admin.queue.places import Place


@require_GET
@may_look
def show(request: ReviewerRequest) -> HttpResponse:
    """The card that the address names: ?match=, ?after=, ?before= or the first of the filter."""
    deck, notice = _asked_for(chosen_by(request), request)
    return answer(request, deck, notice)


@require_GET
@may_look
def facets(request: ReviewerRequest) -> HttpResponse:
    """The filters with their counts, fetched when the card is painted and after decisions."""
    chosen = chosen_by(request)
    context = {"facets": read_facets(chosen), "chosen": chosen}
    return fragment(request, "admin/queue/_facets.html", context)


@require_GET
@may_look
def behind(request: ReviewerRequest) -> HttpResponse:
    """How many are left and which come next, fetched when the card of ?after= is painted."""
    chosen = chosen_by(request)
    place = Place.parse(request.GET.get("after", ""))
    upcoming = read_upcoming(chosen, place) if place else []
    context = {"left": count_left(chosen), "upcoming": upcoming, "chosen": chosen, "alone": True}
    return fragment(request, "admin/queue/_behind.html", context)


@require_GET
@may_look
def listing(request: ReviewerRequest) -> HttpResponse:
    """Rows of the dense list: from ?match= on, behind ?after=, or from the top."""
    chosen, first = chosen_by(request), request.GET.get("match", "")
    place = Place.parse(request.GET.get("after", ""))
    page = read_page(chosen, behind=place, first=int(first) if is_key(first) else None)
    can_decide = request.user.has_perm("claims.decide_match")
    context = {"page": page, "chosen": chosen, "can_decide": can_decide}
    return fragment(request, "admin/queue/_rows.html", context)


def _asked_for(chosen: QueueFilter, request: ReviewerRequest) -> tuple[Deck, Notice]:
    query = request.GET
    if (pk := query.get("match", "")).isdecimal():
        deck = card_of(chosen, int(pk))
        unknown = Notice(gettext("There is no match %(match)s.") % {"match": pk}, is_problem=True)
        return deck, Notice() if deck.card else unknown
    if place := Place.parse(query.get("after", "")):
        return card_after(chosen, place), Notice()
    if place := Place.parse(query.get("before", "")):
        deck = card_before(chosen, place)
        top = Notice(gettext("This is the first."))
        return (deck, Notice()) if deck.card else (first_card(chosen), top)
    return first_card(chosen), Notice()
