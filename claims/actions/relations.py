"""Saying what one claim is to another, and taking that back."""

from django.contrib.auth.models import User

from claims import audit, knowledge
from claims.enums import ClaimRelationKind
from claims.models import Claim, ClaimRelation


def relate_claims(
    claim: Claim, *, other: Claim, kind: ClaimRelationKind, actor: User
) -> ClaimRelation:
    """Say that `claim` is so to `other`; both pages show it. Raises knowledge.RelationRefused."""
    with audit.recording(durable=True):
        return knowledge.relate_claims(claim, other=other, kind=kind, actor=actor)


def unrelate_claims(relation: ClaimRelation, *, actor: User) -> bool:
    """Take a relation back; False if somebody else has done so."""
    with audit.recording(durable=True):
        return knowledge.unrelate_claims(relation, actor=actor)
