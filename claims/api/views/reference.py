"""What the API says of itself: its schema, its pages of documentation, its kinds of problem."""

from typing import Any, NoReturn

from drf_spectacular.utils import extend_schema, inline_serializer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.problem_kinds import NOT_FOUND, PROBLEM_KINDS
from claims.api.problems import Problem


class ProblemKindDetail(APIView):
    """What a kind of problem means; its address is the `type` of the problems."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        responses=inline_serializer(
            "ProblemKind",
            {
                "type": serializers.CharField(),
                "title": serializers.CharField(),
                "status": serializers.IntegerField(),
                "meaning": serializers.CharField(),
            },
        )
    )
    def get(self, request: Request, slug: str) -> Response:
        kind = PROBLEM_KINDS.get(slug)
        if kind is None:
            raise Problem(NOT_FOUND, f"Known kinds of problem are: {', '.join(PROBLEM_KINDS)}.")
        return Response(
            {"type": kind.uri, "title": kind.title, "status": kind.status, "meaning": kind.meaning}
        )


class Documentation(SpectacularSwaggerSplitView):
    """The schema as a page to read and try, from local files only.

    Its script comes from an address of its own and its template has no inline style, so that it
    works under the Content-Security-Policy of every other page.
    """

    template_name = "api/documentation.html"
    url_name = "api:schema"


class UnknownAddress(APIView):
    """Any other address: a problem instead of a page, and no redirect that loses a body."""

    authentication_classes = []
    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        hint = "" if request.path.endswith("/") else "; addresses end with a slash"
        raise Problem(NOT_FOUND, f"There is no address {request.path[:200]}{hint}.")
