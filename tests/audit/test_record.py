"""Events are chained in one order, after every other lock, with the change or not at all."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from claims import audit
from claims.models import AuditEvent, AuditHead, Claim
from tests.factories import NOW, make_claim, make_user


def note(claim: Claim, word: str = "a", **fields: object) -> AuditEvent:
    values = {"bot": "test", "actor": None, "before": {}, "after": {"word": word}} | fields
    return audit.record(action="claim.noted", subject=claim, at=NOW, **values)  # type: ignore[arg-type]


def note_and_fail(claim: Claim) -> None:
    with audit.recording():
        note(claim, "undone")
        raise ZeroDivisionError


@pytest.mark.django_db
def test_an_event_says_who_when_what_and_why_and_follows_the_last() -> None:
    claim, actor = make_claim(), make_user()
    first = note(claim)

    second = audit.record(
        action="claim.changed",
        subject=claim,
        actor=actor,
        at=NOW,
        before={"text": "old"},
        after={"text": "new", "made": NOW.date()},
        note="typing error",
    )

    stored = AuditEvent.objects.get(pk=second.pk)
    assert (stored.subject_kind, stored.subject_id) == ("claim", claim.pk)
    assert (stored.actor, stored.at, stored.note) == (actor, NOW, "typing error")
    assert (stored.before, stored.after) == ({"text": "old"}, {"text": "new", "made": "2026-11-21"})
    assert (first.number, stored.number, stored.previous_hash) == (1, 2, first.hash)
    assert audit.digest(stored) == stored.hash == AuditHead.objects.get().hash
    assert list(audit.history(claim)) == [second, first]
    assert not audit.history(make_claim()).exists()


@pytest.mark.django_db
def test_either_a_person_or_a_bot() -> None:
    claim = make_claim()

    for actor, bot in ((None, ""), (make_user(), "test")):
        with pytest.raises(ValueError, match="person or a bot"):
            note(claim, actor=actor, bot=bot)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [0.1, 1e-07, 1.0, 1e16, -0.0, 10**30, "ü\x00 “”", {"b": [1, None], "a": True}, datetime(
        2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)],
)  # fmt: skip
def test_what_the_database_gives_back_has_the_same_hash(value: object) -> None:
    event = note(make_claim(), after={"value": value})

    stored = AuditEvent.objects.get(pk=event.pk)

    assert audit.digest(stored) == stored.hash


@pytest.mark.django_db
def test_what_json_cannot_hold_is_refused_when_it_is_recorded() -> None:
    with pytest.raises(TypeError, match="cannot hold a set"):
        note(make_claim(), after={"value": {1}})


@pytest.mark.django_db
def test_within_a_recording_events_come_last_and_in_their_order() -> None:
    claim = make_claim()

    with audit.recording():
        with audit.recording():
            first = note(claim, "first")
        second = note(claim, "second")
        assert not AuditEvent.objects.exists()

    assert [event.number for event in (first, second)] == [1, 2]


@pytest.mark.django_db
def test_what_was_rolled_back_is_not_logged() -> None:
    claim = make_claim()

    with audit.recording():
        with pytest.raises(ZeroDivisionError):
            note_and_fail(claim)
        note(claim, "done")
    with pytest.raises(ZeroDivisionError):
        note_and_fail(claim)

    assert [event.after for event in AuditEvent.objects.all()] == [{"word": "done"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "fields", "expected"),
    [
        (None, {}, ({}, {"text": "new", "language": "en"})),
        ("old", {}, ({"text": "old"}, {"text": "new"})),
        ("new", {}, ({}, {})),
    ],
)
def test_differences(old: str | None, fields: dict[str, str], expected: object) -> None:
    before = Claim(text=old) if old else None

    found = audit.differences(before, Claim(text="new"), ["text", "language", "claimant"])

    assert found == expected


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_make_one_chain_and_nobody_waits_for_ever() -> None:
    """Each takes the claims in its own order of locks, then the head: always last."""
    claims = [make_claim() for _ in range(2)]
    start = threading.Barrier(6)
    failed: list[BaseException] = []

    def work(own: int) -> None:
        try:
            start.wait()
            for turn in range(4):
                with audit.recording(durable=True):
                    note(claims[own % 2], str(turn))
                    # A lock taken after the event was recorded.
                    Claim.objects.filter(pk=claims[own % 2].pk).update(language=f"x{own}{turn}")
        except BaseException as error:  # noqa: BLE001  # told by the assertion
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(own,)) for own in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    found = audit.verify()
    assert (found.events, found.fault) == (24, None)


@pytest.mark.django_db
def test_an_event_without_its_transaction_is_impossible() -> None:
    """The database moves the head itself, so no event is added that does not follow it."""
    event = note(make_claim())
    copy = AuditEvent.objects.get(pk=event.pk)
    copy.pk, copy.number, copy.previous_hash, copy.hash = None, 3, event.hash, "f" * 64

    with pytest.raises(IntegrityError, match="auditevent_follows_head"), transaction.atomic():
        copy.save(force_insert=True)
    copy.number, copy.previous_hash = 2, "e" * 64
    with pytest.raises(IntegrityError, match="auditevent_follows_head"), transaction.atomic():
        copy.save(force_insert=True)
