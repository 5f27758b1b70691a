"""What every test stands on: a fast password hasher, and no network but the loopback."""

import hypothesis
import pytest
from pytest_django import Settings

# A busy machine makes single examples slow; the suite as a whole has its own limit.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True)
def fast_and_closed(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL = "memory://"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with real transactions flushes the tables; the roles of migration 2 must come back."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback"):
                raise pytest.UsageError(f"{item.nodeid}: transaction needs serialized_rollback.")
