"""A text going in to be matched, and what the matcher proposes coming out. Nothing is stored."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Input, Text
from claims.api.serializers.claims import ClaimBrief
from claims.api.serializers.spans import DiffPartOutput, FlagOutput
from claims.enums import Mutation, Stance

# Matched while the caller waits: some twenty pages. Longer texts go in as articles.
LONGEST_TEXT = 100_000


class TextInput(Input):
    text = Text(min_length=1, max_length=LONGEST_TEXT, trim_whitespace=False)
    language = Text(default="", max_length=35, help_text="BCP-47; detected if it is not given")


class ProposedMatchOutput(serializers.Serializer[Any]):
    """A span of the text that seems to restate a claim; offsets count Unicode characters."""

    claim = ClaimBrief()
    wording = serializers.CharField(source="wording_text")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    probability = serializers.FloatField(min_value=0, max_value=1)
    components = serializers.DictField(child=serializers.FloatField())
    flags = FlagOutput(many=True)
    diff = DiffPartOutput(many=True)
    mutation = serializers.ChoiceField(choices=Mutation.choices)
    stance = serializers.ChoiceField(choices=Stance.choices)


class ProposalsOutput(serializers.Serializer[Any]):
    """What the matcher proposes, in the order of the text."""

    engine_version = serializers.CharField()
    matches = ProposedMatchOutput(many=True)
