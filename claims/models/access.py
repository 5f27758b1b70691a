"""Tokens with which programs use the API on behalf of a person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.fields import is_sha256, not_blank, sha256_field


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self) -> Self:
        return self.filter(revoked_at__isnull=True, user__is_active=True)


class ApiToken(models.Model):
    """A token of which only the SHA-256 is kept: 256 random bits need no slow hash."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=100, help_text=_("which program uses it"))
    prefix = models.CharField(
        max_length=12, editable=False, help_text=_("its first letters, to tell tokens apart")
    )
    digest = sha256_field(unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        constraints = [
            not_blank("apitoken", "name"),
            is_sha256("apitoken", "digest"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
