"""The desk's settings: seen, previewed, saved; its lists."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import audit, desk
from claims.admin.desk.forms import LABELS
from claims.enums import Role
from claims.models import DeskSettings, RejectionReason, Topic
from tests import factories as f
from tests.admin.pages import address, log_in, text_of

pytestmark = pytest.mark.django_db


def fields(**changes: object) -> dict[str, object]:
    """The form as a browser sends it: a box that is not ticked is not there."""
    now = desk.current_settings()
    values = {name: getattr(now, name) for name in LABELS}
    values |= {"seen_number": now.number, "note": ""} | changes
    return {name: value for name, value in values.items() if value is not False}


def post(client: Client, button: str, status: int = 200, **changes: object) -> str:
    response = client.post(reverse("admin:desk"), fields(**changes) | {button: ""}, follow=True)
    assert response.status_code == status
    return response.text


def test_a_preview_says_what_would_happen_and_changes_nothing() -> None:
    f.make_match(probability=0.55)
    client = log_in(Role.ADMIN)

    html = post(client, "preview", suggest_threshold="0.6", note="too much noise")

    assert "1 suggestion would leave the queue." in text_of(html)
    assert 'name="save"' in html
    assert "too much noise" in html
    assert not DeskSettings.objects.exists()


def test_saved_settings_hold_and_say_who_changed_what() -> None:
    client = log_in(Role.ADMIN, username="ada")

    html = post(client, "save", suggest_threshold="0.6", note="Too much noise.")

    assert desk.current_settings().suggest_threshold == 0.6
    text = text_of(html)
    assert "Saved: version 1 of the settings holds." in text
    assert "ada" in text
    assert "0.5 → 0.6" in text
    assert audit.history(DeskSettings.objects.get()).get().note == "Too much noise."


def test_the_save_button_comes_after_a_preview_only() -> None:
    html = log_in(Role.ADMIN).get(reverse("admin:desk")).text

    assert 'name="preview"' in html
    assert 'name="save"' not in html


@pytest.mark.parametrize(
    ("changes", "said", "status"),
    [
        ({"suggest_threshold": "7"}, "A threshold lies between 0 and 1.", 409),
        ({"review_days": "0"}, "A deadline is at least 1.", 409),
        ({"review_days": "soon"}, "Enter a whole number.", 400),
        ({}, "Nothing was changed.", 409),
        ({"seen_number": 9, "review_days": 5}, "were changed meanwhile", 409),
    ],
)
def test_bad_values_are_one_sentence_and_nothing_typed_is_lost(
    changes: dict[str, object], said: str, status: int
) -> None:
    html = post(log_in(Role.ADMIN), "save", status, note="Typed with care.", **changes)

    assert said in text_of(html)
    assert "Typed with care." in html
    assert not DeskSettings.objects.exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR])
def test_who_may_not_change_settings_sees_them_all_the_same(role: Role) -> None:
    client = log_in(role)

    assert "You may look; an admin changes them." in client.get(reverse("admin:desk")).text
    response = client.post(reverse("admin:desk"), fields(review_days=9) | {"save": ""})
    assert response.status_code == 403
    assert not DeskSettings.objects.exists()


def test_a_topic_and_a_reason_are_added_with_a_line_in_the_log() -> None:
    client = log_in(Role.ADMIN)

    client.post(address(Topic, "add"), {"name": "Energy", "description": ""})
    client.post(
        address(RejectionReason, "add"),
        {"label": "old news", "key": "old", "position": 9, "is_active": "on"},
    )

    assert audit.history(Topic.objects.get()).get().action == "topic.added"
    assert audit.history(RejectionReason.objects.get(key="old")).get().action == "reason.added"
    assert "Energy" in client.get(reverse("admin:desk")).text
