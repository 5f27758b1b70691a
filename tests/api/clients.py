"""Calling the API in tests."""

from typing import Any

from rest_framework.test import APIClient

from claims.enums import Role
from tests.factories import make_user

PROBLEM = "application/problem+json"


def client_of(role: Role = Role.REVIEWER) -> APIClient:
    """A client that acts for a new user of the role."""
    client = APIClient()
    client.force_authenticate(make_user(role))
    return client


def get_ids(client: APIClient, address: str, **parameters: Any) -> list[str]:
    """The ids of a list's first page."""
    response = client.get(address, parameters)
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def problem_of(response: Any, status: int, slug: str) -> dict[str, Any]:
    """The body of a problem of this kind; fails for any other answer."""
    assert (response.status_code, response.headers["Content-Type"]) == (status, PROBLEM)
    body: dict[str, Any] = response.json()
    assert (body["type"], body["status"]) == (f"/api/v1/problems/{slug}/", status)
    assert body["title"]
    assert body["detail"]
    return body
