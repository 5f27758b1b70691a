from typing import Any

import pytest

from claims import actions, tasks, work
from claims.enums import WorkState
from claims.models import ArticleVersion
from tests.factories import NOW, make_version

pytestmark = pytest.mark.django_db


def test_finished_versions_go_back_and_the_bell_rings_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(
        tasks.process_version,
        "apply_async",
        lambda *, kwargs, retry: rung.append(kwargs["version_id"]),
    )
    waiting, failed = make_version(), make_version()
    lease = work.lease_version(failed.pk, at=NOW, seconds=60, max_attempts=3)
    assert lease is not None
    work.fail_version(lease, code="engine-error", reason="ValueError")

    with django_capture_on_commit_callbacks(execute=True):
        number = actions.requeue_versions([waiting.pk, failed.pk, 404])
        assert rung == []

    assert number == 1
    assert rung == [failed.pk]
    assert set(ArticleVersion.objects.values_list("work_state", flat=True)) == {WorkState.WAITING}
