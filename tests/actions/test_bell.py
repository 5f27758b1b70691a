"""A broker that is down costs one warning, not an article."""

import logging

import pytest
from kombu.exceptions import OperationalError

from claims import tasks
from claims.actions import bell


@pytest.mark.parametrize("error", [OperationalError("refused"), FileNotFoundError("broker")])
def test_a_broker_that_is_down_is_said_once(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def fail(*, kwargs: dict[str, int], retry: bool) -> None:
        tries.append(kwargs["version_id"])
        raise error

    monkeypatch.setattr(tasks.process_version, "apply_async", fail)
    quiet = bell.Bell()

    with caplog.at_level(logging.WARNING, logger="claims.actions.bell"):
        for version_id in (1, 2, 3):
            quiet.ring(version_id=version_id)

    assert tries == [1]
    assert len(caplog.records) == 1
    assert "the sweep will ring" in caplog.text
