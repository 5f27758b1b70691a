"""The one way in which a row of Match changes: a conditional UPDATE, an event, the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims import audit
from claims.enums import MatchEventKind, MatchState
from claims.models import Match, MatchEvent, RejectionReason


class MatchChanged(Exception):
    """Somebody else was first. `match` holds what the database has now."""

    def __init__(self, match: Match) -> None:
        self.match = match
        who = match.decided_by.get_username() if match.decided_by else gettext("somebody")
        state = MatchState(match.state).label
        super().__init__(
            gettext(
                "Match %(match)s was changed by %(who)s meanwhile and is now %(state)s: look "
                "at it again before you decide."
            )
            % {"match": match.pk, "who": who, "state": state}
        )


class ChangeRefused(Exception):
    """The match cannot be changed so; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Why:
    """Who changes a match, when and why; `bot` without an actor. Names the event it belongs to."""

    actor: User | None
    at: datetime
    note: str = ""
    bot: str = ""
    reason: RejectionReason | None = None
    undoes: MatchEvent | None = None
    part_of: MatchEvent | None = None


def change(
    match: Match,
    columns: Mapping[str, Any],
    why: Why,
    *,
    kind: MatchEventKind,
    action: str,
    before: Mapping[str, Any] | None = None,
) -> MatchEvent:
    """Write columns (by their `attname`) of a match that is as the caller saw it.

    Of two callers with the same revision exactly one wins; the other gets MatchChanged and nothing
    is written. `before` is what the event shall hold beside the columns.
    """
    earlier = {**{name: getattr(match, name) for name in columns}, **(before or {})}
    with audit.recording():
        won = Match.objects.filter(pk=match.pk, state=match.state, revision=match.revision).update(
            **columns, revision=match.revision + 1
        )
        if not won:
            refuse_if_stale(match)
        event = record_event(match, earlier, columns, why, kind=kind, action=action)
    match.refresh_from_db(fields=[*columns, "revision"])
    return event


def record_event(
    match: Match,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    why: Why,
    *,
    kind: MatchEventKind,
    action: str,
) -> MatchEvent:
    """The event of the change that leads to the match's next revision, and its audit."""
    event = MatchEvent.objects.create(
        match=match,
        actor=why.actor,
        bot=why.bot,
        at=why.at,
        kind=kind,
        old_state=before.get("state", match.state),
        new_state=after.get("state", match.state),
        before=audit.plain(before),
        after=audit.plain(after),
        reason=why.reason,
        note=why.note,
        revision=match.revision + 1,
        undoes=why.undoes,
        part_of=why.part_of,
    )
    reason = {"reason": why.reason.key} if why.reason else {}
    audit.record(
        action=f"match.{action}",
        subject=match,
        actor=why.actor,
        bot=why.bot,
        at=why.at,
        before={**before, "revision": match.revision},
        after={**after, "revision": match.revision + 1, **reason},
        note=why.note,
    )
    return event


def refuse_if_stale(match: Match) -> None:
    """Raises MatchChanged if the row is no longer as the caller saw it."""
    now = Match.objects.select_related("decided_by").get(pk=match.pk)
    if (now.state, now.revision) != (match.state, match.revision):
        raise MatchChanged(now)
