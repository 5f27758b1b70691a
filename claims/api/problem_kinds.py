"""The kinds of refusal of the API: a closed list, each with an address that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass

API_ROOT = "/api/"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of refusal. Its `type` in answers, /api/v1/problems/<slug>/, can be fetched."""

    slug: str
    status: int
    title: str
    meaning: str

    @property
    def uri(self) -> str:
        return f"{API_ROOT}v1/problems/{self.slug}/"


MALFORMED = ProblemKind(
    "malformed-request", 400, "Malformed request", "The request cannot be read, e.g. broken JSON."
)
INVALID_PARAMETER = ProblemKind(
    "invalid-parameter",
    400,
    "Invalid parameter",
    "A query parameter is unknown, empty, given twice or has a value that is not allowed; "
    "`errors` names each.",
)
NOT_AUTHENTICATED = ProblemKind(
    "not-authenticated",
    401,
    "Not authenticated",
    "Send the header `Authorization: Bearer <token>` with a token that is neither revoked nor "
    "of a disabled account.",
)
NOT_ALLOWED = ProblemKind(
    "not-allowed", 403, "Not allowed", "The account lacks the permission that this needs."
)
NOT_FOUND = ProblemKind(
    "not-found", 404, "Not found", "There is no such address, or nothing with this id."
)
METHOD_NOT_ALLOWED = ProblemKind(
    "method-not-allowed", 405, "Method not allowed", "The header `Allow` names the methods."
)
NOT_ACCEPTABLE = ProblemKind(
    "not-acceptable", 406, "Not acceptable", "The API speaks JSON: ask for application/json."
)
MATCH_CHANGED = ProblemKind(
    "match-changed",
    409,
    "Match changed meanwhile",
    "Somebody else moved the match after you read it; `match` holds what it is now. "
    "Look at it again and send its new revision.",
)
NOTHING_TO_UNDO = ProblemKind(
    "nothing-to-undo", 409, "Nothing to undo", "The account has no decision left to take back."
)
TOO_LARGE = ProblemKind(
    "too-large", 413, "Too large", "The request is larger than the workbench takes."
)
UNSUPPORTED_MEDIA_TYPE = ProblemKind(
    "unsupported-media-type",
    415,
    "Unsupported media type",
    "Send JSON with the header `Content-Type: application/json`.",
)
INVALID_BODY = ProblemKind(
    "invalid-body",
    422,
    "Invalid body",
    "The JSON was read, but some of it is missing, unknown or not allowed; `errors` names each.",
)
MOVE_NOT_ALLOWED = ProblemKind(
    "move-not-allowed", 422, "Move not allowed", "A match in this state cannot go to that one."
)
ARTICLE_REFUSED = ProblemKind(
    "article-refused",
    422,
    "Article refused",
    "The article cannot be stored; `code` says why in one word and `detail` in a sentence.",
)
INTERNAL = ProblemKind(
    "internal-error",
    500,
    "Internal error",
    "A fault of the workbench; its log holds the reason. Trying again later is safe.",
)

PROBLEM_KINDS: Mapping[str, ProblemKind] = {
    kind.slug: kind
    for kind in (
        MALFORMED,
        INVALID_PARAMETER,
        NOT_AUTHENTICATED,
        NOT_ALLOWED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        MATCH_CHANGED,
        NOTHING_TO_UNDO,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        INVALID_BODY,
        MOVE_NOT_ALLOWED,
        ARTICLE_REFUSED,
        INTERNAL,
    )
}
# For what DRF and Django refuse themselves; where a status has several, the general one.
KIND_OF_STATUS = {kind.status: kind for kind in PROBLEM_KINDS.values()} | {
    400: MALFORMED,
    422: INVALID_BODY,
}
