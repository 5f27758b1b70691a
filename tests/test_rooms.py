"""The second pass of the gate leaves pure rooms out: it must not leave out more than that."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from tests.conftest import refuse_misplaced
from tests.rooms import is_pure, needs_service, pure_rooms

HERE = Path(__file__).resolve()


@pytest.fixture
def stored(db: None) -> None:
    """A database by way of another fixture."""


def test_every_pure_room_exists_and_no_other_folder_is_taken_for_one() -> None:
    rooms = pure_rooms()

    assert {"text", "matching"} <= rooms
    assert all((settings.BASE_DIR / "claims" / room).is_dir() for room in rooms)
    assert is_pure(HERE.parent / "text" / "sub" / "test_any.py", rooms)
    assert not is_pure(HERE, rooms)
    assert not is_pure(HERE.parent / "admin" / "text" / "test_any.py", rooms)


def test_a_test_without_a_service_is_told(request: pytest.FixtureRequest) -> None:
    assert not needs_service(request.node)
    # pytest-django refuses it: what is left out of the second pass cannot touch the database.
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()


@pytest.mark.django_db
def test_a_mark_is_told(request: pytest.FixtureRequest) -> None:
    assert needs_service(request.node)


def test_a_fixture_of_a_fixture_is_told(stored: None, request: pytest.FixtureRequest) -> None:
    assert needs_service(request.node)


def test_a_database_test_in_the_folder_of_a_pure_room_stops_the_run(
    stored: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_misplaced([request.node], pure_rooms())
    monkeypatch.setattr(request.node, "path", HERE.parent / "text" / "test_any.py")

    with pytest.raises(pytest.UsageError, match="pure room"):
        refuse_misplaced([request.node], pure_rooms())


def test_a_database_test_marked_embedded_stops_the_run(
    stored: None, request: pytest.FixtureRequest
) -> None:
    request.node.add_marker("embedded")

    with pytest.raises(pytest.UsageError, match="embedded"):
        refuse_misplaced([request.node], pure_rooms())
