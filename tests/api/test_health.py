from unittest import mock

import pytest
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

pytestmark = pytest.mark.django_db


def test_both_pages_are_open_and_say_ok(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ok", "database": "ok", "migrations": "ok"}


def test_missing_migrations_are_not_ready(client: Client) -> None:
    with mock.patch.object(MigrationExecutor, "migration_plan", return_value=["one"]):
        ready = client.get("/readyz")

    assert ready.status_code == 503
    assert "manage.py migrate" in ready.json()["migrations"]


def test_a_database_that_is_away_is_not_ready_and_tells_no_secrets(client: Client) -> None:
    away = OperationalError("connection to db.internal as admin failed")
    with mock.patch.object(connections["default"], "cursor", side_effect=away):
        ready = client.get("/readyz")

    assert ready.status_code == 503
    assert b"db.internal" not in ready.content
    assert client.get("/healthz").status_code == 200
