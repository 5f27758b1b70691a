"""The form of the desk's settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims.models import DeskSettings

LABELS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "suggest_threshold": (
        _("Show suggestions from this probability on"),
        _("From 0 to 1. Less probable suggestions are kept but not shown."),
    ),
    "auto_confirm": (
        _("Confirm verbatim repeats without flags by themselves"),
        _("Off unless you turn it on. Each is logged as the program's doing and can be undone."),
    ),
    "auto_confirm_threshold": (
        _("… from this probability on"),
        _("From 0 to 1. Counts only if the line above is on."),
    ),
    "review_days": (_("Days to decide a suggestion"), _("One that waits longer is overdue.")),
    "second_look_days": (_("Days to take a second look"), ""),
    "recheck_days": (
        _("Days until a reviewed claim is looked at again"),
        _("Counted from the publication of its verdict."),
    ),
    "lease_minutes": (
        _("Minutes that an assignment lasts"),
        _("After that, untouched, it goes back to all."),
    ),
    "contact_required": (
        _("No verdict without word of whether the claimant was asked"),
        _("The checklist then blocks publication until it is filled in."),
    ),
}


class SettingsForm(forms.ModelForm[DeskSettings]):
    """`seen_number` is the version that the person had before them."""

    note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=1000,
        help_text=_("Kept in the history of the settings."),
    )
    seen_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = DeskSettings
        fields = [*LABELS]
        widgets = {
            name: forms.NumberInput(attrs={"min": "0", "max": "1", "step": "0.01"})
            for name in ("suggest_threshold", "auto_confirm_threshold")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in LABELS}

    def _post_clean(self) -> None:
        # The row is made by an action; its constraints are checked there, with everything else.
        return
