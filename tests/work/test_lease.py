from datetime import datetime, timedelta

import pytest

from claims import work
from claims.enums import WorkState
from claims.models import ArticleVersion
from tests.factories import NOW, make_version

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(seconds=61)


def lease(
    version: ArticleVersion, *, at: datetime = NOW, max_attempts: int = 3
) -> work.Lease | None:
    return work.lease_version(version.pk, at=at, seconds=60, max_attempts=max_attempts)


def taken(version: ArticleVersion, *, at: datetime = NOW) -> work.Lease:
    found = lease(version, at=at)
    assert found is not None
    return found


def ring(*, at: datetime = NOW, limit: int = 100, max_attempts: int = 3) -> list[int]:
    again_at = at + timedelta(seconds=60)
    return work.ring_due(at=at, again_at=again_at, limit=limit, max_attempts=max_attempts)


def test_of_two_workers_one_gets_the_lease() -> None:
    version = make_version()

    first, second = lease(version), lease(version)

    version.refresh_from_db()
    assert first == work.Lease(version.pk, version.lease_token, attempt=1)
    assert second is None
    assert version.work_state == WorkState.LEASED
    assert version.lease_until == NOW + timedelta(seconds=60)


def test_a_lease_that_ran_out_is_taken_over_and_its_owner_can_write_nothing() -> None:
    version = make_version()
    lost = taken(version)

    won = taken(version, at=LATER)

    assert won.attempt == 2
    with pytest.raises(work.LeaseLost):
        work.finish_version(lost, at=LATER, engine_version="v1")
    with pytest.raises(work.LeaseLost):
        work.fail_version(lost, code="engine-error", reason="ValueError")
    with pytest.raises(work.LeaseLost):
        work.release_version(lost, due_at=LATER)
    version.refresh_from_db()
    assert (version.work_state, version.lease_token) == (WorkState.LEASED, won.token)


def test_a_lease_is_good_until_its_last_second() -> None:
    version = make_version()
    taken(version)

    assert lease(version, at=NOW + timedelta(seconds=59)) is None


def test_finishing_closes_the_lease() -> None:
    version = make_version()

    work.finish_version(taken(version), at=LATER, engine_version="v1")

    version.refresh_from_db()
    assert version.work_state == WorkState.PROCESSED
    assert (version.processed_at, version.engine_version) == (LATER, "v1")
    assert (version.lease_token, version.lease_until) == ("", None)
    assert lease(version, at=LATER) is None


def test_failing_keeps_code_and_reason() -> None:
    version = make_version()

    work.fail_version(taken(version), code="engine-error", reason="ValueError: no")

    version.refresh_from_db()
    assert version.work_state == WorkState.FAILED
    assert (version.failure_code, version.failure_reason) == ("engine-error", "ValueError: no")
    assert lease(version, at=LATER) is None


def test_a_released_version_waits_again_and_its_attempt_counts() -> None:
    version = make_version()

    work.release_version(taken(version), due_at=LATER)

    version.refresh_from_db()
    assert (version.work_state, version.due_at) == (WorkState.WAITING, LATER)
    assert taken(version).attempt == 2


def test_after_the_last_attempt_the_version_fails_with_the_reason() -> None:
    version = make_version()
    for attempt in range(3):
        taken(version, at=NOW + attempt * timedelta(seconds=61))

    assert lease(version, at=NOW + timedelta(hours=1)) is None

    version.refresh_from_db()
    assert (version.work_state, version.failure_code) == (WorkState.FAILED, "worker-lost")
    assert "3 attempts" in version.failure_reason


def test_an_unknown_version_gives_no_lease() -> None:
    assert work.lease_version(404, at=NOW, seconds=60, max_attempts=3) is None


def test_only_what_is_due_rings_longest_overdue_first() -> None:
    make_version(due_at=LATER)
    young = make_version(due_at=NOW)
    old = make_version(due_at=NOW - timedelta(hours=1))

    assert ring() == [old.pk, young.pk]


def test_two_sweeps_at_once_do_not_ring_twice() -> None:
    version = make_version()

    assert ring() == [version.pk]
    assert ring() == []
    assert ring(at=LATER) == [version.pk]


def test_a_sweep_takes_at_most_its_limit_and_the_next_goes_on() -> None:
    versions = {make_version().pk for _ in range(5)}

    first, second = ring(limit=3), ring(limit=3)

    assert (len(first), len(second)) == (3, 2)
    assert {*first, *second} == versions


def test_a_sweep_takes_back_the_lease_of_a_silent_worker() -> None:
    version = make_version()
    lost = taken(version)

    assert ring() == []
    assert ring(at=LATER) == [version.pk]

    with pytest.raises(work.LeaseLost):
        work.finish_version(lost, at=LATER, engine_version="v1")


def test_a_sweep_gives_up_a_version_without_attempts_left() -> None:
    version = make_version(attempts=3)

    assert ring() == []

    version.refresh_from_db()
    assert version.failure_code == "worker-lost"


@pytest.mark.parametrize("state", [WorkState.PROCESSED, WorkState.FAILED])
def test_requeueing_gives_a_finished_version_all_its_attempts_again(state: WorkState) -> None:
    version = make_version()
    held = taken(version)
    if state == WorkState.PROCESSED:
        work.finish_version(held, at=NOW, engine_version="v1")
    else:
        work.fail_version(held, code="engine-error", reason="ValueError")

    assert work.requeue_version(version.pk, at=LATER)

    assert taken(version).attempt == 1


def test_requeueing_leaves_what_is_in_the_queue() -> None:
    waiting, leased = make_version(), make_version()
    held = taken(leased)

    assert not work.requeue_version(waiting.pk, at=LATER)
    assert not work.requeue_version(leased.pk, at=LATER)

    assert ArticleVersion.objects.get(pk=waiting.pk).due_at == NOW
    work.finish_version(held, at=NOW, engine_version="v1")
