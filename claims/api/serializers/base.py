"""Input that refuses what it does not know, and output that only shows."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from rest_framework import serializers
from rest_framework.request import Request

Row = TypeVar("Row", bound=models.Model)


class Text(serializers.CharField):
    """Text that came as text: DRF would take the number 7 for "7"."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Input(serializers.Serializer[Any]):
    """A body of which every member is known: a misspelt one is an error, not a silence."""

    def to_internal_value(self, data: Mapping[str, Any]) -> dict[str, Any]:
        if unknown := [name for name in data if name not in self.fields]:
            known = ", ".join(self.fields)
            raise serializers.ValidationError(
                {name: [f"There is no such member; known are {known}."] for name in unknown}
            )
        values: dict[str, Any] = super().to_internal_value(data)
        return values


class Output(serializers.ModelSerializer[Row]):
    """A row as others see it. What is not known is "" also where an address could stand."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        models.URLField: serializers.CharField
    }


def read_body(request: Request, kind: type[Input]) -> dict[str, Any]:
    """The body as `kind` wants it. Raises ValidationError, answered as a problem."""
    body = kind(data=request.data)
    body.is_valid(raise_exception=True)
    values: dict[str, Any] = body.validated_data
    return values
