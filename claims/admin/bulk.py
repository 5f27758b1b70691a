"""Doing something to many selected rows, and telling what became of them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)
SHOWN_REFUSALS = 5


class NoteForm(ActionForm):
    """The bar of bulk actions with a note that is kept in the history of each row."""

    note = forms.CharField(label=_("Note:"), required=False, max_length=1000)


def for_each(
    request: HttpRequest,
    rows: Iterable[M],
    do: Callable[[M], object],
    *,
    what: str,
    refusals: tuple[type[Exception], ...],
) -> None:
    """Do something to each row, then tell how many are done and why others are not."""
    tried, refused = 0, []
    for row in rows:
        tried += 1
        try:
            do(row)
        except refusals as refusal:
            refused.append(str(refusal))
    tell_count(request, what, done=tried - len(refused), tried=tried)
    for reason in refused[:SHOWN_REFUSALS]:
        messages.warning(request, reason)
    if len(refused) > SHOWN_REFUSALS:
        more = len(refused) - SHOWN_REFUSALS
        messages.warning(request, gettext("%(more)d more were refused.") % {"more": more})


def tell_count(request: HttpRequest, what: str, *, done: int, tried: int) -> None:
    """Say “Confirmed: 3 of 5.”, as a warning if it is 0."""
    sentence = gettext("%(what)s: %(done)d of %(tried)d.")
    level = messages.SUCCESS if done else messages.WARNING
    messages.add_message(request, level, sentence % {"what": what, "done": done, "tried": tried})
