from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from claims import suggest
from claims.enums import ClaimState, WordingOrigin
from claims.matching import ClaimIndex, Matcher
from claims.models import Claim, Wording
from claims.text import fold_key, segment
from tests.factories import make_claim, make_wording

pytestmark = pytest.mark.django_db

TEXT = "The tram bridge of Gdansk cost 40 million euros and opened last spring."


def found() -> set[str]:
    return {match.claim for match in suggest.current_matcher(threshold=0.5).match(segment(TEXT))}


def test_it_is_built_once_and_then_asked_for_with_one_query(
    django_assert_num_queries: Any,
) -> None:
    make_wording(text=TEXT)
    first = suggest.current_matcher(threshold=0.5)

    with django_assert_num_queries(1):
        assert suggest.current_matcher(threshold=0.5) is first


def test_another_threshold_is_another_matcher() -> None:
    make_wording(text=TEXT)

    assert suggest.current_matcher(threshold=0.5) is not suggest.current_matcher(threshold=0.9)


def switch_off(wording: Wording) -> None:
    Wording.objects.filter(pk=wording.pk).update(is_active=False)


def retire(wording: Wording) -> None:
    Claim.objects.filter(pk=wording.claim_id).update(state=ClaimState.RETIRED)


def reword(wording: Wording) -> None:
    text = "Something else altogether was said in Lima."
    Wording.objects.filter(pk=wording.pk).update(text=text, text_key=fold_key(text))


def delete(wording: Wording) -> None:
    wording.delete()


@pytest.mark.parametrize("change", [switch_off, retire, reword, delete])
def test_a_wording_that_went_is_not_found_any_more(change: Callable[[Wording], None]) -> None:
    wording = make_wording(text=TEXT)
    assert found() == {str(wording.claim_id)}

    change(wording)

    assert found() == set()


def test_a_new_wording_of_a_known_claim_is_found() -> None:
    claim = make_claim(text="Quite other words.")
    make_wording(claim=claim, text=claim.text)
    assert found() == set()

    make_wording(claim=claim, text=TEXT, origin=WordingOrigin.REVIEWER)

    assert found() == {str(claim.pk)}


def test_a_wording_switched_on_for_another_is_noticed() -> None:
    first, second = make_wording(text=TEXT), make_wording(text="Quite other words.")
    switch_off(second)
    assert found() == {str(first.claim_id)}

    switch_off(first)
    Wording.objects.filter(pk=second.pk).update(is_active=True)

    assert found() == set()


def test_without_claims_nothing_is_found() -> None:
    assert found() == set()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_threads_that_ask_at_once_build_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    make_wording(text=TEXT)
    built: list[int] = []
    build = ClaimIndex.build

    def counted(wordings: Any) -> ClaimIndex:
        built.append(1)
        return build(wordings)

    monkeypatch.setattr(ClaimIndex, "build", counted)

    def ask(_: int) -> Matcher:
        try:
            return suggest.current_matcher(threshold=0.625)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        matchers = set(threads.map(ask, range(8)))

    assert (len(matchers), len(built)) == (1, 1)
