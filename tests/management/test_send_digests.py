import io
import json
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.factories import NOW, make_notice, make_user

pytestmark = pytest.mark.django_db
BACKENDS = "tests.notices.test_digests"


def send() -> dict[str, Any]:
    out = io.StringIO()
    call_command("send_digests", "--json", stdout=out, stderr=io.StringIO())
    return dict(json.loads(out.getvalue().splitlines()[-1]))


def test_it_mails_what_waits_once() -> None:
    make_notice(user=make_user(email="ada@example.org"), at=NOW.replace(year=2020))

    assert send() == {"summary": True, "mails": 1, "notices": 1, "failed": 0}
    assert send() == {"summary": True, "mails": 0, "notices": 0, "failed": 0}
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("backend", "code", "sentence"),
    [
        ("DeadBackend", 2, "mail server cannot be reached, check the EMAIL_ settings"),
        ("PickyBackend", 1, "could not be sent"),
    ],
)
def test_a_fault_is_one_sentence_and_a_code(
    settings: Settings, backend: str, code: int, sentence: str
) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.{backend}"
    make_notice(user=make_user(email="refused@example.org"), at=NOW.replace(year=2020))

    with pytest.raises(CommandError, match=sentence) as stop:
        send()

    assert stop.value.returncode == code
