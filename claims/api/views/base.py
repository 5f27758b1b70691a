"""What every list and every single row of the API has in common."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import ids
from claims.api.filters import StrictFilterBackend
from claims.api.paging import KeysetPagination
from claims.api.permissions import HoldsPermission
from claims.api.problem_kinds import NOT_FOUND
from claims.api.problems import Problem

Row = TypeVar("Row", bound=Model)
LONGEST_SHOWN = 40
ID_PARAMETER = OpenApiParameter("id", ids.id_schema(), OpenApiParameter.PATH)


class RowList(generics.ListAPIView[Row]):
    """Filtered strictly, in pages by key. A view names `filterset_class` and `keyset`."""

    permission_classes = [HoldsPermission]
    filter_backends = [StrictFilterBackend]
    pagination_class = KeysetPagination
    keyset: tuple[str, ...] = ("id",)


class RowById(generics.GenericAPIView[Row]):
    """One row by its id in the address. A view names the prefix of the id and what the row is."""

    permission_classes = [HoldsPermission]
    filter_backends = []
    pagination_class = None
    prefix = ""
    noun = ""

    def get_object(self) -> Row:
        return find_row(
            self.get_queryset(), prefix=self.prefix, noun=self.noun, text=self.kwargs["id"]
        )


class RowDetail(RowById[Row]):
    """One row, to be read."""

    @extend_schema(parameters=[ID_PARAMETER])
    def get(self, request: Request, **_: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


def find_row(rows: QuerySet[Row], *, prefix: str, noun: str, text: str) -> Row:
    """Raises Problem (not-found) also for ids that are forged or of something else."""
    key = ids.read_id(prefix, text)
    row = rows.filter(pk=key).first() if key else None
    if row is None:
        raise Problem(NOT_FOUND, f"There is no {noun} {text[:LONGEST_SHOWN]}.")
    return row
