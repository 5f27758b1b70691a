"""Taking back what a person did last: the match is exactly as it was before."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims import audit
from claims.enums import MatchEventKind, MatchState
from claims.models import Match, MatchEvent
from claims.review.changes import MatchChanged, Why, change
from claims.review.spans import replace_flags

UNDOABLE = 10
"""How many of a person's last changes can be taken back."""


class NothingToUndo(Exception):
    """The person has nothing left that could be taken back."""

    def __init__(self) -> None:
        super().__init__(gettext("You have no decision that can be undone."))


def undoable(actor: User) -> list[MatchEvent]:
    """Which of a person's last ten changes can still be undone, the newest first.

    Not what a split of a claim has moved: that is undone with the split.
    """
    own = MatchEvent.objects.filter(actor=actor, undoes__isnull=True, part_of__isnull=True)
    own = own.exclude(kind=MatchEventKind.CLAIM)
    last = own.select_related("match__claim", "undone_by").order_by("-at", "-pk")[:UNDOABLE]
    return [event for event in last if not hasattr(event, "undone_by")]


def last_decision(actor: User) -> MatchEvent:
    """The newest change of a person that is neither an undo nor undone. Raises NothingToUndo."""
    events = undoable(actor)
    if not events:
        raise NothingToUndo
    return events[0]


def undo(event: MatchEvent, *, actor: User, at: datetime) -> MatchEvent:
    """Take a change back with all its parts; who had decided before has decided again.

    Raises MatchChanged if anything else happened to the match since, and then nothing is undone.
    """
    with audit.recording():
        for part in event.parts.order_by("-pk"):
            _undo_one(part, actor=actor, at=at)
        return _undo_one(event, actor=actor, at=at)


def _undo_one(event: MatchEvent, *, actor: User, at: datetime) -> MatchEvent:
    match = Match.objects.select_related("decided_by").get(pk=event.match_id)
    if _was_changed_since(event):
        raise MatchChanged(match)
    why = Why(actor, at, undoes=event)
    if event.kind == MatchEventKind.CLAIM and event.part_of_id is not None:
        # It was made by what is undone, and its history keeps it.
        columns: dict[str, Any] = {
            "state": MatchState.UNLINKED,
            "decided_by_id": actor.pk,
            "decided_at": at,
        }
        return change(match, columns, why, kind=MatchEventKind.DECISION, action="undone")
    restored = _columns_before(event)
    flags: Any = restored.pop("flags", None)
    undone = change(match, restored, why, kind=MatchEventKind(event.kind), action="undone")
    if flags is not None:
        replace_flags(match, flags)
    return undone


def _was_changed_since(event: MatchEvent) -> bool:
    """By anything that counts still; a lease that was given back takes nothing away."""
    later = MatchEvent.objects.filter(
        match=event.match_id, revision__gt=event.revision, undoes__isnull=True
    )
    later = later.filter(undone_by__isnull=True)
    return later.exclude(kind=MatchEventKind.ASSIGNMENT, actor__isnull=True).exists()


def _columns_before(event: MatchEvent) -> dict[str, Any]:
    if not event.before:
        return _decision_before(event)
    columns = {field.attname: field for field in Match._meta.concrete_fields}
    return {
        name: columns[name].to_python(value) if name in columns else value
        for name, value in event.before.items()
    }


def _decision_before(event: MatchEvent) -> dict[str, Any]:
    """Of a decision from the time when events did not hold it."""
    columns = {"state": event.old_state, "decided_by_id": None, "decided_at": None}
    if event.old_state == MatchState.SUGGESTED:
        return columns
    earlier: Iterable[MatchEvent] = MatchEvent.objects.filter(
        match=event.match_id, revision__lt=event.revision, new_state=event.old_state
    ).order_by("-revision")[:1]
    for one in earlier:
        return {**columns, "decided_by_id": one.actor_id, "decided_at": one.at}
    return {**columns, "decided_by_id": event.actor_id, "decided_at": event.at}
