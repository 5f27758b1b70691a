"""Matches as a page has shown them: an id and the revision that was looked at."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.admin.base import is_key

MOST_AT_ONCE = 500

Seen = Sequence[tuple[int, int]]


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
