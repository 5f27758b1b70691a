"""Splitting a claim: what goes to the new one is ticked, its text is written."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, knowledge, review
from claims.admin.base import is_key
from claims.admin.claim.answers import StaffRequest, back_to, first_error, of_claim
from claims.admin.claim.merge import LONGEST_NOTE
from claims.admin.keep import keep_key, mark_saved
from claims.enums import WordingOrigin
from claims.models import Claim, Match, Wording

M = TypeVar("M", bound=models.Model)
MOST_SHOWN = 300
"""Appearances to choose from, the newest; more can go in a second split."""


class RowsField(forms.ModelMultipleChoiceField[M]):
    """Ticked rows by their ids, which SQLite fails on if they are too long."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if not is_key(str(number)):
                message = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(message, params={"pk": number})
        return super().clean(value)


class SplitForm(forms.Form):
    """What goes to the new claim, and what that says."""

    text = forms.CharField(
        max_length=5000,
        error_messages={"required": _("The new claim has no text: write what it says.")},
    )
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)
    # Not “matches”: a field of that name hides the method of the form that scripts call.
    appearances = RowsField(
        Match.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("Match %(value)s is no appearance of this claim any more."),
            "invalid_pk_value": _("“%(pk)s” is not the number of a match."),
        },
    )
    wordings = RowsField(
        Wording.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("Wording %(value)s cannot be moved from this claim any more."),
            "invalid_pk_value": _("“%(pk)s” is not the number of a wording."),
        },
    )

    def __init__(self, claim: Claim, *args: Any) -> None:
        super().__init__(*args)
        fields: Any = self.fields
        fields["appearances"].queryset = claim.matches.appearances()
        fields["wordings"].queryset = _movable(claim)

    def chosen(self, name: str) -> set[str]:
        """What was ticked, for ticking it again."""
        data: Any = self.data
        return set(data.getlist(name)) if self.is_bound else set()


@of_claim
def split(request: StaffRequest, claim: Claim) -> HttpResponse:
    """GET shows the form, POST splits."""
    if request.method != "POST":
        return _page(request, claim, SplitForm(claim))
    form = SplitForm(claim, request.POST)
    if not form.is_valid():
        return _page(request, claim, form, error=first_error(form))
    try:
        new = actions.split_claim(
            claim,
            text=form.cleaned_data["text"],
            matches=[match.pk for match in form.cleaned_data["appearances"]],
            wordings=[wording.pk for wording in form.cleaned_data["wordings"]],
            actor=request.user,
            note=form.cleaned_data["note"],
        )
    except (knowledge.SplitRefused, review.ChangeRefused, review.MatchChanged) as refusal:
        return _page(request, claim, form, error=str(refusal))
    mark_saved(request, f"split-{claim.pk}")
    sentence = gettext("Claim %(new)d was split off claim %(old)d. It can be undone for a day.")
    return back_to(request, new, sentence % {"new": new.pk, "old": claim.pk})


def _movable(claim: Claim) -> Any:
    rows = claim.wordings.filter(is_active=True).exclude(origin=WordingOrigin.CANONICAL)
    return rows.order_by("pk")


def _page(request: StaffRequest, claim: Claim, form: SplitForm, *, error: str = "") -> HttpResponse:
    matches = claim.matches.appearances().for_display().defer("version__raw", "version__text")
    context = {
        **admin.site.each_context(request),
        "title": gettext("Split claim %(claim)d") % {"claim": claim.pk},
        "claim": claim,
        "matches": matches.order_by("-pk")[:MOST_SHOWN],
        "total": claim.matches.appearances().count(),
        "most_shown": MOST_SHOWN,
        "wordings": _movable(claim),
        "form": form,
        "text": form.data.get("text", ""),
        "note": form.data.get("note", ""),
        "ticked_matches": form.chosen("appearances"),
        "ticked_wordings": form.chosen("wordings"),
        "error": error,
        "keep_key": keep_key(request, f"split-{claim.pk}"),
    }
    return render(request, "admin/claim/split.html", context, status=409 if error else 200)
