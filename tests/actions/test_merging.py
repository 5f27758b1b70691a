import pytest

from claims import actions, audit
from claims.enums import ClaimState
from tests.factories import make_user, make_wording


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_claim_in_hand_says_where_it_went() -> None:
    claim, target, actor = make_wording().claim, make_wording().claim, make_user()

    assert actions.merge_claims(claim, into=target, actor=actor) == target

    assert (claim.state, claim.merged_into) == (ClaimState.MERGED, target)
    [event] = audit.history(claim)
    assert (event.action, event.actor) == ("claim.merged", actor)
    assert event.after == {"state": "merged", "merged_into": target.pk}
