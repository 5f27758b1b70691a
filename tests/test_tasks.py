from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone
from pytest_django import Settings

from claims import tasks
from claims.enums import WorkState
from tests.factories import make_notice, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.process_version, "delay", lambda **kwargs: found.append(kwargs))
    return found


def test_compaction_may_take_longer_than_a_lease_and_nothing_else_may(settings: Settings) -> None:
    own = {
        name: task.time_limit
        for name, task in current_app.tasks.items()
        if name.startswith("claims.") and task.time_limit != settings.CELERY_TASK_TIME_LIMIT
    }

    assert own == {"claims.compact_index": settings.FACTCHECK_COMPACT_LIMIT}
    assert settings.FACTCHECK_COMPACT_LIMIT > settings.CELERY_TASK_TIME_LIMIT


def test_a_task_processes_its_version() -> None:
    version = make_version()

    assert tasks.process_version(version_id=version.pk)

    version.refresh_from_db()
    assert version.work_state == WorkState.PROCESSED
    assert not tasks.process_version(version_id=version.pk)


def test_messages_of_a_newer_release_with_more_arguments_are_understood() -> None:
    assert tasks.process_version(version_id=make_version().pk, priority="high")
    assert tasks.sweep(reason="by hand") == 0


def test_a_message_for_a_version_that_is_gone_does_nothing() -> None:
    assert not tasks.process_version(version_id=404)


def test_the_sweep_rings_for_what_is_due_and_keeps_quiet_for_the_time_of_a_lease(
    rung: list[dict[str, Any]], settings: Settings
) -> None:
    now = timezone.now()
    due = make_version(due_at=now - timedelta(seconds=1))
    make_version(due_at=now + timedelta(hours=1))

    assert tasks.sweep() == 1
    assert tasks.sweep() == 0

    assert rung == [{"version_id": due.pk}]
    due.refresh_from_db()
    wait = (due.due_at - now).total_seconds()
    assert wait == pytest.approx(settings.FACTCHECK_LEASE_SECONDS, abs=5)


def test_names_stay_because_messages_carry_them() -> None:
    assert tasks.process_version.name == "claims.process_version"
    assert tasks.sweep.name == "claims.sweep"


def test_mail_goes_out_by_beat_and_a_silent_server_is_only_a_line_in_the_log(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    make_notice(user=make_user(email="ada@example.org"), at=timezone.now() - timedelta(days=2))
    backend, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "tests.notices.test_digests.DeadBackend",
    )
    assert tasks.send_digests() == 0
    assert "mail server cannot be reached" in caplog.text

    settings.EMAIL_BACKEND = backend
    assert settings.CELERY_BEAT_SCHEDULE["digests"]["task"] == tasks.send_digests.name
    assert (tasks.send_digests(), tasks.send_digests()) == (1, 0)


def test_a_full_turn_of_mail_rings_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[None] = []
    monkeypatch.setattr(tasks, "MAIL_LIMIT", 1)
    monkeypatch.setattr(tasks.send_digests, "delay", lambda: rung.append(None))
    for number in range(2):
        person = make_user(email=f"person{number}@example.org")
        make_notice(user=person, at=timezone.now() - timedelta(days=2))

    assert [tasks.send_digests() for _ in range(3)] == [1, 1, 0]
    assert len(rung) == 2
