"""The feed of changes: every change of what is searched takes a number, in the order of commits.

Rows are locked in one order, so that two writers never wait for each other: claims by their ids,
then the counter, then wordings. Whoever changes several claims in one transaction holds them all
with `hold_claims` first.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError

from claims.models import ChangeCounter, Claim, Wording


def hold_claims(ids: Iterable[int]) -> dict[int, Claim]:
    """The claims as they are now, by id, locked until the caller's transaction ends.

    Not against those who only refer to a claim, such as a worker that stores a match.
    """
    rows = Claim.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {claim.pk: claim for claim in rows}


def take_numbers(count: int) -> range:
    """The next numbers of change; other writers wait for the end of the caller's transaction.

    So take them late, after every lock of a claim. Raises TransactionManagementError outside a
    transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("Numbers of change are taken inside a transaction.")
    ChangeCounter.objects.update(batch_start=F("value") + 1, value=F("value") + count)
    counter = ChangeCounter.objects.get()
    return range(counter.batch_start, counter.value + 1)


def write_wordings(wordings: Iterable[Wording], *, changed: Iterable[str] = ()) -> None:
    """Store new wordings, and the `changed` fields of known ones, under new numbers of change.

    Without `changed` it tells the feed that what is searched of them has changed: their claim's
    state. The caller holds their claims.
    """
    rows = list(wordings)
    if not rows:
        return
    for wording, number in zip(rows, take_numbers(len(rows)), strict=True):
        wording.change_seq = number
    known = [row for row in rows if not row._state.adding]
    Wording.objects.bulk_create([row for row in rows if row._state.adding])
    Wording.objects.bulk_update(known, [*changed, "change_seq"])
