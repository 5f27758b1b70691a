"""Splitting a claim, and undoing a split or a merge for a day."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims import audit, knowledge, review, suggest
from claims.actions.bell import ring_archive
from claims.enums import ClaimOperationKind
from claims.models import Claim, ClaimOperation, Match, MatchEvent, Wording


def split_claim(
    claim: Claim,
    *,
    text: str,
    matches: Collection[int],
    wordings: Collection[int],
    actor: User,
    note: str = "",
) -> Claim:
    """Make a new claim of `text` and give it these appearances and wordings, by their ids.

    An appearance that was found by a wording that stays is compared with the new text. Open
    matches go with the wording that found them; verdicts stay with the old claim. Raises
    knowledge.SplitRefused, review.ChangeRefused, review.MatchChanged.
    """
    note = note.strip()
    with audit.recording(durable=True):
        suggest.hold_suggestions(alone=True)
        held = review.hold_appearances(claim, matches)
        leaving = knowledge.leaving_wordings(claim, matches=matches, wordings=wordings)
        held += review.hold_touched(claim, [row.pk for row in leaving])
        split = knowledge.split_off(
            claim, text=text, matches=matches, wordings=wordings, actor=actor, note=note
        )
        why = review.Why(actor, timezone.now(), note)
        moved = {
            "events": _move(held, split, why),
            "suggestions": suggest.hand_over(split.wordings),
            **_written(split),
        }
        knowledge.keep_operation(
            ClaimOperationKind.SPLIT, claim, split.claim, moved, actor=actor, note=note
        )
        transaction.on_commit(ring_archive)
    claim.refresh_from_db(fields=["updated_at"])
    return split.claim


def _move(matches: Iterable[Match], split: knowledge.SplitOff, why: review.Why) -> list[int]:
    """The ids of the events."""
    canonical = split.canonical
    return [
        review.move_to_claim(
            match,
            claim=split.claim,
            wording=split.wordings.get(match.wording_id, canonical),
            why=why,
        ).pk
        for match in matches
    ]


def _written(split: knowledge.SplitOff) -> dict[str, list[Any]]:
    """Which wordings went where, as pairs of ids, and all that the new claim has got."""
    made = split.claim.wordings.order_by("pk").values_list("pk", flat=True)
    return {
        "wordings": [[was, now.pk] for was, now in split.wordings.items()],
        "made": list(made),
    }


def undo_operation(operation: ClaimOperation, *, actor: User) -> None:
    """Take a merge or a split back within a day: all is as it was, or nothing is changed.

    Suggestions that nobody has touched and that only the operation has brought are dropped. Raises
    knowledge.UndoRefused, whose sentence says what has changed since.
    """
    at = timezone.now()
    with audit.recording(durable=True):
        suggest.hold_suggestions(alone=True)
        knowledge.hold_operation(operation, at=at)
        if operation.kind == ClaimOperationKind.MERGE:
            suggest.drop_found_by(operation.moved["wordings"])
            knowledge.undo_merge(operation, actor=actor, at=at)
        else:
            _hand_back(operation)
            suggest.drop_found_by(operation.moved["made"])
            _move_back(operation, actor, at)
            knowledge.undo_split(operation, actor=actor, at=at)
        transaction.on_commit(ring_archive)


def _hand_back(operation: ClaimOperation) -> None:
    pairs = dict(operation.moved["wordings"])
    was = Wording.objects.in_bulk(pairs)
    # An operation from before suggestions were handed over has none.
    handed = operation.moved.get("suggestions", [])
    suggest.hand_back(handed, {now: was[pk] for pk, now in pairs.items()})


def _move_back(operation: ClaimOperation, actor: User, at: datetime) -> None:
    events = MatchEvent.objects.filter(pk__in=operation.moved["events"]).select_related("match")
    for event in events.order_by("match_id"):
        _refuse_moved_on(event, operation)
        if there := suggest.make_room(event.match, claim_id=operation.claim_id):
            raise knowledge.UndoRefused(
                f"Match {there.pk} stands where match {event.match_id} was, and was decided since."
            )
        try:
            review.undo(event, actor=actor, at=at)
        except review.MatchChanged as refusal:
            raise knowledge.UndoRefused(
                f"Match {event.match_id} was decided or changed since: take that back first."
            ) from refusal


def _refuse_moved_on(event: MatchEvent, operation: ClaimOperation) -> None:
    if event.match.claim_id != operation.other_id:
        raise knowledge.UndoRefused(
            f"Match {event.match_id} went on to claim {event.match.claim_id} since: undo that "
            "first."
        )
