"""Ids as others see them: a prefix that tells what is named, and a number.

They are opaque and stable: callers keep and compare them, and must not compute with them.
"""

import re

from drf_spectacular.drainage import set_override
from rest_framework import serializers

SOURCE, ARTICLE, CLAIM, CLAIMANT, MATCH, VERDICT = "src", "art", "clm", "cmt", "mat", "vdt"
# Eighteen digits fit into the 64 bits of a key; SQLite fails on more.
NUMBER = r"[1-9][0-9]{0,17}"


def public_id(prefix: str, key: int) -> str:
    return f"{prefix}_{key}"


def read_id(prefix: str, text: str) -> int | None:
    """The key in an id of this prefix, or None if it is no such id."""
    found = re.fullmatch(f"{prefix}_({NUMBER})", text)
    return int(found[1]) if found else None


def id_schema(prefix: str = "[a-z]{3}") -> dict[str, str]:
    """How the OpenAPI schema describes an id of this prefix, or of any."""
    return {"type": "string", "pattern": f"^{prefix}_{NUMBER}$"}


class PublicIdField(serializers.Field[int, str, str, int]):
    """The id of the record; `source` names the key."""

    def __init__(
        self,
        prefix: str,
        *,
        source: str | None = "pk",
        allow_null: bool = False,
        help_text: str | None = None,
    ) -> None:
        super().__init__(read_only=True, source=source, allow_null=allow_null, help_text=help_text)
        self.prefix = prefix
        set_override(self, "field", id_schema(prefix))

    def to_representation(self, value: int) -> str:
        return public_id(self.prefix, value)
