"""Writes proposed matches as suggestions: beside the decisions of people, never over them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from claims import audit
from claims.enums import MatchState
from claims.matching import ProposedMatch
from claims.models import ArticleVersion, Match, MatchFlag, Wording
from claims.suggest.memory import without_rejected
from claims.suggest.placing import StoredSpans, flag_rows, match_row

Key = tuple[int, int]
"""The ids of the claim and of the sentence in which the span begins."""

Proposed = dict[Key, tuple[Match, ProposedMatch]]

COMPUTED_FIELDS = [
    "wording",
    "quote",
    "start",
    "end",
    "text",
    "text_key",
    "sentence_key",
    "probability",
    "components",
    "diff",
    "mutation",
    "stance",
    "engine_version",
]


def drop_suggestions(version: ArticleVersion) -> bool:
    """Delete the version's matches, unless a person has touched any of them.

    True: no match refers to the version's sentences any more. Call it in a transaction.
    """
    matches = list(version.matches.select_for_update())
    if not all(_is_untouched(match) for match in matches):
        return False
    _delete(matches)
    return True


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a version's untouched suggestions: added, kept (made anew), dropped."""

    added: list[tuple[Match, ProposedMatch]]
    kept: list[tuple[Match, ProposedMatch]]
    dropped: list[Match]
    before: dict[Key, Match]


def plan_matches(
    version: ArticleVersion,
    proposals: Iterable[ProposedMatch],
    *,
    engine_version: str,
    leave: Collection[int] = (),
) -> Plan:
    """What storing the proposals would do. The version has its sentences; nothing is written.

    A suggestion that is proposed again keeps its row; one that is not is dropped. A match that a
    person has touched stays as it is, and a claim is not proposed for a sentence for which it was
    rejected, in whatever article. Of the suggestions with the ids `leave`, another pass found them:
    they are not dropped.
    """
    wanted = _allowed(_by_key(version, proposals, engine_version=engine_version))
    stored = list(version.matches.select_for_update())
    before = {_key(match): match for match in stored if _is_untouched(match)}
    # A rejected match is in nobody's way: what it forbids is not allowed already.
    decided = {
        _key(match)
        for match in stored
        if not _is_untouched(match) and match.state != MatchState.REJECTED
    }
    gone = [m for key, m in before.items() if key not in wanted and m.pk not in leave]
    plan = Plan([], [], gone, before)
    for key, (match, proposal) in wanted.items():
        if key in before:
            match.pk = before[key].pk
            plan.kept.append((match, proposal))
        elif key not in decided:
            plan.added.append((match, proposal))
    return plan


def store_matches(
    version: ArticleVersion,
    proposals: Iterable[ProposedMatch],
    *,
    engine_version: str,
    leave: Collection[int] = (),
) -> list[Match]:
    """Make the version's untouched suggestions the proposed ones, as planned by `plan_matches`.

    Returns those that were not suggested before. Call it in a transaction that holds the
    version's row.
    """
    plan = plan_matches(version, proposals, engine_version=engine_version, leave=leave)
    _delete(plan.dropped)
    kept, new = plan.kept, plan.added
    Match.objects.bulk_update([match for match, _ in kept], COMPUTED_FIELDS, batch_size=100)
    MatchFlag.objects.filter(match__in=[match for match, _ in kept]).delete()
    Match.objects.bulk_create([match for match, _ in new], batch_size=100)
    MatchFlag.objects.bulk_create(
        [flag for match, proposal in (*kept, *new) for flag in flag_rows(match, proposal)],
        batch_size=500,
    )
    _record(version, plan, engine_version=engine_version)
    return [match for match, _ in new]


def _record(version: ArticleVersion, plan: Plan, *, engine_version: str) -> None:
    """One event of all suggestions of a version, not one of each."""
    counts = {
        "added": len(plan.added),
        "made_anew": len(plan.kept),
        "dropped": len(plan.dropped),
    }
    audit.record(
        action="version.matched",
        subject=version,
        actor=None,
        bot=f"engine {engine_version}",
        at=timezone.now(),
        before={},
        after=counts,
    )


def _by_key(
    version: ArticleVersion, proposals: Iterable[ProposedMatch], *, engine_version: str
) -> Proposed:
    """The most probable proposal for each claim and sentence."""
    spans = StoredSpans.of(version)
    best: Proposed = {}
    for proposal in sorted(proposals, key=lambda item: -item.probability):
        match = match_row(version, proposal, spans=spans, engine_version=engine_version)
        best.setdefault(_key(match), (match, proposal))
    return best


def _allowed(wanted: Proposed) -> Proposed:
    """Without pairs that a person rejected, and wordings that went away while we computed."""
    matches = without_rejected([match for match, _ in wanted.values()])
    searched = set(
        Wording.objects.searched()
        .filter(pk__in={match.wording_id for match in matches})
        .values_list("pk", flat=True)
    )
    allowed = {_key(match) for match in matches if match.wording_id in searched}
    return {key: pair for key, pair in wanted.items() if key in allowed}


def _key(match: Match) -> Key:
    return match.claim_id, match.sentence_id


def _is_untouched(match: Match) -> bool:
    return match.state == MatchState.SUGGESTED and match.revision == 0


def _delete(matches: Iterable[Match]) -> None:
    Match.objects.filter(pk__in=[match.pk for match in matches]).delete()
