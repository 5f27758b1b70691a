"""Taking a claim out of matching, and back into it."""

import pytest

from claims import actions
from claims.enums import ClaimState
from claims.models import Claim, Wording
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db


def test_a_retired_claim_is_searched_no_more_until_it_is_active_again() -> None:
    wording = make_wording()
    claim = wording.claim

    assert actions.set_claim_state(claim, state=ClaimState.RETIRED)
    assert list(Wording.objects.searched()) == []

    assert actions.set_claim_state(claim, state=ClaimState.ACTIVE)
    assert list(Wording.objects.searched()) == [wording]


def test_a_claim_in_that_state_already_is_left_as_it_is() -> None:
    claim = make_claim()
    before = Claim.objects.values().get(pk=claim.pk)

    assert not actions.set_claim_state(claim, state=ClaimState.ACTIVE)

    assert Claim.objects.values().get(pk=claim.pk) == before


def test_a_change_is_seen_by_those_who_copy_claims_by_their_time() -> None:
    claim = make_claim()
    before = claim.updated_at

    actions.set_claim_state(claim, state=ClaimState.RETIRED)

    assert claim.updated_at > before
