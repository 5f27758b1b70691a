"""Corrections as everybody may see them."""

from rest_framework import serializers

from claims.api import ids
from claims.api.serializers.base import Output
from claims.models import Correction


class CorrectionOutput(Output[Correction]):
    claim = ids.PublicIdField(ids.CLAIM, source="verdict.claim_id")
    claim_text = serializers.CharField(source="verdict.claim.text")
    verdict = ids.PublicIdField(ids.VERDICT, source="verdict_id")
    rating = serializers.CharField(
        source="verdict.rating.alternate_name", help_text="of the verdict as corrected"
    )
    previous_verdict = ids.PublicIdField(ids.VERDICT, source="previous_verdict_id", allow_null=True)
    previous_rating = serializers.CharField(
        source="previous_verdict.rating.alternate_name",
        allow_null=True,
        default=None,
        help_text="null if no earlier verdict was replaced",
    )

    class Meta:
        model = Correction
        fields = [
            "number",
            "kind",
            "claim",
            "claim_text",
            "verdict",
            "rating",
            "previous_verdict",
            "previous_rating",
            "what_changed",
            "reason",
            "published_at",
        ]
        read_only_fields = fields
