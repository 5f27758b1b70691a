"""A filter that is misspelt, empty, repeated or impossible is refused by name."""

import pytest

from tests.api.clients import client_of, problem_of
from tests.factories import make_claim


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "parameter", "said"),
    [
        ("matches/?sate=confirmed", "sate", "did you mean state?"),
        ("matches/?zzz=1", "zzz", "known are"),
        ("matches/?state=", "state", "empty"),
        ("matches/?claim=%20", "claim", "empty"),
        ("matches/?claim=clm_1&claim=clm_2", "claim", "once"),
        ("matches/?state=accepted", "state", "accepted"),
        ("matches/?state=confirmed&state=accepted", "state", "accepted"),
        ("matches/?claim=src_1", "claim", "clm_42"),
        ("matches/?article=1", "article", "art_42"),
        ("matches/?source=src_99999999999999999999", "source", "src_42"),
        ("matches/?flag=colour", "flag", "colour"),
        ("matches/?stance=loud", "stance", "loud"),
        ("matches/?mutation=x", "mutation", "x"),
        ("matches/?probability_min=1.1", "probability_min", "1"),
        ("matches/?probability_min=-1", "probability_min", "0"),
        ("matches/?probability_min=NaN", "probability_min", "number"),
        ("matches/?probability_min=many", "probability_min", "number"),
        ("matches/?created_since=yesterday", "created_since", "2026-11-21T12:00:00Z"),
        ("matches/?created_since=2026-11-21T12:00:00+02:00", "created_since", "%2B"),
        ("claims/?updated_since=0001-01-01T00:00:00%2B14:00", "updated_since", "2026-11-21"),
        ("claims/?updated_since=2026-13-01", "updated_since", "2026-11-21"),
        ("claims/?search=a%00b", "search", "ull"),
        ("claims/?state=gone", "state", "gone"),
        ("claims/?claimant=clm_1", "claimant", "cmt_42"),
        ("articles/?published_since=1", "published_since", "2026-11-21"),
        ("articles/?state=done", "state", "done"),
        ("sources/?kind=blog", "kind", "blog"),
    ],
)
def test_refused_by_name(address: str, parameter: str, said: str) -> None:
    client = client_of()

    problem = problem_of(client.get(f"/api/v1/{address}"), 400, "invalid-parameter")

    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert said in problem["detail"]


@pytest.mark.django_db
def test_all_faults_are_told_at_once() -> None:
    response = client_of().get("/api/v1/matches/?sate=x&claim=&state=confirmed")

    problem = problem_of(response, 400, "invalid-parameter")
    assert [error["parameter"] for error in problem["errors"]] == ["sate", "claim"]


@pytest.mark.django_db
def test_a_list_without_filters_refuses_them_too() -> None:
    address = f"/api/v1/claims/clm_{make_claim().pk}/appearances/?state=suggested"

    problem = problem_of(client_of().get(address), 400, "invalid-parameter")

    assert problem["errors"][0]["parameter"] == "state"
