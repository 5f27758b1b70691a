"""Which changes take a number, and that numbers become visible in the order of commits."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from claims.enums import ClaimState
from claims.knowledge.feed import hold_claims, take_numbers, write_wordings
from claims.knowledge.states import MergeRefused, merge_claims, set_claim_state
from claims.knowledge.wordings import add_wordings, save_claim, save_wording
from claims.models import Claim, Wording
from tests.factories import change_counter, make_claim, make_match, make_wording

in_transactions = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def changed_since(number: int) -> list[str]:
    rows = Wording.objects.filter(change_seq__gt=number).order_by("change_seq")
    return list(rows.values_list("text", flat=True))


def last() -> int:
    return change_counter().value


@pytest.fixture
def claim(db: None) -> Claim:
    saved = save_claim(Claim(text="The bridge cost 40 million euros."))
    add_wordings(saved, ["Forty million for a bridge.", "The price was 40 million."])
    return saved


def reword(claim: Claim) -> None:
    claim.text = "The bridge cost 60 million euros."
    save_claim(claim)


def translate(claim: Claim) -> None:
    claim.language = "fr"
    save_claim(claim)


def add(claim: Claim) -> None:
    add_wordings(claim, ["The price was 40 million.", "A bridge for 40 million."])


def write(claim: Claim) -> None:
    save_wording(Wording(claim=claim, text="A bridge for 40 million."))


def switch_off(claim: Claim) -> None:
    wording = claim.wordings.get(text="The price was 40 million.")
    wording.is_active = False
    save_wording(wording)


def retire(claim: Claim) -> None:
    set_claim_state(claim, state=ClaimState.RETIRED)


FIRST = "The bridge cost 40 million euros."
SECOND, THIRD = "Forty million for a bridge.", "The price was 40 million."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (reword, [FIRST, "The bridge cost 60 million euros."]),
        (translate, [FIRST]),
        (add, ["A bridge for 40 million."]),
        (write, ["A bridge for 40 million."]),
        (switch_off, [THIRD]),
        (retire, [FIRST, SECOND, THIRD]),
    ],
)
def test_a_change_is_told_once_and_with_the_last_numbers(
    claim: Claim, change: Callable[[Claim], None], told: list[str]
) -> None:
    before = last()

    change(claim)

    assert changed_since(before) == told
    assert claim.wordings.order_by("-change_seq")[0].change_seq == last()


def test_what_changes_nothing_searched_takes_no_number(claim: Claim) -> None:
    before = last()

    save_claim(claim)
    add_wordings(claim, [SECOND, THIRD])
    set_claim_state(claim, state=ClaimState.ACTIVE)
    write_wordings([])

    assert last() == before


def test_a_claim_that_comes_back_is_told_again(claim: Claim) -> None:
    retire(claim)
    before = last()

    assert set_claim_state(claim, state=ClaimState.ACTIVE)

    assert changed_since(before) == [FIRST, SECOND, THIRD]


@in_transactions
def test_numbers_are_taken_inside_a_transaction_only() -> None:
    with pytest.raises(TransactionManagementError):
        take_numbers(1)


@in_transactions
def test_numbers_of_a_change_that_failed_are_taken_again() -> None:
    for _ in range(2):
        with transaction.atomic():
            assert take_numbers(3) == range(1, 4)
            transaction.set_rollback(True)
    assert last() == 0


@contextmanager
def closing() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


WRITERS, CHANGES = 5, 6


def write_slowly(claim: Claim) -> None:
    chance = random.Random(claim.pk)
    with closing():
        for change in range(CHANGES):
            with transaction.atomic():
                hold_claims([claim.pk])
                time.sleep(chance.random() / 200)
                save_wording(Wording(claim=claim, text=f"{claim.pk} {change}"))
                # Those who took their numbers later are ready to commit by now.
                time.sleep(chance.random() / 200)


def read_until(is_over: Event) -> list[tuple[int, str]]:
    """Numbers and texts in the order in which a reader that asks again and again meets them."""
    seen: list[tuple[int, str]] = []
    with closing():
        while True:
            is_last = is_over.is_set()
            number = seen[-1][0] if seen else 0
            rows = Wording.objects.filter(change_seq__gt=number).order_by("change_seq")
            seen += rows.values_list("change_seq", "text")
            if is_last:
                return seen


@in_transactions
def test_a_reader_sees_each_change_of_many_writers_once_and_in_order() -> None:
    claims = [make_claim() for _ in range(WRITERS)]
    is_over = Event()

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(read_until, is_over)
        try:
            list(threads.map(write_slowly, claims))
        finally:
            is_over.set()
        seen = reader.result()

    assert [number for number, _ in seen] == list(range(1, WRITERS * CHANGES + 1))
    texts = [text for _, text in seen]
    for claim in claims:
        own = [text for text in texts if text.startswith(f"{claim.pk} ")]
        assert own == [f"{claim.pk} {change}" for change in range(CHANGES)]


@in_transactions
def test_two_writers_of_two_claims_in_opposite_order_do_not_wait_for_each_other() -> None:
    claims = [make_wording().claim for _ in range(2)]
    barrier = Barrier(2)

    def write_both(order: list[Claim]) -> None:
        with closing():
            for change in range(10):
                barrier.wait(timeout=10)
                write_in_one(order, text=f"{order[0].pk} {change}")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write_both, [claims, claims[::-1]]))

    assert last() == Wording.objects.count() == 42


@transaction.atomic
def write_in_one(claims: list[Claim], *, text: str) -> None:
    hold_claims([claim.pk for claim in claims])
    for claim in claims:
        save_wording(Wording(claim=claim, text=text))


@in_transactions
def test_of_two_claims_merged_into_each_other_at_once_one_stays() -> None:
    barrier = Barrier(2)

    def merge(pair: tuple[Claim, Claim]) -> bool:
        with closing():
            barrier.wait(timeout=10)
            try:
                merge_claims(pair[0], into=pair[1])
            except MergeRefused:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        for _ in range(3):
            first, second = make_wording().claim, make_wording().claim
            assert sorted(threads.map(merge, [(first, second), (second, first)])) == [False, True]
    assert Claim.objects.filter(state=ClaimState.MERGED).count() == 3


@pytest.mark.postgres
@in_transactions
def test_a_claim_is_retired_while_a_worker_is_storing_a_match_of_it() -> None:
    match = make_match()
    stored, retired = Event(), Event()

    def store() -> None:
        with closing(), transaction.atomic():
            fields = {"claim": match.claim, "wording": match.wording}
            make_match(**fields)
            stored.set()
            assert retired.wait(timeout=10)

    with ThreadPoolExecutor(1) as threads:
        worker = threads.submit(store)
        assert stored.wait(timeout=10)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
            set_claim_state(match.claim, state=ClaimState.RETIRED)
        retired.set()
        worker.result()


@pytest.mark.django_db
def test_catching_up_reads_an_index() -> None:
    make_wording()
    changes = Wording.objects.filter(change_seq__gt=10**6).order_by("change_seq")[:500]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "wording_by_change_seq" in changes.explain()
