"""What every test stands on: a fast password hasher, and no network but the loopback."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def fast_and_closed(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL = "memory://"
