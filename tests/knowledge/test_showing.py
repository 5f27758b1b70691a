"""Who copies the claims in steps gets those again whose claimant or rating is told otherwise."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims import knowledge
from claims.models import Claim, Rating
from tests.factories import make_claim, make_claimant, make_rating, make_source, make_verdict

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def aged(**fields: Any) -> Claim:
    claim = make_claim(**fields)
    Claim.objects.filter(pk=claim.pk).update(updated_at=LONG_AGO)
    return claim


def touched() -> set[int]:
    return set(Claim.objects.exclude(updated_at=LONG_AGO).values_list("pk", flat=True))


def scale_of(rating: Rating, **change: object) -> dict[str, object]:
    names = ("alternate_name", "rating_value", "best_rating", "worst_rating", "colour")
    values = {name: getattr(rating, name) for name in names}
    return {"name": rating.scale.name, "ratings": [values | change]}


def test_the_claims_of_a_claimant_and_no_others() -> None:
    claimant = make_claimant()
    claims = [aged(claimant=claimant) for _ in range(3)]
    aged(claimant=make_claimant())

    assert knowledge.touch_claims_showing(claimant) == 3
    assert touched() == {claim.pk for claim in claims}


def test_the_claims_with_a_verdict_on_a_scale_and_no_others() -> None:
    rating = make_rating()
    claim = aged()
    for number in (1, 2):
        make_verdict(claim=claim, rating=rating, number=number)
    make_verdict(claim=aged())
    aged()

    assert knowledge.touch_claims_showing(rating.scale) == 1
    assert touched() == {claim.pk}


def test_what_no_claim_is_told_with_touches_none() -> None:
    aged()

    assert knowledge.touch_claims_showing(make_source()) == 0
    assert touched() == set()


def test_a_scale_brought_up_to_date_touches_its_claims_once_it_differs() -> None:
    rating = make_rating()
    claim = aged()
    make_verdict(claim=claim, rating=rating)

    knowledge.store_rating_scale(scale_of(rating))
    unchanged = touched()
    knowledge.store_rating_scale(scale_of(rating, definition="Nothing of it holds."))

    assert (unchanged, touched()) == (set(), {claim.pk})


def test_an_address_learnt_for_a_claimant_touches_its_claims() -> None:
    claimant = make_claimant(name="Ada Lind", same_as="")
    claim = aged(claimant=claimant)
    person = {"name": "Ada Lind", "same_as": "https://example.org/lind"}

    knowledge.store_claim({"id": "new", "text": "It rained for a week.", "claimant": person})

    assert claim.pk in touched()
