"""Pages show every row once in the order, whichever way they are walked."""

import base64
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from claims.api.paging import KeysetPagination
from claims.models import Claim
from tests.api.clients import client_of, get_ids, problem_of
from tests.factories import NOW, make_claim

ADDRESS = "/api/v1/claims/"


class Ordered:
    """Stands for a view."""

    def __init__(self, *keyset: str) -> None:
        self.keyset = keyset


def make_claims_changed(days: list[int]) -> None:
    for day in days:
        claim = make_claim()
        Claim.objects.filter(pk=claim.pk).update(updated_at=NOW + timedelta(days=day))


def walk(client: APIClient, address: str | None, direction: str) -> list[list[str]]:
    pages = []
    while address:
        body = client.get(address).json()
        pages.append([row["id"] for row in body["results"]])
        address = body[direction]
    return pages


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8])
def test_walking_forth_and_back_shows_each_row_once(size: int) -> None:
    make_claims_changed([3, 1, 1, 1, 2, 0, 1])
    rows = Claim.objects.order_by("updated_at", "pk").values_list("pk", flat=True)
    expected = [f"clm_{key}" for key in rows]
    client = client_of()

    forth = walk(client, f"{ADDRESS}?page_size={size}", "next")
    last = client.get(f"{ADDRESS}?page_size={size}").json()
    while last["next"]:
        last = client.get(last["next"]).json()
    back = walk(client, last["previous"], "previous")

    assert [key for page in forth for key in page] == expected
    assert all(len(page) == size for page in forth[:-1])
    assert [key for page in reversed(back) for key in page] == expected[: -len(forth[-1])]


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.integers(0, 3), max_size=9),
    size=st.integers(1, 4),
    keyset=st.sampled_from(
        [("id",), ("-id",), ("updated_at", "id"), ("-updated_at", "id"), ("-updated_at", "-id")]
    ),
)
def test_pages_are_slices_of_the_whole_list(
    days: list[int], size: int, keyset: tuple[str, ...]
) -> None:
    Claim.objects.all().delete()
    make_claims_changed(days)
    address: str | None = f"/?page_size={size}"
    walked: list[Claim] = []
    while address:
        paginator = KeysetPagination()
        request = Request(APIRequestFactory().get(address))
        view = Ordered(*keyset)
        walked += paginator.paginate_queryset(Claim.objects.all(), request, view)  # type: ignore[arg-type] # only its keyset is read
        address = paginator.next

    assert walked == list(Claim.objects.order_by(*keyset))


@pytest.mark.django_db
def test_rows_that_come_meanwhile_neither_repeat_nor_hide_others() -> None:
    make_claims_changed([1, 2, 3, 4])
    client = client_of()
    first = client.get(f"{ADDRESS}?page_size=2").json()

    make_claims_changed([0])
    second = get_ids(client, first["next"])

    assert not {row["id"] for row in first["results"]} & set(second)
    assert len(second) == 2


@pytest.mark.django_db
def test_an_empty_list_is_a_page_without_neighbours() -> None:
    body = client_of().get(ADDRESS).json()

    assert body == {"next": None, "previous": None, "results": []}


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["0", "201", "-1", "1.5", "ten", "٣", "9" * 5000])
def test_a_page_size_out_of_range_is_refused(size: str) -> None:
    response = client_of().get(ADDRESS, {"page_size": size})

    problem = problem_of(response, 400, "invalid-parameter")
    assert problem["errors"][0]["parameter"] == "page_size"
    assert "1 to 200" in problem["detail"]


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "====",
        packed(None),
        packed([]),
        packed([True, []]),
        packed([True, ["2026-01-01T00:00:00Z"]]),
        packed([True, ["2026-01-01T00:00:00Z", "x"]]),
        packed([True, ["2026-01-01T00:00:00Z", 10**30]]),
        packed([True, ["2026-01-01T00:00:00Z", True]]),
        packed([True, ["2026-01-01T00:00:00Z", 1.5]]),
        packed([True, ["yesterday", 1]]),
        packed([True, ["0001-01-01T00:00:00+14:00", 1]]),
        packed([True, [None, 1]]),
        packed([True, [{}, 1]]),
        packed([1, ["2026-01-01T00:00:00Z", 1]]),
        base64.urlsafe_b64encode(b"[" * 10_000).decode(),
    ],
)
def test_a_forged_cursor_is_refused(cursor: str) -> None:
    make_claim()

    response = client_of().get(ADDRESS, {"cursor": cursor})

    assert problem_of(response, 400, "invalid-parameter")["errors"][0]["parameter"] == "cursor"
