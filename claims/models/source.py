"""Outlets and the domains they publish under."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.enums import SourceKind
from claims.models.fields import not_blank, one_of


class SourceQuerySet(models.QuerySet["Source"]):
    def publishing_under(self, host: str) -> Self:
        """Sources that own the host or one of its parent domains, in no order."""
        labels = host.lower().rstrip(".").split(".")
        parents = [".".join(labels[start:]) for start in range(len(labels))]
        return self.filter(domains__domain__in=parents).distinct()


class Source(models.Model):
    """An outlet that publishes articles; not the person or body that made a claim (Claimant)."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    language = models.CharField(
        max_length=35, default="en", help_text=_("BCP-47, such as en or pt-BR")
    )
    homepage = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("source", "kind", SourceKind.values),
            not_blank("source", "name"),
            not_blank("source", "language"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceDomain(models.Model):
    """A domain in lower case, without www; articles found under it belong to the source."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    class Meta:
        constraints = [
            not_blank("sourcedomain", "domain"),
            CheckConstraint(
                name="sourcedomain_domain_lower",
                condition=Q(domain=Lower("domain")),
                violation_error_message=_("A domain is written in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain
