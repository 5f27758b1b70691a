"""Taking claims out of what is searched: retired, active again, merged into another."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimOperationKind, ClaimState, WordingOrigin
from claims.knowledge.feed import hold_claims, take_numbers, write_wordings
from claims.knowledge.importing import record_change
from claims.knowledge.operations import keep_operation, taken_back
from claims.models import Claim, Wording


class MergeRefused(Exception):
    """The sentence says why two claims cannot become one."""


def set_claim_state(claim: Claim, *, state: ClaimState, actor: User | None = None) -> bool:
    """Retire a claim or make it active again; False if it was so already.

    A merged claim stays merged. Joins the caller's transaction.
    """
    if state == ClaimState.MERGED:
        raise ValueError("A claim is merged with merge_claims.")
    with audit.recording():
        held = hold_claims([claim.pk])[claim.pk]
        if held.state in (state, ClaimState.MERGED):
            return False
        move_state(held, state=state)
        record_change(
            held,
            action=f"claim.{state}",
            actor=actor,
            before={"state": held.state},
            after={"state": state},
        )
    return True


def merge_claims(claim: Claim, *, into: Claim, actor: User | None = None, note: str = "") -> Claim:
    """Give the searched wordings of a claim to another one, which is returned.

    If `into` was merged itself, the claim that took it over gets them. What the target has
    already, also switched off, is not doubled. The merged claim keeps its matches and wordings,
    but is searched no more. What it made is kept for `undo_merge`. Joins the caller's transaction.
    Raises MergeRefused.
    """
    with audit.recording():
        source, target = _hold_both(claim, into)
        refuse_merge(source, target)
        moved = {
            "state": source.state,
            "claims": list(source.merged_claims.order_by("pk").values_list("pk", flat=True)),
        }
        # The time by which others copy the claims, wordings included, in steps.
        source.merged_claims.update(merged_into=target, updated_at=timezone.now())
        target.save(update_fields=["updated_at"])
        move_state(source, state=ClaimState.MERGED, into=target)
        moved["wordings"] = _hand_over(source, target)
        record_change(
            source,
            action="claim.merged",
            actor=actor,
            before={"state": source.state},
            after={"state": ClaimState.MERGED, "merged_into": target.pk},
            note=note,
        )
        keep_operation(ClaimOperationKind.MERGE, source, target, moved, actor=actor, note=note)
    return target


def refuse_merge(source: Claim, target: Claim) -> None:
    """Raises MergeRefused if `source` cannot become `target`, which is not merged itself."""
    if source.state == ClaimState.MERGED:
        raise MergeRefused(
            gettext("“%(source)s” is merged into “%(merged_into)s” already.")
            % {"source": source, "merged_into": source.merged_into}
        )
    if source.pk == target.pk:
        raise MergeRefused(
            gettext("“%(source)s” cannot be merged into itself.") % {"source": source}
        )


def _hold_both(claim: Claim, into: Claim) -> tuple[Claim, Claim]:
    held = hold_claims([claim.pk, into.pk, *_taken_over_by(into)])
    target = held[into.pk]
    # Already held, but for one that was merged at this very moment.
    while target.merged_into_id is not None:
        target = held.get(target.merged_into_id) or _held(target.merged_into_id)
    return held[claim.pk], target


def _taken_over_by(claim: Claim) -> list[int]:
    taken_over = Claim.objects.filter(merged_claims=claim)
    return list(taken_over.values_list("pk", flat=True))


def _held(pk: int) -> Claim:
    return hold_claims([pk])[pk]


def move_state(held: Claim, *, state: ClaimState, into: Claim | None = None) -> None:
    """Change the state of a claim that is held, and tell the feed of its wordings."""
    [number] = take_numbers(1)
    Claim.objects.filter(pk=held.pk).update(
        state=state, merged_into=into, state_seq=number, updated_at=timezone.now()
    )
    write_wordings(held.wordings.filter(is_active=True).order_by("pk"))


def _hand_over(source: Claim, target: Claim) -> list[int]:
    """The ids of the target's new wordings, and of those that an undone merge had made before."""
    known = {row.text_key: row for row in target.wordings.all()}
    again = taken_back(target)
    rows = []
    for row in source.wordings.filter(is_active=True).order_by("pk"):
        there = known.get(row.text_key)
        if there is not None and (there.is_active or there.pk not in again):
            continue
        handed = there or Wording(claim=target, text_key=row.text_key)
        handed.text, handed.language, handed.is_active = row.text, row.language, True
        handed.origin, handed.learnt_from_id = _origin_elsewhere(row), row.learnt_from_id
        rows.append(handed)
    write_wordings(rows, changed=["text", "language", "is_active", "origin", "learnt_from"])
    return [row.pk for row in rows]


def _origin_elsewhere(wording: Wording) -> str:
    """What was another claim's own text comes in from outside."""
    is_canonical = wording.origin == WordingOrigin.CANONICAL
    return WordingOrigin.IMPORTED if is_canonical else wording.origin
