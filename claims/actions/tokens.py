"""Tokens with which programs act for a person: made, used, revoked."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import audit
from claims.models import ApiToken

# Each request would else be a write.
LAST_USED_STEP = timedelta(minutes=5)


def create_api_token(user: User, *, name: str, actor: User | None = None) -> tuple[ApiToken, str]:
    """A new token and its secret, fc_<8 digits>_<64 digits>, which is kept nowhere.

    Without an `actor` it was made on the command line.
    """
    prefix = f"fc_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_hex(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user, name=name.strip(), prefix=prefix, digest=_digest(secret)
        )
        _record(token, action="token.created", actor=actor)
    return token, secret


def use_api_token(secret: str) -> ApiToken | None:
    """The usable token with this secret, its `last_used_at` true to five minutes; else None."""
    token = ApiToken.objects.usable().filter(digest=_digest(secret)).select_related("user").first()
    if token is not None:
        now = timezone.now()
        ApiToken.objects.filter(
            Q(last_used_at__isnull=True) | Q(last_used_at__lte=now - LAST_USED_STEP), pk=token.pk
        ).update(last_used_at=now)
    return token


def revoke_api_token(token: ApiToken, *, actor: User | None = None) -> None:
    """From now on requests with the token are refused; an earlier revocation keeps its time."""
    with transaction.atomic():
        usable = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
        if usable.update(revoked_at=timezone.now()):
            _record(token, action="token.revoked", actor=actor)
    token.refresh_from_db(fields=["revoked_at"])


def _record(token: ApiToken, *, action: str, actor: User | None) -> None:
    audit.record(
        action=action,
        subject=token,
        actor=actor,
        bot="" if actor else "command line",
        at=timezone.now(),
        before={},
        after={"user": token.user_id, "name": token.name},
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
