"""Sources: read only."""

from django.db.models import QuerySet

from claims.api import ids, queries
from claims.api.filters import SourceFilters
from claims.api.serializers import SourceOutput
from claims.api.views.base import RowDetail, RowList
from claims.models import Source


class SourceList(RowList[Source]):
    """The outlets that the desk knows."""

    permissions_needed = {"GET": "claims.view_source"}
    serializer_class = SourceOutput
    filterset_class = SourceFilters

    def get_queryset(self) -> QuerySet[Source]:
        return queries.sources()


class SourceDetail(RowDetail[Source]):
    """One outlet."""

    permissions_needed = {"GET": "claims.view_source"}
    serializer_class = SourceOutput
    prefix, noun = ids.SOURCE, "source"

    def get_queryset(self) -> QuerySet[Source]:
        return queries.sources()
