"""What the OpenAPI schema says beyond the views: the problems that each operation answers with."""

from typing import Any

from claims.api.problem_kinds import PROBLEM_KINDS
from claims.api.problems import CONTENT_TYPE

STRING = {"type": "string"}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "A refusal, as RFC 9457 has it. `type` can be fetched and tells what it means.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": STRING,
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and how to mend it."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer into the body."},
                    "parameter": {"type": "string", "description": "Name in the query."},
                    "detail": STRING,
                },
            },
        },
        "code": {"type": "string", "description": "Why an article was refused, in one word."},
        "match": {"$ref": "#/components/schemas/MatchOutput"},
    },
}
ALWAYS = (405, 406, 500)
CLOSED = (401, 403)
WITH_BODY = (400, 413, 415, 422)


def tell_strictness(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """A postprocessing hook: what the input classes and filters refuse beyond types."""
    schemas = result["components"]["schemas"]
    for name, schema in schemas.items():
        if name.endswith("Input"):
            schema["additionalProperties"] = False
    schemas["ArticleInput"]["oneOf"] = [{"required": ["text"]}, {"required": ["html"]}]
    operations = (one for several in result["paths"].values() for one in several.values())
    parameters = (one for operation in operations for one in operation.get("parameters", []))
    for parameter in parameters:
        if parameter["in"] == "query" and parameter["schema"].get("type") == "string":
            parameter["schema"].setdefault("minLength", 1)
    return result


def add_problems(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """A postprocessing hook: names the problems that an operation may answer with."""
    result["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    for address, operations in result["paths"].items():
        for operation in operations.values():
            problems = {str(code): _problem_answer(code) for code in _statuses(address, operation)}
            operation["responses"] = dict(sorted((problems | operation["responses"]).items()))
    return result


def _statuses(address: str, operation: dict[str, Any]) -> set[int]:
    statuses = set(ALWAYS)
    # An empty requirement means that no authentication is needed.
    if operation.get("security") and {} not in operation["security"]:
        statuses.update(CLOSED)
    if "requestBody" in operation:
        statuses.update(WITH_BODY)
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
        statuses.add(400)
    if "{" in address:
        statuses.add(404)
    if "/decision" in address:
        statuses.add(409)
    return statuses


def _problem_answer(status: int) -> dict[str, Any]:
    kinds = [kind.slug for kind in PROBLEM_KINDS.values() if kind.status == status]
    return {
        "description": f"A problem: {' or '.join(kinds)}.",
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
