"""Real processes over the test database, each test with a data folder and broker of its own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.processes.children import Children


@dataclass(frozen=True, slots=True)
class Place:
    """Where the processes of a test live."""

    folder: Path
    environment: dict[str, str]


@pytest.fixture
def place(tmp_path: Path, transactional_db: None) -> Place:
    knobs = {
        "FACTCHECK_DATA_DIR": str(tmp_path),
        "DATABASE_URL": _test_database_url(),
        "SECRET_KEY": "test",
        "REDIS_URL": _redis_url(),
        "FACTCHECK_LEASE_SECONDS": "3",
        "FACTCHECK_SWEEP_SECONDS": "1",
        "FACTCHECK_MAX_ATTEMPTS": "50",
        "LOG_LEVEL": "WARNING",
    }
    return Place(tmp_path, os.environ | knobs)


@pytest.fixture
def children(place: Place) -> Iterator[Children]:
    started = Children(environment=place.environment, folder=Path(settings.BASE_DIR))
    yield started
    started.kill_all()


def _redis_url() -> str:
    """A database of its own for each pytest worker: a test here empties it."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    server = settings.REDIS_URL.rpartition("/")[0]
    return f"{server}/{number}" if server else ""


def _test_database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    host = f"{values['HOST'] or '127.0.0.1'}:{values['PORT'] or 5432}"
    return f"postgres://{values['USER']}{password}@{host}/{values['NAME']}"
