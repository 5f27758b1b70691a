"""Untouched suggestions that go with the wording that found them to another claim, and back."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from claims.enums import MatchState
from claims.models import Match, Wording
from claims.suggest.memory import untouched


def hand_over(wordings: Mapping[int, Wording]) -> list[int]:
    """What a wording (by its id) found is found by the one that took its place; the ids.

    They stay untouched, so that the engine may make them anew. The caller holds the suggestions
    alone.
    """
    handed: list[int] = []
    for was, now in wordings.items():
        ids = _held(untouched(Match.objects.filter(wording=was)))
        _put(ids, now)
        handed += ids
    return handed


def hand_back(ids: Collection[int], wordings: Mapping[int, Wording]) -> None:
    """Undo `hand_over`, with the new wordings' ids and the former ones.

    Of what nobody has touched since, and where the former claim has nothing in the sentence by
    now. The caller holds the suggestions alone.
    """
    for now, was in wordings.items():
        beside = Match.objects.filter(claim=was.claim_id).exclude(state=MatchState.REJECTED)
        handed = untouched(Match.objects.filter(pk__in=ids, wording=now))
        _put(_held(handed.exclude(sentence__in=beside.values("sentence"))), was)


def _held(matches: QuerySet[Match]) -> list[int]:
    """Locked, so that nobody decides on them meanwhile."""
    return list(matches.select_for_update().order_by("pk").values_list("pk", flat=True))


def _put(ids: Collection[int], wording: Wording) -> None:
    Match.objects.filter(pk__in=ids).update(wording=wording, claim=wording.claim_id)
