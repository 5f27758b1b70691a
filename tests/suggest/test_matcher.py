"""The matcher of this process knows the wordings that the database has now."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from claims import knowledge, suggest
from claims.enums import ClaimState, WordingOrigin
from claims.index import Entry
from claims.matching import Matcher
from claims.models import Wording
from claims.suggest import feed, live
from claims.text import segment
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db

TEXT = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
OTHER = "Something else altogether was said about the harbour of Lima."


def found(text: str = TEXT) -> set[int]:
    return {match.claim for match in suggest.current_matcher(threshold=0.5).match(segment(text))}


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """A few wordings are indexed anew; of many, only the changes."""
    settings.FACTCHECK_COMPACT_SHARE = 1.0
    if request.param == "large":
        monkeypatch.setattr(live, "SMALL", 0)
        monkeypatch.setattr(live, "OVERGROWN", 1000)


def test_it_is_built_once_and_then_asked_for_with_one_query(
    django_assert_num_queries: Any,
) -> None:
    make_wording(text=TEXT)
    first = suggest.current_matcher(threshold=0.5)

    with django_assert_num_queries(1):
        assert suggest.current_matcher(threshold=0.5) is first


def test_another_threshold_is_another_matcher_over_the_same_index(
    django_assert_num_queries: Any,
) -> None:
    make_wording(text=TEXT)
    first = suggest.current_matcher(threshold=0.5)

    with django_assert_num_queries(2):
        assert suggest.current_matcher(threshold=0.9) is not first
        assert suggest.current_matcher(threshold=0.5) is first


def switch_off(wording: Wording) -> None:
    wording.is_active = False
    knowledge.save_wording(wording)


def retire(wording: Wording) -> None:
    knowledge.set_claim_state(wording.claim, state=ClaimState.RETIRED)


def reword(wording: Wording) -> None:
    wording.text = OTHER
    knowledge.save_wording(wording)


def edit(wording: Wording) -> None:
    wording.claim.text = OTHER
    knowledge.save_claim(wording.claim)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("change", [switch_off, retire, reword, edit])
def test_a_wording_that_went_is_not_found_any_more(change: Callable[[Wording], None]) -> None:
    wording = make_wording(text=TEXT)
    assert found() == {wording.claim_id}

    change(wording)

    assert found() == set()


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("change", [reword, edit])
def test_an_edited_wording_is_found_by_its_new_text(change: Callable[[Wording], None]) -> None:
    wording = make_wording(text=TEXT)
    found()

    change(wording)

    assert found(OTHER) == {wording.claim_id}


@pytest.mark.usefixtures("size")
def test_a_claim_that_comes_back_is_found_again() -> None:
    wording = make_wording(text=TEXT)
    retire(wording)
    assert found() == set()

    knowledge.set_claim_state(wording.claim, state=ClaimState.ACTIVE)

    assert found() == {wording.claim_id}


@pytest.mark.usefixtures("size")
def test_the_wordings_of_a_merged_claim_are_those_of_its_target() -> None:
    wording, target = make_wording(text=TEXT), make_wording(text=OTHER).claim
    assert found() == {wording.claim_id}

    knowledge.merge_claims(wording.claim, into=target)

    assert found() == {target.pk}


@pytest.mark.usefixtures("size")
def test_a_new_wording_of_a_known_claim_is_found() -> None:
    claim = make_claim(text=OTHER)
    make_wording(claim=claim, text=claim.text)
    assert found() == set()

    make_wording(claim=claim, text=TEXT, origin=WordingOrigin.REVIEWER)

    assert found() == {claim.pk}


@pytest.mark.usefixtures("size")
def test_a_wording_that_moves_takes_its_claim_along() -> None:
    wording, target = make_wording(text=TEXT), make_claim()
    found()

    wording.claim = target
    knowledge.save_wording(wording)

    assert found() == {target.pk}


def test_without_claims_nothing_is_found() -> None:
    assert found() == set()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_threads_that_ask_at_once_build_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    make_wording(text=TEXT)
    read: list[int] = []
    all_entries = feed.all_entries

    def counted() -> Iterator[Entry]:
        read.append(1)
        return all_entries()

    monkeypatch.setattr(feed, "all_entries", counted)

    def ask(_: int) -> Matcher:
        try:
            return suggest.current_matcher(threshold=0.625)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        matchers = set(threads.map(ask, range(8)))

    assert (len(matchers), len(read)) == (1, 1)
