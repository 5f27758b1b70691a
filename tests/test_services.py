"""The services that a deployment stands on are the ones the settings say."""

import pytest
from django.conf import settings
from django.db import connection
from kombu import Connection


@pytest.mark.redis
def test_messages_travel_through_redis() -> None:
    with Connection(settings.REDIS_URL) as broker:
        queue = broker.SimpleQueue("factcheck-test")
        queue.put({"version_id": 7})
        message = queue.get(timeout=5)
        message.ack()
        queue.clear()
        queue.close()

    assert message.payload == {"version_id": 7}


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_is_postgresql_and_not_older_than_the_oldest_supported() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        assert cursor.fetchone()[0] >= 140000
