"""Claims retired, active again, and merged into others."""

import pytest

from claims.enums import ClaimOperationKind, ClaimState, WordingOrigin
from claims.knowledge.merging import undo_merge
from claims.knowledge.states import MergeRefused, merge_claims, set_claim_state
from claims.knowledge.wordings import add_wordings, save_claim, save_wording
from claims.models import Claim, Wording
from tests.factories import NOW, make_claim, make_match, make_user

pytestmark = pytest.mark.django_db


def known(text: str, *others: str) -> Claim:
    claim = save_claim(Claim(text=text))
    add_wordings(claim, others)
    return claim


def searched(claim: Claim) -> dict[str, str]:
    rows = Wording.objects.searched().filter(claim=claim).order_by("pk")
    return dict(rows.values_list("text", "origin"))


def test_the_target_gets_the_wordings_and_the_merged_claim_is_searched_no_more() -> None:
    claim, target = known("Bridge: 40 million", "Costs: 40 million"), known("The bridge cost 40m.")
    save_wording(Wording(claim=claim, text="Forty million, no less."))

    assert merge_claims(claim, into=target) == target

    claim.refresh_from_db()
    assert (claim.state, claim.merged_into) == (ClaimState.MERGED, target)
    assert claim.wordings.count() == 3
    assert searched(claim) == {}
    assert searched(target) == {
        "The bridge cost 40m.": WordingOrigin.CANONICAL,
        "Bridge: 40 million": WordingOrigin.IMPORTED,
        "Costs: 40 million": WordingOrigin.IMPORTED,
        "Forty million, no less.": WordingOrigin.REVIEWER,
    }


def test_what_the_target_has_or_has_switched_off_is_not_doubled() -> None:
    claim, target = known("Bridge: 40m.", "Costs: 40m"), known("The bridge cost 40m.", "Costs: 40m")
    wording = target.wordings.get(text="Costs: 40m")
    wording.is_active = False
    save_wording(wording)

    merge_claims(claim, into=target)

    assert list(searched(target)) == ["The bridge cost 40m.", "Bridge: 40m."]


def test_what_was_switched_off_stays_behind() -> None:
    claim, target = known("Bridge: 40m.", "Costs: 40m"), known("The bridge cost 40m.")
    claim.text = "Bridge: 50m."
    save_claim(claim)

    merge_claims(claim, into=target)

    assert "Bridge: 40m." not in searched(target)


def test_matches_stay_with_the_merged_claim() -> None:
    match = make_match()

    merge_claims(match.claim, into=make_claim())

    match.refresh_from_db()
    assert match.claim.state == ClaimState.MERGED
    assert match.wording.claim == match.claim


def test_merging_into_a_merged_claim_goes_to_its_target() -> None:
    first, second, third = known("First."), known("Second."), known("Third.")
    merge_claims(second, into=third)

    assert merge_claims(first, into=second) == third

    assert list(searched(third)) == ["Third.", "Second.", "First."]


def test_a_merged_claim_never_names_a_merged_one() -> None:
    first, second, third = known("First."), known("Second."), known("Third.")
    merge_claims(first, into=second)
    merge_claims(second, into=third)

    assert set(Claim.objects.filter(state=ClaimState.MERGED).values_list("merged_into")) == {
        (third.pk,)
    }
    assert list(searched(third)) == ["Third.", "Second.", "First."]


def test_a_claim_cannot_be_merged_into_itself_or_twice() -> None:
    first, second = known("First."), known("Second.")
    with pytest.raises(MergeRefused, match="into itself"):
        merge_claims(first, into=first)
    merge_claims(first, into=second)

    with pytest.raises(MergeRefused, match="into itself"):
        merge_claims(second, into=first)
    with pytest.raises(MergeRefused, match="already"):
        merge_claims(first, into=second)


def test_a_merged_claim_stays_merged() -> None:
    first, second = known("First."), known("Second.")
    merge_claims(first, into=second)

    assert not set_claim_state(first, state=ClaimState.ACTIVE)
    with pytest.raises(ValueError, match="merge_claims"):
        set_claim_state(second, state=ClaimState.MERGED)


def test_whoever_copies_claims_in_steps_gets_both_again() -> None:
    first, second = known("First."), known("Second.")
    before = [first.updated_at, second.updated_at]

    merge_claims(first, into=second)

    for claim, earlier in zip((first, second), before, strict=True):
        claim.refresh_from_db()
        assert claim.updated_at > earlier


def test_a_claim_that_leads_elsewhere_by_another_merge_is_copied_again() -> None:
    first, second, third = known("One."), known("Two."), known("Three.")
    merge_claims(first, into=second)
    Claim.objects.update(updated_at=NOW)

    merge_claims(second, into=third)

    first.refresh_from_db()
    assert first.merged_into == third
    assert first.updated_at > NOW

    Claim.objects.update(updated_at=NOW)
    operation = second.operations.get(kind=ClaimOperationKind.MERGE)
    undo_merge(operation, actor=make_user(), at=operation.at)

    first.refresh_from_db()
    assert first.merged_into == second
    assert first.updated_at > NOW
