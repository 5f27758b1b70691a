"""Reading JSON bodies within limits."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.utils.json import strict_constant

from claims.api.problem_kinds import TOO_LARGE
from claims.api.problems import Problem

# A document of the greatest size fits with its metadata, even if the client escapes every
# character: JSON's \u00e9 takes six bytes, UTF-8's é two.
ESCAPED = 3
METADATA_BYTES = 100_000


class JSONObjectParser(BaseParser):
    """A JSON object, no larger than the largest article.

    Not a subclass of DRF's JSONParser, which keeps to Django's limit for forms (2.5 MB).
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = _read(stream, limit=settings.FACTCHECK_MAX_BYTES * ESCAPED + METADATA_BYTES)
        try:
            parsed = json.loads(body, parse_constant=strict_constant)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}.") from None
        if not isinstance(parsed, dict):
            raise ParseError('The body must be a JSON object, such as {"text": "…"}.')
        return parsed


def _read(stream: IO[Any], *, limit: int) -> bytes:
    body: bytes = stream.read(limit + 1)
    if len(body) > limit:
        raise Problem(TOO_LARGE, f"The body has more than {limit:,} bytes.")
    return body
