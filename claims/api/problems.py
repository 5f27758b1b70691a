"""A refusal below /api/ as RFC 9457 has it: what is raised and what is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework.exceptions import APIException

from claims.api.problem_kinds import ProblemKind

CONTENT_TYPE = "application/problem+json"


class Problem(APIException):
    """A refusal to be told to the caller: one sentence, the fields it is about, more members."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.status_code = kind.status
        self.errors = errors
        self.members = members

    def body(self) -> dict[str, Any]:
        return problem_body(self.kind, str(self.detail), errors=self.errors) | self.members


def problem_body(
    kind: ProblemKind, detail: str, *, errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    body = {"type": kind.uri, "title": kind.title, "status": kind.status, "detail": detail}
    return body | ({"errors": list(errors)} if errors else {})
