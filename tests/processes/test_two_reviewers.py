"""Two reviewers on one card, each served by a web server process of their own."""

import socket
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from claims.models import Match, MatchEvent
from tests.factories import make_match, make_user
from tests.processes.children import Children, wait_for
from tests.processes.conftest import Place

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ROUNDS = 5
TOKEN = "a" * 32


def serve(children: Children) -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    children.start(
        "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2"
    )
    return f"http://127.0.0.1:{port}"


def answers(address: str) -> bool:
    with suppress(URLError, ConnectionError):
        return bool(urllib.request.urlopen(f"{address}/admin/login/").read())
    return False


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[configured.SESSION_COOKIE_NAME].value


def decide(address: str, session: str, match: Match, state: str) -> tuple[int, str]:
    fields = {"state": state, "revision": 0, "note": f"{state}?", "csrfmiddlewaretoken": TOKEN}
    request = urllib.request.Request(
        f"{address}/admin/queue/{match.pk}/decide/",
        data=urlencode(fields).encode(),
        headers={"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "HX-Request": "true"},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_one_wins_and_the_other_is_told_who_and_what_and_keeps_the_note(
    children: Children, place: Place, settings: Settings
) -> None:
    # What signs the sessions must be what the servers check them with.
    settings.SECRET_KEY = place.environment["SECRET_KEY"]
    people = {state: make_user(username=state) for state in ("confirmed", "rejected")}
    sessions = {state: session_of(user) for state, user in people.items()}
    matches = [make_match() for _ in range(ROUNDS)]
    addresses = dict(zip(people, (serve(children), serve(children)), strict=True))
    for address in addresses.values():
        wait_for(partial(answers, address), what=f"{address} answers")

    with ThreadPoolExecutor(2) as both:
        for match in matches:
            asked = {
                state: both.submit(decide, addresses[state], sessions[state], match, state)
                for state in people
            }
            got = {state: answer.result() for state, answer in asked.items()}
            statuses = sorted(status for status, _ in got.values())
            assert statuses == [200, 409], got
            [event] = MatchEvent.objects.filter(match=match)
            first = event.new_state
            [second] = {"confirmed", "rejected"} - {first}
            status, page = got[second]
            assert status == 409
            assert f"{first} was first and has set this match to “{first}”" in page
            assert f"{second}?</textarea>" in page
            assert Match.objects.get(pk=match.pk).state == first
