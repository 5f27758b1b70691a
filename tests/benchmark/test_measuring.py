import os

import pytest

from claims.benchmark.measuring import machine_line, mean, one_core, percentile, timed


@pytest.mark.parametrize(("share", "value"), [(0.5, 5), (0.99, 10), (0.1, 1), (1, 10)])
def test_percentiles_are_values_that_occurred(share: float, value: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share) == value


def test_the_mean_of_nothing_is_zero() -> None:
    assert mean([]) == 0
    assert mean([1, 2]) == 1.5


def test_what_is_timed_is_returned() -> None:
    result, seconds = timed(lambda: sum(range(1_000)))

    assert (result, seconds >= 0) == (499_500, True)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no such call on this system")
def test_only_inside_a_single_core_is_used() -> None:
    before = os.sched_getaffinity(0)

    with one_core():
        assert len(os.sched_getaffinity(0)) == 1

    assert os.sched_getaffinity(0) == before


def test_the_machine_is_named() -> None:
    assert "numpy" in machine_line()
