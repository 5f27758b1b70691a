"""Adding a wording to a claim and switching it on and off."""

import pytest

from claims import actions
from claims.enums import WordingOrigin
from claims.models import Wording
from claims.text import fold_key
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db


def test_a_saved_wording_is_a_reviewers_and_has_the_key_of_its_text() -> None:
    claim = make_claim()
    before = claim.updated_at

    actions.save_wording(Wording(claim=claim, text="The bridge was 40 million."))

    wording = claim.wordings.get()
    assert wording.text_key == fold_key("The bridge was 40 million.")
    assert wording.origin == WordingOrigin.REVIEWER
    assert claim.updated_at > before


def test_a_wording_switched_off_is_searched_no_more() -> None:
    wording = make_wording()
    wording.is_active = False

    actions.save_wording(wording)

    assert not Wording.objects.searched().exists()
