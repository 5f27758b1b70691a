"""Matching a text while the caller waits."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from claims import matching, suggest
from claims.models import Article, Match
from tests.api.clients import client_of, problem_of
from tests.factories import make_calibration, make_claim, make_verdict, make_wording

ADDRESS = "/api/v1/match/"
CLAIM = "The new harbour bridge cost the city of Varna 40 million euros."


def post(client: APIClient, **body: Any) -> Any:
    return client.post(ADDRESS, body, format="json")


@pytest.mark.django_db
def test_a_restated_claim_is_found_with_its_span_and_reasons() -> None:
    claim = make_claim(text=CLAIM, external_id="bridge")
    make_wording(claim=claim)
    make_wording(claim=make_claim(text="Unemployment in the region fell to 4.1 percent last year."))
    text = (
        "The weather was fine ☀. The new harbour bridge cost the city of Varna 50 million euros. "
        "People danced."
    )

    response = post(client_of(), text=text)

    assert response.status_code == 200
    body = response.json()
    assert body["engine_version"] == matching.ENGINE_VERSION
    [match] = body["matches"]
    assert match["claim"] == {"id": f"clm_{claim.pk}", "external_id": "bridge", "text": CLAIM}
    assert text[match["start"] : match["end"]] == match["text"]
    assert "50 million" in match["text"]
    assert [flag["flag"] for flag in match["flags"]] == ["number"]
    assert "40" in match["flags"][0]["explanation"]
    assert 0 < match["probability"] < 1
    assert match["components"]["claim_coverage"] > 0.5
    assert "".join(part["article"] for part in match["diff"]) == match["text"]
    assert "".join(part["wording"] for part in match["diff"]) == match["wording"] == CLAIM
    assert (match["stance"], match["mutation"]) == ("repeats", "reworded")


@pytest.mark.django_db
def test_the_version_names_the_calibration_that_judged() -> None:
    weights = dict(matching.shipped_ranker().weights)
    make_calibration(number=7, base=suggest.calibration.base(), weights=weights, is_active=True)

    response = post(client_of(), text=CLAIM)

    assert response.json()["engine_version"] == f"{matching.ENGINE_VERSION}+cal.7"


@pytest.mark.django_db
def test_nothing_is_stored_and_no_verdict_is_told() -> None:
    claim = make_claim(text=CLAIM)
    make_wording(claim=claim)
    make_verdict(claim=claim, state="published", published_at=claim.created_at)

    response = post(client_of(), text=CLAIM)

    assert len(response.json()["matches"]) == 1
    assert "The accounts show less." not in response.content.decode()
    assert not Match.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Nothing of it.", " \n ", "。", "\u202e\u0301"])
def test_a_text_without_claims_has_no_matches(text: str) -> None:
    make_wording()

    assert post(client_of(), text=text).json()["matches"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/text"),
        ({"text": ""}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": "a" * 100_001}, "#/text"),
        ({"text": "a\x00b"}, "#/text"),
        ({"text": "a", "threshold": 0.1}, "#/threshold"),
        ({"text": "a", "language": "x" * 36}, "#/language"),
    ],
)
def test_a_body_that_cannot_be_matched(body: dict[str, Any], pointer: str) -> None:
    problem = problem_of(post(client_of(), **body), 422, "invalid-body")

    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.django_db
def test_matching_needs_the_permission_to_see_claims() -> None:
    client = APIClient()
    client.force_authenticate(User.objects.create_user("visitor"))

    problem_of(post(client, text=CLAIM), 403, "not-allowed")
