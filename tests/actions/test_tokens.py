"""Tokens: only their digest is kept."""

import re

import pytest
from django.forms.models import model_to_dict

from claims import actions
from claims.models import ApiToken
from tests.factories import make_user


@pytest.mark.django_db
def test_the_secret_is_kept_nowhere() -> None:
    token, secret = actions.create_api_token(make_user(), name=" sync ")

    assert re.fullmatch("fc_[0-9a-f]{8}_[0-9a-f]{64}", secret)
    assert secret.startswith(f"{token.prefix}_")
    stored = ApiToken.objects.get()
    assert stored.name == "sync"
    assert secret not in str(ApiToken.objects.values().get())
    assert secret.removeprefix(f"{token.prefix}_") not in str(model_to_dict(stored))


@pytest.mark.django_db
def test_each_secret_opens_its_own_token_only() -> None:
    first, first_secret = actions.create_api_token(make_user(), name="first")
    second, second_secret = actions.create_api_token(make_user(), name="second")

    assert actions.use_api_token(first_secret) == first
    assert actions.use_api_token(second_secret) == second
    assert actions.use_api_token(first.prefix) is None
    assert actions.use_api_token("") is None


@pytest.mark.django_db
def test_a_second_revocation_keeps_the_time_of_the_first() -> None:
    token, _ = actions.create_api_token(make_user(), name="sync")
    actions.revoke_api_token(token)
    first = token.revoked_at

    actions.revoke_api_token(token)

    assert first is not None
    assert token.revoked_at == first
