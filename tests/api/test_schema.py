"""The OpenAPI schema describes what the API does, without a warning."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.api.clients import client_of
from tests.factories import make_claim


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("schema") / "schema.json"
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format=openapi-json", f"--file={path}"
    )
    return read_json(path)


def read_json(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(path.read_text())
    return parsed


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {address}", operation


def test_all_addresses_of_the_issue_are_described(schema: dict[str, Any]) -> None:
    described = {name for name, _ in operations(schema)}

    assert {
        "get /api/v1/sources/",
        "get /api/v1/articles/",
        "post /api/v1/articles/",
        "get /api/v1/claims/",
        "get /api/v1/matches/",
        "post /api/v1/match/",
        "post /api/v1/matches/{id}/decision/",
    } <= described


def test_every_operation_names_its_problems(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        responses = operation["responses"]
        problems = {status for status in responses if status >= "400"}
        is_closed = "/problems/" not in name and "/corrections/" not in name
        assert {"405", "500"} <= problems, name
        assert ({"401", "403"} <= problems) is is_closed, name
        assert ("404" in problems) is ("{" in name), name
        for status in problems:
            content = responses[status]["content"]["application/problem+json"]
            assert content["schema"]["$ref"].endswith("/Problem"), name


def test_ids_are_described_as_they_are(schema: dict[str, Any]) -> None:
    described = schema["components"]["schemas"]["ClaimOutput"]["properties"]["id"]["pattern"]

    assert re.fullmatch(described, "clm_42")
    assert not re.fullmatch(described, "art_42")


@pytest.mark.django_db
def test_the_members_of_a_claim_are_those_described(schema: dict[str, Any]) -> None:
    claim = make_claim()

    body = client_of().get(f"/api/v1/claims/clm_{claim.pk}/").json()

    assert set(body) == set(schema["components"]["schemas"]["ClaimOutput"]["properties"])


def test_the_schema_is_open() -> None:
    response = Client().get("/api/v1/schema/", headers={"Accept": "application/json"})

    assert response.status_code == 200
    assert response.json()["info"]["title"] == "Fact-check workbench API"
