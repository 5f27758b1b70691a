"""Every refusal below /api/ as application/problem+json, also those made by Django.

Apart from problems.py, because DRF's views load the parsers, and those raise problems.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from claims.api.problem_kinds import API_ROOT, INTERNAL, INVALID_BODY, KIND_OF_STATUS
from claims.api.problems import CONTENT_TYPE, Problem, problem_body

logger = logging.getLogger(__name__)


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's EXCEPTION_HANDLER: any exception of a view becomes a problem."""
    set_rollback()
    problem = _as_problem(error, context)
    headers = {"WWW-Authenticate": header} if (header := getattr(error, "auth_header", "")) else {}
    return Response(
        problem.body(), status=problem.kind.status, headers=headers, content_type=CONTENT_TYPE
    )


def _as_problem(error: Exception, context: Mapping[str, Any]) -> Problem:
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing at this address.")
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied("You are not allowed to do this.")
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return invalid_body(error)
    if isinstance(error, exceptions.APIException):
        return Problem(KIND_OF_STATUS.get(error.status_code, INTERNAL), str(error.detail))
    request = context.get("request")
    logger.error("%s failed", request.path if request else "A request", exc_info=error)
    return Problem(INTERNAL, INTERNAL.meaning)


def invalid_body(error: exceptions.ValidationError) -> Problem:
    """All errors of a serializer, each with the JSON Pointer of its field."""
    errors = [
        {"pointer": f"#{pointer}", "detail": message}
        for pointer, message in _flattened(error.detail)
    ]
    told = "; ".join(f"{item['pointer'][2:] or 'body'}: {item['detail']}" for item in errors)
    return Problem(INVALID_BODY, f"The body is not accepted: {told}", errors=errors)


def _flattened(detail: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            # As RFC 6901 has it.
            step = "/" + str(name).replace("~", "~0").replace("/", "~1")
            is_field = name != api_settings.NON_FIELD_ERRORS_KEY
            yield from _flattened(inner, pointer + step if is_field else pointer)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flattened(inner, pointer)
    else:
        yield pointer, str(detail)


class ProblemMiddleware:
    """Turns the error pages that Django itself makes below /api/ into problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if request.path.startswith(API_ROOT) and response.status_code >= 400 and is_page:
            kind = KIND_OF_STATUS.get(response.status_code, INTERNAL)
            body = problem_body(kind, kind.meaning) | {"status": response.status_code}
            response.content = json.dumps(body).encode()
            response.headers["Content-Type"] = CONTENT_TYPE
            response.headers["Content-Length"] = str(len(response.content))
        return response
