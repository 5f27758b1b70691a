"""Verdicts are published complete, one at a time, and leave their history."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from claims import publish
from claims.enums import VerdictState
from claims.models import Claim, Verdict, VerdictEvent
from tests.factories import NOW, make_approved, make_claim, make_evidence, make_user, make_verdict


def make_draft(**fields: object) -> Verdict:
    """A draft that lacks nothing."""
    verdict = make_verdict(**{"explanation": "The accounts show 12 million."} | fields)
    make_evidence(verdict=verdict)
    return verdict


def make_published(**fields: object) -> Verdict:
    verdict = make_draft(**fields)
    publish.publish_verdict(verdict, actor=None, at=NOW)
    return verdict


@pytest.mark.django_db
def test_publishing_leaves_time_and_event() -> None:
    verdict, actor = make_approved(), make_user()

    event = publish.publish_verdict(verdict, actor=actor, at=NOW)

    stored = Verdict.objects.get(pk=verdict.pk)
    assert (stored.state, stored.published_at) == (VerdictState.PUBLISHED, NOW)
    assert verdict.state == VerdictState.PUBLISHED
    assert (event.actor, event.old_state, event.new_state) == (actor, "approved", "published")


@pytest.mark.django_db
def test_the_verdict_published_until_now_is_superseded_and_keeps_its_time() -> None:
    earlier = make_published()
    later = make_draft(claim=earlier.claim, number=2, rating=earlier.rating)

    publish.publish_verdict(later, actor=None, at=NOW + timedelta(days=1))

    earlier.refresh_from_db()
    assert (earlier.state, earlier.published_at) == (VerdictState.SUPERSEDED, NOW)
    assert Verdict.objects.published().get(claim=earlier.claim) == later
    assert list(earlier.events.order_by("pk").values_list("new_state", flat=True)) == [
        VerdictState.PUBLISHED,
        VerdictState.SUPERSEDED,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("explanation", "with_evidence", "reasons"),
    [
        (" \n", False, ("an explanation", "at least one piece of evidence")),
        ("", True, ("an explanation",)),
        ("The accounts show 12 million.", False, ("at least one piece of evidence",)),
    ],
)
def test_all_that_is_missing_is_named_at_once(
    explanation: str, with_evidence: bool, reasons: tuple[str, ...]
) -> None:
    earlier = make_published()
    verdict = make_verdict(claim=earlier.claim, number=2, explanation=explanation)
    if with_evidence:
        make_evidence(verdict=verdict)

    with pytest.raises(publish.PublishRefused) as refusal:
        publish.publish_verdict(verdict, actor=None, at=NOW)

    assert refusal.value.reasons == reasons
    assert all(reason in str(refusal.value) for reason in reasons)
    assert Verdict.objects.published().get(claim=earlier.claim) == earlier


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [VerdictState.PUBLISHED, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN]
)
def test_only_a_draft_is_published(state: VerdictState) -> None:
    verdict = make_draft()
    stale = Verdict.objects.get(pk=verdict.pk)
    Verdict.objects.filter(pk=verdict.pk).update(state=state, published_at=NOW)

    with pytest.raises(publish.VerdictChanged, match=str(state.label)):
        publish.publish_verdict(stale, actor=None, at=NOW)

    assert not VerdictEvent.objects.exists()


@pytest.mark.django_db
def test_withdrawing_says_why_and_brings_no_earlier_verdict_back() -> None:
    earlier = make_published()
    later = make_published(claim=earlier.claim, number=2, rating=earlier.rating)

    event = publish.withdraw_verdict(later, actor=None, at=NOW, note=" Wrong year. ")

    assert event.note == "Wrong year."
    assert not Verdict.objects.published().filter(claim=earlier.claim).exists()
    later.refresh_from_db()
    assert (later.state, later.published_at) == (VerdictState.WITHDRAWN, NOW)


@pytest.mark.django_db
def test_withdrawing_needs_a_reason() -> None:
    verdict = make_published()

    with pytest.raises(publish.PublishRefused, match="say why"):
        publish.withdraw_verdict(verdict, actor=None, at=NOW, note=" ")

    assert Verdict.objects.get(pk=verdict.pk).state == VerdictState.PUBLISHED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [VerdictState.DRAFT, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN]
)
def test_only_the_published_verdict_is_withdrawn(state: VerdictState) -> None:
    verdict = make_verdict(state=state, published_at=None if state == VerdictState.DRAFT else NOW)

    with pytest.raises(publish.VerdictChanged):
        publish.withdraw_verdict(verdict, actor=None, at=NOW, note="Wrong year.")

    assert Verdict.objects.get(pk=verdict.pk).state == state


@pytest.mark.django_db
@pytest.mark.parametrize("move", ["publish", "withdraw"])
def test_who_syncs_by_updated_at_learns_of_the_verdict(move: str) -> None:
    verdict = make_draft() if move == "publish" else make_published()
    Claim.objects.filter(pk=verdict.claim_id).update(updated_at=NOW - timedelta(days=9))

    if move == "publish":
        publish.publish_verdict(verdict, actor=None, at=NOW - timedelta(days=30))
    else:
        publish.withdraw_verdict(verdict, actor=None, at=NOW - timedelta(days=30), note="No.")

    assert Claim.objects.get(pk=verdict.claim_id).updated_at > NOW - timedelta(days=9)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_drafts_published_at_once_one_stays_published() -> None:
    claim = make_claim()
    first = make_draft(claim=claim)
    drafts = [first] + [
        make_draft(claim=claim, number=number, rating=first.rating) for number in (2, 3, 4)
    ]
    start = threading.Barrier(len(drafts))

    def publish_copy(key: int) -> None:
        copy = Verdict.objects.get(pk=key)
        start.wait()
        try:
            publish.publish_verdict(copy, actor=None, at=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish_copy, args=(draft.pk,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = sorted(Verdict.objects.filter(claim=claim).values_list("state", flat=True))
    assert states == ["published", "superseded", "superseded", "superseded"]
    assert VerdictEvent.objects.filter(new_state=VerdictState.PUBLISHED).count() == 4
