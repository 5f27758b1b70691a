"""System checks of the settings, each with an id; run by every manage.py command."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks


def check_secret_key(**_: Any) -> list[checks.CheckMessage]:
    """A key kept in a file of one host cannot be shared with the others."""
    kept = Path(settings.DATA_DIR) / "secret_key"
    is_deployment = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    if not is_deployment or not kept.exists() or kept.read_text() != settings.SECRET_KEY:
        return []
    return [
        checks.Warning(
            f"SECRET_KEY is not set, so this host uses its own, from {kept}.",
            hint="Set SECRET_KEY to the same value on every host.",
            id="claims.W001",
        )
    ]


def check_work_times(**_: Any) -> list[checks.CheckMessage]:
    """The sweep must come round before leases run out, and Redis must not deliver work twice."""
    messages: list[checks.CheckMessage] = []
    lease, sweep = settings.FACTCHECK_LEASE_SECONDS, settings.FACTCHECK_SWEEP_SECONDS
    if sweep > lease:
        messages.append(
            checks.Error(
                f"FACTCHECK_SWEEP_SECONDS={sweep} is longer than FACTCHECK_LEASE_SECONDS={lease}.",
                hint="Sweep at least once in the time of a lease, such as 15 and 120.",
                id="claims.E001",
            )
        )
    again = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout", lease + 1)
    if again <= lease:
        messages.append(
            checks.Error(
                f"FACTCHECK_LEASE_SECONDS={lease} is not shorter than {again}, after which Redis "
                "delivers a message again.",
                hint="Choose a shorter lease.",
                id="claims.E002",
            )
        )
    return messages


CHECKS: Sequence[Any] = (check_secret_key, check_work_times)
