import gc
from collections.abc import Iterator

import pytest

from claims.index.loading import kept_for_good


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Other tests shall not be left with a frozen heap, nor without a collector."""
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_while_loading_and_what_is_there_stays() -> None:
    with kept_for_good():
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_the_collector_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="no numba"), kept_for_good():
        raise ValueError("no numba")

    assert gc.isenabled()


def test_who_had_it_off_has_it_off() -> None:
    gc.disable()
    with kept_for_good():
        pass

    assert not gc.isenabled()
