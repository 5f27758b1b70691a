"""Pages of a list by key: stable while rows come and go, the last as fast as the first.

DRF's CursorPagination compares only the first field of an ordering and counts rows inside equal
values, up to 1,000; a bulk change of `updated_at` can have more.
"""

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from claims.api.problem_kinds import INVALID_PARAMETER
from claims.api.problems import Problem

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
CURSOR, SIZE = "cursor", "page_size"


@dataclass(frozen=True, slots=True)
class Position:
    """The key of a row, and whether the page lies after or before it."""

    key: tuple[Any, ...]
    is_after: bool


class KeysetPagination(BasePagination):
    """Pages in the order of the view's `keyset`: fields, "-" for descending, a unique one last."""

    def paginate_queryset(
        self,
        queryset: QuerySet[Any, Any] | Sequence[Any],
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        if not isinstance(queryset, QuerySet):
            raise TypeError("Only rows of the database are paged by key.")
        self.keyset: tuple[str, ...] = getattr(view, "keyset", ("id",))
        self.url = request.build_absolute_uri()
        size = read_page_size(request.query_params.get(SIZE))
        position = self._read_position(queryset, request.query_params.get(CURSOR))
        forward = position is None or position.is_after
        order = self.keyset if forward else tuple(_reversed(name) for name in self.keyset)
        rows = queryset.order_by(*order)
        if position is not None:
            rows = rows.filter(_beyond(order, position.key))
        # One row more than the page tells whether another page follows.
        found = list(rows[: size + 1])
        page, has_more = found[:size], len(found) > size
        if not forward:
            page.reverse()
        self._link(page, has_more=has_more, position=position)
        return page

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return [
            {
                "name": CURSOR,
                "in": "query",
                "description": "From `next` or `previous` of another page; opaque.",
                "schema": {"type": "string", "pattern": "^[A-Za-z0-9_=-]+$"},
            },
            {
                "name": SIZE,
                "in": "query",
                "description": "Rows on a page.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_PAGE_SIZE,
                    "default": PAGE_SIZE,
                },
            },
        ]

    def _read_position(self, queryset: QuerySet[Any], text: str | None) -> Position | None:
        if text is None:
            return None
        try:
            packed = json.loads(base64.b64decode(text, altchars=b"-_", validate=True))
            is_after, values = packed
            if not isinstance(is_after, bool):
                raise ValueError(packed)
            key = tuple(
                _read_value(queryset, name, value)
                for name, value in zip(self.keyset, values, strict=True)
            )
        except (ValueError, TypeError, ArithmeticError, RecursionError, ValidationError):
            _refuse(CURSOR, "This is no cursor of this list: follow `next` or `previous`.")
        return Position(key, is_after)

    def _link(self, page: Sequence[Model], *, has_more: bool, position: Position | None) -> None:
        """A page found forwards has one before it if it was reached by a cursor, and vice versa."""
        forward = position is None or position.is_after
        has_next = has_more if forward else True
        has_previous = position is not None if forward else has_more
        self.next = self._url(page[-1], is_after=True) if page and has_next else None
        self.previous = self._url(page[0], is_after=False) if page and has_previous else None

    def _url(self, row: Model, *, is_after: bool) -> str:
        key = [getattr(row, name.removeprefix("-")) for name in self.keyset]
        packed = json.dumps([is_after, key], default=str, separators=(",", ":"))
        return replace_query_param(
            self.url, CURSOR, base64.urlsafe_b64encode(packed.encode()).decode()
        )


def read_page_size(text: str | None) -> int:
    """Raises Problem for anything but a whole number from 1 to MAX_PAGE_SIZE."""
    if text is None:
        return PAGE_SIZE
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= MAX_PAGE_SIZE:
        _refuse(SIZE, f"A page has 1 to {MAX_PAGE_SIZE} rows, not “{text[:20]}”.")
    return int(text)


def _reversed(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Rows whose key comes after `key` in the order, compared field by field."""
    beyond = Q()
    same = Q()
    for name, value in zip(order, key, strict=True):
        field = name.removeprefix("-")
        comparison = "lt" if name.startswith("-") else "gt"
        beyond |= same & Q(**{f"{field}__{comparison}": value})
        same &= Q(**{field: value})
    return beyond


def _read_value(queryset: QuerySet[Any], name: str, value: Any) -> Any:
    field = queryset.model._meta.get_field(name.removeprefix("-"))
    assert isinstance(field, Field)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(value)
    # `clean` also holds numbers to what the column takes.
    cleaned = field.clean(value, None)
    # A time may lie outside the calendar in UTC, the time zone of the database.
    return cleaned.astimezone(UTC) if isinstance(cleaned, datetime) else cleaned


def _refuse(name: str, detail: str) -> NoReturn:
    raise Problem(INVALID_PARAMETER, detail, errors=[{"parameter": name, "detail": detail}])
