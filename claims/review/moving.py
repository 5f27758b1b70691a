"""Matches that go to another claim, because theirs is split."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext

from claims import audit
from claims.enums import MatchEventKind, MatchState
from claims.models import Claim, Match, MatchEvent, Wording
from claims.review.changes import ChangeRefused, Why, change
from claims.review.spans import columns_of_span, flag_values, flags_of, replace_flags


def hold_appearances(claim: Claim, ids: Collection[int]) -> list[Match]:
    """Lock these confirmed matches of a claim. Raises ChangeRefused if one is not so (any more)."""
    rows = Match.objects.appearances().filter(claim=claim, pk__in=ids)
    held = list(rows.select_for_update().order_by("pk"))
    if missing := set(ids) - {match.pk for match in held}:
        raise ChangeRefused(
            gettext(
                "Match %(match)s is no confirmed appearance of claim %(claim)s any more: "
                "look at the claim again."
            )
            % {"match": min(missing), "claim": claim.pk}
        )
    return held


def hold_touched(claim: Claim, wordings: Collection[int]) -> list[Match]:
    """Lock the claim's open matches by these wordings that a person has changed already."""
    rows = Match.objects.open().filter(claim=claim, wording__in=wordings)
    touched = rows.exclude(state=MatchState.SUGGESTED, revision=0)
    return list(touched.select_for_update().order_by("pk"))


def move_to_claim(match: Match, *, claim: Claim, wording: Wording, why: Why) -> MatchEvent:
    """Make the match one of another claim, by a wording of that; its state stays.

    The diff, the mutation and the flags follow if the wording has other words. Undone alone by
    `undo`. Raises MatchChanged.
    """
    columns: dict[str, Any] = {"claim_id": claim.pk, "wording_id": wording.pk}
    if wording.text_key == match.wording.text_key:
        return change(match, columns, why, kind=MatchEventKind.CLAIM, action="moved")
    restated, reasons = columns_of_span(
        match.version, wording, match.sentence, match.start, match.end
    )
    columns |= {name: restated[name] for name in ("diff", "mutation")}
    before = {"flags": flags_of(match)}
    with audit.recording():
        event = change(
            match, columns, why, kind=MatchEventKind.CLAIM, action="moved", before=before
        )
        replace_flags(match, flag_values(reasons))
    return event
