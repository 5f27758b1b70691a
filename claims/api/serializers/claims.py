"""Claims as others see them: with their wordings, and with the verdict that is published."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import ids
from claims.api.serializers.base import Output
from claims.enums import VerdictState
from claims.models import Claim, Claimant, Evidence, Rating, Verdict, Wording


class ClaimantOutput(Output[Claimant]):
    id = ids.PublicIdField(ids.CLAIMANT)

    class Meta:
        model = Claimant
        fields = ["id", "name", "kind", "description", "same_as"]
        read_only_fields = fields


class WordingOutput(Output[Wording]):
    class Meta:
        model = Wording
        fields = ["text", "language", "origin", "is_active"]
        read_only_fields = fields


class RatingOutput(Output[Rating]):
    scale = serializers.CharField(source="scale.name")

    class Meta:
        model = Rating
        fields = [
            "alternate_name",
            "rating_value",
            "best_rating",
            "worst_rating",
            "colour",
            "definition",
            "scale",
        ]
        read_only_fields = fields


class EvidenceOutput(Output[Evidence]):
    class Meta:
        model = Evidence
        fields = [
            "kind",
            "stance",
            "order",
            "title",
            "url",
            "archived_url",
            "passage",
            "accessed_date",
        ]
        read_only_fields = fields


class VerdictOutput(Output[Verdict]):
    id = ids.PublicIdField(ids.VERDICT)
    rating = RatingOutput()
    evidence = EvidenceOutput(many=True)

    class Meta:
        model = Verdict
        fields = [
            "id",
            "number",
            "rating",
            "summary",
            "explanation",
            "language",
            "url",
            "published_at",
            "evidence",
        ]
        read_only_fields = fields


def published_verdict(claim: Claim) -> Verdict | None:
    """Out of what is prefetched. Looks at the state itself: a draft must not leak."""
    return next(
        (verdict for verdict in claim.verdicts.all() if verdict.state == VerdictState.PUBLISHED),
        None,
    )


class ClaimBrief(Output[Claim]):
    """A claim where it is named beside something else; without its verdict."""

    id = ids.PublicIdField(ids.CLAIM)

    class Meta:
        model = Claim
        fields = ["id", "external_id", "text"]
        read_only_fields = fields


class ClaimOutput(Output[Claim]):
    id = ids.PublicIdField(ids.CLAIM)
    merged_into = ids.PublicIdField(
        ids.CLAIM,
        source="merged_into_id",
        allow_null=True,
        help_text="the claim that took over its wordings, if its state is merged",
    )
    claimant = ClaimantOutput(allow_null=True)
    wordings = WordingOutput(many=True)
    verdict = serializers.SerializerMethodField(help_text="the published one, or null")

    class Meta:
        model = Claim
        fields = [
            "id",
            "external_id",
            "text",
            "kind",
            "language",
            "state",
            "merged_into",
            "claimant",
            "made_date",
            "first_appearance_date",
            "reviewed_date",
            "wordings",
            "verdict",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields

    @extend_schema_field(VerdictOutput(allow_null=True))
    def get_verdict(self, claim: Claim) -> object:
        verdict = published_verdict(claim)
        return VerdictOutput(verdict).data if verdict else None
