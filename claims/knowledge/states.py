"""Taking claims out of what is searched: retired, active again, merged into another."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims import audit
from claims.enums import ClaimState, WordingOrigin
from claims.knowledge.feed import hold_claims, take_numbers, write_wordings
from claims.knowledge.importing import record_change
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
        _move(held, state=state)
        record_change(
            held,
            action=f"claim.{state}",
            actor=actor,
            before={"state": held.state},
            after={"state": state},
        )
    return True


def merge_claims(claim: Claim, *, into: Claim, actor: User | None = None) -> Claim:
    """Give the searched wordings of a claim to another one, which is returned.

    If `into` was merged itself, the claim that took it over gets them. What the target has
    already, also switched off, is not doubled. The merged claim keeps its matches and wordings,
    but is searched no more. Joins the caller's transaction. Raises MergeRefused.
    """
    with audit.recording():
        held = hold_claims([claim.pk, into.pk, *_taken_over_by(into)])
        source, target = held[claim.pk], held[into.pk]
        # Already held, but for one that was merged at this very moment.
        while target.merged_into_id is not None:
            target = held.get(target.merged_into_id) or _held(target.merged_into_id)
        if source.state == ClaimState.MERGED:
            raise MergeRefused(f"“{source}” is merged into “{source.merged_into}” already.")
        if source.pk == target.pk:
            raise MergeRefused(f"“{source}” cannot be merged into itself.")
        source.merged_claims.update(merged_into=target)
        # The time by which others copy the claims, wordings included, in steps.
        target.save(update_fields=["updated_at"])
        _move(source, state=ClaimState.MERGED, into=target)
        _hand_over(source, target)
        record_change(
            source,
            action="claim.merged",
            actor=actor,
            before={"state": source.state},
            after={"state": ClaimState.MERGED, "merged_into": target.pk},
        )
    return target


def _taken_over_by(claim: Claim) -> list[int]:
    taken_over = Claim.objects.filter(merged_claims=claim)
    return list(taken_over.values_list("pk", flat=True))


def _held(pk: int) -> Claim:
    return hold_claims([pk])[pk]


def _move(held: Claim, *, state: ClaimState, into: Claim | None = None) -> None:
    """Change the state of a claim that is held, and tell the feed of its wordings."""
    [number] = take_numbers(1)
    Claim.objects.filter(pk=held.pk).update(
        state=state, merged_into=into, state_seq=number, updated_at=timezone.now()
    )
    write_wordings(held.wordings.filter(is_active=True).order_by("pk"))


def _hand_over(source: Claim, target: Claim) -> None:
    known = set(target.wordings.values_list("text_key", flat=True))
    write_wordings(
        Wording(
            claim=target,
            text=row.text,
            text_key=row.text_key,
            language=row.language,
            origin=_origin_elsewhere(row),
            learnt_from_id=row.learnt_from_id,
        )
        for row in source.wordings.filter(is_active=True).order_by("pk")
        if row.text_key not in known
    )


def _origin_elsewhere(wording: Wording) -> str:
    """What was another claim's own text comes in from outside."""
    is_canonical = wording.origin == WordingOrigin.CANONICAL
    return WordingOrigin.IMPORTED if is_canonical else wording.origin
