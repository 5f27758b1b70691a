"""What the API says of itself, open to all and without asking other hosts."""

import re
from contextlib import closing

import pytest
from django.test import Client

from claims.api.problem_kinds import PROBLEM_KINDS
from tests.api.clients import problem_of


@pytest.mark.parametrize("slug", PROBLEM_KINDS)
def test_the_type_of_a_problem_is_an_address_that_explains_it(slug: str) -> None:
    kind = PROBLEM_KINDS[slug]

    body = Client().get(kind.uri).json()

    assert (body["type"], body["status"]) == (kind.uri, kind.status)
    assert body["title"]
    assert body["meaning"]


def test_an_unknown_kind_of_problem_names_the_known() -> None:
    problem = problem_of(Client().get("/api/v1/problems/no-idea/"), 404, "not-found")

    assert "not-authenticated" in problem["detail"]


@pytest.mark.django_db
def test_the_documentation_asks_no_other_host_and_keeps_the_policy() -> None:
    client = Client()

    response = client.get("/api/v1/docs/")

    page = response.content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert response.status_code == 200
    assert all(address.startswith("/") for address in addresses)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"<style|style=|<script>", page)
    for address in addresses:
        with closing(client.get(address)) as file:
            assert file.status_code == 200, address
