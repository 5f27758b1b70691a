"""Claims with their published verdict, as ClaimReview, and where they appear: read only."""

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims import actions, publish
from claims.api import ids, queries
from claims.api.filters import ClaimFilters
from claims.api.problem_kinds import NOT_FOUND
from claims.api.problems import Problem
from claims.api.serializers import ClaimOutput, MatchOutput
from claims.api.views.base import ID_PARAMETER, RowById, RowDetail, RowList, find_row
from claims.models import Claim, Match


class ClaimList(RowList[Claim]):
    """The known claims, those changed longest ago first.

    To keep in step, remember the `updated_at` of the last claim you got and ask for
    `updated_since` a minute before it: changes that were being written meanwhile are not missed,
    and a few claims come twice.
    """

    permissions_needed = {"GET": "claims.view_claim"}
    serializer_class = ClaimOutput
    filterset_class = ClaimFilters
    keyset = ("updated_at", "id")

    def get_queryset(self) -> QuerySet[Claim]:
        return queries.claims()


class ClaimDetail(RowDetail[Claim]):
    """One claim with its wordings and its published verdict."""

    permissions_needed = {"GET": "claims.view_claim"}
    serializer_class = ClaimOutput
    prefix, noun = ids.CLAIM, "claim"

    def get_queryset(self) -> QuerySet[Claim]:
        return queries.claims()


class JsonLdRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class ClaimReviewDetail(RowById[Claim]):
    """The published verdict as schema.org's ClaimReview, with the appearances that spread it.

    Not found while the claim has no published verdict.
    """

    permissions_needed = {"GET": "claims.view_claim"}
    renderer_classes = [JsonLdRenderer, JSONRenderer]
    prefix, noun = ids.CLAIM, "claim"

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.select_related("claimant")

    @extend_schema(
        parameters=[ID_PARAMETER],
        responses={
            (200, JsonLdRenderer.media_type): OpenApiTypes.OBJECT,
            (200, JSONRenderer.media_type): OpenApiTypes.OBJECT,
        },
    )
    def get(self, request: Request, **_: str) -> Response:
        claim = self.get_object()
        try:
            return Response(actions.export_claim_review(claim))
        except publish.NothingPublished:
            raise Problem(
                NOT_FOUND, f"Claim {ids.public_id(ids.CLAIM, claim.pk)} has no published verdict."
            ) from None


class AppearanceList(RowList[Match]):
    """The claim's appearances: its confirmed matches, the newest first."""

    permissions_needed = {"GET": "claims.view_match"}
    serializer_class = MatchOutput
    keyset = ("-id",)

    # Until `get` has read the address.
    claim_key = 0

    def get_queryset(self) -> QuerySet[Match]:
        return queries.matches().appearances().filter(claim_id=self.claim_key)

    @extend_schema(parameters=[ID_PARAMETER])
    def get(self, request: Request, **address: str) -> Response:
        claim = find_row(Claim.objects.all(), prefix=ids.CLAIM, noun="claim", text=address["id"])
        self.claim_key = claim.pk
        return self.list(request)
