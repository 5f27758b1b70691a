"""A claim on its way to a verdict and back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from claims import actions, audit, desk, knowledge, tasks
from claims.enums import ClaimStage, ClaimState, Role, VerdictState
from claims.knowledge import CLAIM_MOVES
from claims.models import Claim
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def editor() -> User:
    return f.make_user(Role.EDITOR, username="ada")


def stages_of(claim: Claim) -> list[str]:
    return list(claim.events.order_by("pk").values_list("new_stage", flat=True))


def test_from_new_to_reviewed_and_back_with_an_event_for_each_step(editor: User) -> None:
    claim = f.make_claim()
    due_at = timezone.now() + timedelta(days=2)

    actions.triage_claim(claim, actor=editor, note="Read by many.")
    actions.assign_claim(claim, assignee=editor, due_at=due_at, actor=f.make_user())
    actions.start_review(claim, actor=editor)
    assert (claim.stage, claim.assignee, claim.due_at) == ("in-review", editor, due_at)

    verdict = f.make_verdict(
        claim=claim, author=f.make_user(Role.EDITOR), explanation="So it is.",
        state=VerdictState.APPROVED, proposed_by=f.make_user(), proposed_at=f.NOW,
        approved_by=editor, approved_at=f.NOW,
    )  # fmt: skip
    f.make_evidence(verdict=verdict)
    actions.publish_verdict(verdict, actor=editor)
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == ("reviewed", None)
    days = desk.current_settings().recheck_days
    assert claim.recheck_at is not None
    assert abs(claim.recheck_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)

    actions.withdraw_verdict(verdict, actor=editor, note="Wrong numbers.")
    claim.refresh_from_db()
    assert claim.stage == "triaged"
    assert stages_of(claim) == ["triaged", "assigned", "in-review", "reviewed", "triaged"]
    assert not Claim.objects.filter(recheck_at__isnull=False).exists()
    assert audit.history(claim).count() >= 5


def test_a_verdict_grown_old_is_due_for_a_recheck_and_may_still_hold(editor: User) -> None:
    claim = f.make_claim(stage=ClaimStage.REVIEWED, recheck_at=f.NOW)
    f.make_claim(stage=ClaimStage.REVIEWED, recheck_at=timezone.now() + timedelta(days=1))
    f.make_verdict(claim=claim, state=VerdictState.PUBLISHED, published_at=f.NOW)

    tasks.sweep()
    claim.refresh_from_db()
    assert claim.stage == ClaimStage.RECHECK_DUE
    assert claim.events.get().bot == "sweep"

    actions.keep_reviewed(claim, actor=editor, note="The accounts are the same.")
    assert claim.stage == ClaimStage.REVIEWED
    assert claim.recheck_at is not None
    assert claim.recheck_at > timezone.now()


def test_an_archived_claim_keeps_its_stage_and_goes_nowhere(editor: User) -> None:
    claim = f.make_claim(stage=ClaimStage.TRIAGED)
    actions.set_claim_state(claim, state=ClaimState.RETIRED)

    with pytest.raises(knowledge.StageRefused, match="archived: it cannot be worked on"):
        actions.start_review(claim, actor=editor)

    actions.set_claim_state(claim, state=ClaimState.ACTIVE)
    actions.start_review(claim, actor=editor)
    assert claim.stage == ClaimStage.IN_REVIEW


@pytest.mark.parametrize("seen", ClaimStage)
@pytest.mark.parametrize("to", ClaimStage)
def test_every_move_that_no_rule_has_is_refused(
    seen: ClaimStage, to: ClaimStage, editor: User
) -> None:
    at_work = seen in (ClaimStage.ASSIGNED, ClaimStage.IN_REVIEW)
    somebody = {"assignee": editor, "assigned_at": f.NOW} if at_work else {}
    claim = f.make_claim(stage=seen, **somebody)
    by = knowledge.By(editor, f.NOW)

    if to in CLAIM_MOVES[seen]:
        knowledge.move_claim(claim, to=to, by=by, assignee=editor)
        assert claim.stage == to
    else:
        with pytest.raises(knowledge.StageRefused, match="cannot become"):
            knowledge.move_claim(claim, to=to, by=by, assignee=editor)
        assert not claim.events.exists()


def test_only_who_may_write_verdicts_gets_a_claim_and_only_for_the_future(editor: User) -> None:
    claim = f.make_claim()

    with pytest.raises(knowledge.StageRefused, match="may not write verdicts"):
        actions.assign_claim(claim, assignee=f.make_user(), actor=editor)
    with pytest.raises(knowledge.StageRefused, match="due date is over"):
        actions.assign_claim(claim, assignee=editor, due_at=f.NOW, actor=editor)
    with pytest.raises(knowledge.StageRefused, match="could still hold"):
        actions.keep_reviewed(claim, actor=editor, note="")
    assert not claim.events.exists()


def test_of_several_who_take_a_claim_at_once_one_gets_it() -> None:
    claim = f.make_claim(stage=ClaimStage.TRIAGED)
    people = [f.make_user(Role.EDITOR) for _ in range(4)]

    def take(person: User) -> bool:
        try:
            seen = Claim.objects.get(pk=claim.pk)
            seen.stage, seen.assignee = ClaimStage.TRIAGED, None
            actions.start_review(seen, actor=person)
        except knowledge.StageChanged:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=4) as pool:
        outcomes = list(pool.map(take, people))

    assert sum(outcomes) == 1
    assert claim.events.get().actor == people[outcomes.index(True)]


def test_what_somebody_has_looked_at_anew_is_not_made_due_by_an_older_look(editor: User) -> None:
    now = timezone.now()
    claim = f.make_claim(stage=ClaimStage.REVIEWED, recheck_at=now)
    f.make_verdict(claim=claim, state=VerdictState.PUBLISHED, published_at=f.NOW)
    seen_by_the_sweep = Claim.objects.get(pk=claim.pk)
    actions.keep_reviewed(claim, actor=editor, note="Still so.")

    with pytest.raises(knowledge.StageChanged):
        knowledge.move_claim(
            seen_by_the_sweep, to=ClaimStage.RECHECK_DUE, by=knowledge.By(None, now, bot="sweep")
        )

    claim.refresh_from_db()
    assert claim.stage == ClaimStage.REVIEWED
    assert claim.recheck_at is not None
    assert claim.recheck_at > now
