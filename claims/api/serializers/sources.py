"""Sources as others see them."""

from rest_framework import serializers

from claims.api import ids
from claims.api.serializers.base import Output
from claims.models import Source


class SourceBrief(Output[Source]):
    """A source where it is named beside something else."""

    id = ids.PublicIdField(ids.SOURCE)

    class Meta:
        model = Source
        fields = ["id", "name", "kind"]
        read_only_fields = fields


class SourceOutput(Output[Source]):
    id = ids.PublicIdField(ids.SOURCE)
    domains: "serializers.SlugRelatedField[Source]" = serializers.SlugRelatedField(
        slug_field="domain", many=True, read_only=True
    )

    class Meta:
        model = Source
        fields = ["id", "name", "kind", "language", "homepage", "domains", "created_at"]
        read_only_fields = fields
