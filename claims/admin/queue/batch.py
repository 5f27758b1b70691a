"""One decision for many matches: the rows selected in the list."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django_htmx.http import trigger_client_event

from claims import actions
from claims.admin.base import is_key
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
)
from claims.admin.queue.deck import Deck, card_of, first_card
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.seen import SeenField
from claims.enums import MatchState
from claims.models import RejectionReason

SHOWN_REFUSALS = 3


class BatchForm(forms.Form):
    state = forms.TypedChoiceField(choices=MatchState.choices, coerce=MatchState)
    seen = SeenField()
    note = forms.CharField(required=False, max_length=2000)
    reason = forms.ModelChoiceField(RejectionReason.objects.filter(is_active=True), required=False)


@post_or_back
@may_look
@may_decide
def decide_many(request: ReviewerRequest) -> HttpResponse:
    """The same decision for every match that was selected, each as far as it still may be taken."""
    chosen = chosen_by(request)
    form = BatchForm(request.POST)
    if not form.is_valid():
        return refused(request, first_card(chosen), nothing_saved(faults(form)))
    given = dict(form.cleaned_data)
    outcome = actions.decide_matches(given.pop("seen"), actor=request.user, **given)
    text = _outcome(outcome, given["state"])
    deck = _deck_after(chosen, request)
    if outcome.refused:
        return refused(request, deck, " ".join([text, *_shown(outcome.refused)]))
    response = done(request, deck, text, address=address(chosen))
    return trigger_client_event(response, "decided-many") if request.htmx else response


def _outcome(outcome: actions.BatchDecided, state: MatchState) -> str:
    tried = len(outcome.done) + len(outcome.refused)
    sentence = ngettext(
        "%(state)s: %(done)d of %(tried)d match.",
        "%(state)s: %(done)d of %(tried)d matches.",
        tried,
    )
    return sentence % {"state": capfirst(label(state)), "done": len(outcome.done), "tried": tried}


def _shown(refusals: Sequence[actions.RefusedDecision]) -> list[str]:
    shown = [refusal.reason for refusal in refusals[:SHOWN_REFUSALS]]
    if (more := len(refusals) - SHOWN_REFUSALS) > 0:
        shown.append(gettext("%(more)d more were refused.") % {"more": more})
    return shown


def _deck_after(chosen: QueueFilter, request: ReviewerRequest) -> Deck:
    """The card that lies open, if it still waits; else the first that does."""
    pk = request.POST.get("card", "")
    if is_key(pk) and chosen.matches().filter(pk=int(pk)).exists():
        return card_of(chosen, int(pk))
    return first_card(chosen)
