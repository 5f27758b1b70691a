"""The public log of corrections: read only, for everybody."""

from django.db.models import QuerySet
from rest_framework.permissions import AllowAny

from claims import publish
from claims.api.filters import CorrectionFilters
from claims.api.serializers import CorrectionOutput
from claims.api.views.base import RowList
from claims.models import Correction


class CorrectionList(RowList[Correction]):
    """The published corrections of the desk's verdicts, the newest first. Needs no token.

    Typing errors are not listed. Numbers of corrections that were withdrawn are missing.
    """

    authentication_classes = []
    permission_classes = [AllowAny]
    serializer_class = CorrectionOutput
    filterset_class = CorrectionFilters
    keyset = ("-number",)

    def get_queryset(self) -> QuerySet[Correction]:
        return publish.public_corrections()
