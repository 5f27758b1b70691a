"""What every test stands on: a fast password hasher, and no network but the loopback."""

import os
import shutil

import hypothesis
import pytest
from django.conf import settings as configured
from pytest_django import Settings

# A busy machine makes single examples slow; the suite as a whole has its own limit.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True)
def fast_and_closed(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL = "memory://"
    settings.CELERY_BROKER_TRANSPORT = None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a missing service; fail if FACTCHECK_TEST_REQUIRE names it, as CI does."""
    required = os.environ.get("FACTCHECK_TEST_REQUIRE", "").split(",")
    for service, reason in missing_services().items():
        if item.get_closest_marker(service):
            if service in required:
                pytest.fail(f"{reason}, and it is required here")
            pytest.skip(reason)


def missing_services() -> dict[str, str]:
    """Marker to what is missing, and how to have it."""
    missing = {}
    if not configured.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        missing["postgres"] = "needs PostgreSQL: set DATABASE_URL=postgres://…"
    if not configured.REDIS_URL:
        missing["redis"] = "needs Redis: set REDIS_URL=redis://…"
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        missing["browser"] = "needs Chromium: apt install chromium"
    return missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with real transactions flushes the tables; the roles of migration 2 must come back."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback"):
                raise pytest.UsageError(f"{item.nodeid}: transaction needs serialized_rollback.")
