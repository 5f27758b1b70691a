"""All lists and forms: importing this registers them with the site, which must exist by then."""

from django.apps import apps

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
from claims.admin.labels import translate_labels

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

translate_labels(apps.get_app_config("claims").get_models())
