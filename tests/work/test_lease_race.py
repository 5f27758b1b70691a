from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from claims import work
from tests.factories import NOW, make_version

WORKERS = 8


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_workers_at_the_same_moment_one_wins() -> None:
    versions = [make_version() for _ in range(10)]
    barrier = Barrier(WORKERS)

    def take(version_id: int) -> work.Lease | None:
        try:
            barrier.wait(timeout=10)
            return work.lease_version(version_id, at=NOW, seconds=60, max_attempts=3)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as threads:
        for version in versions:
            leases = list(threads.map(take, [version.pk] * WORKERS))
            won = [lease for lease in leases if lease is not None]
            version.refresh_from_db()
            assert [lease.token for lease in won] == [version.lease_token]
            assert version.attempts == 1
