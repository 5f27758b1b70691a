"""Whatever is refused below /api/ is refused in JSON, with a sentence."""

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings
from rest_framework import exceptions
from rest_framework.test import APIClient

from claims.api import refusals
from claims.api.problems import CONTENT_TYPE
from claims.enums import Role
from tests.api.clients import client_of, problem_of


@pytest.mark.parametrize(
    ("method", "address", "said"),
    [
        ("get", "/api/v1/nothing/", "/api/v1/nothing/"),
        ("get", "/api/v1/", "/api/v1/"),
        ("get", "/api/v1/claims", "end with a slash"),
        ("post", "/api/v1/match", "end with a slash"),
        ("delete", "/api/v1/nothing/", "/api/v1/nothing/"),
        ("get", "/api/", "no such address"),
        ("get", "/api/v2/claims/", "no such address"),
    ],
)
@pytest.mark.django_db
def test_unknown_addresses(method: str, address: str, said: str) -> None:
    response = getattr(APIClient(), method)(address)

    assert said in problem_of(response, 404, "not-found")["detail"]


def test_an_unknown_host() -> None:
    problem_of(
        Client().get("/api/v1/claims/", headers={"Host": "evil.example"}), 400, "malformed-request"
    )


def test_pages_elsewhere_stay_pages() -> None:
    assert Client().get("/nothing/").headers["Content-Type"].startswith("text/html")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["delete", "put", "options"])
def test_method_not_allowed_names_the_methods(method: str) -> None:
    response = getattr(client_of(), method)("/api/v1/claims/")

    problem_of(response, 405, "method-not-allowed")
    assert "GET" in response.headers["Allow"]


@pytest.mark.django_db
def test_not_acceptable() -> None:
    problem_of(client_of().get("/api/v1/claims/", HTTP_ACCEPT="text/csv"), 406, "not-acceptable")


@pytest.mark.django_db
def test_a_form_is_no_json() -> None:
    response = client_of().post("/api/v1/match/", {"text": "x"}, format="multipart")

    problem_of(response, 415, "unsupported-media-type")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b'{"text": NaN}',
        b'{"text": "\xff"}',
        b"[" * 100_000,
    ],
    ids=["empty", "cut", "list", "string", "null", "nan", "not UTF-8", "deep"],
)
def test_broken_json(body: bytes) -> None:
    response = client_of().post("/api/v1/match/", body, content_type="application/json")

    expected = (422, "invalid-body") if body == b"" else (400, "malformed-request")
    problem_of(response, *expected)


@pytest.mark.django_db
def test_a_body_beyond_the_limit(settings: Settings) -> None:
    settings.FACTCHECK_MAX_BYTES = 10

    response = client_of().post("/api/v1/match/", {"text": "x" * 200_000}, format="json")

    problem_of(response, 413, "too-large")


@pytest.mark.django_db
def test_every_wrong_member_is_named_with_its_pointer() -> None:
    response = client_of(Role.EDITOR).post(
        "/api/v1/articles/",
        {"text": "\x00", "titel": "Costly bridge", "published_at": "yesterday"},
        format="json",
    )
    unknown = problem_of(response, 422, "invalid-body")
    response = client_of(Role.EDITOR).post(
        "/api/v1/articles/", {"text": "\x00", "published_at": "yesterday"}, format="json"
    )
    wrong = problem_of(response, 422, "invalid-body")

    assert [error["pointer"] for error in unknown["errors"]] == ["#/titel"]
    assert {error["pointer"] for error in wrong["errors"]} == {"#/text", "#/published_at"}


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (Http404(), 404, "not-found"),
        (PermissionDenied(), 403, "not-allowed"),
        (exceptions.ParseError("No."), 400, "malformed-request"),
        (exceptions.APIException("No."), 500, "internal-error"),
    ],
)
def test_exceptions_of_django_and_drf(error: Exception, status: int, slug: str) -> None:
    response = refusals.problem_response(error, {})

    assert response.status_code == status
    assert response.data["type"].endswith(f"/{slug}/")


def test_a_fault_of_ours_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = refusals.problem_response(ZeroDivisionError("secret"), {})

    assert response.status_code == 500
    assert "secret" not in str(response.data)
    assert "ZeroDivisionError" in caplog.text


def test_a_page_of_a_fault_becomes_a_problem() -> None:
    request = HttpRequest()
    request.path = "/api/v1/claims/"
    middleware = refusals.ProblemMiddleware(lambda _: HttpResponse("<h1>", status=503))

    response = middleware(request)

    assert (response.status_code, response.headers["Content-Type"]) == (503, CONTENT_TYPE)
    assert int(response.headers["Content-Length"]) == len(response.content)


def test_nested_errors_have_nested_pointers() -> None:
    error = exceptions.ValidationError({"a/b": {"url": ["No."]}, "non_field_errors": ["Both."]})

    problem = refusals.invalid_body(error)

    assert [(item["pointer"], item["detail"]) for item in problem.errors] == [
        ("#/a~1b/url", "No."),
        ("#", "Both."),
    ]
