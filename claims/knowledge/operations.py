"""Merges and splits of claims as they are kept, and how they are undone for a day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from claims.enums import ClaimOperationKind
from claims.models import Claim, ClaimOperation, Wording

UNDO_WITHIN = timedelta(days=1)


class UndoRefused(Exception):
    """The operation cannot be undone; the sentence says what has changed since."""


def keep_operation(
    kind: ClaimOperationKind,
    claim: Claim,
    other: Claim,
    moved: Mapping[str, Any],
    *,
    actor: User | None,
    note: str,
) -> ClaimOperation:
    """Write down what a merge or a split has done. Joins the caller's transaction."""
    now = timezone.now()
    return ClaimOperation.objects.create(
        kind=kind,
        claim=claim,
        other=other,
        moved=moved,
        note=note,
        actor=actor,
        at=now,
        undo_until=now + UNDO_WITHIN,
    )


def operations_of(claim: Claim) -> QuerySet[ClaimOperation]:
    """The merges and splits in which a claim took part, the newest first."""
    rows = ClaimOperation.objects.filter(Q(claim=claim) | Q(other=claim))
    return rows.select_related("claim", "other", "actor", "undone_by").order_by("-at", "-pk")


def hold_operation(operation: ClaimOperation, *, at: datetime) -> None:
    """Lock it, to undo it before anything else is locked.

    Raises UndoRefused if it was undone already or is older than a day.
    """
    now = ClaimOperation.objects.select_for_update(of=("self",)).select_related("undone_by")
    held = now.get(pk=operation.pk)
    if held.undone_by is not None:
        raise UndoRefused(
            gettext("%(who)s has undone this already.") % {"who": held.undone_by.get_username()}
        )
    if at > held.undo_until:
        raise UndoRefused(
            gettext("This could be undone until %(end)s UTC only.")
            % {"end": date_format(held.undo_until, "j F Y, H:i")}
        )


def close_operation(operation: ClaimOperation, *, actor: User, at: datetime) -> None:
    """Mark it as undone; of two who undo it exactly one wins. Raises UndoRefused."""
    rows = ClaimOperation.objects.filter(pk=operation.pk, undone_at__isnull=True)
    if not rows.update(undone_at=at, undone_by=actor):
        raise UndoRefused(gettext("Somebody has undone this already."))
    operation.undone_at, operation.undone_by = at, actor


def taken_back(target: Claim) -> set[int]:
    """The wordings that merges into `target` had made and that went off when those were undone."""
    undone = target.operations_from.filter(
        kind=ClaimOperationKind.MERGE, undone_at__isnull=False
    ).values_list("moved", flat=True)
    return {pk for moved in undone for pk in moved["wordings"]}


def refuse_changed(wordings: QuerySet[Wording], ids: list[int], *, is_active: bool) -> None:
    """Raises UndoRefused unless all these wordings are still there and on, or off."""
    found = {row.pk: row for row in wordings.filter(pk__in=ids)}
    for pk in ids:
        row = found.get(pk)
        if row is None:
            raise UndoRefused(
                gettext("Wording %(pk)s belongs to another claim since.") % {"pk": pk}
            )
        if row.is_active != is_active:
            what = gettext("switched on") if row.is_active else gettext("switched off")
            raise UndoRefused(
                gettext("The wording “%(row)s” was %(what)s since.") % {"row": row, "what": what}
            )
