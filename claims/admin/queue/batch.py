"""One decision for many matches: the rows selected in the list."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import actions, review
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
from claims.enums import MatchState
from claims.models import Match

MOST_AT_ONCE = 500
SHOWN_REFUSALS = 3


class SeenField(forms.Field):
    """Pairs of id and revision, as the rows that were looked at have them: "12:0"."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": _("No match is selected."),
        "invalid": _("The selection cannot be read: reload the page."),
        "many": _("Select %(most)d matches at most."),
    }

    def to_python(self, value: list[str] | None) -> list[tuple[int, int]]:
        value = value or []
        if len(value) > MOST_AT_ONCE:
            raise ValidationError(self.error_messages["many"], params={"most": MOST_AT_ONCE})
        pairs = [word.partition(":")[::2] for word in dict.fromkeys(value)]
        if not all(is_key(pk) and is_key(revision) for pk, revision in pairs):
            raise ValidationError(self.error_messages["invalid"])
        return [(int(pk), int(revision)) for pk, revision in pairs]


class BatchForm(forms.Form):
    state = forms.TypedChoiceField(choices=MatchState.choices, coerce=MatchState)
    seen = SeenField()
    note = forms.CharField(required=False, max_length=2000)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were decided, and why each of the others was not."""

    done: int
    refusals: tuple[str, ...]

    def __str__(self) -> str:
        tried = self.done + len(self.refusals)
        return ngettext("%(done)d of %(tried)d match", "%(done)d of %(tried)d matches", tried) % {
            "done": self.done,
            "tried": tried,
        }


@post_or_back
@may_look
@may_decide
def decide_many(request: ReviewerRequest) -> HttpResponse:
    """The same decision for every match that was selected, each as far as it still may be taken."""
    chosen = chosen_by(request)
    form = BatchForm(request.POST)
    if not form.is_valid():
        return refused(request, first_card(chosen), nothing_saved(faults(form)))
    outcome = _decide(request, form)
    words = {"state": capfirst(label(form.cleaned_data["state"])), "outcome": outcome}
    text = gettext("%(state)s: %(outcome)s.") % words
    deck = _deck_after(chosen, request)
    if outcome.refusals:
        return refused(request, deck, " ".join([text, *_shown(outcome.refusals)]))
    return done(request, deck, text, address=address(chosen))


def _decide(request: ReviewerRequest, form: BatchForm) -> Outcome:
    seen, state, note = (form.cleaned_data[name] for name in ("seen", "state", "note"))
    number, refusals = 0, []
    for pk, revision in seen:
        match = Match.objects.filter(pk=pk).first()
        if match is None:
            refusals.append(gettext("There is no match %(match)s.") % {"match": pk})
            continue
        try:
            actions.decide_match(
                match, state=state, actor=request.user, revision=revision, note=note
            )
        except (review.MatchChanged, review.TransitionNotAllowed) as problem:
            refusals.append(str(problem))
        else:
            number += 1
    return Outcome(number, tuple(refusals))


def _shown(refusals: tuple[str, ...]) -> list[str]:
    shown = list(refusals[:SHOWN_REFUSALS])
    if (more := len(refusals) - SHOWN_REFUSALS) > 0:
        shown.append(gettext("%(more)d more were refused.") % {"more": more})
    return shown


def _deck_after(chosen: QueueFilter, request: ReviewerRequest) -> Deck:
    """The card that lies open, if it still waits; else the first that does."""
    pk = request.POST.get("card", "")
    if is_key(pk) and chosen.matches().filter(pk=int(pk)).exists():
        return card_of(chosen, int(pk))
    return first_card(chosen)
