"""Walks the chain and says where it is broken first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.audit.chain import GENESIS, digest
from claims.models import AuditEvent, AuditHead

Tracker = Callable[[Iterable[AuditEvent], int], Iterable[AuditEvent]]


@dataclass(frozen=True, slots=True)
class Fault:
    """The number of the first event that is not what was written, and why, as a sentence."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many events hold, the head of the chain, and the first fault or None.

    Who notes number and hash of the head elsewhere can tell later that nothing was cut off.
    """

    events: int
    number: int
    hash: str
    fault: Fault | None


def verify(*, track: Tracker = lambda events, total: events) -> Verification:
    """Check number, previous hash and hash of each event up to the head, and the head itself.

    `track` may watch the events go by, of which there are `total`. Events that are added meanwhile
    are not looked at.
    """
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        return Verification(0, 0, GENESIS, Fault(0, "The head of the chain is missing."))
    events = AuditEvent.objects.filter(number__lte=head.number).order_by("number")
    count, previous = 0, GENESIS
    for event in track(events.iterator(chunk_size=1000), head.number):
        if fault := _fault(event, number=count + 1, previous=previous):
            return Verification(count, head.number, head.hash, fault)
        count, previous = count + 1, event.hash
    return Verification(count, head.number, head.hash, _fault_of_head(head, count, previous))


def _fault(event: AuditEvent, *, number: int, previous: str) -> Fault | None:
    if event.number != number:
        return Fault(number, f"Event {number} is missing: after it comes event {event.number}.")
    if event.previous_hash != previous:
        return Fault(number, f"Event {number} does not name the hash of the event before it.")
    if event.hash != digest(event):
        return Fault(number, f"Event {number} was changed: its hash is that of other words.")
    return None


def _fault_of_head(head: AuditHead, count: int, last: str) -> Fault | None:
    if head.number != count:
        return Fault(count + 1, f"Event {count + 1} is missing: the head is at {head.number}.")
    if head.hash != last:
        return Fault(count, f"The head does not have the hash of event {count}.")
    return None
