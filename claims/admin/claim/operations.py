"""The panel of a claim's merges and splits, and the button that undoes one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from claims import actions, knowledge
from claims.admin.claim.answers import StaffRequest, back_to, changing
from claims.enums import ClaimOperationKind
from claims.models import Claim, ClaimOperation

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A merge or split as this claim's page tells it; `claim` is the other one."""

    operation: ClaimOperation
    sentence: str
    claim: Claim
    moved: Sequence[str]
    is_open: bool


def read_operations(claim: Claim) -> list[Step]:
    """The newest ten."""
    now = timezone.now()
    rows = knowledge.operations_of(claim)[:SHOWN]
    return [
        Step(
            operation=row,
            sentence=_sentence(row, is_subject=row.claim_id == claim.pk),
            claim=row.other if row.claim_id == claim.pk else row.claim,
            moved=_moved(row),
            is_open=row.undone_at is None and now <= row.undo_until,
        )
        for row in rows
    ]


def _sentence(row: ClaimOperation, *, is_subject: bool) -> str:
    if row.kind == ClaimOperationKind.MERGE:
        return gettext("Merged into") if is_subject else gettext("Took over the wordings of")
    return gettext("Gave to the new claim") if is_subject else gettext("Split off from")


def _moved(row: ClaimOperation) -> list[str]:
    wordings, events = len(row.moved["wordings"]), len(row.moved.get("events", ()))
    count = ngettext("%(n)d wording", "%(n)d wordings", wordings) % {"n": wordings}
    if row.kind == ClaimOperationKind.MERGE:
        return [count]
    appearances = ngettext("%(n)d appearance", "%(n)d appearances", events) % {"n": events}
    return [appearances, count]


@changing
def undo(request: StaffRequest, claim: Claim, operation: int) -> HttpResponse:
    row = knowledge.operations_of(claim).filter(pk=operation).first()
    if row is None:
        sentence = gettext("There is no such merge or split of this claim.")
        messages.error(request, sentence)
        return HttpResponseRedirect(reverse("admin:claim", args=[claim.pk]))
    try:
        actions.undo_operation(row, actor=request.user)
    except knowledge.UndoRefused as refusal:
        messages.error(request, gettext("Nothing was undone. %(why)s") % {"why": refusal})
        return HttpResponseRedirect(reverse("admin:claim", args=[claim.pk]))
    return back_to(request, claim, gettext("Undone: all is as it was before."))
