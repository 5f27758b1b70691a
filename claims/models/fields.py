"""Constraints that many models share."""

from collections.abc import Iterable

from django.db.models import CharField, CheckConstraint, Q
from django.db.models.functions import Length

CharField.register_lookup(Length)


def one_of(model: str, field: str, values: Iterable[str]) -> CheckConstraint:
    """`choices` is not enforced by update() or SQL; this is."""
    return CheckConstraint(
        name=f"{model}_{field}_known",
        condition=Q(**{f"{field}__in": list(values)}),
        violation_error_message=f"“{field}” must be one of: {', '.join(values)}.",
    )


def not_blank(model: str, field: str) -> CheckConstraint:
    return CheckConstraint(
        name=f"{model}_{field}_not_blank",
        condition=~Q(**{field: ""}),
        violation_error_message=f"“{field}” must not be empty.",
    )


def sha256_field(*, unique: bool = False, db_index: bool = False) -> "CharField[str, str]":
    """64 hexadecimal digits."""
    return CharField(max_length=64, editable=False, unique=unique, db_index=db_index)


def is_sha256(model: str, field: str) -> CheckConstraint:
    return CheckConstraint(
        name=f"{model}_{field}_is_sha256",
        condition=Q(**{f"{field}__length": 64}),
        violation_error_message=f"“{field}” must be a SHA-256 in hexadecimal.",
    )
