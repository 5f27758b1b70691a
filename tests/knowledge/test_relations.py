"""What claims are to one another."""

import pytest

from claims import audit
from claims.enums import ClaimRelationKind, ClaimState
from claims.knowledge import RelationRefused, relate_claims, unrelate_claims
from claims.models import ClaimRelation
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


def test_what_reads_the_same_from_both_sides_is_stored_once() -> None:
    first, second, actor = make_claim(), make_claim(), make_user()

    made = relate_claims(second, other=first, kind=ClaimRelationKind.SAME, actor=actor)

    assert (made.claim, made.other) == (first, second)
    with pytest.raises(RelationRefused, match="known already"):
        relate_claims(first, other=second, kind=ClaimRelationKind.SAME, actor=actor)


def test_of_two_claims_only_one_is_the_broader() -> None:
    first, second, actor = make_claim(), make_claim(), make_user()
    relate_claims(second, other=first, kind=ClaimRelationKind.BROADER, actor=actor)

    with pytest.raises(RelationRefused, match="remove that first"):
        relate_claims(first, other=second, kind=ClaimRelationKind.BROADER, actor=actor)


def test_a_claim_is_not_related_to_itself_or_to_a_merged_one() -> None:
    claim, actor = make_claim(), make_user()
    merged = make_claim(state=ClaimState.MERGED, merged_into=claim)

    with pytest.raises(RelationRefused, match="to itself"):
        relate_claims(claim, other=claim, kind=ClaimRelationKind.BROADER, actor=actor)
    with pytest.raises(RelationRefused, match="is merged into"):
        relate_claims(claim, other=merged, kind=ClaimRelationKind.BROADER, actor=actor)


def test_adding_and_removing_are_logged_once() -> None:
    claim, other, actor = make_claim(), make_claim(), make_user()
    made = relate_claims(claim, other=other, kind=ClaimRelationKind.SUPERSEDES, actor=actor)
    again = ClaimRelation.objects.get()

    assert unrelate_claims(made, actor=actor)
    assert not unrelate_claims(again, actor=actor)

    actions = audit.history(claim).values_list("action", flat=True)
    assert list(actions) == ["claim.unrelated", "claim.related"]
