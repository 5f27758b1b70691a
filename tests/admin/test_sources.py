"""Sources, domains and rating scales in the admin."""

import pytest

from claims.enums import Role
from claims.models import Rating, RatingScale, Source
from tests.admin.pages import address, inline, log_in, text_of
from tests.factories import make_domain, make_rating, make_scale, make_verdict

pytestmark = pytest.mark.django_db

SOURCE = {"name": "Harbour Times", "kind": "newspaper", "language": "en"}


@pytest.mark.parametrize(
    "typed",
    ["harbour.example", " WWW.Harbour.example ", "https://www.harbour.example:8080/news?x=1"],
)
def test_a_domain_is_stored_bare_however_it_was_typed(typed: str) -> None:
    log_in(Role.EDITOR).post(
        address(Source, "add"), {**SOURCE, **inline("domains", {"domain": typed})}
    )

    assert [row.domain for row in Source.objects.get().domains.all()] == ["harbour.example"]


@pytest.mark.parametrize("typed", ["harbour", "the harbour.example times", "//", "https://[::1"])
def test_what_is_no_domain_is_refused(typed: str) -> None:
    response = log_in(Role.EDITOR).post(
        address(Source, "add"), {**SOURCE, **inline("domains", {"domain": typed})}
    )

    assert "Give a domain such as example.org." in text_of(response.content.decode())
    assert not Source.objects.exists()


def test_a_domain_belongs_to_one_source() -> None:
    make_domain(domain="harbour.example")

    response = log_in(Role.EDITOR).post(
        address(Source, "add"), {**SOURCE, **inline("domains", {"domain": "harbour.example"})}
    )

    assert "already exists" in text_of(response.content.decode())


def test_a_scale_is_made_with_its_ratings() -> None:
    row = {"rating_value": 1, "worst_rating": 1, "best_rating": 5, "colour": "red"}
    rows = [
        {**row, "alternate_name": "False"},
        {**row, "alternate_name": "True", "rating_value": 5, "colour": "green"},
    ]

    response = log_in(Role.ADMIN).post(
        address(RatingScale, "add"),
        {"name": "Desk", "language": "en", "is_default": "on", **inline("ratings", *rows)},
    )

    assert response.status_code == 302
    assert {rating.alternate_name for rating in RatingScale.objects.get().ratings.all()} == {
        "False",
        "True",
    }


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rating_value": 9}, "between the worst and the best rating"),
        ({"alternate_name": "False", "rating_value": 2}, "duplicate data for alternate_name"),
    ],
)
def test_a_rating_that_does_not_fit_its_scale_is_refused(
    change: dict[str, object], fault: str
) -> None:
    scale = make_scale()
    row = {"rating_value": 1, "worst_rating": 1, "best_rating": 5, "colour": "red"}
    first = make_rating(scale=scale, alternate_name="False")
    rows = [
        {**row, "id": first.pk, "scale": scale.pk, "alternate_name": "False"},
        {**row, "alternate_name": "Half", **change},
    ]

    response = log_in(Role.ADMIN).post(
        address(RatingScale, "change", scale.pk),
        {"name": scale.name, "language": "en", **inline("ratings", *rows, initial=1)},
    )

    assert fault in text_of(response.content.decode())
    assert Rating.objects.count() == 1


def test_a_second_default_scale_is_refused_in_words() -> None:
    make_scale(is_default=True)

    response = log_in(Role.ADMIN).post(
        address(RatingScale, "add"),
        {"name": "Desk", "language": "en", "is_default": "on", **inline("ratings")},
    )

    assert "Another scale is the default." in text_of(response.content.decode())


def test_a_rating_in_use_is_not_deleted() -> None:
    rating = make_rating()
    make_verdict(rating=rating)
    row = {
        "id": rating.pk,
        "scale": rating.scale_id,
        "alternate_name": rating.alternate_name,
        "rating_value": 1,
        "worst_rating": 1,
        "best_rating": 5,
        "colour": "grey",
        "DELETE": "on",
    }

    log_in(Role.ADMIN).post(
        address(RatingScale, "change", rating.scale_id),
        {"name": "Desk", "language": "en", **inline("ratings", row, initial=1)},
    )

    assert Rating.objects.filter(pk=rating.pk).exists()
