"""The form with which a person says how they want to be told."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.enums import DigestFrequency, NoticeKind
from claims.notices import Preferences


class PreferencesForm(forms.Form):
    """Two boxes for each kind of notice, and how often mail comes."""

    frequency = forms.TypedChoiceField(
        choices=DigestFrequency.choices, coerce=DigestFrequency, label=_("E-mail")
    )

    def __init__(self, data: QueryDict | None = None, *, stored: Preferences) -> None:
        initial: dict[str, object] = {"frequency": stored.frequency}
        for kind, (in_workbench, by_mail) in stored.ways.items():
            initial |= {_workbench(kind): in_workbench, _mail(kind): by_mail}
        super().__init__(data, initial=initial)
        for kind in NoticeKind:
            self.fields[_workbench(kind)] = forms.BooleanField(
                required=False, label=_("%(kind)s: in the workbench") % {"kind": kind.label}
            )
            self.fields[_mail(kind)] = forms.BooleanField(
                required=False, label=_("%(kind)s: by e-mail") % {"kind": kind.label}
            )

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """For the table: the kind in words, its box for the workbench, its box for mail."""
        for kind in NoticeKind:
            yield str(kind.label), self[_workbench(kind)], self[_mail(kind)]

    def preferences(self) -> Preferences:
        """What a valid form says."""
        chosen = self.cleaned_data
        ways = {kind: (chosen[_workbench(kind)], chosen[_mail(kind)]) for kind in NoticeKind}
        return Preferences(ways, chosen["frequency"])


def _workbench(kind: NoticeKind) -> str:
    return f"{kind.value}_in_workbench"


def _mail(kind: NoticeKind) -> str:
    return f"{kind.value}_by_mail"
