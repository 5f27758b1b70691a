"""Deciding and taking back. Each view calls one action and answers with the next card."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_htmx.http import trigger_client_event

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
from claims.admin.queue.listing import last_unchanged
from claims.admin.queue.places import Place
from claims.admin.queue.seen import Seen, SeenField
from claims.enums import MatchEventKind, MatchState
from claims.models import Match, MatchEvent, RejectionReason

MOST_UNDONE = 10


class DecisionForm(forms.Form):
    """A reason from the list says by itself that the match is rejected.

    `shown`: the card that the page shows already, and those it has at hand behind it.
    """

    state = forms.TypedChoiceField(
        choices=MatchState.choices, coerce=MatchState, required=False, empty_value=None
    )
    reason = forms.ModelChoiceField(
        RejectionReason.objects.filter(is_active=True),
        required=False,
        error_messages={"invalid_choice": _("This reason is not in the list any more.")},
    )
    revision = forms.IntegerField(min_value=0)
    note = forms.CharField(required=False, max_length=2000)
    shown = SeenField(required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("state") is None and "state" not in self.errors:
            if given.get("reason") is None:
                self.add_error("state", _("Choose what to decide."))
            given["state"] = MatchState.REJECTED
        return given


class UndoForm(forms.Form):
    """How many of the last changes to take back."""

    number = forms.IntegerField(min_value=1, max_value=MOST_UNDONE, required=False)


@post_or_back
@may_look
@may_decide
def decide(request: ReviewerRequest, pk: int) -> HttpResponse:
    chosen = chosen_by(request)
    match = get_object_or_404(Match, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, card_of(chosen, pk), nothing_saved(faults(form)))
    given = dict(form.cleaned_data)
    shown = given.pop("shown")
    try:
        actions.decide_match(match, actor=request.user, **given)
    except review.MatchChanged as problem:
        return refused(request, card_of(chosen, pk), who_was_first(problem.match))
    except (review.TransitionNotAllowed, review.ChangeRefused) as problem:
        return refused(request, card_of(chosen, pk), nothing_saved(problem))
    return _go_on(request, chosen, match, shown)


@post_or_back
@may_look
@may_decide
def undo(request: ReviewerRequest) -> HttpResponse:
    """Take back the last change, or so many of the last as the list of them was asked for."""
    chosen, form = chosen_by(request), UndoForm(request.POST)
    if not form.is_valid():
        return refused(request, first_card(chosen), nothing_saved(faults(form)))
    undone, problem = _undo(request.user, form.cleaned_data["number"] or 1)
    if isinstance(problem, review.MatchChanged):
        text = " ".join([*_undone(undone), who_was_first(problem.match)])
        return refused(request, card_of(chosen, problem.match.pk), text)
    if not undone:
        return refused(request, first_card(chosen), str(problem))
    pk = undone[-1].match_id
    text = " ".join(_undone(undone))
    response = done(request, card_of(chosen, pk), text, address=address(chosen, match=pk))
    return trigger_client_event(response, "undone") if request.htmx else response


def _undo(actor: User, number: int) -> tuple[list[MatchEvent], Exception | None]:
    """What was taken back, and what stopped it before the number was reached."""
    undone: list[MatchEvent] = []
    while len(undone) < number:
        try:
            event = actions.undo_last(actor=actor)
        except (review.NothingToUndo, review.MatchChanged) as problem:
            return undone, problem
        undone.append(event)
    return undone, None


def _undone(events: list[MatchEvent]) -> list[str]:
    """One sentence of what was taken back; none if nothing was."""
    if len(events) > 1:
        return [gettext("Undone: your last %(number)d changes.") % {"number": len(events)}]
    return [_undone_one(event) for event in events]


def _undone_one(event: MatchEvent) -> str:
    if event.kind == MatchEventKind.DECISION:
        words = {"match": event.match_id, "state": label(event.new_state)}
        return gettext("Undone: match %(match)d is %(state)s again.") % words
    words = {"match": event.match_id, "what": event.get_kind_display()}
    return gettext("Undone: match %(match)d has its %(what)s back.") % words


def _go_on(
    request: ReviewerRequest, chosen: QueueFilter, match: Match, shown: Seen
) -> HttpResponse:
    """To the card behind the one just decided, or behind those that the page has already."""
    place = Place.of(match)
    ahead = last_unchanged(chosen, shown)
    text = f"{capfirst(label(match.state))}."
    deck = card_after(chosen, ahead or place)
    response = done(request, deck, text, address=address(chosen, after=place))
    if ahead:
        response["X-Queue"] = "ahead"
    return response
