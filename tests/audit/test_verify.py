"""A log that was tampered with, past the triggers, is found out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from claims import audit
from claims.models import AuditEvent, AuditHead
from tests.append_only import lifted
from tests.factories import make_audit_event

pytestmark = pytest.mark.django_db


@contextmanager
def tampering() -> Iterator[None]:
    """As somebody with the rights of the database's owner could."""
    statements = lifted(["--"])
    middle = statements.index("--")
    off, on = statements[:middle], statements[middle + 1 :]
    # PostgreSQL alters no table while checks of its rows are put off.
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in off:
            cursor.execute(statement)
        yield
        connection.check_constraints()
        for statement in on:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def three_events() -> None:
    for word in ("confirmed", "rejected", "undone"):
        make_audit_event(action=f"match.{word}")


def test_an_untouched_chain_holds_and_so_does_an_empty_one() -> None:
    head = AuditHead.objects.get()

    assert audit.verify() == audit.Verification(3, 3, head.hash, None)
    with tampering():
        AuditEvent.objects.all().delete()
        AuditHead.objects.update(number=0, hash=audit.GENESIS)
    assert audit.verify() == audit.Verification(0, 0, audit.GENESIS, None)


@pytest.mark.parametrize(
    ("number", "change", "said"),
    [
        (2, {"note": "harmless"}, "Event 2 was changed"),
        (2, {"after": {"state": "rejected"}}, "Event 2 was changed"),
        (2, {"bot": "somebody"}, "Event 2 was changed"),
        (3, {"previous_hash": "a" * 64}, "Event 3 does not name the hash"),
        (3, {"number": 4}, "Event 3 is missing: the head is at 3"),
    ],
)
def test_a_changed_event_is_named(number: int, change: dict[str, Any], said: str) -> None:
    with tampering():
        AuditEvent.objects.filter(number=number).update(**change)

    fault = audit.verify().fault

    assert fault is not None
    assert fault.number == number
    assert said in fault.reason


def test_a_rehashed_event_breaks_the_next_one() -> None:
    event = AuditEvent.objects.get(number=2)
    event.note = "forged"
    with tampering():
        AuditEvent.objects.filter(pk=event.pk).update(note="forged", hash=audit.digest(event))

    assert audit.verify().fault == audit.Fault(
        3, "Event 3 does not name the hash of the event before it."
    )


def test_a_deleted_event_and_a_moved_head_are_named() -> None:
    with tampering():
        AuditEvent.objects.filter(number=2).delete()
    assert audit.verify().fault == audit.Fault(2, "Event 2 is missing: after it comes event 3.")

    with tampering():
        AuditHead.objects.all().delete()
    assert audit.verify().fault == audit.Fault(0, "The head of the chain is missing.")


def test_a_wrong_hash_of_the_head_is_named() -> None:
    with tampering():
        AuditHead.objects.update(hash="b" * 64)

    assert audit.verify().fault == audit.Fault(3, "The head does not have the hash of event 3.")


def test_the_command_says_it_to_people_and_programs() -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "3 events hold; the head is 3 " in out.getvalue()

    with tampering():
        AuditEvent.objects.filter(number=2).update(note="forged")
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("verify_audit", json=True, stdout=out, stderr=StringIO())

    assert stop.value.code == 1
    summary = json.loads(out.getvalue())
    assert (summary["holds"], summary["broken_at"], summary["events"]) == (False, 2, 1)
    assert summary["reason"] == "Event 2 was changed: its hash is that of other words."
