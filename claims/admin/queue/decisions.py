"""Deciding and taking back. Each view calls one action and answers with the next card."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext

from claims import actions, review
from claims.admin.queue.answers import (
    ReviewerRequest,
    address,
    chosen_by,
    done,
    faults,
    label,
    may_decide,
    may_look,
    nothing_saved,
    post_or_back,
    refused,
    who_was_first,
)
from claims.admin.queue.deck import card_after, card_of, first_card
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.places import Place
from claims.enums import MatchState
from claims.models import Match


class DecisionForm(forms.Form):
    state = forms.TypedChoiceField(choices=MatchState.choices, coerce=MatchState)
    revision = forms.IntegerField(min_value=0)
    note = forms.CharField(required=False, max_length=2000)


@post_or_back
@may_look
@may_decide
def decide(request: ReviewerRequest, pk: int) -> HttpResponse:
    chosen = chosen_by(request)
    match = get_object_or_404(Match, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, card_of(chosen, pk), nothing_saved(faults(form)))
    try:
        actions.decide_match(match, actor=request.user, **form.cleaned_data)
    except review.MatchChanged as problem:
        return refused(request, card_of(chosen, pk), who_was_first(problem.match))
    except review.TransitionNotAllowed as problem:
        return refused(request, card_of(chosen, pk), nothing_saved(problem))
    return _go_on(request, chosen, match)


@post_or_back
@may_look
@may_decide
def undo(request: ReviewerRequest) -> HttpResponse:
    chosen = chosen_by(request)
    try:
        event = actions.undo_last_decision(actor=request.user)
    except review.NothingToUndo as problem:
        return refused(request, first_card(chosen), str(problem))
    except review.MatchChanged as problem:
        return refused(request, card_of(chosen, problem.match.pk), who_was_first(problem.match))
    deck = card_of(chosen, event.match_id)
    words = {"match": event.match_id, "state": label(event.new_state)}
    text = gettext("Undone: match %(match)d is %(state)s again.") % words
    return done(request, deck, text, address=address(chosen, match=event.match_id))


def _go_on(request: ReviewerRequest, chosen: QueueFilter, match: Match) -> HttpResponse:
    """To the card behind the one just decided."""
    place = Place.of(match)
    deck = card_after(chosen, place)
    text = f"{capfirst(label(match.state))}."
    return done(request, deck, text, address=address(chosen, after=place))
