"""All lists and forms: importing this registers them with the site, which must exist by then."""

from claims.admin import (
    accounts,
    articles,
    claims,
    corrections,
    evidence,
    history,
    matches,
    ratings,
    sources,
    spans,
    tokens,
    verdicts,
    versions,
)
from claims.admin.desk import lists

__all__ = [
    "accounts",
    "articles",
    "claims",
    "corrections",
    "evidence",
    "history",
    "lists",
    "matches",
    "ratings",
    "sources",
    "spans",
    "tokens",
    "verdicts",
    "versions",
]
