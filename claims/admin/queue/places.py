"""The order of the queue, and where a match stands in it."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q, QuerySet

from claims.models import Match


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands in the queue: most probable first, the older of equals first."""

    probability: float
    pk: int

    @classmethod
    def of(cls, match: Match) -> Self:
        return cls(match.probability, match.pk)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The place that str() wrote, or None if it did not write this."""
        probability, _, pk = text.partition("~")
        try:
            place = cls(float(probability), int(pk))
        except ValueError:
            return None
        return place if 0 <= place.probability <= 1 and 0 <= place.pk < 2**63 else None

    def __str__(self) -> str:
        return f"{self.probability!r}~{self.pk}"


def in_order(matches: QuerySet[Match]) -> QuerySet[Match]:
    return matches.order_by("-probability", "pk")


def after(matches: QuerySet[Match], place: Place) -> QuerySet[Match]:
    """What comes behind the place, in order. The first bound lets the index skip to it."""
    behind = Q(probability__lt=place.probability) | Q(pk__gt=place.pk)
    return in_order(matches.filter(behind, probability__lte=place.probability))


def before(matches: QuerySet[Match], place: Place) -> QuerySet[Match]:
    """What comes ahead of the place, the nearest first."""
    ahead = Q(probability__gt=place.probability) | Q(pk__lt=place.pk)
    return matches.filter(ahead, probability__gte=place.probability).order_by("probability", "-pk")
