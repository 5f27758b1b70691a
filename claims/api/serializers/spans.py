"""The members that a stored match and a proposed one have in common: what the matcher saw."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.enums import Flag
from claims.models import Match, MatchFlag
from claims.text import DiffKind


class FlagOutput(Output[MatchFlag]):
    """A reason why the two texts may not mean the same."""

    flag = serializers.ChoiceField(choices=Flag.choices)

    class Meta:
        model = MatchFlag
        fields = ["flag", "claim_text", "article_text", "explanation"]
        read_only_fields = fields


class DiffPartOutput(serializers.Serializer[Any]):
    """A stretch of words: the same in both, substituted, missing in the article, or added there."""

    kind = serializers.ChoiceField(choices=[str(kind) for kind in DiffKind])
    wording = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)


def diff_parts(match: Match) -> list[dict[str, str]]:
    """The stored triples with their names."""
    return [
        {"kind": kind, "wording": wording, "article": article}
        for kind, wording, article in match.diff
    ]
