"""Shapes of what goes in and what comes out; never the same class for both, and no writing."""

from claims.api.serializers.articles import (
    ArticleInput,
    ArticleOutput,
    ReceiptOutput,
    VersionTextOutput,
)
from claims.api.serializers.base import read_body
from claims.api.serializers.claims import ClaimOutput
from claims.api.serializers.corrections import CorrectionOutput
from claims.api.serializers.matches import DecisionInput, MatchOutput
from claims.api.serializers.matching import ProposalsOutput, TextInput
from claims.api.serializers.sources import SourceOutput

__all__ = [
    "ArticleInput",
    "ArticleOutput",
    "ClaimOutput",
    "CorrectionOutput",
    "DecisionInput",
    "MatchOutput",
    "ProposalsOutput",
    "ReceiptOutput",
    "SourceOutput",
    "TextInput",
    "VersionTextOutput",
    "read_body",
]
