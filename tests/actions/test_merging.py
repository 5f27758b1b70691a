import logging

import pytest

from claims import actions
from claims.enums import ClaimState
from tests.factories import make_user, make_wording


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_claim_in_hand_says_where_it_went(caplog: pytest.LogCaptureFixture) -> None:
    claim, target, actor = make_wording().claim, make_wording().claim, make_user()

    with caplog.at_level(logging.INFO):
        assert actions.merge_claims(claim, into=target, actor=actor) == target

    assert (claim.state, claim.merged_into) == (ClaimState.MERGED, target)
    assert f"{actor.username} merged claim {claim.pk} into claim {target.pk}" in caplog.text
