"""The database refuses a change of what is searched that the feed does not tell."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from claims.enums import ClaimState, WordingOrigin
from claims.knowledge.feed import take_numbers
from claims.models import ChangeCounter, Claim, Wording
from tests.factories import make_claim, make_wording, sha256

pytestmark = pytest.mark.django_db

WORDING = "wording_change_seq_taken|wording_change_seq_unique|UNIQUE"
STATE = "claim_state_seq_taken"


def row(**fields: Any) -> Wording:
    claim = make_claim()
    return Wording(claim=claim, text=claim.text, text_key=sha256(claim.text), **fields)


def test_they_outlive_every_migration() -> None:
    """Remaking a table drops its triggers on SQLite: see claims/migrations/_feed_triggers.py."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}

    assert {"wording_added", "wording_changed", "claim_state_changed"} <= found
    assert connection.vendor != "sqlite" or {"wording_number_kept", "claim_number_kept"} <= found


def test_a_wording_without_a_number_is_refused() -> None:
    with pytest.raises(IntegrityError, match="change_seq"), transaction.atomic():
        row().save()


@pytest.mark.parametrize("beside", [-1, 1])
def test_a_wording_with_a_number_that_was_not_taken_is_refused(beside: int) -> None:
    make_wording()
    [number] = take_numbers(1)

    with pytest.raises(IntegrityError, match=WORDING), transaction.atomic():
        row(change_seq=number + beside).save()
    row(change_seq=number).save()


CHANGES: list[dict[str, Any]] = [
    {"text": "Other words."},
    {"language": "de"},
    {"is_active": False},
    {"claim": "another"},
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", [None, F("change_seq"), F("change_seq") - 1, 10**6])
def test_a_searched_change_without_a_fresh_number_is_refused(
    change: dict[str, Any], number: Any
) -> None:
    make_wording()
    wording = make_wording()
    if "claim" in change:
        change = {"claim": make_claim()}
    if number is not None:
        change = change | {"change_seq": number}

    with pytest.raises(IntegrityError, match=WORDING), transaction.atomic():
        Wording.objects.filter(pk=wording.pk).update(**change)


@pytest.mark.parametrize("change", CHANGES[:3])
def test_with_a_fresh_number_it_is_accepted(change: dict[str, Any]) -> None:
    wording = make_wording()
    [number] = take_numbers(1)

    assert Wording.objects.filter(pk=wording.pk).update(change_seq=number, **change)


def test_what_is_not_searched_needs_no_number() -> None:
    wording = make_wording()
    make_wording()

    change = {"origin": WordingOrigin.REVIEWER, "is_active": True, "text": wording.text}

    assert Wording.objects.filter(pk=wording.pk).update(**change)


def test_a_state_of_a_claim_without_a_fresh_number_is_refused() -> None:
    claim = make_wording().claim
    spent = make_wording().change_seq
    rows = Claim.objects.filter(pk=claim.pk)

    for change in ({}, {"state_seq": spent - 1}, {"state_seq": spent + 1}):
        with pytest.raises(IntegrityError, match=STATE), transaction.atomic():
            rows.update(state=ClaimState.RETIRED, **change)
    [number] = take_numbers(1)
    assert rows.update(state=ClaimState.RETIRED, state_seq=number)
    assert rows.update(text="The text alone is not searched.")


def test_there_is_one_counter() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeCounter.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeCounter.objects.create(pk=1)
