"""The forms of the verdict editor: the verdict itself, its evidence, a correction."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import publish
from claims.admin.base import is_key
from claims.admin.verdict.markdown import LONGEST
from claims.enums import Contact, CorrectionKind, VerdictState
from claims.models import Evidence, Rating, Verdict

MOST_RECORDS = 100
LONGEST_PASSAGE = 10_000
LONGEST_ANSWER = 5_000
NO_ADDRESS = _("This is no address of a web page: it must begin with http:// or https://.")

# What belongs to each answer; the rest is emptied, because the database refuses it.
CONTACT_FIELDS: dict[str, tuple[str, ...]] = {
    Contact.NOT_YET: (),
    Contact.CONTACTED: ("contacted_at", "contact_channel", "contact_answer"),
    Contact.NOT_CONTACTED: ("no_contact_reason",),
}
CONTACT_NEEDS = {
    "contacted_at": _("Say when the claimant was contacted."),
    "contact_channel": _("Say how: by e-mail, by telephone …"),
    "no_contact_reason": _("Say why the claimant was not contacted."),
}


class WebAddressField(forms.URLField):
    """An address of the web; `javascript:`, `data:` and `ftp:` are none."""

    default_validators = [URLValidator(schemes=["http", "https"], message=NO_ADDRESS)]

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": NO_ADDRESS}
        super().__init__(assume_scheme="https", max_length=1000, error_messages=messages, **kwargs)
        self.widget.attrs |= {"inputmode": "url", "placeholder": "https://"}


def long_text(label: Any, *, longest: int, rows: int) -> forms.CharField:
    """A text of many lines; the length is refused by the server, never cut by the browser."""
    field = forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": rows}))
    field.validators.append(_no_longer_than(longest))
    return field


def _no_longer_than(longest: int) -> Any:
    def check(text: str) -> None:
        if len(text) > longest:
            raise ValidationError(
                _("This has %(length)s characters; at most %(longest)s can be kept."),
                params={"length": len(text), "longest": longest},
            )

    return check


class VerdictForm(forms.ModelForm[Verdict]):
    """What a person writes of a verdict. A draft may lack all but its summary."""

    explanation = long_text(_("Explanation"), longest=LONGEST, rows=16)
    contact_answer = long_text(_("The answer"), longest=LONGEST_ANSWER, rows=3)
    no_contact_reason = long_text(_("Why not"), longest=LONGEST_ANSWER, rows=3)
    contact = forms.ChoiceField(
        label=_("Was the claimant asked?"), choices=Contact.choices, widget=forms.RadioSelect
    )
    url = WebAddressField(label=_("Where the desk published it"), required=False)
    rating = forms.ModelChoiceField(
        label=_("Rating"),
        required=False,
        queryset=Rating.objects.select_related("scale"),
        blank=True,
        error_messages={"invalid_choice": _("Choose one of the ratings below.")},
    )

    class Meta:
        model = Verdict
        fields = [name.removesuffix("_id") for name in (*publish.WORDS, *publish.CONTACT)]
        widgets = {
            "summary": forms.Textarea({"rows": 2}),
            "contacted_at": forms.DateTimeInput(
                {"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
            ),
        }
        labels = {
            "summary": _("Summary"),
            "language": _("Language"),
            "contacted_at": _("When (UTC)"),
            "contact_channel": _("How"),
        }
        help_texts = {
            "summary": _("One or two sentences that stand alone: readers see them first."),
            "contact_channel": _("by e-mail, by telephone …"),
            "language": _("such as en, de or pt-BR"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.state == VerdictState.RETURNED:
            # Rewriting makes it a draft again, and the rules of a draft are those that hold.
            self.instance.state = VerdictState.DRAFT
            self.instance.proposed_by = self.instance.proposed_at = None

    def clean_contacted_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["contacted_at"]
        if at and at > timezone.now():
            raise ValidationError(_("This time is still to come."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = CONTACT_FIELDS.get(cleaned.get("contact", ""), ())
        for name in ("contacted_at", "contact_channel", "contact_answer", "no_contact_reason"):
            if name not in wanted:
                cleaned[name] = None if name == "contacted_at" else ""
                self.errors.pop(name, None)
            elif not cleaned.get(name) and name in CONTACT_NEEDS and name not in self.errors:
                self.add_error(name, CONTACT_NEEDS[name])
        return cleaned


class EvidenceForm(forms.ModelForm[Evidence]):
    """One record behind a verdict. `record` is the row it was read from, empty for a new one."""

    record = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )
    url = WebAddressField(label=_("Address"), required=False)
    archived_url = WebAddressField(label=_("Address of an archived copy"), required=False)
    passage = long_text(_("Quoted passage"), longest=LONGEST_PASSAGE, rows=3)

    class Meta:
        model = Evidence
        fields = list(publish.EVIDENCE)
        widgets = {"accessed_date": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "kind": _("Kind"),
            "stance": _("It speaks"),
            "order": _("Source"),
            "title": _("Title"),
            "accessed_date": _("Read on"),
        }

    def clean_accessed_date(self) -> date | None:
        day: date | None = self.cleaned_data["accessed_date"]
        if day and day > timezone.now().date():
            raise ValidationError(_("This day is still to come."))
        return day

    def written(self) -> Evidence:
        """The row with what was typed, under the key that it was read from."""
        row = self.instance
        row.pk = self.cleaned_data.get("record")
        return row


class EvidenceRows(forms.BaseFormSet[EvidenceForm]):
    deletion_widget = forms.CheckboxInput

    def written(self) -> list[Evidence]:
        """What is to be kept: rows that were left blank or marked for removal are not."""
        return [
            form.written()
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


EvidenceFormSet = cast(
    "type[EvidenceRows]",
    forms.formset_factory(
        EvidenceForm,
        formset=EvidenceRows,
        extra=0,
        can_delete=True,
        max_num=MOST_RECORDS,
        absolute_max=MOST_RECORDS,
        validate_max=True,
    ),
)


def evidence_rows(verdict: Verdict | None) -> EvidenceRows:
    """The form of each record that is stored."""
    rows = verdict.evidence.order_by("pk") if verdict else []
    initial = [
        {"record": row.pk, **dict(zip(publish.EVIDENCE, publish.evidence_values(row), strict=True))}
        for row in rows
    ]
    return EvidenceFormSet(initial=initial, prefix="evidence")


def evidence_typed(data: QueryDict, *, and_a_blank: bool = False) -> EvidenceRows:
    """The rows as a browser has sent them; with one more if there is room for it."""
    if and_a_blank:
        data = data.copy()
        total = data.get("evidence-TOTAL_FORMS", "")
        count = int(total) if is_key(total) else 0
        fresh = Evidence()
        data["evidence-TOTAL_FORMS"] = str(min(count + 1, MOST_RECORDS))
        for name in ("kind", "stance", "order"):
            data.setdefault(f"evidence-{count}-{name}", str(getattr(fresh, name)))
    return EvidenceFormSet(data, prefix="evidence")


class CorrectionForm(forms.Form):
    """What readers are told of a change to a published verdict."""

    kind = forms.ChoiceField(
        label=_("What kind of correction is it?"),
        choices=CorrectionKind.choices,
        widget=forms.RadioSelect,
    )
    what_changed = forms.CharField(
        label=_("What was changed"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    requested_by = forms.CharField(
        label=_("Who pointed it out"),
        required=False,
        max_length=200,
        help_text=_("not shown to the public"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("what_changed", "reason"):
            # The browser would cut what is too long; the server says so and keeps it.
            self.fields[name].widget.attrs.pop("maxlength", None)
