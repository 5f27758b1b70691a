"""Saying what one claim is to another: the same, broader, its contrary, its successor."""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext

from claims import audit
from claims.enums import ClaimRelationKind, ClaimState
from claims.knowledge.feed import hold_claims
from claims.knowledge.importing import record_change
from claims.models import Claim, ClaimRelation
from claims.models.relation import SYMMETRIC


class RelationRefused(Exception):
    """The sentence says why two claims cannot be related so."""


def relate_claims(
    claim: Claim, *, other: Claim, kind: ClaimRelationKind, actor: User
) -> ClaimRelation:
    """Say that `claim` is so to `other`. Joins the caller's transaction. Raises RelationRefused."""
    if kind in SYMMETRIC and claim.pk > other.pk:
        claim, other = other, claim
    with audit.recording():
        held = hold_claims([claim.pk, other.pk])
        _refuse_unrelatable(held[claim.pk], held[other.pk], kind)
        made = ClaimRelation.objects.create(
            claim=claim, other=other, kind=kind, made_by=actor, made_at=timezone.now()
        )
        record_change(
            claim,
            action="claim.related",
            actor=actor,
            before={},
            after={"kind": kind, "other": other.pk},
        )
    return made


def unrelate_claims(relation: ClaimRelation, *, actor: User) -> bool:
    """Take a relation back; False if somebody else has. Joins the caller's transaction."""
    with audit.recording():
        removed, _ = ClaimRelation.objects.filter(pk=relation.pk).delete()
        if removed:
            record_change(
                relation.claim,
                action="claim.unrelated",
                actor=actor,
                before={"kind": relation.kind, "other": relation.other_id},
                after={},
            )
    return bool(removed)


def _refuse_unrelatable(claim: Claim, other: Claim, kind: ClaimRelationKind) -> None:
    if claim.pk == other.pk:
        raise RelationRefused(gettext("A claim cannot be related to itself: choose another one."))
    for one in (claim, other):
        if one.state == ClaimState.MERGED:
            raise RelationRefused(
                gettext("“%(one)s” is merged into “%(merged_into)s”: relate that one instead.")
                % {"one": one, "merged_into": one.merged_into}
            )
    there = ClaimRelation.objects.filter(kind=kind)
    if there.filter(claim=claim, other=other).exists():
        raise RelationRefused(
            gettext("It is known already that “%(claim)s” %(kind)s “%(other)s”.")
            % {"claim": claim, "kind": kind.label, "other": other}
        )
    if there.filter(claim=other, other=claim).exists():
        raise RelationRefused(
            gettext("It is known already that “%(other)s” %(kind)s “%(claim)s”: remove that first.")
            % {"other": other, "kind": kind.label, "claim": claim}
        )
