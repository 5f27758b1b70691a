"""Sources through the API."""

import pytest
from pytest_django import DjangoAssertNumQueries

from claims.enums import SourceKind
from tests.api.clients import client_of, get_ids, problem_of
from tests.factories import make_domain, make_source

ADDRESS = "/api/v1/sources/"


@pytest.mark.django_db
def test_a_source_shows_what_is_known() -> None:
    source = make_source(
        name="Harbour Times", kind=SourceKind.TABLOID, homepage="https://h.example"
    )
    make_domain(source=source, domain="www2.h.example")
    make_domain(source=source, domain="h.example")

    body = client_of().get(f"{ADDRESS}src_{source.pk}/").json()

    assert body.pop("created_at").endswith("Z")
    assert body == {
        "id": f"src_{source.pk}",
        "name": "Harbour Times",
        "kind": "tabloid",
        "language": "en",
        "homepage": "https://h.example",
        "domains": ["h.example", "www2.h.example"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_domain()
    client = client_of()

    # Two for the permissions of the caller and of the groups, one for the rows, one for domains.
    with django_assert_num_queries(4):
        assert len(get_ids(client, ADDRESS)) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"kind": "forum"}, {"forum"}),
        ({"kind": ["forum", "agency"]}, {"forum", "agency"}),
        ({"domain": "news.harbour.example"}, {"agency"}),
        ({"domain": "example"}, set()),
        ({"search": "harb"}, {"agency"}),
        ({"search": "BOARD"}, {"forum"}),
        ({"search": "%"}, set()),
        ({}, {"forum", "agency"}),
    ],
)
def test_filters(parameters: dict[str, str], found: set[str]) -> None:
    make_source(name="Board", kind=SourceKind.FORUM)
    agency = make_source(name="Wire", kind=SourceKind.AGENCY)
    make_domain(source=agency, domain="harbour.example")
    make_domain(source=agency, domain="harbour-news.example")

    response = client_of().get(ADDRESS, parameters)

    assert sorted(row["kind"] for row in response.json()["results"]) == sorted(found)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["src_99", "clm_1", "1", "src_9999999999999999999", "src_x"])
def test_no_such_source(text: str) -> None:
    assert text in problem_of(client_of().get(f"{ADDRESS}{text}/"), 404, "not-found")["detail"]
