"""Who gets in: owners of usable tokens, and people with a session who are not tricked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from claims import actions
from claims.models import ApiToken, Match
from tests.api.clients import problem_of
from tests.factories import make_match, make_user

ADDRESS = "/api/v1/claims/"


def call(header: str) -> "APIClient":
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["Bearer", "bearer"])
def test_the_owner_of_a_token_gets_in(word: str) -> None:
    _, secret = actions.create_api_token(make_user(), name="sync")

    assert call(f"{word} {secret}").get(ADDRESS).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer fc_1_2", "Bearer a b", "Bearer f\u00fcr", "Basic YWRhOnB3", "Token x"],
)
def test_anybody_else_is_told_how_to_authenticate(header: str) -> None:
    response = call(header).get(ADDRESS)

    problem_of(response, 401, "not-authenticated")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["revoked", "disabled"])
def test_a_token_ends_with_its_revocation_and_with_the_account(end: str) -> None:
    user = make_user()
    token, secret = actions.create_api_token(user, name="sync")
    if end == "revoked":
        actions.revoke_api_token(token)
    else:
        user.is_active = False
        user.save()

    problem_of(call(f"Bearer {secret}").get(ADDRESS), 401, "not-authenticated")


@pytest.mark.django_db
def test_a_bad_token_is_not_replaced_by_the_session() -> None:
    client = call("Bearer fc_forged")
    client.force_login(make_user())

    problem_of(client.get(ADDRESS), 401, "not-authenticated")


@pytest.mark.django_db
def test_a_session_reads_but_does_not_write_without_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    match = make_match()

    read = client.get(ADDRESS)
    written = client.post(
        f"/api/v1/matches/mat_{match.pk}/decision/",
        {"state": "confirmed", "revision": 0},
        content_type="application/json",
    )

    assert read.status_code == 200
    problem_of(written, 403, "not-allowed")
    assert Match.objects.get().state == "suggested"


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes_ago", "is_new"), [(None, True), (4, False), (6, True)])
def test_the_last_use_is_true_to_five_minutes(minutes_ago: int | None, is_new: bool) -> None:
    token, secret = actions.create_api_token(make_user(), name="sync")
    before = timezone.now()
    used = before - timedelta(minutes=minutes_ago) if minutes_ago else None
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=used)

    call(f"Bearer {secret}").get(ADDRESS)

    last_used_at = ApiToken.objects.get(pk=token.pk).last_used_at
    assert last_used_at is not None
    assert (last_used_at >= before) is is_new
