"""What a merge of claims would do, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimState, VerdictState, WordingOrigin
from claims.knowledge.feed import hold_claims, write_wordings
from claims.knowledge.importing import record_change
from claims.knowledge.operations import (
    UndoRefused,
    close_operation,
    refuse_changed,
    taken_back,
)
from claims.knowledge.states import move_state, refuse_merge
from claims.models import Claim, ClaimOperation, ClaimRelation, Match, Wording


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`into` is where the wordings would go: not what was asked for, if that was merged itself.

    `known` are the wordings that the target has already, also switched off. The numbers are of
    what stays with the merged claim.
    """

    claim: Claim
    into: Claim
    moving: Sequence[Wording]
    known: Sequence[Wording]
    matches: int
    open_matches: int
    verdicts: int
    is_published: bool
    relations: int


def preview_merge(claim: Claim, *, into: Claim) -> MergePreview:
    """What `merge_claims` would do now; changes nothing. Raises MergeRefused."""
    target = into.merged_into or into
    refuse_merge(claim, target)
    there = target.wordings.exclude(is_active=False, pk__in=taken_back(target))
    keys = set(there.values_list("text_key", flat=True))
    searched = list(claim.wordings.filter(is_active=True).order_by("pk"))
    verdicts = set(claim.verdicts.values_list("number", "state"))
    return MergePreview(
        claim=claim,
        into=target,
        moving=[row for row in searched if row.text_key not in keys],
        known=[row for row in searched if row.text_key in keys],
        matches=claim.matches.appearances().count(),
        open_matches=claim.matches.open().count(),
        verdicts=len(verdicts),
        is_published=any(state == VerdictState.PUBLISHED for _number, state in verdicts),
        relations=ClaimRelation.objects.filter(Q(claim=claim) | Q(other=claim)).count(),
    )


def undo_merge(operation: ClaimOperation, *, actor: User, at: datetime) -> None:
    """Give a merged claim its own life again, and take from the other what it was given.

    The wordings that were made stay there, switched off: the feed knows no deleting. A later merge
    switches them on again. The caller holds the operation. Raises UndoRefused.
    """
    with audit.recording():
        given = operation.moved["wordings"]
        repointed = operation.moved["claims"]
        held = hold_claims([operation.claim_id, operation.other_id, *repointed])
        source, target = held[operation.claim_id], held[operation.other_id]
        _refuse_moved_on([source], target)
        _refuse_moved_on([held[pk] for pk in repointed], target)
        refuse_changed(target.wordings.all(), given, is_active=True)
        _refuse_used(target, given, of=[source.pk, *repointed])
        close_operation(operation, actor=actor, at=at)
        target.save(update_fields=["updated_at"])
        move_state(source, state=ClaimState(operation.moved["state"]))
        Claim.objects.filter(pk__in=repointed).update(merged_into=source, updated_at=at)
        _switch_off(target, given)
        record_change(
            source,
            action="claim.unmerged",
            actor=actor,
            before={"state": ClaimState.MERGED, "merged_into": target.pk},
            after={"state": operation.moved["state"]},
        )


def _switch_off(target: Claim, ids: Sequence[int]) -> None:
    rows = list(target.wordings.filter(pk__in=ids).order_by("pk"))
    for row in rows:
        row.is_active = False
    write_wordings(rows, changed=["is_active"])


def _refuse_moved_on(claims: Sequence[Claim], target: Claim) -> None:
    for claim in claims:
        if claim.merged_into_id != target.pk:
            raise UndoRefused(
                gettext(
                    "“%(claim)s” is merged into “%(target)s” no more, which was merged or split "
                    "since: undo that first."
                )
                % {"claim": claim, "target": target}
            )


def _refuse_used(target: Claim, given: Sequence[int], *, of: Sequence[int]) -> None:
    """What people and programs have made of the wordings that were given."""
    rows = target.wordings.filter(pk__in=given)
    canonical = rows.filter(origin=WordingOrigin.CANONICAL).first()
    if canonical is not None:
        raise UndoRefused(
            gettext("“%(canonical)s” became the text of claim %(target)s since.")
            % {"canonical": canonical, "target": target.pk}
        )
    decided = Match.objects.filter(wording__in=given).order_by("pk").first()
    if decided is not None:
        raise UndoRefused(
            gettext(
                "Match %(decided)s, found by a wording that was handed over, was decided or "
                "changed since: take that back first."
            )
            % {"decided": decided.pk}
        )
    learnt = target.wordings.filter(is_active=True, learnt_from__claim__in=of)
    if new := learnt.exclude(pk__in=given).first():
        raise UndoRefused(
            gettext(
                "Claim %(target)s has learnt “%(new)s” from match %(learnt_from)s since: "
                "take that decision back first."
            )
            % {"target": target.pk, "new": new, "learnt_from": new.learnt_from_id}
        )
