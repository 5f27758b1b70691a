"""The wordings of a claim, and its canonical one in step with its text."""

import pytest

from claims.enums import ClaimState
from claims.knowledge.states import set_claim_state
from claims.knowledge.wordings import add_wordings, save_claim
from claims.models import Claim, Wording
from claims.text import fold_key
from tests.factories import make_wording

pytestmark = pytest.mark.django_db


def wordings_of(claim: Claim) -> list[tuple[str, str, bool]]:
    rows = claim.wordings.order_by("pk").values_list("text", "origin", "is_active")
    return list(rows)


def test_a_claim_gets_its_text_as_canonical_wording() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros.", language="en-GB"))

    wording = Wording.objects.get(claim=claim)
    assert wording.text_key == fold_key(claim.text)
    assert wording.language == "en-GB"
    assert wordings_of(claim) == [("The bridge cost 40 million euros.", "canonical", True)]


def test_a_changed_text_switches_the_earlier_wording_off_and_keeps_it() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))

    claim.text = "The bridge cost 52 million euros."
    save_claim(claim)

    assert wordings_of(claim) == [
        ("The bridge cost 40 million euros.", "canonical", False),
        ("The bridge cost 52 million euros.", "canonical", True),
    ]


def test_a_text_that_comes_back_takes_its_wording_up_again() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    for text in ("The bridge cost 52 million euros.", "The bridge cost 40 million euros!"):
        claim.text = text
        save_claim(claim)

    assert wordings_of(claim) == [
        ("The bridge cost 40 million euros!", "canonical", True),
        ("The bridge cost 52 million euros.", "canonical", False),
    ]


def test_a_wording_of_a_reviewer_becomes_canonical_when_the_text_says_the_same() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    make_wording(claim=claim, text="The price was 40 million.", origin="reviewer", is_active=False)

    claim.text = "The price was 40 million."
    save_claim(claim)

    assert wordings_of(claim)[1] == ("The price was 40 million.", "canonical", True)


def test_wordings_are_added_once() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    texts = ["The price was 40 million.", "the price was 40 million", claim.text]

    added = [add_wordings(claim, texts), add_wordings(claim, texts)]

    assert added == [1, 0]
    assert wordings_of(claim)[1:] == [("The price was 40 million.", "imported", True)]


def test_added_wordings_move_the_time_by_which_others_copy_the_claim() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    before = Claim.objects.get().updated_at

    add_wordings(claim, ["The price was 40 million."])

    assert Claim.objects.get().updated_at > before


def test_a_wording_that_a_reviewer_switched_off_stays_off() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    make_wording(claim=claim, text="The price was 40 million.", origin="imported", is_active=False)

    assert add_wordings(claim, ["The price was 40 million."]) == 0
    assert wordings_of(claim)[1] == ("The price was 40 million.", "imported", False)


def test_an_earlier_canonical_text_can_be_added_as_a_wording() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    claim.text = "The price was 40 million."
    save_claim(claim)

    assert add_wordings(claim, ["The bridge cost 40 million euros."]) == 1
    assert wordings_of(claim)[0] == ("The bridge cost 40 million euros.", "imported", True)


def test_saving_a_claim_does_not_undo_its_retirement() -> None:
    claim = save_claim(Claim(text="The bridge cost 40 million euros."))
    set_claim_state(claim, state=ClaimState.RETIRED)

    claim.text = "The bridge cost 50 million euros."
    save_claim(claim)

    assert Claim.objects.get(pk=claim.pk).state == ClaimState.RETIRED
