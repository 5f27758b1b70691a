"""Matches coming out, decisions on them going in."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import ids
from claims.api.serializers.articles import ArticleBrief, QuoteOutput, SentenceOutput
from claims.api.serializers.base import Input, Output, Text
from claims.api.serializers.claims import ClaimBrief, VerdictOutput, published_verdict
from claims.api.serializers.spans import DiffPartOutput, FlagOutput, diff_parts
from claims.enums import MatchState
from claims.models import Match

LARGEST_REVISION = 2**31 - 1
DECISIONS = [
    choice
    for choice in MatchState.choices
    if choice[0] not in {MatchState.SUGGESTED, MatchState.ORPHANED}
]


class DecisionInput(Input):
    """A decision on a match as the caller saw it."""

    state = serializers.ChoiceField(choices=DECISIONS)
    revision = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_REVISION,
        help_text="`revision` of the match when you read it",
    )
    note = Text(required=False, allow_blank=True, max_length=5000)


class MatchOutput(Output[Match]):
    """A match with its reasons. `start` and `end` count Unicode characters of the version's text.

    The verdict of the claim is given on appearances (confirmed matches) only.
    """

    id = ids.PublicIdField(ids.MATCH)
    claim = ClaimBrief()
    wording = serializers.CharField(source="wording.text")
    article = ArticleBrief(source="version.article")
    version = serializers.IntegerField(source="version.number")
    sentence = SentenceOutput()
    quote = QuoteOutput(allow_null=True)
    components = serializers.DictField(child=serializers.FloatField())
    flags = FlagOutput(many=True)
    diff = serializers.SerializerMethodField()
    decided_by = serializers.CharField(source="decided_by.username", allow_null=True, default=None)
    verdict = serializers.SerializerMethodField(help_text="null unless the match is confirmed")

    class Meta:
        model = Match
        fields = [
            "id",
            "claim",
            "wording",
            "article",
            "version",
            "sentence",
            "quote",
            "start",
            "end",
            "text",
            "probability",
            "components",
            "flags",
            "diff",
            "mutation",
            "stance",
            "engine_version",
            "created_at",
            "state",
            "revision",
            "decided_by",
            "decided_at",
            "verdict",
        ]
        read_only_fields = fields

    @extend_schema_field(DiffPartOutput(many=True))
    def get_diff(self, match: Match) -> list[dict[str, str]]:
        return diff_parts(match)

    @extend_schema_field(VerdictOutput(allow_null=True))
    def get_verdict(self, match: Match) -> Any:
        if match.state != MatchState.CONFIRMED:
            return None
        verdict = published_verdict(match.claim)
        return VerdictOutput(verdict).data if verdict else None
