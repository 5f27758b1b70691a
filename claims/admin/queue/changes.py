"""Correcting a match: its stance, its span, its claim, who looks at it. One action each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from http import HTTPStatus

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, review
from claims.admin.keep import mark_saved, tell_saved
from claims.admin.queue.answers import (
    ReviewerRequest,
    address,
    chosen_by,
    done,
    faults,
    may_decide,
    may_look,
    nothing_saved,
    post_or_back,
    refused,
    who_was_first,
)
from claims.admin.queue.deck import card_after, card_of
from claims.admin.queue.filters import QueueFilter
from claims.admin.queue.places import Place
from claims.admin.queue.spans import MOVES, move
from claims.enums import ClaimState, Stance
from claims.models import Claim, Match

MAX_CLAIM = 5000


class ChangeForm(forms.Form):
    revision = forms.IntegerField(min_value=0)
    note = forms.CharField(required=False, max_length=2000)


class StanceForm(ChangeForm):
    stance = forms.TypedChoiceField(choices=Stance.choices, coerce=Stance)


class SpanForm(ChangeForm):
    move = forms.ChoiceField(choices=[(name, name) for name in MOVES])


class RelinkForm(ChangeForm):
    claim = forms.ModelChoiceField(
        Claim.objects.filter(state=ClaimState.ACTIVE),
        error_messages={
            "required": _("No claim is chosen."),
            "invalid_choice": _("There is no active claim of this number."),
        },
    )


class NewClaimForm(ChangeForm):
    text = forms.CharField(
        max_length=MAX_CLAIM, error_messages={"required": _("The new claim has no text.")}
    )


def reviewers() -> QuerySet[User]:
    """Who may be given a match, by name."""
    return User.objects.with_perm(
        "claims.decide_match", backend="django.contrib.auth.backends.ModelBackend"
    ).order_by("username")


class AssignForm(ChangeForm):
    """`assignee`: an id, or nothing for nobody; `due`: a day, the end of which is meant."""

    assignee = forms.ModelChoiceField(User.objects.filter(is_active=True), required=False)
    due = forms.DateField(required=False)


Change = Callable[[Match], str]


def _changed(
    request: ReviewerRequest, pk: int, form: ChangeForm, change: Change, *, goes_on: bool = False
) -> HttpResponse:
    """Do `change`, which says what it did; then the same card, or the next if it `goes_on`."""
    chosen = chosen_by(request)
    match = get_object_or_404(Match.objects.select_related("version__article", "claim"), pk=pk)
    if not form.is_valid():
        return refused(request, card_of(chosen, pk), nothing_saved(faults(form)))
    try:
        text = change(match)
    except review.MatchChanged as problem:
        return refused(request, card_of(chosen, pk), who_was_first(problem.match))
    except (review.ChangeRefused, review.TransitionNotAllowed) as problem:
        return refused(request, card_of(chosen, pk), nothing_saved(problem))
    if goes_on:
        return _go_on(request, chosen, match, text)
    return done(request, card_of(chosen, pk), text, address=address(chosen, match=pk))


def _go_on(request: ReviewerRequest, chosen: QueueFilter, match: Match, text: str) -> HttpResponse:
    place = Place.of(match)
    deck = card_after(chosen, place)
    return done(request, deck, text, address=address(chosen, after=place))


@post_or_back
@may_look
@may_decide
def stance(request: ReviewerRequest, pk: int) -> HttpResponse:
    form = StanceForm(request.POST)

    def change(match: Match) -> str:
        actions.change_stance(match, actor=request.user, **form.cleaned_data)
        return gettext("Stance: %(stance)s.") % {"stance": form.cleaned_data["stance"].label}

    return _changed(request, pk, form, change)


@post_or_back
@may_look
@may_decide
def span(request: ReviewerRequest, pk: int) -> HttpResponse:
    """Move one end of the span by a word."""
    form = SpanForm(request.POST)

    def change(match: Match) -> str:
        given = dict(form.cleaned_data)
        moved = move(match.version.text, match.start, match.end, given.pop("move"))
        if moved is None:
            raise review.ChangeRefused(gettext("No word is left there."))
        start, end = moved
        actions.change_span(match, start=start, end=end, actor=request.user, **given)
        return gettext("Span: %(words)s.") % {"words": f"“{_ends(match.version.text[start:end])}”"}

    return _changed(request, pk, form, change)


@post_or_back
@may_look
@may_decide
def relink(request: ReviewerRequest, pk: int) -> HttpResponse:
    """Another claim is what the article says."""
    form = RelinkForm(request.POST)

    def change(match: Match) -> str:
        linked = actions.relink_match(match, actor=request.user, **form.cleaned_data)
        words = {"match": match.pk, "claim": linked.claim}
        return gettext("Match %(match)d is linked to “%(claim)s” instead.") % words

    return _changed(request, pk, form, change, goes_on=True)


@post_or_back
@may_look
@may_decide
def new_claim(request: ReviewerRequest, pk: int) -> HttpResponse:
    """A claim that the desk does not know yet is what the article says."""
    form = NewClaimForm(request.POST)
    kept = new_claim_form(pk)

    def change(match: Match) -> str:
        claim = actions.claim_from_match(match, actor=request.user, **form.cleaned_data)
        if not request.htmx:
            mark_saved(request, kept)
        return gettext("New claim %(id)d: “%(claim)s”.") % {"id": claim.pk, "claim": claim}

    response = _changed(request, pk, form, change, goes_on=True)
    is_saved = request.htmx and response.status_code == HTTPStatus.OK
    return tell_saved(request, response, kept) if is_saved else response


@post_or_back
@may_look
@may_decide
def assign(request: ReviewerRequest, pk: int) -> HttpResponse:
    form = AssignForm(request.POST)

    def change(match: Match) -> str:
        given = dict(form.cleaned_data)
        due = given.pop("due")
        actions.assign_match(match, actor=request.user, due_at=end_of(due), **given)
        assignee = given["assignee"]
        if assignee is None:
            return gettext("Assigned to nobody.")
        return gettext("Assigned to %(who)s.") % {"who": assignee.get_username()}

    return _changed(request, pk, form, change)


def new_claim_form(pk: int) -> str:
    """The name by which keep.js keeps the text of a new claim: one for each match."""
    return f"new-claim-{pk}"


def end_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.max, UTC)


def _ends(text: str) -> str:
    """The first and last words of a text, which is what a move changes."""
    words = text.split()
    return " ".join(words) if len(words) <= 8 else " ".join([*words[:3], "…", *words[-4:]])
