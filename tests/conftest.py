"""What every test stands on: a fast password hasher, and no network but the loopback."""

import itertools
import os
import shutil
from collections.abc import Generator, Iterator

import hypothesis
import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from claims import suggest
from tests import append_only
from tests.rooms import needs_service, pure_rooms, runs_once

BLOCKER = pytest.StashKey[DjangoDbBlocker]()

# Every program that a test starts would compile all modules anew, a quarter of its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

tests = itertools.count()

# A busy machine makes single examples slow; the suite as a whole has its own limit. The gate tries
# the same examples each time, so that a change is judged and not the luck of a draw.
is_gate = bool(os.environ.get("CI"))
hypothesis.settings.register_profile("patient", deadline=None, derandomize=is_gate)
hypothesis.settings.load_profile("patient")


@pytest.fixture(autouse=True)
def fast_and_closed(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL = "memory://"
    settings.CELERY_BROKER_TRANSPORT = None


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page leaves its thread speaking the language it was asked for in."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests go back in time: what is known of one test's database is wrong in the next."""
    settings.FACTCHECK_INDEX_DIR = tmp_path_factory.getbasetemp() / f"index-{next(tests)}"
    suggest.forget_index()
    suggest.forget_vectors()
    settings.FACTCHECK_ENCODER = ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a missing service; fail if FACTCHECK_TEST_REQUIRE names it, as CI does."""
    required = os.environ.get("FACTCHECK_TEST_REQUIRE", "").split(",")
    for service, reason in missing_services().items():
        if item.get_closest_marker(service):
            if service in required:
                pytest.fail(f"{reason}, and it is required here")
            pytest.skip(reason)


def missing_services() -> dict[str, str]:
    """Marker to what is missing, and how to have it."""
    missing = {}
    if not configured.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        missing["postgres"] = "needs PostgreSQL: set DATABASE_URL=postgres://…"
    if not configured.REDIS_URL:
        missing["redis"] = "needs Redis: set REDIS_URL=redis://…"
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        missing["browser"] = "needs Chromium: apt install chromium"
    return missing


@pytest.fixture(scope="session", autouse=True)
def blocker_at_hand(django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config) -> None:
    pytestconfig.stash[BLOCKER] = django_db_blocker
    append_only.let_flush_empty_them(type(connection.ops))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--services",
        action="store_true",
        help="leave out what PostgreSQL and Redis make no difference to: pure rooms, “embedded”",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests first in each half, so that no process is left alone with one at the end."""
    rooms = pure_rooms()
    refuse_misplaced(items, rooms)
    if config.getoption("services"):
        config.hook.pytest_deselected(items=[item for item in items if runs_once(item, rooms)])
        items[:] = [item for item in items if not runs_once(item, rooms)]
    for item in items:
        if has_transactions(item) and not is_restored(item):
            raise pytest.UsageError(f"{item.nodeid}: transaction needs serialized_rollback.")
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    half = len(quick) // 2
    items[:] = [*slow[::2], *quick[:half], *slow[1::2], *quick[half:]]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Real transactions end in empty tables: bring back what the migrations wrote, the roles.

    Django does so only before the next such test, and any other may come first.
    """
    yield
    if has_transactions(item) and nextitem is not None and BLOCKER in item.config.stash:
        with item.config.stash[BLOCKER].unblock():
            written: str = connection._test_serialized_contents  # type: ignore[attr-defined] # by the test runner
            connection.creation.deserialize_db_from_string(written)
            connection.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The tables that tests have recorded."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, table in report.user_properties:
            if name == "table" and report.when == "call":
                terminalreporter.section(report.nodeid.rpartition("::")[0])
                terminalreporter.write_line(str(table))


def refuse_misplaced(items: list[pytest.Item], rooms: frozenset[str]) -> None:
    """Raises UsageError if the second pass of the gate would lose a test that needs a service."""
    for item in items:
        if runs_once(item, rooms) and needs_service(item):
            raise pytest.UsageError(
                f"{item.nodeid}: needs a service, but lies in the folder of a pure room or is "
                "marked “embedded”, and the gate does not run such a test again on PostgreSQL: "
                "move it to the room that has rows, or take the mark away."
            )


def has_transactions(item: pytest.Item) -> bool:
    return any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))


def is_restored(item: pytest.Item) -> bool:
    marks = item.iter_markers("django_db")
    return all(m.kwargs.get("serialized_rollback") for m in marks if m.kwargs.get("transaction"))
