"""Several connections at once: storing and searching miss nothing of each other."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection

from claims import actions, pipeline, suggest
from claims.enums import MatchState
from claims.models import ArticleVersion, Claim, Match, VersionTerms
from claims.suggest import store
from tests.factories import make_user, make_version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
SENTENCE = "The tram bridge of Gdansk opened last spring and cost 40 million euros."
SECONDS = 20.0


class Stop:
    """A place where a thread stops until it is told to go on."""

    def __init__(self) -> None:
        self.reached, self.released = Event(), Event()

    def __call__(self) -> None:
        if not self.reached.is_set():
            self.reached.set()
            assert self.released.wait(SECONDS)

    def wait(self) -> None:
        assert self.reached.wait(SECONDS)


@contextmanager
def threads() -> Iterator[Callable[..., Future[Any]]]:
    """Runs functions on connections of their own."""

    def closing(function: Callable[[], Any]) -> Any:
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda function: pool.submit(closing, function)


def stopped_before_storing(monkeypatch: pytest.MonkeyPatch) -> Stop:
    stop, pack = Stop(), suggest.pack_version

    def pack_and_stop(*arguments: Any) -> VersionTerms:
        packed = pack(*arguments)
        stop()
        return packed

    monkeypatch.setattr(suggest, "pack_version", pack_and_stop)
    return stop


def stopped_inside(monkeypatch: pytest.MonkeyPatch) -> Stop:
    """In the transaction that stores, when it has read what was rejected."""
    stop, plan = Stop(), store.plan_matches

    def plan_and_stop(*arguments: Any, **options: Any) -> store.Plan:
        planned = plan(*arguments, **options)
        stop()
        return planned

    monkeypatch.setattr(store, "plan_matches", plan_and_stop)
    return stop


def process(version: ArticleVersion) -> bool:
    return pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)


def search() -> list[int]:
    return [pk for step in pipeline.search_archive() for pk in step.versions]


def known() -> Claim:
    return actions.save_claim(Claim(text=CLAIM))


def test_a_search_waits_for_what_is_being_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    version, read = make_version(text=SENTENCE), stopped_before_storing(monkeypatch)
    inside = stopped_inside(monkeypatch)
    with threads() as run:
        worker = run(lambda: process(version))
        read.wait()
        known()
        read.released.set()
        inside.wait()
        searching = run(search)
        # It has no way to end: the version is not there yet, and must be found.
        assert not searching.done()
        inside.released.set()
        assert worker.result(SECONDS)
        assert searching.result(SECONDS) == [version.pk]
    assert process(version)
    assert version.matches.count() == 1


def test_what_is_stored_after_a_search_began_knows_what_it_looks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version, read = make_version(text=SENTENCE), stopped_before_storing(monkeypatch)
    with threads() as run:
        worker = run(lambda: process(version))
        read.wait()
        known()
        assert search() == []
        read.released.set()
        assert worker.result(SECONDS)
    assert version.matches.count() == 1


def test_a_rejection_closes_what_is_being_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    known()
    first, second = make_version(text=SENTENCE), make_version(text=f"News.\n\n{SENTENCE}")
    process(first)
    match, actor = first.matches.get(), make_user()
    inside = stopped_inside(monkeypatch)
    with threads() as run:
        worker = run(lambda: process(second))
        inside.wait()
        rejecting = run(
            lambda: actions.decide_match(match, state=MatchState.REJECTED, actor=actor, revision=0)
        )
        assert not rejecting.done()
        inside.released.set()
        assert worker.result(SECONDS)
        rejecting.result(SECONDS)
    assert list(Match.objects.all()) == [match]
