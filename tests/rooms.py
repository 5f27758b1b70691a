"""Which tests touch no database, broker or process, so that one pass over them is enough."""

import tomllib
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
CONTRACT = "the pure rooms know nothing of Django or Celery"
MARKS = ("django_db", "postgres", "redis", "browser")
FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pure_rooms() -> frozenset[str]:
    """The rooms that import neither Django nor Celery, as the import contract names them."""
    project = tomllib.loads((TESTS.parent / "pyproject.toml").read_text())
    [contract] = [
        contract
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["name"] == CONTRACT
    ]
    return frozenset(module.removeprefix("claims.") for module in contract["source_modules"])


def is_pure(path: Path, rooms: frozenset[str]) -> bool:
    """Whether a test file lies in the folder of a pure room."""
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).parts[0] in rooms


def runs_once(item: pytest.Item, rooms: frozenset[str]) -> bool:
    """Whether the services of a deployment make no difference to a test."""
    return is_pure(item.path, rooms) or item.get_closest_marker("embedded") is not None


def needs_service(item: pytest.Item) -> bool:
    """Whether a test asks for a database, a broker or a browser, itself or by a fixture."""
    is_marked = any(item.get_closest_marker(mark) for mark in MARKS)
    return is_marked or not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
