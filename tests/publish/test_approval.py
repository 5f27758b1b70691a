"""A verdict goes out when a second person has approved it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims import actions, publish
from claims.enums import Contact, Role, VerdictState
from claims.models import AuditEvent, Verdict, VerdictEvent
from claims.publish import transitions
from tests.factories import (
    NOW,
    make_approved,
    make_claim,
    make_evidence,
    make_rating,
    make_user,
    make_verdict,
)

MOVES: dict[str, tuple[set[VerdictState], Callable[[Verdict, User], VerdictEvent]]] = {
    "propose": ({VerdictState.DRAFT}, lambda v, u: publish.propose_verdict(v, actor=u, at=NOW)),
    "approve": ({VerdictState.PROPOSED}, lambda v, u: publish.approve_verdict(v, actor=u, at=NOW)),
    "return": (
        {VerdictState.PROPOSED, VerdictState.APPROVED},
        lambda v, u: publish.return_verdict(v, actor=u, at=NOW, note="Which page?"),
    ),
    "reopen": ({VerdictState.RETURNED}, lambda v, u: publish.reopen_verdict(v, actor=u, at=NOW)),
    "publish": ({VerdictState.APPROVED}, lambda v, u: publish.publish_verdict(v, actor=u, at=NOW)),
    "withdraw": (
        {VerdictState.PUBLISHED},
        lambda v, u: publish.withdraw_verdict(v, actor=u, at=NOW, note="Wrong year."),
    ),
}


def in_state(state: VerdictState) -> Verdict:
    """A verdict that lacks nothing for any move."""
    fields: dict[str, Any] = {"state": state}
    if state in (VerdictState.DRAFT, VerdictState.PROPOSED, VerdictState.RETURNED):
        fields |= {"approved_by": None, "approved_at": None}
    if state == VerdictState.DRAFT:
        fields |= {"proposed_by": None, "proposed_at": None}
    if state in (VerdictState.PUBLISHED, VerdictState.SUPERSEDED, VerdictState.WITHDRAWN):
        fields |= {"published_at": NOW}
    return make_approved(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize("state", VerdictState)
@pytest.mark.parametrize("move", MOVES)
def test_each_move_is_made_from_its_states_only(move: str, state: VerdictState) -> None:
    verdict, actor = in_state(state), make_user(Role.EDITOR)
    allowed, make_move = MOVES[move]

    if state in allowed:
        event = make_move(verdict, actor)
        assert event.new_state in publish.VERDICT_MOVES[state]
        assert AuditEvent.objects.get().after["state"] == event.new_state
        return
    with pytest.raises(publish.VerdictChanged):
        make_move(verdict, actor)
    assert Verdict.objects.get().state == state
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_from_draft_to_publication_by_two_people() -> None:
    author, editor = make_user(Role.EDITOR), make_user(Role.EDITOR)
    draft = Verdict(claim=make_claim(), summary="The accounts show less.")
    actions.save_draft(draft, author=author)
    with pytest.raises(publish.PublishRefused) as refusal:
        actions.propose_verdict(draft, actor=author)
    assert refusal.value.reasons == (
        "a rating", "an explanation", "at least one piece of evidence",
    )  # fmt: skip

    draft.rating, draft.explanation = make_rating(), "Page 12 says 12 million."
    make_evidence(verdict=draft)
    actions.save_draft(draft, author=author)
    actions.propose_verdict(draft, actor=author)
    returned = actions.return_verdict(draft, actor=editor, note=" Which page? ")
    assert (returned.note, draft.state) == ("Which page?", VerdictState.RETURNED)
    with pytest.raises(publish.VerdictChanged):
        actions.propose_verdict(draft, actor=author)

    actions.save_draft(draft, author=author)
    assert (draft.state, draft.proposed_by) == (VerdictState.DRAFT, None)
    actions.propose_verdict(draft, actor=author)
    actions.approve_verdict(draft, actor=editor)
    actions.publish_verdict(draft, actor=author)

    draft.refresh_from_db()
    assert (draft.state, draft.author, draft.approved_by) == (
        VerdictState.PUBLISHED, author, editor,
    )  # fmt: skip
    assert list(draft.events.order_by("pk").values_list("new_state", flat=True)) == [
        "proposed", "returned", "draft", "proposed", "approved", "published",
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_wrote_rewrote_or_proposed_it_does_not_approve_it() -> None:
    author, helper, proposer = (make_user(Role.EDITOR) for _ in range(3))
    draft = Verdict(
        claim=make_claim(), summary="Less.", rating=make_rating(), explanation="Page 12."
    )
    actions.save_draft(draft, author=author)
    make_evidence(verdict=draft)
    draft.explanation = "Page 13."
    actions.save_draft(draft, author=helper)
    actions.propose_verdict(draft, actor=proposer)

    for person in (author, helper, proposer):
        with pytest.raises(publish.OwnWork, match="somebody else"):
            actions.approve_verdict(draft, actor=person)

    assert Verdict.objects.get().state == VerdictState.PROPOSED


@pytest.mark.django_db
def test_returning_needs_a_comment() -> None:
    verdict = in_state(VerdictState.PROPOSED)

    with pytest.raises(publish.PublishRefused, match="say what is to be mended"):
        publish.return_verdict(verdict, actor=make_user(), at=NOW, note=" ")

    assert Verdict.objects.get().state == VerdictState.PROPOSED


@pytest.mark.django_db
@pytest.mark.parametrize("required", [True, False])
def test_the_desk_may_hold_back_verdicts_about_people_who_were_not_asked(required: bool) -> None:
    draft = in_state(VerdictState.DRAFT)
    items = {item.key: item for item in publish.checklist(draft, contact_required=required)}
    assert (items["contact"].is_met, items["contact"].blocks) == (False, required)
    assert {key for key, item in items.items() if item.blocks} - {"contact"} == {
        "rating", "explanation", "evidence",
    }  # fmt: skip

    if required:
        with pytest.raises(publish.PublishRefused, match="contacted"):
            publish.propose_verdict(draft, actor=make_user(), at=NOW, contact_required=True)
    Verdict.objects.update(contact=Contact.NOT_CONTACTED, no_contact_reason="He has died.")
    publish.propose_verdict(draft, actor=make_user(), at=NOW, contact_required=required)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_editors_at_the_same_moment_one_wins() -> None:
    editors = [make_user(Role.EDITOR), make_user(Role.EDITOR)]
    barrier = Barrier(2)
    rounds: list[tuple[str, VerdictState, VerdictState]] = [
        ("approve", VerdictState.PROPOSED, VerdictState.APPROVED),
        ("publish", VerdictState.APPROVED, VerdictState.PUBLISHED),
    ]

    def attempt(move: str, pk: int, editor: User) -> bool:
        try:
            verdict = Verdict.objects.get(pk=pk)
            barrier.wait(timeout=10)
            MOVES[move][1](verdict, editor)
        except publish.VerdictChanged:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        for move, before, after in rounds:
            verdict = in_state(before)
            won = list(threads.map(attempt, [move] * 2, [verdict.pk] * 2, editors))
            verdict.refresh_from_db()
            assert sorted(won) == [False, True]
            assert (verdict.state, verdict.events.count()) == (after, 1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_evidence_cannot_go_while_its_verdict_is_being_proposed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    author = make_user(Role.EDITOR)
    verdict = make_verdict(author=author, explanation="Page 12.")
    make_evidence(verdict=verdict)
    seen = publish.fingerprint(verdict)

    def take_the_evidence_away() -> None:
        try:
            written = Verdict.objects.get(pk=verdict.pk)
            with suppress(publish.PublishRefused):
                actions.write_verdict(written, evidence=[], seen=seen, author=author)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:

        def check(*given: Any, **how: Any) -> Any:
            items = publish.checklist(*given, **how)
            # The moment after the checklist was read: who may write now is quick, others wait.
            wait([threads.submit(take_the_evidence_away)], timeout=1)
            return items

        monkeypatch.setattr(transitions, "checklist", check)
        actions.propose_verdict(verdict, actor=author)

    verdict.refresh_from_db()
    assert (verdict.state, verdict.evidence.count()) == (VerdictState.PROPOSED, 1)
